"""What a SETROPTS LIST and the key:value extract show: class lists and options, one row each.

Sources: RACF Command Language Reference, "SETROPTS"; RACF Callable Services, "SETROPTS administration", "SETROPTS data"
for the keys; literal lines as captured listings have them. Which operand sets which field: `models/setropts.py`.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from auditor.models.racf import ClassOptions


class ListRow(NamedTuple):
    """One list of classes. `name`: the field of `ClassOptions`, or a word of LOGOPTIONS."""

    name: str
    heading: str
    key: str | None
    """Its key in the extract."""
    shown: Literal["always", "auditor", "sometimes", "unread"]
    """In every listing (an empty list says NONE); to issuers with AUDITOR or ROAUDIT only; where it applies; or no
    policy asks for it."""


LISTS: Final = (
    ListRow("statistics", "STATISTICS", "CLASSTAT", "unread"),
    ListRow("audit", "AUDIT CLASSES", "AUDIT", "auditor"),
    ListRow("active", "ACTIVE CLASSES", "CLASSACT", "always"),
    ListRow("generic", "GENERIC PROFILE CLASSES", "GENERIC", "always"),
    ListRow("gencmd", "GENERIC COMMAND CLASSES", "GENCMD", "always"),
    ListRow("genlist", "GENLIST CLASSES", "GENLIST", "always"),
    ListRow("global_checking", "GLOBAL CHECKING CLASSES", "GLOBAL", "always"),
    ListRow("raclisted", "SETR RACLIST CLASSES", "RACLIST", "always"),
    ListRow("raclisted_by_application", "GLOBAL=YES RACLIST ONLY", None, "sometimes"),
    ListRow("ALWAYS", 'LOGOPTIONS "ALWAYS" CLASSES', "LOGALWYS", "auditor"),
    ListRow("NEVER", 'LOGOPTIONS "NEVER" CLASSES', "LOGNEVER", "auditor"),
    ListRow("SUCCESSES", 'LOGOPTIONS "SUCCESSES" CLASSES', "LOGSUCC", "auditor"),
    ListRow("FAILURES", 'LOGOPTIONS "FAILURES" CLASSES', "LOGFAIL", "auditor"),
    ListRow("DEFAULT", 'LOGOPTIONS "DEFAULT" CLASSES', "LOGDEFLT", "auditor"),
)
"""In the order of the listing."""

HEADINGS: Final = {row.heading: row.name for row in LISTS}
NEEDED: Final = tuple(row.name for row in LISTS if row.shown == "always")
AUDIT: Final = tuple(row.name for row in LISTS if row.shown == "auditor")
SOMETIMES: Final = tuple(row.name for row in LISTS if row.shown == "sometimes")
FACTS: Final = tuple(name for name in ClassOptions.model_fields if name != "logoptions")
"""Lists that are a field of `ClassOptions` themselves; those of LOGOPTIONS make one field together."""


class OptionRow(NamedTuple):
    """One option of the system. `name`: the field of `Options`; "" for what no policy asks for."""

    name: str
    sentences: tuple[tuple[str, bool | None], ...] = ()
    """How a listing states it, and what that means; `<n>` is a number."""
    key: str | None = None
    """Its key in the extract."""
    number: str | None = None
    """Field that has its number."""
    required: str | None = None
    """What every complete listing states, one way or the other, in words."""


OPTIONS: Final = (
    OptionRow(
        "grplist",
        (("LIST OF GROUPS ACCESS CHECKING IS ACTIVE", True), ("LIST OF GROUPS ACCESS CHECKING IS INACTIVE", False)),
        "GRPLIST", required="list of groups checking",
    ),
    OptionRow(
        "inactive",
        (
            ("INACTIVE USERIDS ARE BEING AUTOMATICALLY REVOKED AFTER <n> DAYS", True),
            ("INACTIVE USERIDS ARE NOT BEING AUTOMATICALLY REVOKED", False),
        ),
        "INACTIVE", number="inactive_days", required="revoking of inactive users",
    ),
    OptionRow(
        "revoke",
        (
            ("AFTER <n> CONSECUTIVE UNSUCCESSFUL PASSWORD ATTEMPTS , A USERID WILL BE REVOKED", True),
            ("AFTER <n> CONSECUTIVE UNSUCCESSFUL PASSWORD ATTEMPTS ,", True),
            ("USERIDS NOT BEING AUTOMATICALLY REVOKED", False),
        ),
        "REVOKE", number="revoke_attempts", required="revoking after wrong passwords",
    ),
    OptionRow("", (("A USERID WILL BE REVOKED", None),)),
    OptionRow(
        "mixedcase",
        (("MIXED CASE PASSWORD SUPPORT IS IN EFFECT", True), ("MIXED CASE PASSWORD SUPPORT IS NOT IN EFFECT", False)),
        "MIXDCASE", required="mixed case passwords",
    ),
    OptionRow(
        "addcreator", (("ADDCREATOR IS IN EFFECT", True), ("ADDCREATOR IS NOT IN EFFECT", False)),
        "ADDCREAT", required="ADDCREATOR",
    ),
    OptionRow(
        "generic_owner",
        (("GENERIC OWNER ONLY IS IN EFFECT", True), ("GENERIC OWNER ONLY IS NOT IN EFFECT", False)),
        "GENOWNER",
    ),
    OptionRow("applaudit", (("APPLAUDIT IS IN EFFECT", True), ("APPLAUDIT IS NOT IN EFFECT", False)), "APPLAUDT"),
    OptionRow(
        "egn",
        (("ENHANCED GENERIC NAMING IS IN EFFECT", True), ("ENHANCED GENERIC NAMING IS NOT IN EFFECT", False)),
        "EGN",
    ),
    OptionRow(
        "protect_all",
        (
            ("PROTECT-ALL FAIL OPTION IS IN EFFECT", True),
            ("PROTECT-ALL WARNING OPTION IS IN EFFECT", False),
            ("PROTECT-ALL OPTION IS NOT IN EFFECT", False),
        ),
    ),
    OptionRow("initstats", key="INITSTAT"),
    OptionRow("program_control", key="WHENPROG"),
)  # fmt: skip

SENTENCES: Final = tuple((text, row.name, value) for row in OPTIONS for text, value in row.sentences)
NUMBERS: Final = {row.name: row.number for row in OPTIONS if row.number is not None}
REQUIRED: Final = {row.name: row.required for row in OPTIONS if row.required is not None}

KEYS_ALWAYS: Final = ("INITSTAT", "GRPLIST", "MIXDCASE", "ADDCREAT")
"""Keys that every extract has: one without was cut or filtered."""
