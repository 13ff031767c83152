"""The access decision of RACROUTE REQUEST=AUTH, with the reason and the place of each fact that decided.

Source: *RACF Security Administrator's Guide*, "Authorizing access to RACF-protected resources", "Granting access
authorities", "Activating list-of-groups checking (GRPLIST option)", "Defining restricted user IDs"; *RACF Command
Language Reference*, "PERMIT"; IBM, "RACF TechNotes: User ID Containment". The caller says what it makes of RACF's "not
protected" (`unprotected`).
"""

from __future__ import annotations

from auditor.racf import assumptions
from auditor.racf.answer import Answer, Reason, either, places
from auditor.racf.lists import Found, Named, conditional_entry, levels, satisfies
from auditor.racf.patterns import matches
from auditor.racf.profiles import Candidate, select
from auditor.racf.question import Question
from auditor.racf.system import System

_MUST_BE_RACLISTED = "PTKTDATA"


def decide(system: System, question: Question) -> Answer:
    """Whether the user has the wanted access to the resource."""
    if question not in system.answers:
        system.answers[question] = _decide(system, question)
    return system.answers[question]


def _decide(system: System, question: Question) -> Answer:
    user = system.user(question.user).user
    if user is not None and user.contained:
        return Answer("denied", (Reason(f"{question.user} is contained: every access is refused", places(user.at)),))
    class_name = question.class_name
    active = system.options(class_name).active
    inactive = Answer(question.unprotected, (Reason(f"class {class_name} is not active", places(active.at)),))
    if active.value is False:
        return inactive
    answer = _by_profiles(system, question)
    if answer.outcome == "denied" and class_name == _MUST_BE_RACLISTED:
        answer = _global_table(system, question) or answer
    if answer.outcome == "allowed" and class_name == _MUST_BE_RACLISTED:
        answer = raclisted(system, class_name) or answer
    if active.value is None:
        return either((answer, inactive), Reason(active.why or f"whether class {class_name} is active is unknown"))
    return answer


def raclisted(system: System, class_name: str) -> Answer | None:
    """None when the class is RACLISTed, by command or by an application; else why nothing can be relied on."""
    options = system.options(class_name)
    by_command, by_application = options.raclisted, options.raclisted_by_application
    if by_command.value or by_application.value:
        return None
    if by_command.value is None or by_application.value is None:
        why = by_command.why or by_application.why or f"whether class {class_name} is RACLISTed is unknown"
        return Answer("undecided", (Reason(why),))
    text = f"class {class_name} is active and not RACLISTed: checks do not work reliably"
    return Answer("undecided", (Reason(text, places(by_command.at)),), (assumptions.RACLIST_NEEDED,))


def _by_profiles(system: System, question: Question) -> Answer:
    selection = select(system, question.class_name, question.resource)
    if selection.unresolved is not None:
        return Answer("undecided", (selection.unresolved,))
    answers = [in_profile(system, question, one) for one in selection.candidates]
    return either(answers, selection.why or Reason("which profile decides cannot be told"))


def in_profile(system: System, question: Question, candidate: Candidate) -> Answer:
    """Whether the lists of one profile give the user the wanted access."""
    if candidate.name is None or candidate.profile is None:
        text = f"no profile of class {question.class_name} covers {question.resource}"
        return Answer(question.unprotected, (Reason(text),))
    profile = Named(question.class_name, candidate.name, candidate.profile)
    found = levels(system, profile, question.user)
    if isinstance(found, Reason):
        return Answer("undecided", (found,))
    answers = [_with_level(system, question, profile, one) for one in found]
    return either(answers, Reason("whether list-of-groups checking (GRPLIST) is in effect is unknown"))


def _with_level(system: System, question: Question, profile: Named, found: Found) -> Answer:
    """From the level that the standard access list gives to the answer: conditional list, WARNING, mandatory checks."""
    text = f"{profile} gives {question.user} {found.level} by {found.by}, {question.want} is needed"
    reason = Reason(text, places(found.at, profile.fields.at))
    enough = satisfies(found.level, question.want)
    if enough:
        return _mandatory(system, profile, Answer("allowed", (reason,), found.assumptions))
    if profile.fields.warning:  # whatever the lists could still give
        warned = Reason(f"{text}, and WARNING lets the request through", reason.at)
        return _mandatory(system, profile, Answer("allowed", (warned,), found.assumptions))
    if enough is None:
        return Answer("undecided", (Reason(f"the level that {profile} gives {question.user} is unknown", reason.at),))
    conditional = conditional_entry(system, profile, question.user, question.want)
    if conditional is not None:
        return Answer("undecided", (conditional,), found.assumptions)
    return Answer("denied", (reason,), found.assumptions)


def _mandatory(system: System, profile: Named, allowed: Answer) -> Answer:
    """Security level, category and label can deny whatever the list says; they are not modelled."""
    fields = profile.fields
    if fields.seclabel.strip() or fields.seclevel.strip().strip("0") or fields.categories:
        text = f"{profile} carries a security level, category or label that may deny access"
        return Answer("undecided", (Reason(text, places(fields.at)),), allowed.assumptions)
    lost = system.lost(("0502",), profile.class_name, lambda one: one == profile.name)
    return Answer("undecided", (lost,), allowed.assumptions) if lost else allowed


def _global_table(system: System, question: Question) -> Answer | None:
    """An entry of the global access table that could grant what the profile denies. It never proves access."""
    class_name = question.class_name
    table = system.profiles("GLOBAL").get(class_name)
    user = system.user(question.user).user
    off = system.options(class_name).global_checking.value is False
    if off or (user is not None and user.restricted):
        return None
    lost = system.lost(("0500", "0503"), "GLOBAL", lambda name: name == class_name)
    if lost is not None:
        return Answer("undecided", (lost,), (assumptions.GLOBAL_TABLE,))
    for member in table.members if table is not None else ():
        covers = member.name == question.resource or matches(member.name, question.resource)
        if covers and satisfies(member.access, question.want) is not False:
            text = f"the global access table of {class_name} has {member.name}/{member.access}, which could grant it"
            return Answer("undecided", (Reason(text, places(member.at)),), (assumptions.GLOBAL_TABLE,))
    return None
