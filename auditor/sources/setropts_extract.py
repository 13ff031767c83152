"""The key:value extract of `_SETROPTS` (IRRXUTIL through REXX): one value a line, split at the first colon.

Source: RACF Callable Services, "SETROPTS administration", "SETROPTS data". A repeat field without a line is an empty list;
the audit fields are an exception, because an issuer without an auditor attribute does not see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.models.place import At, Fact

if TYPE_CHECKING:
    from auditor.sources.setropts import Listing

_LISTS = {
    "CLASSACT": "active", "GENERIC": "generic", "GENCMD": "gencmd", "GENLIST": "genlist", "RACLIST": "raclisted",
    "GLOBAL": "global_checking", "AUDIT": "audit", "CLASSTAT": "statistics", "LOGALWYS": "ALWAYS",
    "LOGNEVER": "NEVER", "LOGSUCC": "SUCCESSES", "LOGFAIL": "FAILURES", "LOGDEFLT": "DEFAULT",
}  # fmt: skip
_AUDIT = ("audit", "ALWAYS", "NEVER", "SUCCESSES", "FAILURES", "DEFAULT")
_FLAGS = {"GRPLIST": "grplist", "MIXDCASE": "mixedcase", "ADDCREAT": "addcreator", "INITSTAT": "initstats",
          "WHENPROG": "program_control", "APPLAUDT": "applaudit"}  # fmt: skip
_NUMBERS = {"INACTIVE": ("inactive", "inactive_days"), "REVOKE": ("revoke", "revoke_attempts")}
_OTHERS = frozenset(
    "ADSP CMDVIOL COMPMODE EGN ERASE ERASEALL ERASESEC GENOWNER HISTORY INTERVAL JESBATCH JESEARLY JESNJE JESUNDEF JESXBM"
    " KERBLVL MINCHANG OPERAUDT PRIMLANG PROTALL PWDALG PWDSPEC PHRINT REALDSN RETPD RVARSTPW RVARSWPW SAUDIT SECLABCT"
    " SECLANG SESSINT SLABAUDT SLBYSYS SLEVAUDT TAPEDSN TERMINAL WARNING CATDSNS MLACTIVE MLFS MLIPC MLNAMES MLQUIET"
    " MLS MLSTABLE MODEL MODGDG MODGROUP MODUSER NOADDCRE PREFIX AUTOAPPL RULES".split()
) | frozenset(f"RULE{n}" for n in range(1, 9))


def is_extract(lines: Sequence[str]) -> bool:
    """Whether the file is a key:value extract: its first lines are all KEY:VALUE with keys we know."""
    known = {*_LISTS, *_FLAGS, *_NUMBERS, *_OTHERS}
    sample = [line for line in lines if line.strip()][:20]
    return bool(sample) and sum(line.partition(":")[0] in known for line in sample) > len(sample) // 2


def read(lines: Sequence[str], source: int) -> Listing:
    """The extract as a listing: lists, options, and a problem for each line that is not known."""
    from auditor.sources.setropts import ClassList, Listing

    listing = Listing(1)
    listing.sentences = 1
    for record, raw in enumerate(lines, 1):
        key, colon, value = raw.partition(":")
        value = value.strip()
        at = At(source, record, len(key) + 2, len(raw.rstrip()))
        if not raw.strip():
            continue
        if key in _LISTS and value:
            one = listing.lists.setdefault(_LISTS[key], ClassList(At(source, record), closed=True))
            one.words[value] = at
        elif key in _FLAGS and value in ("TRUE", "FALSE"):
            listing.options[_FLAGS[key]] = Fact[bool](value=value == "TRUE", at=at, origin="shown")
        elif key in _NUMBERS and value.isdecimal():
            name, number = _NUMBERS[key]
            listing.options[name] = Fact[bool](value=True, at=at, origin="shown")
            listing.options[number] = Fact[int](value=int(value), at=at, origin="shown")
        elif not colon or key in _LISTS or key in _FLAGS or key in _NUMBERS:
            listing.problems.append((record, "error", "not-key-value", "this line is no KEY:VALUE that can be used"))
        elif key not in _OTHERS:
            listing.problems.append((record, "remark", "unknown-key", f"the key {key[:16]!r} is not known"))
    _absent(listing, source)
    return listing


def _absent(listing: Listing, source: int) -> None:
    """Fields without a line: empty lists and options that are off, as far as the issuer could see them."""
    from auditor.sources.setropts import ClassList

    seen = any(name in listing.lists for name in _AUDIT)
    for name in _LISTS.values():
        if name not in listing.lists and (seen or name not in _AUDIT) and "active" in listing.lists:
            listing.lists[name] = ClassList(At(source, 1), closed=True)
    for key, (name, _number) in _NUMBERS.items():
        if name not in listing.options:
            listing.options[name] = Fact[bool](value=False, at=At(source, 1), origin="shown")
            listing.problems.append((1, "remark", "absent-is-off", f"the extract has no {key}: the option is off"))
    if "active" not in listing.lists:
        listing.problems.append((1, "error", "heading-missing", "the extract has no CLASSACT"))
