"""Five months of the example installation: `python -m tests.shop.runs DIR --history URL` writes and scans them.

Each month takes over the month before: some faults are mended, others come in, one risk is accepted for good and one
for a few weeks only.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from auditor.cli import run
from tests.shop.example import example
from tests.shop.shop import DAY, Shop
from tests.shop.sound import key_profile, member

Change = Callable[[Shop], None]

WAIVERS = [
    {
        "policy": "PT-C03",
        "object": "profile:PTKTDATA/IMSPRD1",
        "reason": "The web shop logs one user on several times a second; IBM's text for pooled callers asks for it",
        "owner": "team-web",
        "approver": "ciso",
        "ticket": "RISK-118",
        "expires": "2027-12-31",
    },
    {
        "policy": "PT-B06",
        "object": "profile:PTKTDATA/IRRPTAUTH.IMSPRD1.*/id:SYSPROG1",
        "reason": "The system programmer maintains the permits until the security team takes them over in January",
        "owner": "team-zos",
        "approver": "ciso",
        "ticket": "RISK-121",
        "expires": "2027-01-15",
    },
]
"""Accepted in December: the first outlives the five months, the second runs out between January and February."""


def _november(shop: Shop) -> None:
    """The example as it stands."""


def _december(shop: Shop) -> None:
    """PTKTDATA is activated at last, and the permits are kept in storage."""
    for part in ("active", "raclist"):
        shop.setropts[part].append("PTKTDATA")


def _january(shop: Shop) -> None:
    """The second production system gets a sound name and a key; for the change, APPL profiles go into warning mode."""
    shop.members["HWSCFGP2.txt"] = member("ICONPR2", "IMSPRD2", 5556)
    shop.profiles["PTKTDATA", "IMSPRD2"] = key_profile("IMS.PRD2.EPT.KEY1")
    shop.profile("APPL", "IMSPRD1").fields["GRBD_WARNING"] = "YES"


def _february(shop: Shop) -> None:
    """Warning mode ends, APPL is RACLISTed; somebody lets everybody make tickets for the stock user."""
    shop.profile("APPL", "IMSPRD1").fields["GRBD_WARNING"] = "NO"
    shop.setropts["raclist"].append("APPL")
    stock = shop.profile("PTKTDATA", "IRRPTAUTH.IMSPRD1.*")
    stock.fields["GRBD_UACC"] = "UPDATE"


def _march(shop: Shop) -> None:
    """The masked key gives way to one in ICSF, and the open door is closed; the report's batch user has gone quiet."""
    old = shop.profile("PTKTDATA", "IMSPRD1")
    shop.profiles["PTKTDATA", "IMSPRD1"] = key_profile("IMS.PRD1.EPT.KEY1", GRSIGN_REPLAY="YES")
    shop.profile("PTKTDATA", "IMSPRD1").fields.update(GRBD_AUDIT_LEVEL=old.fields["GRBD_AUDIT_LEVEL"])
    shop.profile("PTKTDATA", "IRRPTAUTH.IMSPRD1.*").fields["GRBD_UACC"] = "NONE"
    shop.users["BATRPT1"]["USBD_LASTJOB_DATE"] = "2026-10-30"


MONTHS: dict[str, Change] = {
    "2026-11-02": _november,
    "2026-12-01": _december,
    "2027-01-04": _january,
    "2027-02-01": _february,
    "2027-03-01": _march,
}


def months() -> Iterator[tuple[str, Shop]]:
    """The five installations, oldest first, by the day they were exported on."""
    done: list[Change] = []
    for day, change in MONTHS.items():
        done.append(change)
        shop = example()
        for one in done:
            one(shop)
        _alive(shop, date.fromisoformat(day))
        yield day, shop


def _alive(shop: Shop, day: date) -> None:
    """People log on and change passwords as months go by; those whose dates a month has set keep them."""
    for fields in shop.users.values():
        fields.setdefault("USBD_LASTJOB_DATE", (day - timedelta(days=3)).isoformat())
        fields.setdefault("USBD_PWD_DATE", (day - timedelta(days=30)).isoformat())


def write(folder: Path) -> dict[str, Path]:
    """Write the five installations below `folder`; give the path of each auditor.toml by its day."""
    configurations = {}
    for day, shop in months():
        configurations[day] = config = shop.write(folder / day)
        config.write_text(config.read_text().replace(f'" = {DAY}', f'" = {day}'))  # the files are of this month
        if day != next(iter(MONTHS)):
            (folder / day / "waivers.yaml").write_bytes(yaml.safe_dump({"waivers": WAIVERS}, sort_keys=False).encode())
    return configurations


def scan(configurations: dict[str, Path], history: str, out: Path, formats: str = "html,json") -> list[int]:
    """Scan the five in order, recording each; give the return codes. Reports lie in `out`/<day>."""
    codes = []
    for day, configuration in configurations.items():
        flags = ["--as-of", day, "--history", history, "--out", str(out / day), "--format", formats, "--quiet"]
        waivers = configuration.with_name("waivers.yaml")
        if waivers.exists():
            flags += ["--waivers", str(waivers)]
        codes.append(run(["scan", str(configuration), *flags]))
    return codes


def main() -> None:
    """The script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where installations and reports go")
    parser.add_argument("--history", required=True, help="a SQLite file or a database URL")
    arguments = parser.parse_args()
    scan(write(arguments.folder / "installations"), arguments.history, arguments.folder / "reports")


if __name__ == "__main__":
    main()
