"""The sound shop: two IMS Connects, four clients, nothing wrong."""

from __future__ import annotations

from tests.shop.shop import DataSet, Profile, Shop

ENHANCED = {"GRSIGN_TYPE": "UPPER", "GRSIGN_TIMEOUT": "0000000060", "GRSIGN_REPLAY": "NO"}

CLASSES = (
    "APPL", "CSFKEYS", "FACILITY", "MFADEF", "PROPCNTL", "PTKTDATA", "SERVAUTH", "STARTED", "SURROGAT",
)  # fmt: skip


def key_profile(label: str, **fields: str) -> Profile:
    """A discrete PTKTDATA profile with an enhanced key."""
    return Profile(ssignon={"GRSIGN_KEY_LABEL": label, **ENHANCED, **fields})


def sound() -> Shop:
    """A new sound shop; callers may change it."""
    shop = Shop()
    shop.groups = {
        "SYS1": {"GPBD_SUPGRP_ID": "", "GPBD_OWNER_ID": "IBMUSER"},
        **{name: {} for name in ("SECGRP", "BATGRP", "DRDAGRP", "PRTGRP", "STCGRP")},
    }
    _people(shop)
    _profiles(shop)
    shop.setropts = {
        "active": list(CLASSES),
        "generic": list(CLASSES),
        "raclist": list(CLASSES),
        "audit": ["DATASET", "USER", "GROUP", *CLASSES],
    }
    _ims(shop)
    shop.site = {
        "environment": "production",
        "security_owners": ["SECGRP", "SECADM"],
        "other_applications": [],
        "privileged": [],
        "administrators": ["SECADM"],
        "schedulers": [],
        "racf_data_sets": ["SYS1.RACF", "SYS1.RACF.BACKUP"],
        "ckds_data_sets": ["ICSF.CKDS"],
    }
    shop.endpoints = {"ICONDB1": {"trust_zone": "inside"}, "ICONDB2": {"trust_zone": "partners"}}
    return shop


def _people(shop: Shop) -> None:
    people = {
        "IBMUSER": ("SYS1", {"USBD_SPECIAL": "YES", "USBD_OPER": "YES", "USBD_REVOKE": "YES"}),
        "SECADM": ("SECGRP", {"USBD_SPECIAL": "YES"}),
        "BATUSR1": ("BATGRP", {}),
        "WEBUSR1": ("DRDAGRP", {}),
        "WEBUSR2": ("DRDAGRP", {}),
        "PRTUSR1": ("PRTGRP", {}),
        "RPTUSR1": ("PRTGRP", {}),
        "WEBSTC": ("STCGRP", {"USBD_NOPWD": "PRO"}),
        "ICONSTC": ("STCGRP", {"USBD_NOPWD": "PRO"}),
    }
    for name, (group, fields) in people.items():
        shop.users[name] = {"USBD_DEFGRP_ID": group, **fields}
        shop.connect(name, group)
    shop.connect("BATUSR1", "DRDAGRP")


def _profiles(shop: Shop) -> None:
    for number in ("1", "2"):
        shop.profiles["PTKTDATA", f"IMSDRDA{number}"] = key_profile(f"IMS.DRDA{number}.EPT.KEY1")
    shop.profiles["PTKTDATA", "IRRPTAUTH.**"] = Profile(generic=True)
    shop.profiles["PTKTDATA", "IRRPTAUTH.IMSDRDA1.BATUSR1"] = Profile(acl={"BATUSR1": "UPDATE"})
    for user in ("WEBUSR1", "WEBUSR2"):
        shop.profiles["PTKTDATA", f"IRRPTAUTH.IMSDRDA1.{user}"] = Profile(acl={"WEBSTC": "UPDATE"})
    shop.profiles["APPL", "IMSDRDA1"] = Profile(acl={"DRDAGRP": "READ"})
    shop.profiles["APPL", "IMSDRDA2"] = Profile(acl={"PRTGRP": "READ", "SECGRP": "NONE"})
    started = {"GRST_GROUP_ID": "STCGRP", "GRST_TRUSTED": "NO", "GRST_PRIVILEGED": "NO", "GRST_TRACE": "NO"}
    for job, user in (("ICONDB1", "ICONSTC"), ("ICONDB2", "ICONSTC"), ("WEBGATE", "WEBSTC")):
        name = f"{job}.*"
        shop.profiles["STARTED", name] = Profile(generic=True, started={"GRST_USER_ID": user, **started})
    shop.profiles["PROPCNTL", "WEBSTC"] = Profile()
    shop.profiles["FACILITY", "BPX.DAEMON"] = Profile()
    shop.profiles["CSFKEYS", "IMS.**"] = Profile(generic=True, acl={"SECGRP": "CONTROL"})
    shop.data_sets["SYS1.RACF*.**"] = DataSet({"SECGRP": "ALTER"})
    shop.data_sets["ICSF.**"] = DataSet({"SECGRP": "CONTROL"})


def member(hws_id: str, appl: str | None, port: int, racf: str = "Y") -> list[str]:
    """An HWSCFGxx member as a system programmer would write it."""
    first = f"ODACCESS=(APPL={appl}," if appl is not None else "ODACCESS=("
    return [
        f"HWS=(ID={hws_id},RACF={racf},PSWDMC=R,UIDCACHE=N)",
        "TCPIP=(HOSTNAME=TCPPROD,MAXSOC=500)",
        f"{first}",
        f"          DRDAPORT=(ID={port},PORTTMOT=6000),",
        f"          IMSPLEX=(MEMBER={hws_id},TMEMBER=PLEX1),",
        "          ODBMAUTOCONN=Y,ODRACFST=Y)",
    ]


def link(hws_id: str, port: int, **more: str) -> list[str]:
    """A link to another IMS Connect; `more`: PERSISTENT, APPL, USERID."""
    params = [f"{name}={value}" for name, value in more.items()]
    first = f"RMTIMSCON=(ID={hws_id},HOSTNAME=TCPPROD,PORT={port}"
    return [first + ",", f"          {','.join(params)})"] if params else [first + ")"]


def display(hws_id: str, appl: str | None, *, racf: str = "ON", pswdmc: str = "RCF") -> list[str]:
    """A captured QUERY IMSCON TYPE(CONFIG) that agrees with `member`."""
    return [
        "QUERY IMSCON TYPE(CONFIG) SHOW(ODBMAPPL,RACF,PSWDMC,UIDCACHE,ODRACFST)",
        "MbrName    CC ODBMAPPL RACF PSWDMC UIDCACHE ODRACFST",
        f"{hws_id:<8}    0 {appl or '':<8} {racf:<4} {pswdmc:<6} OFF      ON",
    ]


def _ims(shop: Shop) -> None:
    for number, port in ((1, 5555), (2, 5556)):
        endpoint, application = f"ICONDB{number}", f"IMSDRDA{number}"
        shop.members[f"HWSCFG0{number}.txt"] = member(endpoint, application, port)
        shop.displays[f"query0{number}.txt"] = display(endpoint, application)
        evidence = f"PAGENT policy, rule DRDA-IN-{number}"
        shop.ports.append({"endpoint": endpoint, "port": port, "tls": "required", "evidence": evidence})
        shop.members[f"HWSCFG0{number}.txt"][1] = f"TCPIP=(HOSTNAME=TCPPROD,MAXSOC=500,PORTID=(510{number}))"
    shop.members["HWSCFG02.txt"][2:2] = link("ICONDB1", 5101, PERSISTENT="Y", APPL="IMSDRDA1", USERID="BATUSR1")
    shop.clients = [
        client("order-batch", "ICONDB1", "sql-batch", application="IMSDRDA1", requester="BATUSR1", users=["BATUSR1"]),
        client(
            "web-gateway", "ICONDB1", "racf-service",
            application="IMSDRDA1", requester="WEBSTC", users=["WEBUSR1", "WEBUSR2"],
        ),
        client("partner", "ICONDB2", "off-host", application="IMSDRDA2", users=["PRTUSR1"], key_profile="IMSDRDA2"),
        {"id": "reporting", "endpoint": "ICONDB2", "kind": "password", "generates_tickets": False, "users": ["RPTUSR1"],
         "connections": "persistent"},
    ]  # fmt: skip
    shop.clients[1]["evidence"] = ["server.xml"]
    shop.client_files = {
        "ordnite.jcl": job("ORDNITE", "BATUSR1", "icon1.example.com:5555", "IMSDRDA1"),
        "server.xml": server("icon1.example.com", 5555, "IMSDRDA1"),
        "partner.properties": [
            "partner.datasource.url=jdbc:ims://icon2.example.com:5556/PRTPSB1:applName=IMSDRDA2;",
            "partner.datasource.username=PRTUSR1",
            "partner.datasource.hikari.maximum-pool-size=4",
        ],
        "report.sh": [
            "#!/bin/sh",
            'java -cp imsudb.jar Report "jdbc:ims://icon2.example.com:5556/RPTPSB1:user=RPTUSR1;password=$RPT_SECRET;"',
        ],
    }


def job(name: str, user: str, host: str, application: str) -> list[str]:
    """An SQL Batch job that can make its tickets."""
    return [
        f"//{name:<8} JOB (ACCT),'SQL',CLASS=A,USER={user}",
        "//RUN      EXEC PROC=JVMPRC86,JAVACLS='site.main.Class'",
        "//STDENV   DD *",
        "CLASSPATH=/usr/lpp/ims/ims15/imsjava/imsudb.jar",
        'CLASSPATH="$CLASSPATH":/usr/include/java_classes/IRRRacf.jar',
        'CLASSPATH="$CLASSPATH":/usr/lpp/java/lib/ext/ibmjzos.jar',
        "export CLASSPATH",
        "//SYSIN    DD *",
        f"CONNECT jdbc:ims://{host}/ORDPSB1:applName={application};;",
        "SELECT * FROM PCB01.ORDERS;",
        "DISCONNECT;",
    ]


def server(host: str, port: int, application: str, pool: str = "") -> list[str]:
    """The server.xml of a Liberty whose own module makes a ticket for each connection."""
    return [
        '<server description="orders">',
        '  <resourceAdapter id="imsDrda" location="/opt/imsudbJXA.rar"/>',
        '  <connectionFactory jndiName="eis/orders">',
        f'    <connectionManager maxPoolSize="20"{pool}/>',
        f'    <properties.imsDrda datastoreServer="{host}" portNumber="{port}" databaseName="ORDPSB1"',
        f'                        applName="{application}" driverType="4"/>',
        "  </connectionFactory>",
        "</server>",
    ]


def client(name: str, endpoint: str, kind: str, **more: object) -> dict[str, object]:
    """An entry of the inventory for a client that generates tickets over pooled connections."""
    return {
        "id": name,
        "endpoint": endpoint,
        "kind": kind,
        "generates_tickets": True,
        **more,
        "connections": "persistent",
        "tickets_per_second": 0.1,
    }
