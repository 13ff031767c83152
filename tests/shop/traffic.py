"""What SMF would have recorded: a day of the sound shop, and what a fault adds to it."""

from __future__ import annotations

import datetime as dt

from tests.shop.shop import DAY, Shop
from tests.shop.sound import sound
from tests.writers.smf import access, command, jobinit, ptcreate

FLOWS = (
    ("IMSDRDA1", "BATUSR1", "ICONDB1", (2, 14)),
    ("IMSDRDA1", "WEBUSR1", "ICONDB1", (6, 8, 10, 13, 17)),
    ("IMSDRDA1", "WEBUSR2", "ICONDB1", (7, 9, 12, 18)),
    ("IMSDRDA2", "PRTUSR1", "ICONDB2", (5, 11, 16, 21)),
)
"""Application, user, job and hours of the connections that the sound shop opens in a day."""


REFUSED = {"qualifier": "INVPSWD", "succeeded": "NO", "violation": "YES"}
"""Of a logon that RACF refused after it tried a ticket."""


def day(date: str = DAY) -> list[str]:
    """The records of one day of the sound shop, in the order of time."""
    rows = [
        jobinit(application, user, job=job, at=f"{date} {hour:02}:{minute:02}:07")
        for application, user, job, hours in FLOWS
        for hour in hours
        for minute in (3, 31)
    ]
    rows += [
        ptcreate("IMSDRDA1", "BATUSR1", "BATUSR1", job="ORDNITE", at=f"{date} 02:03:06"),
        ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR1", job="WEBGATE", at=f"{date} 06:03:06"),
        ptcreate("IMSDRDA1", "WEBSTC", "WEBUSR2", job="WEBGATE", at=f"{date} 07:03:06"),
        jobinit("IMSDRDA2", "RPTUSR1", job="ICONDB2", at=f"{date} 08:00:00", evaluated="NO", succeeded="NO"),
        command("PERMIT", "SECADM", "NIGHTLY CLASS(FACILITY) ID(BATGRP) ACCESS(READ)", at=f"{date} 09:12:00"),
    ]
    return ordered(rows)


def ordered(rows: list[str]) -> list[str]:
    """Records in the order of their date and time, those of one second as they came."""
    return sorted(rows, key=lambda row: (row[27:37], row[18:26]))


def busy() -> Shop:
    """The sound shop with its day of SMF records."""
    shop = sound()
    shop.smf = day()
    shop.endpoints["ICONDB1"]["job"] = "ICONDB1"
    return shop


def quarter() -> list[str]:
    """The example's records of tickets made in the 83 days before its week: those are kept longer than logons."""
    nights = [(dt.date(2026, 8, 5) + dt.timedelta(days=number)).isoformat() for number in range(83)]
    return [ptcreate("IMSPRD1", "BATORD1", "BATORD1", at=f"{night} 02:00:10") for night in nights]


def week() -> list[str]:
    """A week of the example: tickets work until PTKTDATA goes inactive on the last Sunday, and then they do not.

    A mailer opens a connection for each mail (PT-H01), somebody who is declared with a password uses tickets (PT-H02), a
    partner's tickets are refused all week (PT-H03), once an operator tried another application name (PT-H04), a web
    client fell back to its password (PT-H05), a systems programmer never used his authority (PT-H06, with `quarter`), a
    batch user has tickets made for another (PT-H07), a client is never seen (PT-H09), and two workers used one ticket
    (PT-H10).
    """
    good = [f"2026-10-{number}" for number in range(27, 32)]
    bad = ["2026-11-01", DAY]
    rows = []
    for date in (*good, *bad):
        outcome = {} if date in good else REFUSED
        for user, at in (
            ("BATORD1", "02:00:11"),
            ("WEBSHOP", "06:30:02"),
            ("WEBSHOP", "13:12:40"),
            ("WEBSTOCK", "07:01:30"),
        ):
            rows.append(jobinit("IMSPRD1", user, job="ICONPRD", at=f"{date} {at}", **outcome))
        rows.append(jobinit("IMSPRD1", "PARTNER1", job="ICONPRD", at=f"{date} 04:15:00", **REFUSED))
        rows.append(ptcreate("IMSPRD1", "BATORD1", "BATORD1", at=f"{date} 02:00:10"))
    rows += [
        jobinit("IMSPRD1", "WEBMAIL", job="ICONPRD", at=f"2026-10-29 {hour:02}:{minute:02}:{second:02}")
        for hour in (9, 15)
        for minute in range(20, 30)
        for second in range(1, 57, 8)
    ]
    rows += [jobinit("IMSPRD1", "DANIEL", job="ICONPRD", at=f"{date} 17:40:09") for date in good[1:4]]
    rows += [
        jobinit("IMSPRD2", "WEBSHOP", job="ICONPRD", at="2026-10-28 22:10:00", **REFUSED),
        jobinit("IMSPRD1", "WEBSTOCK", job="ICONPRD", at="2026-11-01 08:20:00", evaluated="NO", succeeded="NO"),
        *(ptcreate("IMSPRD1", "WEBSTC", "WEBMAIL", job="WEBGATE", at=f"{date} 09:19:58") for date in good),
        ptcreate("IMSPRD1", "BATORD1", "BATINV1", at="2026-10-30 02:10:00"),
        jobinit("IMSPRD1", "WEBSHOP", job="ICONPRD", at="2026-10-30 13:12:40", **(REFUSED | {"qualifier": "33"})),
        jobinit("IMSPRD1", "SUMMER26", job="ICONPRD", at="2026-10-31 11:00:00", **REFUSED),
        jobinit("TSOPROD", "ANNA", job="TSOANNA", at="2026-10-29 08:00:00", evaluated="NO", succeeded="NO"),
        jobinit(
            "", "BATRPT1", job="BATRPT1", at="2026-10-29 03:00:00", qualifier="SUCCESSI", evaluated="", succeeded=""
        ),
        command("RALTER", "SYSPROG1", "PTKTDATA IMSPRD1 APPLDATA('NO REPLAY PROTECTION')", at="2026-10-27 16:05:00"),
        command("SETROPTS", "SYSPROG1", "NOCLASSACT(PTKTDATA)", at="2026-11-01 00:30:00"),
        access("SYS1.PARMLIB", "SYSPROG1", at="2026-10-30 10:00:00"),
    ]
    return ordered(rows)
