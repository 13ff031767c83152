"""Random installations by seed: small, with few names, so that profiles, groups and clients meet often."""

from __future__ import annotations

from random import Random
from typing import Any

from auditor.models.estate import Estate, UnloadLevel
from auditor.models.place import At, Fact
from auditor.models.racf import Factor, Profile, StartedTask
from tests.racf.estates import (
    client,
    conditional,
    connection,
    endpoint,
    estate,
    generic,
    keys,
    known_class,
    lost,
    member,
    options,
    profile,
    user,
)

USERS, GROUPS, APPLICATIONS = ("U1", "U2", "R1"), ("GRPA", "GRPB"), ("APP1", "APP2")
LEVELS = ("NONE", "NONE", "READ", "UPDATE", "ALTER")
DATES = (None, None, None, "2026-10-01", "2026-11-02", "2026-12-01")
AUTHORITIES = (
    "IRRPTAUTH.APP1.U1", "IRRPTAUTH.APP1.U2", "IRRPTAUTH.APP1.*", "IRRPTAUTH.APP1*", "IRRPTAUTH.*.U1", "IRRPTAUTH.**",
    "IRRPTAUTH.APP%.U1", "**", "IRRPTAUTH.&V.U1", "IRRPTAUTH.APP2.**",
)  # fmt: skip
KEYS = ("APP1", "APP1.GRPA", "APP1.U1", "APP1.GRPA.U1", "APP2", "APP1.*")
DAMAGE = (
    (None, None, None), ("0500", "PTKTDATA", None), ("0500", "APPL", "APP1"), ("0505", "PTKTDATA", "IRRPTAUTH.APP1.*"),
    ("0505", "APPL", None), ("0205", None, "U1"), ("0200", None, "U2"), ("0530", "PTKTDATA", "APP1"),
    ("020A", None, None),
    ("0507", None, None), ("0500", "FACILITY", None),
)  # fmt: skip


def installation(seed: int, *, clean: bool = False) -> Estate:
    """The installation of this seed. `clean`: nothing in it is unknown or damaged."""
    return _Maker(Random(seed), clean).estate()


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
        who = [name for name in (*USERS, *GROUPS, "*") if self.rarely(3)]
        return {name: self.random.choice(LEVELS) for name in who}

    def profile(self, name: str) -> Profile:
        different: dict[str, Any] = {"warning": self.rarely(20)}
        if self.rarely():
            different["conditional"] = (conditional(self.random.choice((*USERS, *GROUPS, "*")), "UPDATE"),)
        if self.rarely(20):
            different["seclevel"] = "050"
        make = generic if ("*" in name or "%" in name or "&" in name) and not self.rarely(10) else profile
        return make(self.random.choice(("NONE", "NONE", "READ", "UPDATE")), self.acl(), **different)

    def key(self) -> Profile:
        random = self.random
        protection = random.choice(("", "*MASKED*", "LABEL", "" if self.clean else "*UNKNOWN*"))
        label: str | None = random.choice(("", "EPT.KEY"))
        different: dict[str, Any] = {"appldata": random.choice(("", "", "NO REPLAY PROTECTION"))}
        if label:
            different["type"] = random.choice(("UPPER", "MIXED", "MIXED" if self.clean else None))
            different["timeout"] = random.choice((1, 60, 600, 60 if self.clean else None))
            different["replay"] = random.choice((True, False, False if self.clean else None))
        elif self.unknown():
            label = None
        return profile() if self.rarely(10) else keys(protection, label, **different)

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
        different["last_access"] = random.choice(("2026-10-30", "2026-10-30", "2026-01-01", None))
        bad = {
            group: connection(
                revoked=self.rarely(2), revoke_date=random.choice(DATES), resume_date=random.choice(DATES)
            )
            for group in GROUPS
            if self.rarely(5)
        }
        return user(*random.sample(GROUPS, random.randrange(1, 3)), connections=bad, **different)

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
        appl = {name: self.profile(name) for name in ("APP1", "APP%", "**", "APP&V") if self.rarely(3)}
        found = {"PTKTDATA": some, "APPL": appl}
        if self.rarely():
            found["GLOBAL"] = {"PTKTDATA": profile(members=(member("IRRPTAUTH.APP1.**", "UPDATE"),))}
        if self.rarely(3):
            found["MFADEF"] = {"MFABYPASS.APPL.*": self.profile("MFABYPASS.APPL.*")}
        if self.rarely(6):
            task = StartedTask(at=At(0, 99), user="R1", group="", trusted=True)
            found["STARTED"] = {"WEB.*": generic(started=task)}
        return found

    def endpoint(self, name: str) -> Any:
        random = self.random
        fields: dict[str, Any] = {"racf": self.switch(True), "appl": random.choice(APPLICATIONS)}
        fields["pswdmc"] = random.choice(("R", "R", "Y", "N", "R" if self.clean else None))
        if self.unknown():
            fields["appl"] = Fact[str](why="ODACCESS APPL= is coded twice")
        return endpoint(name, **fields)

    def client(self, number: int) -> Any:
        random = self.random
        kind = random.choice(("sql-batch", "racf-service", "off-host"))
        different: dict[str, Any] = {"id": f"c{number}", "endpoint": "NONE" if self.unknown() else "ICON1"}
        different["application"] = random.choice(("APP1", "APP1", "APP2"))
        users = tuple(random.sample(("U1", "U2", "GONE"), random.randrange(1, 3)))
        if kind == "racf-service":
            different["requester"] = random.choice(("R1", "R1", "GONE"))
        elif kind == "off-host" and self.rarely(3):
            different["key_profile"] = random.choice(KEYS)
        return client(kind, users[:1] if kind == "sql-batch" else users, **different)

    def estate(self) -> Estate:
        level = "absent" if self.unknown() else "enhanced"
        damage = () if self.clean or not self.rarely(6) else (lost(*self.random.choice(DAMAGE)),)
        limits: dict[str, Any] = {"grplist": self.switch(True, 3), "mixedcase": self.switch(True, 3)}
        limits |= {"inactive": self.switch(False), "inactive_days": 30, "initstats": self.switch(True)}
        return estate(
            self.profiles(),
            {name: self.user() for name in USERS if not self.rarely(12)},
            damage,
            self.classes(),
            options=options(**limits),
            unload=UnloadLevel(groups=True, users=True, resources=True, ssignon=level),
            endpoints=(self.endpoint("ICON1"),),
            clients=tuple(self.client(number) for number in range(self.random.randrange(1, 3))),
        )
