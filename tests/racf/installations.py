"""Random installations by seed: small, with few names, so that profiles, groups and clients meet often."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from auditor.models.estate import Estate, Evidence, UnloadLevel
from auditor.models.imsconnect import Running
from auditor.models.place import At, Fact
from auditor.models.racf import Factor, Profile, StartedTask, User
from tests.racf.doors import GROUPS, USERS, with_doors
from tests.racf.estates import (
    client,
    conditional,
    connection,
    endpoint,
    estate,
    fact,
    generic,
    keys,
    known_class,
    lost,
    member,
    options,
    profile,
    user,
)

APPLICATIONS = ("APP1", "APP2")
LEVELS = ("NONE", "NONE", "EXECUTE", "READ", "UPDATE", "UPDATE", "CONTROL", "ALTER")
DATES = (None, None, None, "2026-10-01", "2026-11-02", "2026-12-01")
AUTHORITIES = (
    "IRRPTAUTH.APP1.U1", "IRRPTAUTH.APP1.U2", "IRRPTAUTH.APP1.*", "IRRPTAUTH.APP1*", "IRRPTAUTH.*.U1", "IRRPTAUTH.**",
    "IRRPTAUTH.APP%.U1", "**", "IRRPTAUTH.&V.U1", "IRRPTAUTH.APP2.**", "IRRPTAUTH.APP1.U%", "IRRPTAUTH.APP1.%%",
    "IRRPTAUTH.APP1.U*", "IRRPTAUTH.AP*.U2", "IRRPTAUTH.APP1.&T", "IRRPTAUTH*", "IRRPTAUTH.**.U1", "**.U2", "*.APP1.*",
    "*", "IRR*.APP1.U1", "IRRPTAUTH.APP2.U2", "IRRPTAUTH.*.*", "IRRPTAUTH.APP1.**.U1", "%RRPTAUTH.*",
)  # fmt: skip
KEYS = ("APP1", "APP1.GRPA", "APP1.U1", "APP1.GRPA.U1", "APP2", "APP1.*", "APP2.GRPB.U2", "APP1.GRPB")
ODD_KEYS = (*KEYS, "GONE", "IRRPTAUTH.APP1.U1", "APP%", "APP1.GRPX.U1")
DAMAGE = (
    (None, None, None), ("0500", "PTKTDATA", None), ("0500", "APPL", "APP1"), ("0505", "PTKTDATA", "IRRPTAUTH.APP1.*"),
    ("0505", "APPL", None), ("0205", None, "U1"), ("0200", None, "U2"), ("0530", "PTKTDATA", "APP1"),
    ("020A", None, None),
    ("0507", None, None), ("0500", "FACILITY", None), ("0500", "PTKTDATA", "APP1.GRPA"), ("0500", "PTKTDATA", "APP1"),
    ("0500", "PTKTDATA", "IRRPTAUTH.APP1.*"), ("0500", None, "APP&V"), ("0502", "APPL", "APP1"), ("0502", None, None),
    ("0503", "GLOBAL", "PTKTDATA"), ("0540", "STARTED", None), ("0505", None, "IRRPTAUTH.**"), ("0507", "APPL", "APP1"),
    ("0530", None, None), ("0200", None, "GONE"), ("0205", None, None), ("020A", None, "U1"), (None, "PTKTDATA", None),
    (None, "MFADEF", None), (None, None, "U2"), ("0500", "APPL", "AP*"), ("0100", None, None), ("0270", None, "U1"),
)  # fmt: skip


def installation(seed: int, *, clean: bool = False) -> Estate:
    """The installation of this seed. `clean`: nothing in it is unknown or damaged."""
    made = _with_power(_Maker(Random(seed), clean).estate(), Random(f"power of {seed}"), clean=clean)
    return with_doors(made, seed, clean=clean)


def _with_power(made: Estate, random: Random, *, clean: bool) -> Estate:
    """The same with what an impersonation needs: privileged users, people on the lists of keys, keys off the host.

    It has dice of its own, so that the rest of an installation stays as its seed made it.
    """
    users = {name: _privileged(one, random) if random.random() < 0.4 else one for name, one in made.users.items()}
    named = tuple(one for one in (*USERS, "GONE") if random.random() < 0.1)
    ptktdata = {
        name: _controlled(one, random, clean=clean) if name in KEYS and random.random() < 0.5 else one
        for name, one in made.profiles.get("PTKTDATA", {}).items()
    }
    clients = made.clients
    if random.random() < 0.3:
        different = {"key_profile": random.choice((*ODD_KEYS, None)), "generates_tickets": random.random() < 0.5}
        application = random.choice((*APPLICATIONS, "app1", "APP2" if clean else None))
        clients += (client("off-host", (), id="partner", application=application, **different),)
    changed = {"users": users, "clients": clients, "site": made.site.model_copy(update={"privileged": named})}
    if ptktdata:
        changed["profiles"] = made.profiles | {"PTKTDATA": ptktdata}
    return made.model_copy(update=changed)


def _privileged(one: User, random: Random) -> User:
    if random.random() < 0.2:
        return replace(one, uid=random.choice((0, 0, 7)))
    return replace(one, **{random.choice(("special", "operations", "auditor", "roaudit")): True})


def _controlled(one: Profile, random: Random, *, clean: bool) -> Profile:
    """A key profile with a list, and all that a list can meet."""
    levels = ("ALTER", "ALTER", "CONTROL", "NONE", "ALTER" if clean else random.choice(("ALTER", "X<07>")))
    who = [name for name in (*USERS, *GROUPS, "*", "GONE") if random.random() < 0.3]
    acl = {name: random.choice(levels) for name in who}
    uacc = random.choice(("NONE", "NONE", "NONE", "READ", "ALTER"))
    listed = profile(uacc, acl)
    different: dict[str, Any] = {"uacc": uacc, "acl": listed.acl, "warning": random.random() < 0.2}
    if random.random() < 0.15:
        different["conditional"] = (conditional(random.choice((*USERS, *GROUPS, "*")), random.choice(levels)),)
    if random.random() < 0.1:
        different |= random.choice(({"seclevel": "050"}, {"seclabel": "SECRET"}, {"categories": 1}))
    return replace(one, **different)


class _Maker:
    def __init__(self, random: Random, clean: bool) -> None:
        self.random = random
        self.clean = clean

    def rarely(self, one_in: int = 8) -> bool:
        return self.random.randrange(one_in) == 0

    def unknown(self) -> bool:
        return not self.clean and self.rarely(12)

    def switch(self, usual: bool, one_in: int = 8) -> bool | None:
        return None if self.unknown() else usual ^ self.rarely(one_in)

    def acl(self) -> dict[str, str]:
        who = [name for name in (*USERS, *GROUPS, "*", "GONE") if self.rarely(3)]
        return {name: self.level() for name in who}

    def level(self) -> str:
        """Rarely a bit pattern that is no level."""
        return "X<07>" if self.unknown() and self.rarely(4) else self.random.choice(LEVELS)

    def profile(self, name: str) -> Profile:
        different: dict[str, Any] = {"warning": self.rarely(20)}
        if self.rarely():
            different["conditional"] = (conditional(self.random.choice((*USERS, *GROUPS, "*")), self.level()),)
        if self.rarely(20):
            different |= self.random.choice(({"seclevel": "050"}, {"seclabel": "SECRET"}, {"categories": 1}))
        make = generic if ("*" in name or "%" in name or "&" in name) and not self.rarely(10) else profile
        uacc = self.random.choice(("NONE", "NONE", "READ", "UPDATE"))
        return make("X<07>" if self.unknown() and self.rarely(4) else uacc, self.acl(), **different)

    def key(self) -> Profile:
        random = self.random
        odd = "" if self.clean else random.choice(("*UNKNOWN*", "*NEW*"))
        protection = random.choice(("", "*MASKED*", "*KEYTOKEN*", "LABEL", odd))
        label: str | None = random.choice(("", "EPT.KEY"))
        different: dict[str, Any] = {
            "appldata": random.choice(("", "", "NO REPLAY PROTECTION", "no replay protection - keep", "REPLAY"))
        }
        if label:
            different["type"] = random.choice(
                ("UPPER", "MIXED", "MIXED" if self.clean else random.choice((None, "ODD")))
            )
            different["timeout"] = random.choice((1, 60, 600, 60 if self.clean else None))
            different["replay"] = random.choice((True, False, False if self.clean else None))
        elif self.unknown():
            label = None
        if self.rarely(10):
            return profile()
        made = keys(protection, label, **different)
        return replace(made, generic=True) if self.rarely(20) else made

    def user(self) -> Any:
        random = self.random
        different: dict[str, Any] = {}
        if self.rarely(4):
            different |= {"revoked": random.random() < 0.5}
            different |= {"revoke_date": random.choice(DATES), "resume_date": random.choice(DATES)}
        different["restricted"], different["protected"] = self.rarely(6), self.rarely(12)
        if self.rarely():
            names = random.sample(("AZFSIDP1", "AZFPTKT1"), random.randrange(1, 3))
            different["factors"] = tuple(Factor(name=one, active=not self.rarely(3), at=At(0, 33)) for one in names)
        if self.rarely():
            different["days"] = tuple(random.random() < 0.5 for _ in range(7))
        if self.rarely(16):
            different["start_time"], different["end_time"] = "08:00:00", "17:00:00"
        different["last_access"] = random.choice((*("2026-10-30",) * 3, "2026-11-02", "2026-01-01", "2026-10-03", None))
        if self.rarely(6):
            different["created"] = random.choice(("2026-10-31", None if not self.clean else "2020-01-01"))
        bad = {
            group: connection(
                revoked=self.rarely(2), revoke_date=random.choice(DATES), resume_date=random.choice(DATES)
            )
            for group in GROUPS
            if self.rarely(5)
        }
        made = user(*random.sample(GROUPS, random.randrange(1, 3)), connections=bad, **different)
        if self.rarely(16):
            made = replace(made, default_group=random.choice(("GRPX", "GRPB", "GRPA")))
        return made

    def classes(self) -> dict[str, Any]:
        return {
            name: known_class(
                active=self.switch(True, 12), raclisted=self.switch(True, 12), generic=self.switch(True),
                raclisted_by_application=self.switch(False, 12), global_checking=self.switch(False),
            )
            for name in ("APPL", "PTKTDATA", "MFADEF", "STARTED")
        }  # fmt: skip

    def profiles(self) -> dict[str, dict[str, Profile]]:
        some = {name: self.profile(name) for name in AUTHORITIES if self.rarely(3)}
        some |= {
            name: self.key() if "*" not in name else generic() for name in KEYS if not self.rarely(2) or name == "APP1"
        }
        appl = {
            name: self.profile(name) for name in ("APP1", "APP%", "**", "APP&V", "A*", "&X", "APP1*") if self.rarely(4)
        }
        found = {"PTKTDATA": some, "APPL": appl}
        if self.rarely():
            name = self.random.choice(("IRRPTAUTH.APP1.**", "IRRPTAUTH.APP2.U2", "IRRPTAUTH.&APP.U1", "**"))
            found["GLOBAL"] = {"PTKTDATA": profile(members=(member(name, self.random.choice(LEVELS)),))}
        if self.rarely(3):
            name = self.random.choice(("MFABYPASS.APPL.*", "MFABYPASS.APPL.APP1", "MFABYPASS.**"))
            found["MFADEF"] = {name: self.profile(name)}
        if self.rarely(6):
            trusted = self.random.choice((True, True, False, True if self.clean else None))
            user = self.random.choice(("R1", "R1", "=MEMBER", "U1"))
            privileged = self.random.choice((False, False, True, False if self.clean else None))
            task = StartedTask(at=At(0, 99), user=user, group="", trusted=trusted, privileged=privileged)
            found["STARTED"] = {"WEB.*": generic(started=task)}
        return found

    def endpoint(self, name: str) -> Any:
        random = self.random
        fields: dict[str, Any] = {"racf": self.switch(True), "appl": random.choice(APPLICATIONS)}
        fields["pswdmc"] = random.choice(("R", "R", "Y", "N", "R" if self.clean else None))
        if self.unknown():
            fields["appl"] = Fact[str](why="ODACCESS APPL= is coded twice")
        elif self.rarely():
            fields["appl"] = random.choice(("", Fact[str](origin="default"), "TOO.ODD", "APP3"))
        if self.rarely(20):
            fields["odaccess"] = False if self.clean else random.choice((False, None))
        if self.rarely():
            shown = {"racf": self.switch(True), "odbmappl": random.choice((None, "", *APPLICATIONS))}
            shown["pswdmc"] = random.choice((None, "R", "Y", "N"))
            fields["running"] = Running(at=At(3, 1), **{key: fact(value) for key, value in shown.items()})
        return endpoint(name, **fields)

    def client(self, number: int) -> Any:
        random = self.random
        kind = random.choice(("sql-batch", "racf-service", "off-host", *(("password",) if self.rarely(10) else ())))
        different: dict[str, Any] = {"id": f"c{number}", "endpoint": "NONE" if self.unknown() else "ICON1"}
        different["application"] = random.choice(("APP1", "APP1", "APP1", "APP2"))
        if self.rarely(16):
            different["application"] = random.choice(("APP2" if self.clean else None, "app1", "TOO.LONG.NAME"))
        users = tuple(random.sample(("U1", "U2", "GONE"), random.randrange(1, 3)))
        if kind == "racf-service":
            different["requester"] = random.choice(("R1", "R1", "R1", "GONE", "R1" if self.clean else None))
        elif kind == "off-host" and self.rarely(3):
            different["key_profile"] = random.choice(ODD_KEYS)
        if self.rarely(30):
            users = ("NOT-A-USER",)
        return client(kind, users[:1] if kind == "sql-batch" else users, **different)

    def estate(self) -> Estate:
        damage = () if self.clean or not self.rarely(5) else (lost(*self.random.choice(DAMAGE)),)
        level = self.random.choice(("absent", "legacy")) if self.unknown() else "enhanced"
        whole = {"resources": not (self.unknown() and self.rarely()), "users": not (self.unknown() and self.rarely())}
        profiles = _of_level(self.profiles(), level) if whole["resources"] else {}
        people = {name: self.user() for name in USERS if not self.rarely(12)} if whole["users"] else {}
        offered = not (self.unknown() and self.rarely())
        limits: dict[str, Any] = {"grplist": self.switch(True, 3), "mixedcase": self.switch(True, 3)}
        limits |= {"inactive": self.switch(False), "inactive_days": 30, "initstats": self.switch(True)}
        endpoints = (self.endpoint("ICON1"),)
        if self.unknown() and self.rarely():
            endpoints += (self.endpoint("ICON1").model_copy(update={"source": 3}),)
        made = estate(
            profiles if offered else {},
            people if offered else {},
            damage,
            self.classes(),
            options=options(**limits),
            unload=UnloadLevel(groups=True, ssignon=level, **whole) if offered else UnloadLevel(),
            endpoints=endpoints,
            clients=tuple(self.client(number) for number in range(self.random.randrange(1, 3))),
        )
        evidence = made.evidence.model_copy(update={"unload": Evidence(offered=offered, damage=damage)})
        return made.model_copy(update={"evidence": evidence})


def _of_level(profiles: dict[str, dict[str, Profile]], level: str) -> dict[str, dict[str, Profile]]:
    """The profiles as an unload of this level has them: no SSIGNON segments, or none with fields of enhanced keys."""
    changed = {}
    for name, one in profiles["PTKTDATA"].items():
        segment = one.ssignon
        if segment is not None and level != "enhanced":
            blank = replace(segment, key_label=None, type=None, timeout=None, replay=None)
            segment = None if level == "absent" else blank
        changed[name] = replace(one, ssignon=segment)
    return profiles | {"PTKTDATA": changed}
