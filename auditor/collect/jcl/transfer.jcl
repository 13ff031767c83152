//* Sends the evidence away. Change the host; the user and password
//* stand in a NETRC data set that only the job's user can read.
//* Without FTP: read each data set by z/OSMF in record mode, or with
//* the transfer of a terminal, binary and with record lengths kept.
//SEND     EXEC PGM=FTP,PARM='your.server.example (EXIT'
//NETRC    DD  DISP=SHR,
//             DSN=%hlq.NETRC
//OUTPUT   DD  SYSOUT=*
//INPUT    DD  *
%puts
QUIT
/*
