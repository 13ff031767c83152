"""A large unload of a believable site, the same bytes for the same seed and size.

    python -m tests.benchmarks.generate 1000 /tmp/site.txt [--form rdw] [--seed 1]

Proportions follow a site of 100,000 users with 5 million records in 1 GB: most lines are 0404, 0102, 0203, 0205 and
0505. Some thousand records are of the classes that an audit of PassTickets reads.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.writers.unload import LAYOUT, record, unload

FLUSH = 20_000
TECHNICAL = 20
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")

Row = Callable[..., str]


def template(code: str, varying: tuple[str, ...], **fixed: object) -> Row:
    """A fast maker of records of one type: `varying` fields by position, the rest fixed."""
    base = record(code, **fixed)
    spans = {name: (first, last) for name, first, last, _ in LAYOUT[code]["fields"]}
    pieces, at = [], 0
    for first, last in (spans[name] for name in varying):
        pieces.append(base[at : first - 1].replace("%", "%%"))
        pieces.append(f"%-{last - first + 1}s")
        at = last
    pattern = "".join(pieces) + base[at:].replace("%", "%%")
    return lambda *values: pattern % values


CONNECTION = {f"USCON_{flag}": "NO" for flag in (
    "GRP_ADSP", "GRP_SPECIAL", "GRP_OPER", "REVOKE", "GRP_ACC", "NOTERMUACC", "GRP_AUDIT",
)} | {
    "USCON_CONNECT_DATE": "2019-04-01", "USCON_OWNER_ID": "SECADM", "USCON_UACC": "NONE", "USCON_INIT_CNT": "00000",
}  # fmt: skip

USER = {f"USBD_{flag}": "NO" for flag in (
    "ADSP", "SPECIAL", "OPER", "REVOKE", "GRPACC", "UAUDIT", "AUDITOR", "NOPWD", "OIDCARD", "PWD_ASIS", "PWDENV_EXISTS",
    "PPHENV_EXISTS", "ROAUDIT", "MFA_FALLBACK",
)} | {f"USBD_ACCESS_{day}": "YES" for day in _DAYS} | {
    "USBD_CREATE_DATE": "2018-02-03", "USBD_OWNER_ID": "SECADM", "USBD_PWD_INTERVAL": "090",
    "USBD_PWD_DATE": "2026-09-01", "USBD_PWD_GEN": "007", "USBD_REVOKE_CNT": "000", "USBD_SECLEVEL": "000",
    "USBD_PHR_GEN": "000", "USBD_CERT_SEQN": "0000000000", "USBD_PWD_ALG": "KDFAES",
    "USBD_LEG_PWDHIST_CT": "000", "USBD_XPW_PWDHIST_CT": "000", "USBD_LEG_PHRHIST_CT": "000",
    "USBD_XPW_PHRHIST_CT": "000", "USBD_LASTJOB_TIME": "08:00:00",
}  # fmt: skip

RESOURCE = {f"GRBD_ACCESS_{day}": "YES" for day in _DAYS} | {
    "GRBD_CLASS": "002", "GRBD_CREATE_DATE": "2017-01-09", "GRBD_OWNER_ID": "SECADM",
    "GRBD_LASTREF_DATE": "2017-01-09", "GRBD_LASTCHG_DATE": "2024-03-04", "GRBD_ALTER_CNT": "00000",
    "GRBD_CONTROL_CNT": "00000", "GRBD_UPDATE_CNT": "00000", "GRBD_READ_CNT": "00000", "GRBD_AUDIT_LEVEL": "FAIL",
    "GRBD_LEVEL": "00", "GRBD_GAUDIT_LEVEL": "NONE", "GRBD_AUDIT_FAQUAL": "READ", "GRBD_WARNING": "NO",
    "GRBD_SECLEVEL": "000",
}  # fmt: skip

member = template("0102", ("GPMEM_NAME", "GPMEM_MEMBER_ID"), GPMEM_AUTH="USE")
group_row = template("0100", ("GPBD_NAME",), GPBD_SUPGRP_ID="SYS1", GPBD_CREATE_DATE="2015-01-01",
    GPBD_OWNER_ID="SECADM", GPBD_UACC="NONE", GPBD_NOTERMUACC="NO", GPBD_UNIVERSAL="NO")  # fmt: skip
connect = template("0203", ("USGCON_NAME", "USGCON_GRP_ID"))
connection = template("0205", ("USCON_NAME", "USCON_GRP_ID"), **CONNECTION)
user_row = template("0200", ("USBD_NAME", "USBD_PROGRAMMER", "USBD_DEFGRP_ID", "USBD_LASTJOB_DATE"), **USER)
special_row = template("0200", ("USBD_NAME", "USBD_DEFGRP_ID"), **(USER | {"USBD_SPECIAL": "YES"}))
tso = template("0220", ("USTSO_NAME", "USTSO_ACCOUNT"), USTSO_HOLD_CLASS="H")
omvs = template("0270", ("USOMVS_NAME", "USOMVS_UID", "USOMVS_HOME_PATH"), USOMVS_PROGRAM="/bin/sh")
dataset_permit = template("0404", ("DSACC_NAME", "DSACC_AUTH_ID", "DSACC_ACCESS"), DSACC_ACCESS_CNT="00000")
dataset = template("0400", ("DSBD_NAME",), DSBD_GENERIC="YES", DSBD_CREATE_DATE="2016-05-05", DSBD_OWNER_ID="SECADM",
    DSBD_UACC="NONE", DSBD_AUDIT_LEVEL="FAIL", DSBD_WARNING="NO")  # fmt: skip
permit = template("0505", ("GRACC_NAME", "GRACC_CLASS_NAME", "GRACC_AUTH_ID", "GRACC_ACCESS"), GRACC_ACCESS_CNT="00000")
resource = template("0500", ("GRBD_NAME", "GRBD_CLASS_NAME", "GRBD_GENERIC", "GRBD_UACC"), **RESOURCE)
ssignon = template("0530", ("GRSIGN_NAME",), GRSIGN_CLASS_NAME="PTKTDATA", GRSIGN_PROTECTION="*MASKED*",
    GRSIGN_KEY_LABEL="PTKT.HMAC.KEY", GRSIGN_TYPE="UPPER", GRSIGN_TIMEOUT="0000000060", GRSIGN_REPLAY="NO")  # fmt: skip

_BULK = ("CSFKEYS", "DASDVOL", "FACILITY", "JESSPOOL", "OPERCMDS", "SDSF", "SURROGAT", "TCICSTRN", "XFACILIT")


def site(megabytes: int, seed: int = 1) -> Iterator[str]:
    """The records of a site whose unload is about `megabytes` large (1 MB is a million bytes)."""
    rng = random.Random(seed)
    users = [f"U{n:06}" for n in range(max(megabytes * 100, 200))]
    groups = [f"G{n:05}" for n in range(max(megabytes * 8, 40))]
    homes = {user: rng.sample(groups[TECHNICAL:], 8) for user in users}
    for group in groups[:TECHNICAL]:  # they stand on the lists of APPL and PTKTDATA, and have few members
        for user in rng.sample(users, 10):
            homes[user].append(group)
    members: dict[str, list[str]] = {group: [] for group in groups}
    for user, mine in homes.items():
        for group in mine:
            members[group].append(user)
    for group in groups:
        yield from (member(group, user) for user in members[group])
        yield group_row(group)
    yield group_row("SECADM")
    yield group_row("SYS1")
    for n, user in enumerate(users):
        yield from _user(rng, n, user, homes[user])
    for n in range(megabytes * 150):
        name = f"{rng.choice(groups)}.APPL{n:06}.**"
        for _ in range(rng.randrange(4, 21)):
            yield dataset_permit(name, rng.choice(groups), rng.choice(("READ", "UPDATE", "ALTER")))
        yield dataset(name)
    for place, class_name in enumerate(sorted((*_BULK, "APPL", "PTKTDATA"))):
        count = {"APPL": 60, "PTKTDATA": 120}.get(class_name, megabytes * 150 // len(_BULK))
        for n in range(count):
            yield from _resource(rng, class_name, f"{class_name[:4]}{place}.N{n:06}", groups, n)


def _user(rng: random.Random, n: int, user: str, mine: list[str]) -> Iterator[str]:
    yield from (connect(user, group) for group in mine)
    yield from (connection(user, group) for group in mine)
    if n % 5000 == 7:
        yield special_row(user, mine[0])
    else:
        day = f"2026-{rng.randrange(1, 11):02}-{rng.randrange(1, 29):02}"
        yield user_row(user, f"PERSON {n}", mine[0], day)
    if n % 2:
        yield tso(user, "ACCT")
    if n % 10 == 0:
        yield omvs(user, f"{n + 1000:010}", f"/u/{user.lower()}")


def _resource(rng: random.Random, class_name: str, name: str, groups: list[str], n: int) -> Iterator[str]:
    if class_name in ("APPL", "PTKTDATA"):
        name = f"APPL{n:03}" if class_name == "APPL" or n < 60 else f"IRRPTAUTH.APPL{n - 60:03}.*"
        for group in dict.fromkeys(rng.choice(groups[:TECHNICAL]) for _ in range(3)):
            yield permit(name, class_name, group, "UPDATE")
        yield resource(name, class_name, "YES" if "*" in name else "NO", "NONE")
        if class_name == "PTKTDATA" and n < 60:
            yield ssignon(name)
        return
    for _ in range(rng.randrange(1, 12)):
        yield permit(name, class_name, rng.choice(groups), "READ")
    yield resource(name, class_name, "NO", "NONE")


def write(path: Path, megabytes: int, *, seed: int = 1, form: str = "lf") -> None:
    """Write the site to `path`, piece by piece."""
    with path.open("wb") as out:
        rows: list[str] = []
        for row in site(megabytes, seed):
            rows.append(row)
            if len(rows) == FLUSH:
                out.write(unload(rows, form=form))
                rows.clear()
        out.write(unload(rows, form=form))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("megabytes", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--form", default="lf")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.path, options.megabytes, seed=options.seed, form=options.form)


if __name__ == "__main__":
    main()
