"""How long the policies take, and how much memory, on estates of growing size.

    python -m tests.benchmarks.judge [--profiles 1000 5000 20000] [--users 100000] [--wide] [--each] [--policy PT-B05]

The estate is invented and seeded: authority profiles (IRRPTAUTH) with 10 to 50 entries, most for one user, some for a few,
and with `--wide` one of each application for any user; users in a department and a team, IMS Connects and clients. About
one entry in a hundred, one user in a hundred is at fault. The default is the table
of policies/lib/README.md: how a whole judging grows, as a run does it (see `judging.py`). With `--each` or `--policy` the
worker alone is measured: its processor time, because other work on the machine does not count, and the most it ever held;
both of all its processes together.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from auditor.policies.catalogue import Catalogue, load_catalogue
from auditor.rego.embedded.engine import Embedded
from tests.benchmarks.held import Held
from tests.benchmarks.judging import PATIENCE

SEED = 20261102
APPLICATIONS = 40
TEAM = 8
DEPARTMENT = 500
FAULTY = 0.01
AUDIT = {"level": "ALL", "success_from": "READ", "failure_from": "READ"}
Json = dict[str, Any]


WHOLE = """\
| profiles | entries | users | wall s | worker s | command s | worker MiB | command MiB before | command MiB | verdicts |
|---|---|---|---|---|---|---|---|---|---|"""
PARTS = "| profiles | entries | users | policies | seconds | MiB | verdicts |\n|---|---|---|---|---|---|---|"


class Used(NamedTuple):
    """What a run of the worker took."""

    seconds: float
    mebibytes: float
    verdicts: int


def estate(profiles: int, users: int, seed: int = SEED, *, wide: bool = False) -> Json:
    """An estate with so many authority profiles and users; everything offered, nothing lost. `wide`: some for any user."""
    dice = random.Random(seed)
    applications = [f"APP{number:03d}" for number in range(APPLICATIONS)]
    names = [f"U{number:06d}" for number in range(users)]
    groups = [f"G{number:05d}" for number in range(-(-users // TEAM))]
    people = {
        name: _user(dice, f"D{number // DEPARTMENT:05d}", groups[number // TEAM]) for number, name in enumerate(names)
    }
    members: dict[str, Json] = {"SECGRP": {}}
    for name, user in people.items():
        for group in user["connections"]:
            members.setdefault(group, {})[name] = {"authority": "USE", "at": [0, 3, 6, 22]}
    clients = [_client(number, dice, applications, names) for number in range(60)]
    return {
        "schema": "auditor/estate/1",
        "system": "BENCH",
        "as_of": "2026-11-02",
        "inputs": [_input(kind) for kind in ("unload", "setropts", "hwscfg", "clients", "imscon", "tls")],
        "evidence": {
            kind: {"offered": kind != "change", "damage": []}
            for kind in ("unload", "setropts", "hwscfg", "clients", "imscon", "tls", "change")
        },
        "unload": {
            "groups": True,
            "users": True,
            "resources": True,
            "ssignon": "enhanced",
            "user_count": users,
            "newest": "2026-11-01",
        },
        "columns": {kind: {} for kind in ("profile", "permit", "ssignon", "user", "group", "connection")},
        "classes": {name: _class() for name in ("APPL", "FACILITY", "GLOBAL", "MFADEF", "PTKTDATA", "PTKTVAL")}
        | {name: _class() for name in ("RACFVARS", "SECLABEL", "STARTED")},
        "options": _options(),
        "profiles": {
            "APPL": {name: _profile(dice, False, _acl(dice, names, groups, "READ")) for name in applications},
            "PTKTDATA": _ticket_profiles(profiles, dice, applications, names, groups, wide=wide),
        }
        | {name: {} for name in ("FACILITY", "GLOBAL", "MFADEF", "PTKTVAL", "RACFVARS", "SECLABEL", "STARTED")},
        "users": people,
        "groups": {
            group: {
                "at": [0, 2, 6, 13],
                "owner": "SECGRP",
                "superior": "SYS1",
                "universal": False,
                "complete": True,
                "members": inside,
            }
            for group, inside in members.items()
        },
        "endpoints": [_endpoint(number, name) for number, name in enumerate(applications)],
        "clients": clients,
        "other_clients": [],
        "tls": [],
        "site": _site(),
        "trials": [trial for client in clients for trial in _trials(client)],
        "change": None,
    }


def _fact(value: object) -> Json:
    return {"value": value, "at": [1, 5, 1, 8], "origin": "shown", "why": None}


def _unknown(why: str) -> Json:
    return {"value": None, "at": None, "origin": None, "why": why}


def _input(kind: str) -> Json:
    return {
        "kind": kind,
        "path": f"{kind}.txt",
        "codepage": "utf-8",
        "records": 1,
        "rejected": 0,
        "form": None,
        "dated": "2026-11-01",
        "taken": "2026-11-01",
        "taken_from": "config",
        "system": None,
    }


def _class() -> Json:
    on = ("active", "raclisted", "generic", "gencmd", "audit")
    off = ("raclisted_by_application", "genlist", "global_checking")
    return {
        **{name: _fact(True) for name in on},
        **{name: _fact(False) for name in off},
        "logoptions": _fact("DEFAULT"),
    }


def _options() -> Json:
    on = ("grplist", "initstats", "inactive", "revoke", "mixedcase", "program_control", "auditor_lines")
    numbers = {"inactive_days": _fact(90), "revoke_attempts": _fact(5)}
    return {**{name: _fact(True) for name in on}, **numbers, "addcreator": _fact(False), "generic_owner": _fact(False)}


def _site() -> Json:
    return {
        "environment": "production",
        "endpoints": {},
        "privileged": [],
        "security_owners": ["SECGRP"],
        "other_applications": [],
        "administrators": [],
        "max_group_members": 10,
        "stale_days": 90,
        "max_timeout": 60,
        "max_attempts": 5,
        "max_skew_days": 1,
        "max_evidence_days": 8,
        "max_gate_days": 3,
        "max_uid_age": 86400,
        "migration_end": None,
    }


def _user(dice: random.Random, department: str, team: str) -> Json:
    connection = {
        "at": [0, 3, 6, 22],
        "revoked": False,
        "revoke_date": None,
        "resume_date": None,
        "special": False,
        "created": "2024-01-01",
    }
    return {
        "at": [0, 1, 6, 13],
        "owner": "SECGRP",
        "created": "2024-01-01",
        "special": dice.random() < 0.001,
        "operations": False,
        "auditor": False,
        "roaudit": False,
        "revoked": dice.random() < FAULTY,
        "revoke_date": None,
        "resume_date": None,
        "protected": dice.random() < FAULTY,
        "restricted": dice.random() < FAULTY,
        "default_group": department,
        "last_access": f"2026-{'03' if dice.random() < FAULTY else '10'}-15",
        "days": [True] * 7,
        "start_time": None,
        "end_time": None,
        "seclevel": "000",
        "seclabel": "",
        "failed_attempts": 0,
        "uid": None,
        "uid_at": None,
        "factors": [],
        "connections": {department: connection, team: connection},
        "clauth": [],
    }


def _acl(dice: random.Random, names: list[str], groups: list[str], level: str) -> Json:
    entries = {}
    for _ in range(dice.randint(10, 50)):
        which = dice.choice(groups) if dice.random() < 0.3 else dice.choice(names)
        entries[which] = {"access": "ALTER" if dice.random() < FAULTY else level, "at": [0, 4, 262, 278]}
    return entries


def _profile(dice: random.Random, generic: bool, acl: Json) -> Json:
    return {
        "at": [0, dice.randint(5, 99), 6, 251],
        "generic": generic,
        "owner": "SECGRP",
        "uacc": "NONE",
        "warning": False,
        "audit": AUDIT,
        "global_audit": {"level": "NONE", "success_from": "", "failure_from": ""},
        "appldata": "",
        "notify": "",
        "created": "2024-01-01",
        "changed": "2024-01-01",
        "referenced": None,
        "seclevel": "000",
        "seclabel": "",
        "categories": 0,
        "acl": acl,
        "conditional": [],
        "members": [],
        "ssignon": None,
        "started": None,
    }


def _ticket_profiles(
    count: int, dice: random.Random, applications: list[str], names: list[str], groups: list[str], *, wide: bool
) -> Json:
    segment = {
        "at": [0, 6, 6, 251],
        "protection": "",
        "key_label": "APP.EPT.KEY",
        "type": "UPPER",
        "timeout": 60,
        "replay": False,
    }
    found = {name: _profile(dice, False, {}) | {"ssignon": segment} for name in applications}
    found["IRRPTAUTH.**"] = _profile(dice, True, {})
    for application in applications if wide else []:
        found[f"IRRPTAUTH.{application}.*"] = _profile(dice, True, _acl(dice, names, groups, "UPDATE"))
    while len(found) < count + APPLICATIONS:
        application, user = dice.choice(applications), dice.choice(names)
        generic = dice.random() < 0.1
        name = f"IRRPTAUTH.{application}.{user[:6]}*" if generic else f"IRRPTAUTH.{application}.{user}"
        found[name] = _profile(dice, generic, _acl(dice, names, groups, "UPDATE"))
    return found


def _endpoint(number: int, name: str) -> Json:
    values = {
        "racf": _fact(True),
        "pswdmc": _fact("R"),
        "uidcache": _fact(False),
        "uidage": _unknown("it is not coded"),
        "odracfst": _fact(True),
    }
    port = {"id": _fact(5000 + number), "porttmot": _fact(6000)}
    return {
        "name": f"ICON{number}",
        "source": 2,
        "member": True,
        "at": [2, 1, 1, 3],
        "id": _fact(f"ICON{number}"),
        "odaccess": _fact(True),
        "appl": _fact(name),
        "racfgenrc": _fact(False),
        **values,
        "ports": [{**port, "at": [2, 4, 11, 40]}],
        "datastores": [],
        "links": [],
        "racfid": {"value": None, "at": [2, 2, 1, 5], "origin": "default", "why": None},
        "tm_ports": [],
        "unread": None,
        "running": {"at": [4, 3, 0, 0], "odbmappl": _fact(name), "ports": [], **values},
        "environment": "production",
        "trust_zone": None,
        "damaged": False,
    }


def _client(number: int, dice: random.Random, applications: list[str], names: list[str]) -> Json:
    return {
        "id": f"client{number}",
        "endpoint": f"ICON{number % APPLICATIONS}",
        "kind": "racf-service",
        "generates_tickets": True,
        "application": applications[number % APPLICATIONS],
        "requester": dice.choice(names),
        "users": dice.sample(names, min(20, len(names))),
        "connections": "persistent",
        "tickets_per_second": None,
        "key_profile": None,
        "evidence": [],
        "jobs": [],
        "link": None,
        "status": "confirmed",
        "at": [3, 2, 0, 0],
        "places": {},
    }


def _trials(client: Json) -> list[Json]:
    return [
        {
            "id": f"{client['id']}/{user}/{step}",
            "client": client["id"],
            "endpoint": client["endpoint"],
            "step": step,
            "requester": client["requester"],
            "made_for_user": user,
            "made_for_application": client["application"],
            "presented_user": user,
            "presented_application": client["application"],
            "ticket": "enhanced",
            "offset": 0,
            "replayed": "no",
            "altered": False,
        }
        for user in client["users"]
        for step in ("generate", "logon")
    ]


def measure(catalogue: Catalogue, questions: Mapping[str, str], document: Path) -> Used:
    """Let a fresh worker answer `questions`, as a run does it but for what is done with the answers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    engine = Embedded(PATIENCE)
    engine.prepare(catalogue.modules())
    held = Held(engine.process)
    answers = (json.loads(one) for _, one in engine.answers(catalogue.modules(), questions, document.read_bytes()))
    found = sum(len(one) for one in answers if isinstance(one, list))
    engine.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(seconds, held.most(), found)


def judging(document: Path) -> tuple[str, ...]:
    """The cells of a whole judging, measured in processes of their own: the time in one, the memory in another."""
    timed, looked_at = _judged(document), _judged(document, "--memory")
    seconds = (f"{timed[name]:.1f}" for name in ("wall", "worker", "here"))
    memory = (f"{looked_at[name]:.0f}" for name in ("peak_worker", "held", "peak_here"))
    return (*seconds, *memory, str(timed["verdicts"]))


def _judged(document: Path, *words: str) -> Json:
    command = [sys.executable, "-m", "tests.benchmarks.judging", str(document), *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: Json = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the table, in Markdown."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--profiles", type=int, nargs="+", default=[1000, 5000, 20000])
    words.add_argument("--users", type=int, default=100000)
    words.add_argument("--seed", type=int, default=SEED)
    words.add_argument("--wide", action="store_true", help="with a profile for any user of each application")
    words.add_argument("--each", action="store_true", help="one policy at a time")
    words.add_argument("--policy", nargs="*", default=[], help="only these ids; `none` reads the estate alone")
    asked = words.parse_args()
    catalogue = load_catalogue()
    entries = {policy.id: policy.entry for policy in catalogue.policies} | {
        "trials": "data.auditor.lib.trials.expected"
    }
    if asked.policy:
        entries = {name: entries.get(name, "[1]") for name in asked.policy}
    groups = [{name: entry} for name, entry in entries.items()] if asked.each else [entries]
    whole = not (asked.each or asked.policy)
    print(WHOLE if whole else PARTS)
    with tempfile.TemporaryDirectory() as folder:
        for profiles in asked.profiles:
            made = estate(profiles, asked.users, asked.seed, wide=asked.wide)
            listed = sum(len(profile["acl"]) for profile in made["profiles"]["PTKTDATA"].values())
            document = Path(folder) / "estate.json"
            document.write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")
            del made
            for questions in [] if whole else groups:
                used = measure(catalogue, questions, document)
                which = "all" if len(questions) > 1 else next(iter(questions))
                row = (
                    profiles,
                    listed,
                    asked.users,
                    which,
                    f"{used.seconds:.1f}",
                    f"{used.mebibytes:.0f}",
                    used.verdicts,
                )
                _print(row)
            if whole:
                _print((profiles, listed, asked.users, *judging(document)))


def _print(row: Iterable[object]) -> None:
    print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)


if __name__ == "__main__":
    main()
