"""What SMF would have recorded: a day of the sound shop, and what a fault adds to it."""

from __future__ import annotations

from tests.shop.shop import DAY, Shop
from tests.shop.sound import sound
from tests.writers.smf import command, jobinit, ptcreate

FLOWS = (
    ("IMSDRDA1", "BATUSR1", "ICONDB1", (2, 14)),
    ("IMSDRDA1", "WEBUSR1", "ICONDB1", (6, 8, 10, 13, 17)),
    ("IMSDRDA1", "WEBUSR2", "ICONDB1", (7, 9, 12, 18)),
    ("IMSDRDA2", "PRTUSR1", "ICONDB2", (5, 11, 16, 21)),
)
"""Application, user, job and hours of the connections that the sound shop opens in a day."""


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
