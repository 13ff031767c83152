"""Commands to IMS Connect in their three forms: z/OS MODIFY, a reply to its WTOR, and type-2 through the IMSplex.

The three say the same in other words: `F jobname,UPDATE MEMBER TYPE(IMSCON) SET(RACF(OFF))`, `nn,SETRACF OFF` and
`UPDATE IMSCON TYPE(CONFIG) SET(RACF(OFF))`.
Source: IMS Commands, Volume 3, "IMS Connect WTOR commands", "IMS Connect z/OS commands"; "UPDATE IMSCON TYPE(CONFIG)
command", "UPDATE IMSCON TYPE(PORT) command"; z/OS MVS System Commands, "MODIFY", "REPLY".
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from auditor.racf.commands.build import Mistake, expand, operands_of
from auditor.racf.commands.grammar import Unreadable, name_of, parse_operands
from auditor.racf.commands.model import Aside, Form, Group, ImsConnect, Item, Text
from auditor.racf.commands.operands import OPERANDS

CONFIG: Final = "UPDATE CONFIG"
RECORDER: Final = "RECORDER"

_SETS: Final = {
    "SETRACF": "RACF", "SETUIDC": "UIDCACHE", "SETPWMC": "PSWDMC", "SETRRS": "RRS", "SETOATO": "OAUTO",
}  # fmt: skip
"""Replies that switch one value."""
_REPLIES: Final = re.compile(
    r"CLOSEHWS|DELDS|DELRUID|RECORDER|REFRESH|RESTART|SHUTDOWN|(OPEN|START|STOP)(DS|IA|IP|LNK|LINK|MSC|OD|PORT|PT|RMT)"
    r"|STOPCLNT|STOPSCLN"
)
"""Other replies. Those that are not here are not understood, which blocks alike."""
_VERBS: Final = {"UPDATE": "UPDATE", "UPD": "UPDATE", "CREATE": "CREATE", "CRE": "CREATE", "DELETE": "DELETE",
                 "DEL": "DELETE"}  # fmt: skip
_DISPLAYS: Final = re.compile(r"(VIEW|QUERY$|QRY$|DISPLAY$|D$)")
_NUMBER: Final = re.compile(r"\d{1,4}")


class _Way(NamedTuple):
    form: Form
    job: str = ""


def to_ims_connect(name: str, text: str, end: int) -> ImsConnect | Aside | None:
    """The command to IMS Connect that a line is, a display of it, or None for another command.

    `name`, `text`, `end`: as for `parse_command`. Raises `Unreadable` or `Mistake`.
    """
    if name in ("F", "MODIFY"):
        job, after = name_of(text[end:])
        if not job:
            raise Unreadable(end, "unexpected-text", "MODIFY names no job")
        return _inner(_Way("modify", job), text[end + after :])
    if name in ("R", "REPLY"):
        number, after = name_of(text[end:])
        if not _NUMBER.fullmatch(number):
            raise Unreadable(end, "unexpected-text", "REPLY names no message number")
        return _inner(_Way("reply"), text[end + after :])
    if _NUMBER.fullmatch(name):
        return _inner(_Way("reply"), text[end:])
    if name in _VERBS or name in ("QUERY", "QRY"):
        resource, after = name_of(text[end:])
        if resource == "IMSCON":
            return Aside("QUERY IMSCON", reads=True) if name not in _VERBS else _type_2(name, text[end + after :])
        return _other(_Way("type-2"), name, resource) if name in _VERBS else None
    if name in _SETS or (_REPLIES.fullmatch(name) and name != "RESTART") or name.startswith("VIEW"):
        return _inner(_Way("reply"), text)
    return None


def _inner(way: _Way, text: str) -> ImsConnect | Aside:
    """What MODIFY or a reply hands to the program behind it."""
    plain = text.strip()
    if plain.startswith("'") and plain.endswith("'") and len(plain) > 1:
        plain = plain[1:-1]
    word, end = name_of(plain)
    if _DISPLAYS.match(word):
        return Aside(word, reads=True)
    if word in _SETS:
        return _config(way, f"SET({_SETS[word]}({plain[end:].strip()}))")
    if word in _VERBS:
        resource, after = name_of(plain[end:])
        if (_VERBS[word], resource) == ("UPDATE", "MEMBER"):
            return _config(way, plain[end + after :], kind="IMSCON")
        return _other(way, word, resource)
    return ImsConnect(way.form, word if _REPLIES.fullmatch(word) else "UNKNOWN", way.job)


def _other(way: _Way, verb: str, resource: str) -> ImsConnect:
    known = re.fullmatch(r"[A-Z]{1,12}", resource) is not None
    return ImsConnect(way.form, f"{_VERBS[verb]} {resource if known else 'UNKNOWN'}", way.job)


def _type_2(verb: str, text: str) -> ImsConnect:
    items = parse_operands("none", text, 0).items
    kind = next((_only_word(one) for one in items if isinstance(one, Group) and _is_type(one.name)), "")
    if not kind:
        raise Mistake("missing-operand", f"{verb} IMSCON has no TYPE")
    if (_VERBS[verb], kind) != ("UPDATE", "CONFIG"):
        return _other(_Way("type-2"), verb, kind)
    return ImsConnect("type-2", CONFIG, "", operands_of("UPDATE IMSCON", items))


def _config(way: _Way, text: str, kind: str = "") -> ImsConnect:
    """`kind`: what TYPE must be; "": the text has none. Whatever the form, the operands are those of type-2."""
    items = parse_operands("none", text, 0).items
    if kind:
        types = [one for one in items if isinstance(one, Group) and _is_type(one.name)]
        if [_only_word(one) for one in types] != [kind]:
            raise Mistake("bad-value", f"UPDATE MEMBER takes TYPE({kind})")
        items = tuple(one for one in items if one not in types)
    items = (Group("TYPE", (Text("IMSCON"),)), *items)
    return ImsConnect(way.form, CONFIG, way.job, operands_of("UPDATE IMSCON", items))


def _is_type(word: str) -> bool:
    try:
        return expand(word, OPERANDS["UPDATE IMSCON"], "UPDATE IMSCON") == "TYPE"
    except Mistake:
        return False


def _only_word(group: Group) -> str:
    items: tuple[Item, ...] = group.items or ()
    return items[0].value if len(items) == 1 and isinstance(items[0], Text) else ""
