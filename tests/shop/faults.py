"""One fault for each policy, put into the sound shop: the source of `fixtures/<slug>`.

`FAULTS[slug]` is the policy id, the function that puts the fault in, and the policies that fail with it by nature
(a consequence is declared, never tolerated in silence).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.shop.attls import attls
from tests.shop.shop import DAY, DataSet, Profile, Shop
from tests.shop.sound import display, job, key_profile, link, member, server, sound
from tests.shop.traffic import REFUSED, day, ordered
from tests.writers.smf import jobinit, ptcreate


@dataclass(frozen=True)
class Fault:
    """A fault and what fails because of it."""

    policy: str
    put: Callable[[Shop], None]
    consequences: tuple[str, ...] = ()


FAULTS: dict[str, Fault] = {}


def fault(policy: str, slug: str, *consequences: str) -> Callable[[Callable[[Shop], None]], Callable[[Shop], None]]:
    def enter(put: Callable[[Shop], None]) -> Callable[[Shop], None]:
        FAULTS[slug] = Fault(policy, put, consequences)
        return put

    return enter


def faulty(slug: str) -> Shop:
    """The sound shop with the fault of `slug`."""
    shop = sound()
    shop.system = slug.upper()
    FAULTS[slug].put(shop)
    return shop


def _written(shop: Shop, name: str, old: str, new: str) -> None:
    """Let a client's file say what its entry says."""
    shop.client_files[name] = [line.replace(old, new) for line in shop.client_files[name]]


# -- A: what makes tickets work at all -------------------------------------------------------------------------------


@fault("PT-A01", "ptktdata-inactive", "PT-A08")
def _(shop: Shop) -> None:
    shop.setropts["active"].remove("PTKTDATA")


@fault("PT-A02", "ptktdata-not-raclisted")
def _(shop: Shop) -> None:
    shop.setropts["raclist"].remove("PTKTDATA")


@fault("PT-A03", "key-profile-missing")
def _(shop: Shop) -> None:
    del shop.profiles["PTKTDATA", "IMSDRDA2"]


@fault("PT-A04", "key-profile-without-key")
def _(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IMSDRDA2").ssignon = None


@fault("PT-A05", "application-name-mismatch")
def _(shop: Shop) -> None:
    shop.clients[2]["application"] = "IMSDRDA9"
    _written(shop, "partner.properties", "IMSDRDA2", "IMSDRDA9")


@fault("PT-A06", "application-unprotected", "PT-B08")
def _(shop: Shop) -> None:
    del shop.profiles["APPL", "IMSDRDA2"]


@fault("PT-A07", "racf-off-but-tickets")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"] = member("ICONDB2", "IMSDRDA2", 5556, racf="N")
    shop.displays["query02.txt"] = display("ICONDB2", "IMSDRDA2", racf="OFF")
    shop.endpoints["ICONDB2"]["environment"] = "test"


@fault("PT-A08", "requester-not-permitted")
def _(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IRRPTAUTH.IMSDRDA1.BATUSR1").acl = {}


@fault("PT-A09", "user-not-permitted")
def _(shop: Shop) -> None:
    del shop.connections["WEBUSR2", "DRDAGRP"]
    shop.users["WEBUSR2"]["USBD_DEFGRP_ID"] = "BATGRP"
    shop.connect("WEBUSR2", "BATGRP")


@fault("PT-A10", "tickets-on-short-connections")
def _(shop: Shop) -> None:
    shop.clients[1]["connections"] = "non-persistent"


@fault("PT-A11", "application-name-unusable")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"] = member("ICONDB2", "IMS.DRD2", 5556)
    del shop.displays["query02.txt"]
    del shop.profiles["PTKTDATA", "IMSDRDA2"]
    shop.profiles["APPL", "IMS.DRD2"] = shop.profiles.pop(("APPL", "IMSDRDA2"))
    _partner_by_password(shop)


def _partner_by_password(shop: Shop) -> None:
    shop.clients[2] = {
        "id": "partner",
        "endpoint": "ICONDB2",
        "kind": "password",
        "generates_tickets": False,
        "users": ["PRTUSR1"],
        "connections": "persistent",
    }


# -- B: who may do what ----------------------------------------------------------------------------------------------


@fault("PT-B01", "application-open-to-all")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").fields["GRBD_UACC"] = "READ"


@fault("PT-B02", "ticket-authority-open-to-all")
def _(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IRRPTAUTH.IMSDRDA1.WEBUSR2").fields["GRBD_UACC"] = "READ"


@fault("PT-B03", "tickets-for-any-user", "PT-B15")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "IRRPTAUTH.IMSDRDA1.*"] = Profile(generic=True, acl={"BATUSR1": "UPDATE"})


@fault("PT-B04", "ticket-authority-spans-applications", "PT-B15")
def _(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IRRPTAUTH.**").acl = {"WEBSTC": "UPDATE"}


@fault("PT-B05", "large-group-holds-ticket-authority", "PT-B15")
def _(shop: Shop) -> None:
    shop.groups["BIGGRP"] = {}
    for number in range(1, 13):
        name = f"BIGUSR{number:02}"
        shop.users[name] = {"USBD_DEFGRP_ID": "BIGGRP"}
        shop.connect(name, "BIGGRP")
    shop.profile("PTKTDATA", "IRRPTAUTH.IMSDRDA1.WEBUSR2").acl["BIGGRP"] = "UPDATE"


@fault("PT-B06", "excessive-access")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").acl["PRTGRP"] = "UPDATE"


@fault("PT-B07", "warning-mode", "PT-B08")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").fields["GRBD_WARNING"] = "YES"


@fault("PT-B08", "privileged-user-reachable", "PT-B15")
def _(shop: Shop) -> None:
    shop.connect("SECADM", "DRDAGRP")
    shop.profiles["PTKTDATA", "IRRPTAUTH.IMSDRDA1.SECADM"] = Profile(acl={"WEBSTC": "UPDATE"})


@fault("PT-B09", "undefined-id-permitted")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").acl["GONE1"] = "READ"


@fault("PT-B10", "permit-for-revoked-or-empty")
def _(shop: Shop) -> None:
    shop.users["OLDUSR1"] = {"USBD_DEFGRP_ID": "BATGRP", "USBD_REVOKE": "YES"}
    shop.connect("OLDUSR1", "BATGRP")
    shop.profile("APPL", "IMSDRDA2").acl["OLDUSR1"] = "READ"


@fault("PT-B11", "stale-identity")
def _(shop: Shop) -> None:
    shop.users["RPTUSR1"]["USBD_LASTJOB_DATE"] = "2025-01-15"


@fault("PT-B12", "user-cannot-log-on")
def _(shop: Shop) -> None:
    shop.users["PRTUSR1"]["USBD_NOPWD"] = "PRO"


@fault("PT-B13", "restricted-user-relies-on-public-access", "PT-A09", "PT-B01", "PT-B08")
def _(shop: Shop) -> None:
    shop.users["PRTUSR1"]["USBD_ATTRIBS"] = "RSTD"
    shop.profile("APPL", "IMSDRDA2").acl = {"*": "READ"}


@fault("PT-B14", "unsound-ownership")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").fields["GRBD_OWNER_ID"] = "GONE2"


@fault("PT-B15", "undeclared-ticket-authority")
def _(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IRRPTAUTH.IMSDRDA1.WEBUSR1").acl["BATUSR1"] = "UPDATE"


@fault("PT-B16", "ticket-authority-within-reach")
def _(shop: Shop) -> None:
    shop.connect("RPTUSR1", "PRTGRP", AUTH="JOIN")


@fault("PT-B17", "requester-by-surrogate-job")
def _(shop: Shop) -> None:
    shop.profiles["SURROGAT", "*.SUBMIT"] = Profile({"GRBD_UACC": "READ"}, generic=True)


@fault("PT-B18", "requester-password-reset")
def _(shop: Shop) -> None:
    shop.profiles["FACILITY", "IRR.PASSWORD.RESET"] = Profile(acl={"PRTGRP": "READ"})


@fault("PT-B19", "requester-logs-on-with-password")
def _(shop: Shop) -> None:
    shop.users["WEBSTC"]["USBD_NOPWD"] = "NO"


@fault("PT-B20", "requester-by-shell")
def _(shop: Shop) -> None:
    shop.uids["WEBSTC"] = 4711
    shop.profiles["SURROGAT", "BPX.SRV.WEBSTC"] = Profile(acl={"BATGRP": "READ"})


@fault("PT-B21", "superusers-can-be-anybody")
def _(shop: Shop) -> None:
    del shop.profiles["FACILITY", "BPX.DAEMON"]
    shop.uids |= {"BATUSR1": 1001, "OMVSKERN": 0}
    shop.users["OMVSKERN"] = {"USBD_DEFGRP_ID": "STCGRP", "USBD_NOPWD": "PRO"}
    shop.connect("OMVSKERN", "STCGRP")


@fault("PT-B22", "started-task-takes-requester")
def _(shop: Shop) -> None:
    started = {"GRST_USER_ID": "=MEMBER", "GRST_TRUSTED": "NO", "GRST_PRIVILEGED": "NO", "GRST_TRACE": "NO"}
    shop.profiles["STARTED", "**"] = Profile(generic=True, started=started)


@fault("PT-B23", "requester-runs-unchecked")
def _(shop: Shop) -> None:
    shop.profile("STARTED", "ICONDB2.*").started["GRST_TRUSTED"] = "YES"
    shop.endpoints["ICONDB1"]["job"] = "ICONDB1"
    shop.endpoints["ICONDB2"]["job"] = "ICONDB2"


@fault("PT-B24", "requester-without-propcntl")
def _(shop: Shop) -> None:
    del shop.profiles["PROPCNTL", "WEBSTC"]


# -- C: keys and tickets ---------------------------------------------------------------------------------------------


@fault("PT-C01", "key-masked", "PT-C02")
def _(shop: Shop) -> None:
    shop.profile("PTKTDATA", "IMSDRDA2").ssignon = {"GRSIGN_PROTECTION": "*MASKED*"}


@fault("PT-C02", "legacy-key-accepted")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "IMSDRDA2"] = key_profile("IMS.DRDA2.EPT.KEY1", GRSIGN_PROTECTION="IMS.DRDA2.DES.KEY1")


@fault("PT-C03", "replay-allowed")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "IMSDRDA2"] = key_profile("IMS.DRDA2.EPT.KEY1", GRSIGN_REPLAY="YES")


@fault("PT-C04", "long-ticket-life")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "IMSDRDA2"] = key_profile("IMS.DRDA2.EPT.KEY1", GRSIGN_TIMEOUT="0000000300")


@fault("PT-C05", "application-name-shared")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"] = member("ICONDB2", "IMSDRDA1", 5556)
    shop.displays["query02.txt"] = display("ICONDB2", "IMSDRDA1")
    for class_name in ("PTKTDATA", "APPL"):
        del shop.profiles[class_name, "IMSDRDA2"]
    for user in ("PRTUSR1", "RPTUSR1"):
        shop.connect(user, "DRDAGRP")
    shop.clients[2] |= {"application": "IMSDRDA1", "key_profile": "IMSDRDA1"}
    _written(shop, "partner.properties", "IMSDRDA2", "IMSDRDA1")


@fault("PT-C06", "misleading-key-profile")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "IMSDRDA*"] = Profile(generic=True)


@fault("PT-C07", "orphan-profile")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "OLDAPPL"] = key_profile("OLD.APPL.EPT.KEY1")


@fault("PT-C08", "key-label-open")
def _(shop: Shop) -> None:
    shop.profiles["CSFKEYS", "IMS.DRDA1.**"] = shop.profiles.pop(("CSFKEYS", "IMS.**"))


@fault("PT-C09", "key-label-users")
def _(shop: Shop) -> None:
    shop.profile("CSFKEYS", "IMS.**").acl["PRTGRP"] = "READ"


@fault("PT-C10", "racf-database-readable")
def _(shop: Shop) -> None:
    shop.data_sets["SYS1.RACF.BACKUP"] = DataSet(
        {"SECGRP": "ALTER"}, {"DSBD_UACC": "READ", "DSBD_ERASE": "NO"}, "BKP001"
    )


@fault("PT-C11", "racf-database-readers")
def _(shop: Shop) -> None:
    shop.data_sets["SYS1.RACF*.**"].acl["BATGRP"] = "READ"


@fault("PT-C12", "key-data-set-readable")
def _(shop: Shop) -> None:
    shop.data_sets["ICSF.**"].fields["DSBD_WARNING"] = "YES"


# -- D: RACF options and refresh -------------------------------------------------------------------------------------


@fault("PT-D01", "appl-inactive", "PT-B08")
def _(shop: Shop) -> None:
    shop.setropts["active"].remove("APPL")


@fault("PT-D02", "generic-status-contradicts")
def _(shop: Shop) -> None:
    shop.setropts["generic"].remove("PTKTDATA")


@fault("PT-D04", "guessing-not-limited")
def _(shop: Shop) -> None:
    shop.setropts["revoke"] = None


@fault("PT-D05", "access-through-other-group", "PT-A09")
def _(shop: Shop) -> None:
    shop.setropts["grplist"] = False


@fault("PT-D06", "inputs-do-not-match")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").fields["GRBD_LASTCHG_DATE"] = "2026-11-20"
    shop.undated.add("unload.txt")


# -- E: IMS Connect and network --------------------------------------------------------------------------------------


@fault("PT-E01", "racf-off-in-production")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"] = member("ICONDB2", "IMSDRDA2", 5556, racf="N")
    shop.displays["query02.txt"] = display("ICONDB2", "IMSDRDA2", racf="OFF")
    _partner_by_password(shop)


@fault("PT-E02", "running-values-differ")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"][0] = "HWS=(ID=ICONDB2,RACF=Y,PSWDMC=Y,UIDCACHE=N)"
    shop.displays["query02.txt"] = display("ICONDB2", "IMSDRDA2", pswdmc="OFF")


@fault("PT-E03", "port-without-tls")
def _(shop: Shop) -> None:
    shop.ports[1] |= {"tls": "none", "evidence": "no AT-TLS rule covers the port"}


@fault("PT-E04", "user-cache-without-age")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"][0] = "HWS=(ID=ICONDB2,RACF=Y,PSWDMC=R,UIDCACHE=Y)"
    shop.displays["query02.txt"] = [line.replace("OFF      ON", "ON       ON") for line in shop.displays["query02.txt"]]


@fault("PT-E05", "ticket-case-folded")
def _(shop: Shop) -> None:
    shop.profiles["PTKTDATA", "IMSDRDA2"] = key_profile("IMS.DRDA2.EPT.KEY1", GRSIGN_TYPE="MIXED")
    shop.members["HWSCFG02.txt"][0] = "HWS=(ID=ICONDB2,RACF=Y,PSWDMC=N,UIDCACHE=N)"
    shop.displays["query02.txt"] = display("ICONDB2", "IMSDRDA2", pswdmc="OFF")


@fault("PT-E06", "logon-statistics-off")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"][-1] = "          ODBMAUTOCONN=Y,ODRACFST=N)"
    shop.displays["query02.txt"] = [
        line.replace("OFF      ON", "OFF      OFF") for line in shop.displays["query02.txt"]
    ]


@fault("PT-E07", "tls-only-if-asked")
def _(shop: Shop) -> None:
    shop.attls = attls({"DRDA1": (5555, {}, ()), "DRDA2": (5556, {"ApplicationControlled": "On"}, ())})


@fault("PT-E08", "tls-deprecated-protocol")
def _(shop: Shop) -> None:
    shop.attls = attls({"DRDA1": (5555, {}, ()), "DRDA2": (5556, {"TLSv1.1": "On"}, ())})


@fault("PT-E09", "tls-weak-cipher")
def _(shop: Shop) -> None:
    shop.attls = attls({"DRDA1": (5555, {}, ()), "DRDA2": (5556, {}, ("TLS_RSA_WITH_3DES_EDE_CBC_SHA",))})


@fault("PT-E10", "stack-used-before-tls")
def _(shop: Shop) -> None:
    for name in shop.endpoints:
        shop.endpoints[name]["job"] = name
    shop.profiles["SERVAUTH", "EZB.INITSTACK.**"] = Profile(generic=True, acl={"ICONSTC": "READ"})


# -- F: audit trail --------------------------------------------------------------------------------------------------


@fault("PT-F01", "ticket-events-not-recorded")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").fields["GRBD_AUDIT_LEVEL"] = "NONE"


# -- G: links and IMS TM ---------------------------------------------------------------------------------------------


def _link(shop: Shop, file: str, to: str, **params: str) -> None:
    """Give the member in `file` one link, in place of those it has."""
    head, *rest = [line for line in shop.members[file] if not line.startswith(("RMTIMSCON", "          PERSISTENT"))]
    shop.members[file] = [head, *link(to, 5102, **params), *rest]


@fault("PT-G01", "link-not-persistent")
def _(shop: Shop) -> None:
    _link(shop, "HWSCFG02.txt", "ICONDB1", APPL="IMSDRDA1", USERID="BATUSR1")


@fault("PT-G02", "link-tickets-ignored")
def _(shop: Shop) -> None:
    shop.members["HWSCFG02.txt"] = member("ICONDB2", "IMSDRDA2", 5556, racf="N")
    shop.displays["query02.txt"] = display("ICONDB2", "IMSDRDA2", racf="OFF")
    shop.endpoints["ICONDB2"]["environment"] = "test"
    _partner_by_password(shop)
    _link(shop, "HWSCFG01.txt", "ICONDB2", PERSISTENT="Y", APPL="IMSDRDA2", USERID="PRTUSR1")


@fault("PT-G07", "link-half-defined")
def _(shop: Shop) -> None:
    _link(shop, "HWSCFG02.txt", "ICONDB1", PERSISTENT="Y", APPL="IMSDRDA1")


@fault("PT-G08", "default-user-for-all")
def _(shop: Shop) -> None:
    shop.members["HWSCFG01.txt"][1] = "TCPIP=(HOSTNAME=TCPPROD,MAXSOC=500,PORTID=(5101),RACFID=WEBUSR1)"


# -- H: what is observed ---------------------------------------------------------------------------------------------


@fault("PT-H01", "new-connections-observed")
def _(shop: Shop) -> None:
    shop.site["max_tickets_per_minute"] = 1
    more = [
        jobinit("IMSDRDA1", "WEBUSR1", at=f"{DAY} {hour:02}:{minute:02}:{second}")
        for hour in (9, 15)
        for minute in range(10, 20)
        for second in (10, 40)
    ]
    shop.smf = ordered([*day(), *more])


@fault("PT-H02", "undeclared-client-observed")
def _(shop: Shop) -> None:
    shop.smf = ordered([*day(), jobinit("IMSDRDA2", "RPTUSR1", job="ICONDB2", at=f"{DAY} 12:40:00")])


@fault("PT-H03", "tickets-refused-observed")
def _(shop: Shop) -> None:
    more = [
        jobinit("IMSDRDA2", "PRTUSR1", job="ICONDB2", at=f"{DAY} {hour}:50:00", **REFUSED) for hour in range(12, 18)
    ]
    shop.smf = ordered([*day(), *more])


@fault("PT-H04", "other-application-observed")
def _(shop: Shop) -> None:
    shop.endpoints["ICONDB1"]["job"] = "ICONDB1"
    shop.smf = ordered([*day(), jobinit("IMSDRDA9", "WEBUSR1", at=f"{DAY} 15:02:00", **REFUSED)])


@fault("PT-H05", "password-instead-of-ticket")
def _(shop: Shop) -> None:
    row = jobinit("IMSDRDA2", "PRTUSR1", job="ICONDB2", at=f"{DAY} 13:02:00", evaluated="NO", succeeded="NO")
    shop.smf = ordered([*day(), row])


@fault("PT-H06", "unused-ticket-authority")
def _(shop: Shop) -> None:
    shop.site["stale_days"] = 3
    made = [row for row in day() if row.startswith("PTCREATE") and "WEBUSR2" in row]
    early = [ptcreate("IMSDRDA1", "BATUSR1", "BATUSR1", at=f"2026-{date} 02:03:06") for date in ("10-31", "11-01")]
    shop.smf = ordered([*early, *(row for row in day() if row not in made)])


@fault("PT-H07", "undeclared-requester-observed")
def _(shop: Shop) -> None:
    row = ptcreate("IMSDRDA1", "WEBSTC", "BATUSR1", job="WEBGATE", at=f"{DAY} 14:00:00")
    shop.smf = ordered([*day(), row])


@fault("PT-H08", "password-logons-not-recorded")
def _(shop: Shop) -> None:
    shop.setropts["applaudit"] = False
    shop.smf = day()


@fault("PT-H09", "declared-client-never-seen")
def _(shop: Shop) -> None:
    shop.site["stale_days"] = 3
    early = [jobinit("IMSDRDA1", "WEBUSR1", at=f"2026-{date} 06:00:00") for date in ("10-31", "11-01")]
    batch = [row for row in day() if row.startswith("JOBINIT") and "BATUSR1" in row]
    shop.smf = ordered([*early, *(row for row in day() if row not in batch)])


@fault("PT-H10", "replay-observed")
def _(shop: Shop) -> None:
    row = jobinit("IMSDRDA1", "WEBUSR1", at=f"{DAY} 10:03:07", **(REFUSED | {"qualifier": "33"}))
    shop.smf = ordered([*day(), row])


# -- I: what client files say ------------------------------------------------------------------------------------------


@fault("PT-I01", "password-in-client-file")
def _(shop: Shop) -> None:
    shop.client_files["report.sh"].insert(1, "RPT_SECRET=x9-sample-Q")


@fault("PT-I02", "client-file-contradicts")
def _(shop: Shop) -> None:
    shop.clients[0]["evidence"] = ["ordnite.jcl"]
    shop.client_files["ordnite.jcl"] = job("ORDNITE", "BATUSR1", "icon1.example.com:5555", "IMSDRDA9")


@fault("PT-I03", "undeclared-client-in-file")
def _(shop: Shop) -> None:
    shop.client_files["adhoc.jcl"] = job("ADHOC", "TMPUSR1", "icon2.example.com:5556", "IMSDRDA2")


@fault("PT-I04", "short-lived-pool", "PT-A10")
def _(shop: Shop) -> None:
    shop.client_files["server.xml"] = server("icon1.example.com", 5555, "IMSDRDA1", ' agedTimeout="0"')
