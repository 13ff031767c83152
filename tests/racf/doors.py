"""What lets somebody act as another, for random installations: profiles of SURROGAT and FACILITY, owners and groups."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from auditor.models.estate import Estate
from auditor.models.place import At
from auditor.models.racf import Group, Profile
from tests.racf.estates import conditional, generic, known_class, lost, profile

USERS, GROUPS = ("U1", "U2", "R1"), ("GRPA", "GRPB")
OWNERS = ("GRPA", "GRPB", "GRPC", "U2", "GONE")
SURROGAT = (
    "U1.SUBMIT", "R1.SUBMIT", "*.SUBMIT", "U%.SUBMIT", "**", "&V.SUBMIT", "BPX.SRV.U1", "BPX.SRV.R1", "BPX.SRV.*",
    "BPX.**",
)  # fmt: skip
FACILITY = (
    "IRR.PASSWORD.RESET", "IRR.PASSWORD.*", "IRR.PWRESET.OWNER.GRPA", "IRR.PWRESET.OWNER.*", "IRR.PWRESET.TREE.GRPB",
    "IRR.PWRESET.TREE.GRPC", "IRR.PWRESET.TREE.**", "IRR.PWRESET.EXCLUDE.U1", "IRR.PWRESET.EXCLUDE.R1",
    "IRR.PWRESET.EXCLUDE.*", "IRR.PWRESET.**", "IRR.**", "BPX.DAEMON",
)  # fmt: skip
DAMAGE = (
    ("0505", "SURROGAT", "R1.SUBMIT"), ("0500", "SURROGAT", None), ("0500", "FACILITY", "IRR.PWRESET.EXCLUDE.R1"),
    ("0100", None, "GRPC"), ("0505", "FACILITY", "IRR.PASSWORD.RESET"), ("0270", None, "R1"),
    ("0500", "SURROGAT", "**"),
)  # fmt: skip
LEVELS = ("NONE", "READ", "READ", "UPDATE", "EXECUTE")


def with_doors(made: Estate, seed: int, *, clean: bool) -> Estate:
    """The same with these classes; it has dice of its own, so that the rest stays as its seed made it."""
    random = Random(f"doors of {seed}")
    classes = {name: _options(random, clean=clean) for name in ("SURROGAT", "FACILITY")}
    changed: dict[str, Any] = {"classes": made.classes | classes}
    if made.profiles:
        doors = {"SURROGAT": _some(random, SURROGAT, clean=clean), "FACILITY": _some(random, FACILITY, clean=clean)}
        changed["profiles"] = made.profiles | doors
    changed["users"] = {
        name: replace(one, owner=random.choice(OWNERS), uid=one.uid if random.random() < 0.4 else random.choice((5, 9)))
        for name, one in made.users.items()
    }
    if made.users:
        changed["groups"] = made.groups | _groups(random)
    site = {
        "schedulers": random.choice((None, (), ("U2",), ("GRPA",))),
        "security_owners": random.choice((None, ("GRPB",))),
    }
    changed["site"] = made.site.model_copy(update=site)
    unload = made.evidence.unload
    if unload.offered and not clean and random.random() < 0.1:
        more = unload.model_copy(update={"damage": (*unload.damage, lost(*random.choice(DAMAGE)))})
        changed["evidence"] = made.evidence.model_copy(update={"unload": more})
    return made.model_copy(update=changed)


def _options(random: Random, *, clean: bool) -> Any:
    def switch(usual: bool) -> bool | None:
        return None if not clean and random.random() < 0.08 else usual ^ (random.random() < 0.08)

    return known_class(active=switch(True), raclisted=switch(True), generic=switch(True))


def _groups(random: Random) -> dict[str, Group]:
    """Three groups, one of which may be owned by a group that is nowhere, or that owns it in turn."""
    return {
        name: Group(at=At(0, 12), owner=random.choice(OWNERS), superior="SYS1", universal=False, members={})
        for name in (*GROUPS, "GRPC")
        if name != "GRPC" or random.random() < 0.6
    }


def _some(random: Random, names: tuple[str, ...], *, clean: bool) -> dict[str, Profile]:
    return {name: _profile(random, name, clean=clean) for name in names if random.random() < 0.25}


def _profile(random: Random, name: str, *, clean: bool) -> Profile:
    acl = {who: random.choice(LEVELS) for who in (*USERS, *GROUPS, "*", "GONE") if random.random() < 0.25}
    different: dict[str, Any] = {"warning": random.random() < 0.1}
    if random.random() < 0.1:
        different["conditional"] = (conditional(random.choice((*USERS, *GROUPS, "*")), random.choice(LEVELS)),)
    if random.random() < 0.05:
        different |= random.choice(({"seclevel": "050"}, {"seclabel": "SECRET"}, {"categories": 1}))
    make = generic if any(one in name for one in "*%&") and random.random() < 0.95 else profile
    uacc = random.choice(("NONE", "NONE", "NONE", "READ", "NONE" if clean else "X<07>"))
    return make(uacc, acl, **different)
