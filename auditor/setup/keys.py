"""The key profile of an application, the key in ICSF that it names, and the guard of that key's label.

Where IBM writes a key as 16 digits (SSIGNON(KEYMASKED(...))) stands the label of a key in ICSF: a key in a command is
in every log that keeps the command. A key that is there is left as it is, whatever its kind: other policies judge it.
Source: *RACF Security Administrator's Guide*, "Storing PassTicket keys encrypted in ICSF".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.models.estate import Estate
from auditor.racf.keys import CLASS, KeyProfile, key_profile
from auditor.racf.profiles import select
from auditor.racf.system import System
from auditor.setup.lines import Key, Left, Line
from auditor.setup.resources import define, emptied
from auditor.setup.targets import Target

_SEGMENT = "SSIGNON(EPTKEYLABEL({}) TYPE(UPPER))"
"""Tickets of upper case reach RACF whatever folds passwords on the way; TYPE(MIXED) needs MIXEDCASE everywhere."""
_ASKED = (
    "Nothing public tells whether RACF asks CSFKEYS for the requester. If tickets are refused by ICSF, put WARNING on"
    " {} for a test, read SMF type 80, permit who needs READ, and take WARNING off."
)


def key_lines(estate: Estate, system: System, name: str, served: Sequence[Target]) -> tuple[list[Line], list[Left]]:
    """Return the lines that give the application a key, and what is left to a person."""
    key, label = key_profile(system, name), _label(estate, name)
    subject = f"profile:{CLASS}/{name}"
    missing = tuple(("PT-A03", f"endpoint:{target.endpoint.name}") for target in served)
    if _unknown(key):
        why = key.why.text if key.why else "its keys are not known"
        does = f"RALTER {CLASS} {name} {_SEGMENT.format(label)}"
        todo = (f"Look with RLIST {CLASS} {name} SSIGNON; without a key there: {does}.",)
        return [], [Left(subject, f"whether {name} has a key cannot be told: {why}", todo, "PT-A04")]
    if key.exists is False and name in estate.profiles.get(CLASS, {}):
        todo = (f"Delete it (RDELETE {CLASS} {name} GENERIC) when nothing else needs it, and run this again.",)
        return [], [Left(subject, f"a generic profile stands under the name {name}", todo, "PT-A03")]
    if key.exists and not key.without_key:
        return [], []
    base = Line("racf", "", "1c", "", missing, name, part=subject)
    lines, left = _labelled(estate, system, label, (*missing, ("PT-A04", subject)), base)
    if key.exists is False:
        reason = f"without a key profile {name} RACF takes every ticket for a wrong password"
        command = f"{define(CLASS, name, estate)} {_SEGMENT.format(label)}"
        lines += [base.saying(command, reason), *emptied(estate, CLASS, name, base)]
    else:
        reason = f"key profile {name} holds no key, so no ticket can be made or checked"
        command = f"RALTER {CLASS} {name} {_SEGMENT.format(label)}"
        lines.append(base.saying(command, reason, settles=(("PT-A04", subject),)))
    return lines, left


def _unknown(key: KeyProfile) -> bool:
    return key.exists is None or (key.exists and not key.without_key and not (key.legacy or key.enhanced))


def _labelled(
    estate: Estate, system: System, label: str, settles: tuple[Key, ...], base: Line
) -> tuple[list[Line], list[Left]]:
    """Name the key that ICSF must hold, and guard its label before there is a key."""
    reason = "the key is made in ICSF and named by its label: nobody sees it, and no log keeps it"
    lines = [base.saying(label, reason, who="icsf", settles=settles)]
    chosen = select(system, "CSFKEYS", label)
    if chosen.unresolved is not None or len(chosen.candidates) != 1:
        why = chosen.unresolved or chosen.why
        told = why.text if why else "which profile covers it cannot be told"
        todo = (f"Look with RLIST CSFKEYS {label} AUTHUSER.",)
        return lines, [Left(f"profile:CSFKEYS/{label}", f"whether the label is guarded is not known: {told}", todo)]
    if chosen.candidates[0].name is None:
        reason = "a label that no CSFKEYS profile covers can be used by any program that calls ICSF"
        guard = base.saying(define("CSFKEYS", label, estate), reason, settles=settles)
        lines += [guard.warning(_ASKED.format(label)), *emptied(estate, "CSFKEYS", label, base)]
    return lines, []


def _label(estate: Estate, name: str) -> str:
    """Return a label that no key profile of another application names yet."""
    used = set(_labels(estate))
    choices = (f"PTKT.{name}", *(f"PTKT.{name}.N{number}" for number in range(2, 1000)))
    return next(choice for choice in choices if choice not in used)


def _labels(estate: Estate) -> Iterator[str]:
    for profile in estate.profiles.get(CLASS, {}).values():
        if profile.ssignon is not None:
            yield profile.ssignon.key_label or ""
            yield profile.ssignon.protection
