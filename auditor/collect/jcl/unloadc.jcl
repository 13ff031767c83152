//* Cut to the record types that are read (DFSORT).
//UCCLEAN  EXEC PGM=IEFBR14
//OLD      DD  DISP=(MOD,DELETE,DELETE),SPACE=(TRK,0),
//             DSN=%hlq.UNLOADC
//UCUT     EXEC PGM=SORT,COND=(0,NE)
//SYSOUT   DD  SYSOUT=*
//SORTIN   DD  DISP=SHR,
//             DSN=%hlq.UNLOAD
//SORTOUT  DD  DISP=(NEW,CATLG,DELETE),SPACE=(CYL,(50,50),RLSE),
//             RECFM=VB,LRECL=4096,
//             DSN=%hlq.UNLOADC
//SYSIN    DD  *
  OPTION COPY,VLSHRT
%types
/*
