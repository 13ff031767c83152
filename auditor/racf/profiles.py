"""Which profile decides: a discrete of that name, else the most specific generic that covers the resource.

Source: *RACF Security Administrator's Guide*, "Generic profile checking of general resources", "Activating generic
profile checking and generic command processing". There is no fall-through to a less specific profile. A disguised
discrete (generic characters in the name, GENERIC=NO in the record) protects its literal name only. With NOGENERIC no
generic profile is used. What cannot be told stays open: RACF variables are not resolved.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.racf import Profile
from auditor.racf.answer import Reason, places
from auditor.racf.patterns import GENERIC_CHARACTERS, has_variable, matches, specificity
from auditor.racf.system import System


@dataclass(frozen=True, slots=True)
class Candidate:
    """A profile that decides, or that there is none (both None)."""

    name: str | None
    profile: Profile | None


NOTHING = Candidate(None, None)


@dataclass(frozen=True, slots=True)
class Selection:
    """The profile that decides. More than one candidate: one of them does, and `why` says why it cannot be told which.

    `unresolved`: some other profile may decide that cannot be judged at all; nothing follows from the candidates.
    """

    candidates: tuple[Candidate, ...]
    why: Reason | None = None
    unresolved: Reason | None = None


def select(system: System, class_name: str, resource: str) -> Selection:
    """The deciding profile of the resource."""
    missing = system.no_profiles()
    if missing is not None:
        return Selection((), unresolved=missing)
    exact = system.profiles(class_name).get(resource)
    if exact is not None and not exact.generic:
        return Selection((Candidate(resource, exact),))
    generic = system.options(class_name).generic
    if generic.value is False:
        lost = system.lost(("0500",), class_name, lambda name: name == resource)
        return Selection((NOTHING,)) if lost is None else Selection((), unresolved=lost)
    found = _most_specific(system, class_name, resource)
    first = next(system.index(class_name).covering(resource), None)
    lost = system.lost(("0500",), class_name, lambda name: _could_decide(name, resource, first))
    if lost is not None:
        return Selection((), unresolved=lost)
    if found.candidates == (NOTHING,) or found.unresolved is not None or generic.value:
        return found
    why = Reason(generic.why or f"whether generic profiles of class {class_name} are in use is unknown")
    return Selection((*found.candidates, NOTHING), why=why)


def _most_specific(system: System, class_name: str, resource: str) -> Selection:
    for name in system.index(class_name).covering(resource):
        profile = system.profiles(class_name)[name]
        if has_variable(name):
            why = Reason(f"profile {name} of class {class_name} holds a RACF variable that is not resolved")
            return Selection((), unresolved=Reason(why.text, places(profile.at)))
        return Selection((Candidate(name, profile),))
    return Selection((NOTHING,))


def _could_decide(lost: str, resource: str, first: str | None) -> bool:
    """Whether a lost profile of this name could decide before `first`, the most specific one that was read.

    There is no fall-through: a lost profile that is less specific than one that was read never decides.
    """
    if lost == resource:
        return True
    if GENERIC_CHARACTERS.isdisjoint(lost) or not matches(lost, resource):
        return False
    return first is None or specificity(lost) <= specificity(first)
