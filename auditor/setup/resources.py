"""The profile and the permits for one resource: what decides today is kept where it is enough.

A discrete profile that is there is permitted on. A generic one is left as it is, because a permit on it would give more
than is needed: a new discrete profile takes its place for this name alone, with all declared needs and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.models.estate import Estate
from auditor.models.racf import Permit
from auditor.racf.access import decide
from auditor.racf.profiles import select
from auditor.racf.question import Question
from auditor.racf.system import System
from auditor.setup.lines import Key, Left, Line
from auditor.setup.needs import Need, unfit
from auditor.setup.shut import replaced, unprotected
from auditor.setup.targets import Target

_RECORDED = {"PTKTDATA": "SUCCESS(UPDATE) FAILURES(READ)", "CSFKEYS": "ALL(READ)"}
"""What a new profile asks to have recorded (PT-F01)."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource with the declared needs for it."""

    class_name: str
    name: str
    application: str
    needs: tuple[Need, ...]
    served: tuple[Target, ...]

    @property
    def steps(self) -> tuple[str, str]:
        """Return IBM's steps: of the definition and of the permits."""
        return ("1b", "1d") if self.class_name == "APPL" else ("1e", "1e")

    @property
    def part(self) -> str:
        """Return what its lines belong to: the application in APPL, or all its tickets."""
        return f"profile:{self.class_name}/{'' if self.class_name == 'APPL' else 'IRRPTAUTH.'}{self.application}"

    @property
    def ids(self) -> dict[str, tuple[Key, ...]]:
        """Return who needs it, each with the findings there are without it."""
        found: dict[str, tuple[Key, ...]] = {}
        for need in self.needs:
            found[need.id] = tuple(dict.fromkeys((*found.get(need.id, ()), need.key)))
        return found


def define(class_name: str, name: str, estate: Estate) -> str:
    """Return the RDEFINE of a profile that is closed, recorded, and owned by the first security owner of the site."""
    owners = estate.site.security_owners or ()
    owner = f" OWNER({owners[0]})" if owners and (owners[0] in estate.users or owners[0] in estate.groups) else ""
    return f"RDEFINE {class_name} {name} UACC(NONE){owner} AUDIT({_RECORDED.get(class_name, 'FAILURES(READ)')})"


def guarded(estate: Estate, system: System, asked: Resource) -> tuple[list[Line], list[Left]]:
    """Return the lines that give everybody who needs the resource access, and what is left to a person."""
    subject = f"profile:{asked.class_name}/{asked.name}"
    chosen = select(system, asked.class_name, asked.name)
    if chosen.unresolved is not None or len(chosen.candidates) != 1:
        why = chosen.unresolved or chosen.why
        told = why.text if why else "which profile decides cannot be told"
        return [], [Left(subject, told, _todo(asked, asked.name), _policy(asked))]
    profile = chosen.candidates[0]
    lacking, unknown = _lacking(system, asked)
    left = [Left(_first(asked.ids[one]), why, _todo(asked, one), _policy(asked)) for one, why in unknown.items()]
    if profile.name is not None and not lacking:
        return [], left
    left += _defused(estate, system, asked, lacking)
    able = [one for one in asked.ids if unfit(estate, system, one) is None]
    if profile.name == asked.name:
        permitted = [one for one in lacking if one in able]
        held = profile.profile.acl if profile.profile is not None else {}
        lines = _permits(asked, permitted, ())
        return [line.warning(*_raised(held, one)) for line, one in zip(lines, permitted, strict=True)], left
    helped = set(able) if profile.name is None else set(lacking) & set(able)
    if unknown or not helped:
        return [], left  # a profile without anybody on its list would only shut people out
    cautions = (
        unprotected(estate, asked.class_name, asked.name, able)
        if profile.profile is None
        else replaced(estate, profile, asked.name, able)
    )
    return _new(estate, asked, able, cautions), left


def _lacking(system: System, asked: Resource) -> tuple[list[str], dict[str, str]]:
    """Return who has not the access, and of whom that cannot be told, with the reason."""
    lacking: list[str] = []
    unknown: dict[str, str] = {}
    for need in asked.needs:
        answer = decide(system, Question(need.class_name, need.resource, need.id, need.level, unprotected="denied"))
        if answer.outcome == "denied" and need.id not in lacking:
            lacking.append(need.id)
        elif answer.outcome == "undecided":
            unknown[need.id] = answer.reasons[-1].text
    return lacking, unknown


def _defused(estate: Estate, system: System, asked: Resource, lacking: list[str]) -> list[Left]:
    """Return those whom a permit would not help."""
    rows = [(one, unfit(estate, system, one)) for one in lacking]
    return [
        Left(_first(asked.ids[one]), why, ("Settle that first, and run this again.",), _policy(asked))
        for one, why in rows
        if why is not None
    ]


def _new(estate: Estate, asked: Resource, able: list[str], cautions: tuple[str, ...]) -> list[Line]:
    """Return the definition of a discrete profile and the permits of everybody who needs it."""
    protects = tuple(("PT-A06", f"endpoint:{target.endpoint.name}") for target in asked.served)
    own = protects if asked.class_name == "APPL" else tuple(need.key for need in asked.needs)
    step, _ = asked.steps
    reason = (
        f"without an APPL profile everybody with a valid credential enters {asked.name}"
        if asked.class_name == "APPL"
        else f"who asks for tickets must be permitted to {asked.name}, for this user alone"
    )
    defined = define(asked.class_name, asked.name, estate)
    line = Line("racf", defined, step, reason, own, asked.application, part=asked.part, cautions=cautions)
    return [line, *emptied(estate, asked.class_name, asked.name, line), *_permits(asked, able, own)]


def emptied(estate: Estate, class_name: str, name: str, beside: Line) -> list[Line]:
    """Return what takes the entry away that ADDCREATOR gives whoever defines a profile; nothing where it is off."""
    if estate.options.addcreator.value is False:
        return []
    reason = "ADDCREATOR gives whoever issues RDEFINE an entry with ALTER: nobody needs it"
    return [beside.saying(f"PERMIT {name} CLASS({class_name}) RESET(ALL)", reason).warning()]


def _permits(asked: Resource, ids: list[str], defined: tuple[Key, ...]) -> list[Line]:
    level = "READ" if asked.class_name == "APPL" else "UPDATE"
    does = "logs on at" if asked.class_name == "APPL" else "has tickets made by"
    return [
        Line(
            "racf",
            f"PERMIT {asked.name} CLASS({asked.class_name}) ID({one}) ACCESS({level})",
            asked.steps[1],
            f"{one} {does} {asked.name} for {_clients(asked.ids[one])}",
            tuple(dict.fromkeys((*asked.ids[one], *defined))),
            asked.application,
            part=asked.part,
        )
        for one in ids
    ]


def _raised(held: Mapping[str, Permit], who: str) -> tuple[str, ...]:
    """Say where an entry of the user's own is raised: somebody may have shut him out on purpose."""
    if who not in held:
        return ()
    level = held[who].access
    return (f"{who} has {level} by an entry of its own today: ask first whether that is meant.",)


def _clients(keys: tuple[Key, ...]) -> str:
    return ", ".join(dict.fromkeys(subject.removeprefix("client:").rpartition("/user:")[0] for _, subject in keys))


def _first(keys: tuple[Key, ...]) -> str:
    return keys[0][1]


def _policy(asked: Resource) -> str:
    return "PT-A09" if asked.class_name == "APPL" else "PT-A08"


def _todo(asked: Resource, who: str) -> tuple[str, ...]:
    return (
        f"Look with RLIST {asked.class_name} {asked.name} AUTHUSER whether {who} is let in, and permit who is not.",
    )
