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
from auditor.racf.commands.model import Aside, Form, Group, ImsConnect, Item, Operands, Text
from auditor.racf.commands.operands import OPERANDS

CONFIG: Final = "config values"
"""The action whose operands are modelled. Those that a command names are in upper case: no text can spell this one."""
RECORDER: Final = "RECORDER"
TYPED: Final = re.compile(r"(CREATE|DELETE|UPDATE) IMSCON TYPE\(([A-Z]{1,12})\)")
"""The action of a type-2 command to IMS Connect other than that."""

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
_QUERIES: Final = ("QUERY", "QRY")
_VIEW: Final = re.compile(r"VIEW[A-Z]{2,8}")
_OF_A_QUERY: Final = (
    "CLASS",
    "CLIENT",
    "DATASTORE",
    "IMSPLEX",
    "NAME",
    "NODE",
    "ODBM",
    "PORT",
    "SHOW",
    "STATUS",
    "TYPE",
    "USERID",
)
_OF_AN_ACTION: Final = ("DATASTORE", "NAME", "OPTION", "PORT", "START", "STOP", "TYPE")
"""Operands that ask, and those that a command which is listed only may have: any other may change something."""
_PLAIN: Final = re.compile(r"[A-Z0-9#$@.*]{1,16}")
_LISTED: Final = frozenset({RECORDER, "STOPCLNT", "CLIENT", "CONVERTER", "RACFUID"})
"""Replies and resources of commands that do not block (`effects.imscon.ACTIONS`): their operands are read."""
_UNKNOWN: Final = "UNKNOWN"
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
    if name in _QUERIES:
        return _query(text[end:])
    if name in _VERBS:
        resource, after = name_of(text[end:])
        if resource == "IMSCON":
            return _type_2(name, text[end + after :])
        return ImsConnect("type-2", f"{_VERBS[name]} {_word(resource)}")
    if name in _SETS or (_REPLIES.fullmatch(name) and name != "RESTART") or name.startswith("VIEW"):
        return _inner(_Way("reply"), text)
    return None


def _inner(way: _Way, text: str) -> ImsConnect | Aside:
    """What MODIFY or a reply hands to the program behind it."""
    plain = text.strip()
    if plain.startswith("'") and plain.endswith("'") and len(plain) > 1:
        plain = plain[1:-1]
    word, end = name_of(plain)
    if word in _QUERIES:
        return _query(plain[end:])
    if _VIEW.fullmatch(word):
        return _view(word, plain[end:])
    if word in _SETS:
        return _config(way, f"SET({_SETS[word]}({plain[end:].strip()}))")
    if word in _VERBS:
        resource, after = name_of(plain[end:])
        if (_VERBS[word], resource) == ("UPDATE", "MEMBER"):
            return _config(way, plain[end + after :], kind="IMSCON")
        return ImsConnect(way.form, f"{_VERBS[word]} {_resource(resource, plain[end + after :])}", way.job)
    known = _REPLIES.fullmatch(word) and (word not in _LISTED or _are_words(plain[end:], 2))
    return ImsConnect(way.form, word if known else _UNKNOWN, way.job)


def _query(text: str) -> Aside:
    """A display of IMS or IMS Connect, which may have no operand that a display does not have."""
    resource, after = name_of(text)
    if _word(resource) == _UNKNOWN or not _has_only(text[after:], _OF_A_QUERY):
        raise Mistake("not-a-display", "QUERY names a resource and what to show of it; this one has something else")
    return Aside("QUERY IMSCON" if resource == "IMSCON" else "QUERY", reads=True)


def _view(word: str, text: str) -> Aside:
    """VIEWHWS takes SUMMARY, the others the name of what is to be shown."""
    if not _are_words(text, 1) or (word == "VIEWHWS" and text.strip().upper() not in ("", "SUMMARY")):
        raise Mistake("not-a-display", f"{word} has more than a display has")
    return Aside(word, reads=True)


def _are_words(text: str, most: int) -> bool:
    words = text.upper().split()
    return len(words) <= most and all(_PLAIN.fullmatch(word) for word in words)


def _has_only(text: str, names: tuple[str, ...]) -> bool:
    """Whether the operands are some of these, or cut from them, with plain values."""
    return all(
        isinstance(one, Group)
        and any(name.startswith(one.name) for name in names)
        and all(isinstance(held, Text) for held in one.items or ())
        for one in parse_operands("none", text, 0).items
    )


def _resource(name: str, text: str) -> str:
    """The resource that an action is about, unless the action is listed only and has an operand that may do more."""
    return _word(name) if name not in _LISTED or _has_only(text, _OF_AN_ACTION) else _UNKNOWN


def _word(name: str) -> str:
    """A name that messages may quote."""
    return name if re.fullmatch(r"[A-Z]{1,12}", name) else _UNKNOWN


def _type_2(verb: str, text: str) -> ImsConnect:
    items = parse_operands("none", text, 0).items
    kind = next((_only_word(one) for one in items if isinstance(one, Group) and _is_type(one.name)), "")
    if not kind:
        raise Mistake("missing-operand", f"{verb} IMSCON has no TYPE")
    if (_VERBS[verb], kind) == ("UPDATE", "CONFIG"):
        return ImsConnect("type-2", CONFIG, "", _asking("UPDATE IMSCON", items))
    return ImsConnect("type-2", f"{_VERBS[verb]} IMSCON TYPE({_resource(kind, text)})")


def _asking(what: str, items: tuple[Item, ...]) -> Operands:
    """The operands of UPDATE IMSCON TYPE(CONFIG), of which one besides TYPE and NAME says what is to be done."""
    operands = operands_of("UPDATE IMSCON", items)
    if set(operands) <= {"TYPE", "NAME"}:
        raise Mistake(
            "missing-operand", f"{what} says nothing of what is to be updated: TYPE and NAME are not enough, give SET"
        )
    return operands


def _config(way: _Way, text: str, kind: str = "") -> ImsConnect:
    """`kind`: what TYPE must be; "": the text has none. Whatever the form, the operands are those of type-2."""
    items = parse_operands("none", text, 0).items
    if kind:
        types = [one for one in items if isinstance(one, Group) and _is_type(one.name)]
        if [_only_word(one) for one in types] != [kind]:
            raise Mistake("bad-value", f"UPDATE MEMBER takes TYPE({kind})")
        items = tuple(one for one in items if one not in types)
    items = (Group("TYPE", (Text("IMSCON"),)), *items)
    return ImsConnect(way.form, CONFIG, way.job, _asking("UPDATE MEMBER", items))


def _is_type(word: str) -> bool:
    try:
        return expand(word, OPERANDS["UPDATE IMSCON"], "UPDATE IMSCON") == "TYPE"
    except Mistake:
        return False


def _only_word(group: Group) -> str:
    items: tuple[Item, ...] = group.items or ()
    return items[0].value if len(items) == 1 and isinstance(items[0], Text) else ""
