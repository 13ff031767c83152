"""One fault for each policy, put into the sound shop: the source of `fixtures/<slug>`.

`FAULTS[slug]` is the policy id, the function that puts the fault in, and the policies that fail with it by nature
(a consequence is declared, never tolerated in silence).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.shop.shop import Profile, Shop
from tests.shop.sound import display, job, key_profile, member, server, sound


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


# -- F: audit trail --------------------------------------------------------------------------------------------------


@fault("PT-F01", "ticket-events-not-recorded")
def _(shop: Shop) -> None:
    shop.profile("APPL", "IMSDRDA2").fields["GRBD_AUDIT_LEVEL"] = "NONE"


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
