"""How one user comes to act as another without his password: surrogate jobs, switched processes, password resets.

Sources: *RACF Security Administrator's Guide*, "Allowing surrogate job submission", "Delegating the authority to reset
passwords"; *UNIX System Services Planning*, "Defining servers to process users without passwords". What WARNING and an
inactive class do to these checks no page tells: such an answer stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from auditor.models.racf import User
from auditor.racf import assumptions
from auditor.racf.access import in_profile
from auditor.racf.answer import Answer, Reason, places, together
from auditor.racf.profiles import Candidate, select
from auditor.racf.question import Question
from auditor.racf.system import System

SURROGATE, FACILITY = "SURROGAT", "FACILITY"


def may_become(system: System, way: str, maker: str, target: str) -> Answer:
    """Whether `maker` can act as `target`: by `submit`, `switch` or `reset`."""
    found = system.user(maker)
    if found.user is None and found.unknown is None:
        return Answer("denied", (Reason(f"user {maker} is not defined to RACF"),))
    if found.user is not None and found.user.contained:
        reason = Reason(f"{maker} is contained: every access is refused", places(found.user.at))
        return Answer("denied", (reason,))
    ways: dict[str, Callable[[System, str, str], Answer]] = {"submit": _submits, "switch": _switches, "reset": _resets}
    answer = ways[way](system, maker, target)
    if found.unknown is not None and answer.outcome == "allowed":
        return Answer("undecided", (found.unknown,), answer.assumptions)
    return answer


def _submits(system: System, maker: str, target: str) -> Answer:
    answer = _read(system, SURROGATE, f"{target}.SUBMIT", maker)
    return Answer(answer.outcome, answer.reasons, (*answer.assumptions, assumptions.NO_JESJOBS))


def _switches(system: System, maker: str, target: str) -> Answer:
    user = system.user(target).user
    if user is not None and user.uid is not None:
        segment = Answer("allowed", (Reason(f"{target} has a UID", places(user.uid_at)),))
    else:
        segment = Answer("undecided", (Reason(f"no UID of {target} is known; BPX.UNIQUE.USER gives one at first use"),))
    return together((_read(system, SURROGATE, f"BPX.SRV.{target}", maker), segment))


def _resets(system: System, maker: str, target: str) -> Answer:
    user = system.user(target).user
    if user is None:
        # Who owns the user is unknown too: OWNER or TREE may let the maker in, but never where EXCLUDE keeps him out.
        unknown = Answer("undecided", (Reason(f"what {target} is cannot be told, nor who owns it"),))
        by_scope = together((_in_reach(system, maker, target), unknown))
        return together((unknown, _one_of((_anyway(system, maker), by_scope))))
    kept = [word for word, has in _attributes(user) if has]
    if kept:
        text = f"{target} is {', '.join(kept)}: only SPECIAL or its owner sets its password"
        return Answer("denied", (Reason(text, places(user.at)),))
    by_scope = together((_in_reach(system, maker, target), _by_owner(system, maker, user)))
    return _one_of((_anyway(system, maker), by_scope))


def _attributes(user: User) -> tuple[tuple[str, bool], ...]:
    return (
        ("PROTECTED", user.protected), ("SPECIAL", user.special), ("OPERATIONS", user.operations),
        ("AUDITOR", user.auditor), ("ROAUDIT", user.roaudit is True),
    )  # fmt: skip


def _anyway(system: System, maker: str) -> Answer:
    return _read(system, FACILITY, "IRR.PASSWORD.RESET", maker)


def _in_reach(system: System, maker: str, target: str) -> Answer:
    """IRR.PWRESET.EXCLUDE takes a user out of the reach of those who have no access to it."""
    resource = f"IRR.PWRESET.EXCLUDE.{target}"
    there = select(system, FACILITY, resource)
    if there.unresolved is None and there.candidates == (Candidate(None, None),):
        return Answer("allowed", (Reason(f"no profile covers {resource}"),))
    outcomes = []
    for candidate in there.candidates or (Candidate(None, None),):
        if there.unresolved is not None:
            outcomes.append(Answer("undecided", (there.unresolved,)))
        elif candidate.name is None:
            outcomes.append(Answer("allowed", (Reason(f"no profile covers {resource}"),)))
        else:
            outcomes.append(_by_list(system, Question(FACILITY, resource, maker, "READ", "denied"), candidate))
    if len({one.outcome for one in outcomes}) > 1:
        return Answer("undecided", (there.why or Reason(f"which profile decides {resource} cannot be told"),))
    return outcomes[0]


def _by_owner(system: System, maker: str, user: User) -> Answer:
    """OWNER counts for whoever owns the user, TREE for his owning group and the groups that own it, upwards."""
    answers = [_read(system, FACILITY, f"IRR.PWRESET.OWNER.{user.owner}", maker)]
    above, unknown = _groups_above(system, user.owner)
    answers += [_read(system, FACILITY, f"IRR.PWRESET.TREE.{group}", maker) for group in above]
    if unknown is not None:
        answers.append(Answer("undecided", (unknown,)))
    return _one_of(answers)


def _groups_above(system: System, owner: str) -> tuple[list[str], Reason | None]:
    found: list[str] = []
    while owner in system.estate.groups and owner not in found:
        found.append(owner)
        owner = system.estate.groups[owner].owner
    if owner in found or owner in system.estate.users:
        return found, None
    if not system.estate.unload.groups:
        return found, Reason("the unload holds no group record (0100)")
    return found, system.lost_user(("0100",), owner)


def _read(system: System, class_name: str, resource: str, maker: str) -> Answer:
    """READ where the profile is the permission: without one nobody has it."""
    question = Question(class_name, resource, maker, "READ", "denied")
    options = system.options(class_name).active
    there = select(system, class_name, resource)
    if there.unresolved is not None:
        return Answer("undecided", (there.unresolved,))
    answers = [_by_list(system, question, one) for one in there.candidates]
    if len({one.outcome for one in answers}) > 1:
        return Answer("undecided", (there.why or Reason("which profile decides cannot be told"),))
    if answers[0].outcome == "allowed" and options.value is not True:
        text = options.why or f"class {class_name} is inactive, and what the check does then is not documented"
        return Answer("undecided", (Reason(text, places(options.at)),))
    return answers[0]


def _by_list(system: System, question: Question, candidate: Candidate) -> Answer:
    """The answer of one profile; what WARNING alone lets through is left open."""
    answer = in_profile(system, question, candidate)
    if candidate.profile is None or not candidate.profile.warning or answer.outcome != "allowed":
        return answer
    plain = in_profile(system, question, Candidate(candidate.name, replace(candidate.profile, warning=False)))
    if plain.outcome == "allowed":
        return plain
    return Answer("undecided", (Reason(f"{candidate.name} is in WARNING mode, and what that does here is unknown"),))


def _one_of(answers: Iterable[Answer]) -> Answer:
    """One of them is enough."""
    every = tuple(answers)
    for outcome in ("allowed", "undecided"):
        some = [one for one in every if one.outcome == outcome]
        if some:
            reasons = tuple(dict.fromkeys(reason for one in some for reason in one.reasons))
            return Answer(some[0].outcome, reasons, tuple(text for one in some for text in one.assumptions))
    return Answer("denied", tuple(dict.fromkeys(reason for one in every for reason in one.reasons)))
