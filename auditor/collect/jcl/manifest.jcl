//* Writes when and where the evidence was made, beside it (DFSORT).
//MCLEAN   EXEC PGM=IEFBR14
//OLD      DD  DISP=(MOD,DELETE,DELETE),SPACE=(TRK,0),
//             DSN=%hlq.MANIFEST
//MANIFEST EXEC PGM=SORT
//SYSOUT   DD  SYSOUT=*
//SORTOUT  DD  DISP=(NEW,CATLG,DELETE),SPACE=(TRK,(1,1)),
//             RECFM=FB,LRECL=89,
//             DSN=%hlq.MANIFEST
//SYSIN    DD  *
  OPTION COPY
  OUTREC BUILD=(1,70,DATE4)
/*
//SORTIN   DD  *,SYMBOLS=EXECSYS
%rows
/*
