"""A site as real ones are: its applications let most users in, one user in a hundred is at fault, its lists are long.

    python -m tests.benchmarks.open_site 100 /tmp/open [--seed 1]

Writes a folder with everything that a scan wants; the same bytes for the same seed and size. An unload of about so many
megabytes (a million bytes each) with 106 users and 100 groups for each. Three IMS Connects in three trust zones: the
first lets EMPLOYEE in, which is universal and holds everybody, the second HALF and the third FEW, which hold half and a
hundredth of them. Authority to ask for tickets comes from generic profiles of IRRPTAUTH with lists of groups and users.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.generate import (
    CONNECTION,
    FLUSH,
    USER,
    connect,
    connection,
    dataset,
    dataset_permit,
    group_row,
    member,
    omvs,
    permit,
    resource,
    template,
    tso,
)
from tests.shop.shop import Profile, Shop
from tests.shop.sound import client, display, key_profile, sound
from tests.shop.sound import member as hws
from tests.writers.unload import unload

USERS, GROUPS, OWN = 106, 100, 6
"""Users and groups for each megabyte, and the groups of each user besides those that open an application."""
APPLICATIONS = {"EMPLOYEE": ("IMSDRDA1", 1), "HALF": ("IMSDRDA2", 2), "FEW": ("IMSDRDA3", 100)}
"""Group -> the application it opens, and of how many users one is in it."""
FAULTY = 100
CLIENTS = 12
_FAULTS = ("stale", "revoked", "special", "connection")
_BULK = ("CSFKEYS", "DASDVOL", "JESSPOOL", "OPERCMDS", "SDSF", "TCICSTRN", "XFACILIT")

_COLUMNS = ("USBD_NAME", "USBD_PROGRAMMER", "USBD_DEFGRP_ID", "USBD_LASTJOB_DATE")
_USERS = {
    fault: template("0200", _COLUMNS, **(USER | {"USBD_OWNER_ID": "SECGRP"} | fields))
    for fault, fields in {"": {}, "revoked": {"USBD_REVOKE": "YES"}, "special": {"USBD_SPECIAL": "YES"}}.items()
}
cut_off = template("0205", ("USCON_NAME", "USCON_GRP_ID"), **(CONNECTION | {"USCON_REVOKE": "YES"}))


class Person(NamedTuple):
    """A user of the bulk: in which groups, and what is wrong."""

    name: str
    groups: tuple[str, ...]
    fault: str


def people(megabytes: int, dice: random.Random) -> list[Person]:
    """The users of the bulk."""
    teams = [f"G{number:05}" for number in range(megabytes * GROUPS)]
    found = []
    for number in range(megabytes * USERS):
        mine = dice.sample(teams, min(OWN, len(teams)))
        mine += [group for group, (_, every) in APPLICATIONS.items() if number % every == 0]
        fault = _FAULTS[number // FAULTY % len(_FAULTS)] if number % FAULTY == FAULTY // 2 else ""
        found.append(Person(f"U{number:06}", tuple(mine), fault))
    return found


def shop(megabytes: int, crowd: list[Person], dice: random.Random) -> Shop:
    """What is not bulk: the IMS Connects, their clients, keys, and the lists that let the crowd in."""
    made = sound()
    made.system = "OPEN"
    made.groups |= {"EMPLOYEE": {"GPBD_UNIVERSAL": "YES"}, "HALF": {}, "FEW": {}}
    made.profiles["PTKTDATA", "IMSDRDA3"] = key_profile("IMS.DRDA3.EPT.KEY1")
    made.profiles["APPL", "IMSDRDA3"] = Profile(acl={})
    made.members["HWSCFG03.txt"] = hws("ICONDB3", "IMSDRDA3", 5557)
    made.displays["query03.txt"] = display("ICONDB3", "IMSDRDA3")
    made.ports.append({"endpoint": "ICONDB3", "port": 5557, "tls": "required", "evidence": "PAGENT policy"})
    made.endpoints["ICONDB3"] = {"trust_zone": "factory"}
    names = [person.name for person in crowd]
    for group, (application, _) in APPLICATIONS.items():
        listed = dice.sample(names, min(len(names), 20 * megabytes))
        made.profiles["APPL", application].acl |= dict.fromkeys(listed, "READ") | {group: "READ"}
        authority = Profile(generic=True, acl=dict.fromkeys(["WEBSTC", *listed[: 2 * megabytes]], "UPDATE"))
        made.profiles["PTKTDATA", f"IRRPTAUTH.{application}.U*"] = authority
    teams = sorted({group for person in crowd[:500] for group in person.groups} - APPLICATIONS.keys())
    for number in range(4 * megabytes):
        holders = {dice.choice(teams): "UPDATE", dice.choice(names): "UPDATE", "WEBSTC": "UPDATE"}
        name = f"IRRPTAUTH.IMSDRDA{number % 3 + 1}.U{number:05}*"
        made.profiles["PTKTDATA", name] = Profile(generic=True, acl=holders)
    for number in range(CLIENTS):
        group, (application, _) = list(APPLICATIONS.items())[number % 3]
        inside = [person.name for person in crowd if group in person.groups and not person.fault]
        asks = dice.sample(inside, min(20, len(inside)))
        place = application[-1]
        made.clients.append(
            client(f"pool{number}", f"ICONDB{place}", "racf-service", application=application,
                   requester="WEBSTC", users=asks)
        )  # fmt: skip
    return made


def records(megabytes: int, crowd: list[Person], core: Shop, dice: random.Random) -> Iterator[str]:
    """The records of the unload, in the order of IRRDBU00."""
    members: dict[str, list[str]] = {}
    for person in crowd:
        for group in person.groups:
            members.setdefault(group, []).append(person.name)
    yield from core._group_records()
    for number in range(megabytes * GROUPS):
        yield from (member(f"G{number:05}", name) for name in members.get(f"G{number:05}", ()))
        yield group_row(f"G{number:05}")
    yield from (member(group, name) for group in ("FEW", "HALF") for name in members.get(group, ()))
    yield from core._user_records()
    for number, person in enumerate(crowd):
        yield from _person(number, person, dice)
    teams = [f"G{number:05}" for number in range(megabytes * GROUPS)]
    for number in range(megabytes * 170):
        name = f"{teams[number % len(teams)]}.DATA{number:06}.**"
        yield from (dataset_permit(name, dice.choice(teams), "READ") for _ in range(dice.randrange(4, 21)))
        yield dataset(name)
    yield from core._profile_records()
    for class_name in _BULK:
        for number in range(megabytes * 16):
            name = f"{class_name[:4]}.N{number:06}"
            yield from (permit(name, class_name, dice.choice(teams), "READ") for _ in range(dice.randrange(1, 12)))
            yield resource(name, class_name, "NO", "NONE")


def _person(number: int, person: Person, dice: random.Random) -> Iterator[str]:
    yield from (connect(person.name, group) for group in person.groups)
    for group in person.groups:
        revoked = person.fault == "connection" and group in APPLICATIONS
        yield cut_off(person.name, group) if revoked else connection(person.name, group)
    day = "2024-02-03" if person.fault == "stale" else f"2026-10-{dice.randrange(1, 29):02}"
    privileged = person.fault == "special" and number % 4000 == 250
    kind = "special" if privileged else "revoked" if person.fault == "revoked" else ""
    yield _USERS[kind](person.name, f"PERSON {number}", person.groups[0], day)
    if number % 2:
        yield tso(person.name, "ACCT")
    if number % 10 == 0:
        yield omvs(person.name, f"{number + 1000:010}", f"/u/{person.name.lower()}")


def write(folder: Path, megabytes: int, *, seed: int = 1) -> Path:
    """Write the site and give the path of its auditor.toml."""
    dice = random.Random(seed)
    crowd = people(megabytes, dice)
    core = shop(megabytes, crowd, dice)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in core.files().items():
        (folder / name).write_bytes(content)
    with (folder / "unload.txt").open("wb") as out:
        rows: list[str] = []
        for row in records(megabytes, crowd, core, dice):
            rows.append(row)
            if len(rows) == FLUSH:
                out.write(unload(rows))
                rows.clear()
        out.write(unload(rows))
    return folder / "auditor.toml"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("megabytes", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.megabytes, seed=options.seed)


if __name__ == "__main__":
    main()
