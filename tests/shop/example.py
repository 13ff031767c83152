"""A small believable installation: two IMS Connects, ten clients, twenty users, and years of small neglect.

At least one fault of each mission policy: PTKTDATA was left inactive after a restart (PT-A01; PT-A02 can then only
advise, on APPL), and the rest is what happens when RACF, IMS PROCLIB and the clients are changed by three teams.
"""

from __future__ import annotations

from tests.shop.attls import attls
from tests.shop.shop import DataSet, Profile, Shop
from tests.shop.sound import client, display, key_profile, link, member
from tests.shop.traffic import quarter, week

USERS = {
    "BATCHGRP": ("BATORD1", "BATINV1", "BATRPT1"),
    "WEBGRP": ("WEBSHOP", "WEBSTOCK", "WEBMAIL"),
    "PARTNERS": ("PARTNER1", "PARTNER2"),
    "STAFF": ("ANNA", "BEN", "CARLA", "DANIEL"),
    "STCGRP": ("ICONSTC", "WEBSTC", "ESBSTC"),
    "SECGRP": ("SECADM1", "SECADM2"),
    "SYS1": ("IBMUSER", "SYSPROG1", "AUDIT1"),
}


def example() -> Shop:
    """A new example installation."""
    shop = Shop(system="EXAMPLE")
    shop.groups = {"SYS1": {"GPBD_SUPGRP_ID": "", "GPBD_OWNER_ID": "IBMUSER"}}
    shop.groups |= {name: {} for name in USERS if name != "SYS1"}
    for group, names in USERS.items():
        for name in names:
            shop.users[name] = {"USBD_DEFGRP_ID": group}
            shop.connect(name, group)
    shop.users["IBMUSER"] |= {"USBD_SPECIAL": "YES", "USBD_REVOKE": "YES"}
    shop.users["SYSPROG1"] |= {"USBD_SPECIAL": "YES"}
    shop.users["SECADM1"] |= {"USBD_SPECIAL": "YES"}
    shop.users["AUDIT1"] |= {"USBD_AUDITOR": "YES"}
    for name in USERS["STCGRP"]:
        shop.users[name]["USBD_NOPWD"] = "PRO"
    shop.users["BATRPT1"]["USBD_NOPWD"] = "PRO"
    _profiles(shop)
    classes = ["APPL", "CSFKEYS", "FACILITY", "MFADEF", "SERVAUTH", "STARTED", "SURROGAT"]
    shop.setropts = {
        "active": classes,
        "generic": ["CSFKEYS", "FACILITY", "PTKTDATA", "SERVAUTH", "STARTED", "SURROGAT"],
        "raclist": ["CSFKEYS", "FACILITY", "SERVAUTH", "STARTED", "SURROGAT"],
        "audit": ["DATASET", "USER", "GROUP", *classes],
    }
    _ims(shop)
    _clients(shop)
    shop.site = {"environment": "production", "security_owners": ["SECGRP"], "other_applications": ["TSOPROD"]}
    shop.site["administrators"] = ["SECADM1", "SECADM2"]
    shop.site["schedulers"] = []
    shop.site["racf_data_sets"] = ["SYS1.RACF", "SYS1.RACF.BACKUP", "RACFADM.UNLOAD"]
    shop.site["ckds_data_sets"] = ["ICSF.CKDS"]
    shop.endpoints = {
        "ICONPRD": {"trust_zone": "inside", "job": "ICONPRD"},
        "ICONTST": {"environment": "test", "trust_zone": "test"},
    }
    shop.smf = [*quarter(), *week()]
    return shop


def _profiles(shop: Shop) -> None:
    masked = {"GRSIGN_PROTECTION": "*MASKED*"}
    shop.profiles["PTKTDATA", "IMSPRD1"] = Profile(
        {"GRBD_APPL_DATA": "NO REPLAY PROTECTION - DO NOT CHANGE", "GRBD_AUDIT_LEVEL": "NONE"}, ssignon=masked
    )
    shop.profiles["PTKTDATA", "ICONTST"] = Profile()
    shop.profiles["PTKTDATA", "TSOPROD"] = key_profile("TSO.EPT.KEY1")
    shop.profiles["PTKTDATA", "IRRPTAUTH.IMSPRD1.*"] = Profile(
        acl={"WEBSTC": "UPDATE", "SYSPROG1": "ALTER"}, generic=True
    )
    shop.profiles["PTKTDATA", "IRRPTAUTH.IMSPRD1.BATORD1"] = Profile(acl={"BATORD1": "UPDATE"})
    shop.profiles["PTKTDATA", "IRRPTAUTH.IMSPRD1.BATINV1"] = Profile(acl={"BATORD1": "UPDATE"})
    shop.profiles["APPL", "IMSPRD1"] = Profile(
        {"GRBD_AUDIT_LEVEL": "FAIL"}, acl={"WEBGRP": "READ", "BATCHGRP": "READ", "OLDUSER": "READ"}
    )
    _path(shop)
    started = {"GRST_TRUSTED": "NO", "GRST_PRIVILEGED": "NO", "GRST_TRACE": "NO", "GRST_GROUP_ID": "STCGRP"}
    for job, user in (("ICONPRD", "ICONSTC"), ("WEBGATE", "WEBSTC"), ("ESB", "ESBSTC")):
        shop.profiles["STARTED", f"{job}.*"] = Profile(generic=True, started={"GRST_USER_ID": user, **started})


def _path(shop: Shop) -> None:
    """What tickets rest on beside PTKTDATA: years of schedulers, help desks and web servers."""
    shop.profiles["SURROGAT", "*.SUBMIT"] = Profile({"GRBD_UACC": "READ"}, generic=True)
    shop.profiles["SURROGAT", "BPX.SRV.ESBSTC"] = Profile(acl={"WEBSTC": "READ"})
    shop.profiles["FACILITY", "IRR.PASSWORD.RESET"] = Profile(acl={"STAFF": "READ"})
    shop.profiles["CSFKEYS", "TSO.**"] = Profile(acl={"SYSPROG1": "ALTER"}, generic=True)
    shop.profiles["SERVAUTH", "EZB.INITSTACK.**"] = Profile(acl={"ICONSTC": "READ"}, generic=True)
    shop.users["ESBSTC"]["USBD_NOPWD"] = "NO"
    shop.uids |= {"ESBSTC": 2104, "SYSPROG1": 0}
    member_of = {"GRST_USER_ID": "=MEMBER", "GRST_TRUSTED": "NO", "GRST_PRIVILEGED": "NO", "GRST_TRACE": "NO"}
    shop.profiles["STARTED", "**"] = Profile(generic=True, started=member_of)
    trusted = {"GRST_USER_ID": "WEBSTC", "GRST_GROUP_ID": "STCGRP", "GRST_TRUSTED": "YES"}
    shop.profiles["STARTED", "WEBNIGHT.*"] = Profile(
        generic=True, started=trusted | {"GRST_PRIVILEGED": "NO", "GRST_TRACE": "NO"}
    )
    shop.profiles["PTKTDATA", "IMSPRD1.PARTNER1"] = key_profile("IMS.PARTNER1.EPT")
    shop.profiles["PTKTDATA", "IMSPRD1.PARTNER2"] = key_profile("IMS.PARTNER2.EPT")
    shop.data_sets["SYS1.RACF.**"] = DataSet({"SECGRP": "ALTER"})
    shop.data_sets["RACFADM.UNLOAD"] = DataSet({"STAFF": "READ", "SECGRP": "ALTER"}, {"DSBD_ERASE": "NO"}, "TSO004")
    shop.data_sets["ICSF.**"] = DataSet({"SYSPROG1": "ALTER"}, {"DSBD_UACC": "READ"})
    shop.profiles["CSFKEYS", "IMS.PARTNER1.**"] = Profile(acl={"WEBGRP": "READ"}, generic=True)


def _ims(shop: Shop) -> None:
    shop.members["HWSCFGP1.txt"] = member("ICONPRD", "IMSPRD1", 5555)
    shop.members["HWSCFGP2.txt"] = member("ICONPR2", "IMS.PRD2", 5556)
    shop.members["HWSCFGT1.txt"] = member("ICONTST", None, 5600, racf="N")
    shop.members["HWSCFGP1.txt"][1] = "TCPIP=(HOSTNAME=TCPPROD,MAXSOC=500,PORTID=(5001),RACFID=WEBSHOP)"
    shop.members["HWSCFGP1.txt"][2:2] = link("ICONTST", 5002, APPL="ICONTST", USERID="CARLA")
    shop.members["HWSCFGP2.txt"][2:2] = link("ICONPRD", 5001, PERSISTENT="Y", APPL="IMSPRD1")
    shop.displays["queryp1.txt"] = display("ICONPRD", "IMSPRD1")
    shop.attls = attls(
        {
            "DRDA-PRD": (5555, {"TLSv1.1": "On"}, ("TLS_RSA_WITH_3DES_EDE_CBC_SHA",)),
            "DRDA-PR2": (5556, {"ApplicationControlled": "On"}, ()),
        }
    )


def _clients(shop: Shop) -> None:
    prod = "IMSPRD1"
    batch = {"application": prod}
    shop.clients = [
        client("order-batch", "ICONPRD", "sql-batch", **batch, requester="BATORD1", users=["BATORD1"]),
        client("inventory-batch", "ICONPRD", "sql-batch", **batch, requester="BATINV1", users=["BATINV1"]),
        client("report-batch", "ICONPRD", "sql-batch", **batch, requester="BATRPT1", users=["BATRPT1"]),
        client("web-shop", "ICONPRD", "racf-service", **batch, requester="WEBSTC", users=["WEBSHOP", "WEBSTOCK"]),
        client("mailer", "ICONPRD", "racf-service", **batch, requester="WEBSTC", users=["WEBMAIL"]),
        client("staff-portal", "ICONPRD", "racf-service", **batch, requester="ESBSTC", users=["ANNA", "BEN"]),
        client("partner-feed", "ICONPRD", "off-host", application="ICONPRD", users=["PARTNER1"], key_profile=prod),
        client("partner-two", "ICONPR2", "off-host", application="IMSPRD2", users=["PARTNER2"]),
        client("test-batch", "ICONTST", "off-host", application="ICONTST", users=["CARLA"]),
        {
            "id": "old-report",
            "endpoint": "ICONPRD",
            "kind": "password",
            "generates_tickets": False,
            "users": ["DANIEL"],
        },
    ]
    shop.clients[4] |= {"connections": "non-persistent", "tickets_per_second": 2.0}
