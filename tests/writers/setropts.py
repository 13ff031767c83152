"""The inverse of the SETROPTS reader: class lists and options to a listing in IBM's form."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

_LABELS = (
    ("active", "ACTIVE CLASSES = "),
    ("generic", "GENERIC PROFILE CLASSES =  "),
    ("gencmd", "GENERIC COMMAND CLASSES =  "),
    ("genlist", "GENLIST CLASSES =  "),
    ("globals", "GLOBAL CHECKING CLASSES =  "),
    ("raclist", "SETR RACLIST CLASSES =  "),
    ("by_application", "GLOBAL=YES RACLIST ONLY =  "),
)
_WIDTH = 77


def classes(label: str, names: Sequence[str]) -> list[str]:
    """One class list, wrapped and indented as RACF does it; an empty one says NONE."""
    return textwrap.wrap(
        label + " ".join(names or ["NONE"]), _WIDTH, subsequent_indent=" " * len(label), break_long_words=False
    )


def listing(
    *,
    active: Sequence[str],
    generic: Sequence[str] = (),
    gencmd: Sequence[str] | None = None,
    genlist: Sequence[str] = (),
    globals: Sequence[str] = (),  # noqa: A002 - RACF's word
    raclist: Sequence[str] = (),
    by_application: Sequence[str] = (),
    audit: Sequence[str] | None = (),
    logoptions: dict[str, Sequence[str]] | None = None,
    grplist: bool = True,
    inactive: int | None = 90,
    revoke: int | None = 5,
    mixedcase: bool = True,
    addcreator: bool = False,
    generic_owner: bool | None = None,
    initstats: bool = True,
    applaudit: bool = True,
) -> str:
    """A complete listing. `audit` None leaves out every line that only an auditor is shown."""
    auditor = audit is not None
    stats = "INITSTATS" if initstats else "NOINITSTATS"
    lines = [f"ATTRIBUTES = {stats} WHEN(PROGRAM -- BASIC){' SAUDIT CMDVIOL OPERAUDIT' if auditor else ''}"]
    lines.append("STATISTICS = NONE")
    if audit is not None:
        lines += classes("AUDIT CLASSES = ", audit)
    given = {"active": ["DATASET", "USER", "GROUP", *active], "generic": ["DATASET", *generic], "genlist": genlist}
    given |= {"gencmd": ["DATASET", *(generic if gencmd is None else gencmd)], "globals": globals}
    given |= {"raclist": raclist, "by_application": by_application}
    for key, label in _LABELS:
        lines += classes(label, list(given[key]))
    if auditor:
        chosen = logoptions or {}
        named = {name for names in chosen.values() for name in names}
        rest = [name for name in ("DATASET", *active) if name not in named]
        for word in ("ALWAYS", "NEVER", "SUCCESSES", "FAILURES"):
            lines += classes(f'LOGOPTIONS "{word}" CLASSES =  ', list(chosen.get(word, ())))
        lines += classes('LOGOPTIONS "DEFAULT" CLASSES =  ', [*chosen.get("DEFAULT", ()), *rest])
    lines += _options(grplist, inactive, revoke, mixedcase)
    if generic_owner is not None:
        lines.append(f"GENERIC OWNER ONLY IS {'' if generic_owner else 'NOT '}IN EFFECT")
    if auditor:
        lines.append(f"APPLAUDIT IS {'' if applaudit else 'NOT '}IN EFFECT")
    lines.append(f"ADDCREATOR IS {'' if addcreator else 'NOT '}IN EFFECT")
    lines += ["KERBLVL =     0", "PRIMARY LANGUAGE DEFAULT : ENU", "SECONDARY LANGUAGE DEFAULT : ENU"]
    return "\n".join(lines) + "\n"


def _options(grplist: bool, inactive: int | None, revoke: int | None, mixedcase: bool) -> list[str]:
    lines = [
        "ENHANCED GENERIC NAMING IS IN EFFECT",
        "PROTECT-ALL IS ACTIVE, CURRENT OPTIONS:",
        "   PROTECT-ALL FAIL OPTION IS IN EFFECT",
        f"LIST OF GROUPS ACCESS CHECKING IS {'ACTIVE' if grplist else 'INACTIVE'}.",
        "INACTIVE USERIDS ARE NOT BEING AUTOMATICALLY REVOKED."
        if inactive is None
        else f"INACTIVE USERIDS ARE BEING AUTOMATICALLY REVOKED AFTER {inactive:3} DAYS.",
        "PASSWORD PROCESSING OPTIONS:",
        "  THE ACTIVE PASSWORD ENCRYPTION ALGORITHM IS KDFAES",
        f"  MIXED CASE PASSWORD SUPPORT IS {'' if mixedcase else 'NOT '}IN EFFECT",
    ]
    if revoke is None:
        return [*lines, "  USERIDS NOT BEING AUTOMATICALLY REVOKED."]
    return [
        *lines,
        f"  AFTER {revoke:3} CONSECUTIVE UNSUCCESSFUL PASSWORD ATTEMPTS,",
        "     A USERID WILL BE REVOKED.",
    ]
