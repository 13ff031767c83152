//* What runs in each IMS Connect (QUERY IMSCON, by the batch SPOC).
//ICLEAN   EXEC PGM=IEFBR14
//OLD      DD  DISP=(MOD,DELETE,DELETE),SPACE=(TRK,0),
//             DSN=%hlq.IMSCON
//SPOC     EXEC PGM=CSLUSPOC,
//             PARM=('IMSPLEX=%imsplex,ROUTE=*,WAIT=60,F=WRAP')
//STEPLIB  DD  DISP=SHR,
//             DSN=%steplib
//SYSPRINT DD  DISP=(NEW,CATLG,DELETE),SPACE=(TRK,(5,5)),
//             RECFM=FBA,LRECL=133,
//             DSN=%hlq.IMSCON
//SYSIN    DD  *
 QUERY IMSCON TYPE(CONFIG) SHOW(ALL)
/*
