"""Random changes of the sound installation by seed, each with the refreshes that bring it into effect."""

from __future__ import annotations

from random import Random

USERS = ("BATUSR1", "WEBUSR1", "WEBUSR2", "PRTUSR1", "WEBSTC", "SECADM", "NEWUSR")
GROUPS = ("SECGRP", "BATGRP", "DRDAGRP", "PRTGRP", "STCGRP", "NEWGRP")
IDS = frozenset((*USERS, *GROUPS))
"""Every user and group that a change can name: the estate has to hold them."""
LEVELS = ("NONE", "READ", "UPDATE", "CONTROL", "ALTER")
APPLICATIONS = ("IMSDRDA1", "IMSDRDA2", "OLDAPP")
AUTHORITIES = (
    "IRRPTAUTH.**", "IRRPTAUTH.IMSDRDA1.*", "IRRPTAUTH.IMSDRDA1.BATUSR1", "IRRPTAUTH.IMSDRDA1.WEBUSR1",
    "IRRPTAUTH.IMSDRDA2.*", "IRRPTAUTH.*.SECADM",
)  # fmt: skip
QUALIFIED = ("IMSDRDA1.*", "IMSDRDA1.BATUSR1", "IMSDRDA1.DRDAGRP", "IMSDRDA*", "IMSDRDA2.PRTGRP.PRTUSR1")
KEYS = ("EPTKEYLABEL(NEW.KEY) TYPE(UPPER) TIMEOUT(60) REPLAY(NO)", "EPTKEYLABEL(NEW.KEY) TYPE(MIXED) TIMEOUT(600)",
        "EPTKEYLABEL(NEW.KEY) REPLAY(YES)", "KEYLABEL(OLD.KEY)")  # fmt: skip
CLASSES = ("PTKTDATA", "APPL", "STARTED")
REFRESH = ("SETROPTS GENERIC(PTKTDATA APPL STARTED) REFRESH", "SETROPTS RACLIST(PTKTDATA APPL STARTED) REFRESH")


def change(seed: int) -> list[str]:
    """The commands of this seed."""
    random = Random(f"change {seed}")
    return [*(_command(random) for _ in range(random.randint(1, 4))), *REFRESH]


def _profile(random: Random) -> tuple[str, str]:
    if random.random() < 0.3:
        return "APPL", random.choice((*APPLICATIONS, "IMS*"))
    return "PTKTDATA", random.choice((*APPLICATIONS, *AUTHORITIES, *AUTHORITIES, *QUALIFIED))


def _command(random: Random) -> str:
    return random.choice(
        (_permit, _permit, _permit, _define, _define, _alter, _delete, _user, _user, _connect, _class)
    )(random)


def _permit(random: Random) -> str:
    class_name, name = _profile(random)
    who = random.choice((*USERS, *GROUPS, "*"))
    how = "DELETE" if random.random() < 0.3 else f"ACCESS({random.choice(LEVELS)})"
    return f"PERMIT {name} CLASS({class_name}) ID({who}) {how}"


def _define(random: Random) -> str:
    class_name, name = _profile(random)
    more = f" SSIGNON({random.choice(KEYS)})" if class_name == "PTKTDATA" and random.random() < 0.5 else ""
    owner = random.choice(("SECGRP", "SECGRP", "BATUSR1", "SYS1"))
    return f"RDEFINE {class_name} {name} UACC({random.choice(LEVELS[:3])}) OWNER({owner}){more}"


def _alter(random: Random) -> str:
    class_name, name = _profile(random)
    words = [
        "UACC(READ)",
        "UACC(NONE)",
        "WARNING",
        "NOWARNING",
        "OWNER(WEBUSR1)",
        "AUDIT(FAILURES(READ))",
        "AUDIT(NONE)",
    ]
    if class_name == "PTKTDATA":
        words += ["NOSSIGNON", "APPLDATA('NO REPLAY PROTECTION')", *(f"SSIGNON({key})" for key in KEYS)]
    return f"RALTER {class_name} {name} {random.choice(words)}"


def _delete(random: Random) -> str:
    class_name, name = _profile(random)
    return f"RDELETE {class_name} {name}"


def _user(random: Random) -> str:
    user = random.choice(USERS)
    words = ("REVOKE", "RESUME", "SPECIAL", "NOSPECIAL", "OPERATIONS", "RESTRICTED", "NORESTRICTED", "OWNER(WEBUSR2)",
             "AUDITOR", "CLAUTH(PTKTDATA)", "DFLTGRP(DRDAGRP)")  # fmt: skip
    made = (f"ADDUSER {user} DFLTGRP(PRTGRP) OWNER(SECGRP)", f"DELUSER {user}", "ADDGROUP NEWGRP SUPGROUP(SYS1)")
    return random.choice((*(f"ALTUSER {user} {word}" for word in words), *made))


def _connect(random: Random) -> str:
    user, group = random.choice(USERS), random.choice(GROUPS)
    words = ("", " AUTHORITY(JOIN)", " AUTHORITY(CONNECT)", " SPECIAL", " REVOKE")
    return random.choice((f"REMOVE {user} GROUP({group})", f"CONNECT {user} GROUP({group}){random.choice(words)}"))


def _class(random: Random) -> str:
    word = random.choice(("CLASSACT", "NOCLASSACT", "RACLIST", "NORACLIST", "GENERIC", "AUDIT", "NOAUDIT"))
    return f"SETROPTS {word}({random.choice(CLASSES)})"
