//* The RACF database unload, of a copy of the database (IRRDBU00).
//UCLEAN   EXEC PGM=IEFBR14
//OLD      DD  DISP=(MOD,DELETE,DELETE),SPACE=(TRK,0),
//             DSN=%hlq.UNLOAD
//UNLOAD   EXEC PGM=IRRDBU00,PARM=NOLOCKINPUT
//SYSPRINT DD  SYSOUT=*
%databases
//OUTDD    DD  DISP=(NEW,CATLG,DELETE),SPACE=(CYL,(100,50),RLSE),
//             RECFM=VB,LRECL=4096,
//             DSN=%hlq.UNLOAD
