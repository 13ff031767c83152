"""The words of `auditor explain`: what a code means, what can be behind it, and how to tell."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.messages.answer import Answer, Item
from auditor.messages.book import Book, Code
from auditor.messages.here import Here, Suspect
from auditor.models.verdict import Verdict

_WAYS = {
    "yes": "This is an answer to the DRDA logon itself.",
    "generation": "This is about the making of the ticket, before any logon.",
    "tm-only": "Only clients of IMS TM see this; a DRDA client does not.",
    "no": "This comes from another product or moment than a DRDA logon through IMS Connect.",
    "unknown": "Whether a DRDA logon can give this is not known.",
}
_CERTAINTY = {
    "S": "read on a public page",
    "I": "inferred from public pages",
    "K": "from memory: no public page was found, so nothing is concluded from it",
    "?": "not public: nothing is concluded from it",
}
_ASK = (
    "For the cause: the ICH408I lines of the same second from the job log of IMS Connect, the application name that it"
    " passes (ODACCESS APPL=, else the HWS ID), and the JOBINIT record of SMF."
)
_MANY = 5
"""Findings of one cause that are shown; the rest is counted."""


def lines(answer: Answer, book: Book, here: Here | None) -> Iterator[str]:
    """Yield the lines of an answer."""
    if answer.cut:
        yield "The text is longer than what is read: only its first million characters were."
    for word in answer.unknown:
        yield f"{word}: not known here. It may still matter: look it up in its product's messages."
    if answer.first is None:
        if answer.items or answer.unknown or here is None or not answer.names:
            yield "No known code is in this text."
            yield _ASK
        if here is not None and answer.names:
            yield from in_installation(answer, here)
        return
    yield from _what(answer, book)
    if answer.questions:
        yield from _ask_service(answer.first.code, answer.questions)
    yield ""
    yield from _others(answer)
    if here is None:
        yield from _causes(answer)
    else:
        yield from in_installation(answer, here)


def _what(answer: Answer, book: Book) -> Iterator[str]:
    first = answer.first
    assert first is not None  # noqa: S101 - the caller looked
    code = first.code
    yield f"{code.key}: {code.meaning}"
    yield f"  {_WAYS[code.way]}"
    if answer.names:
        yield "  Names: " + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in answer.names.items())
    if first.count > 1:
        again = ", some within a second: one logon that was tried again" if first.retried else ""
        yield f"  {first.count} times{again}."
    if code.tell_apart not in ("-", "see the meaning"):
        yield f"  To tell it apart: {code.tell_apart}"
    cited = book.cited(code)
    yield f"  Known: {_CERTAINTY[code.certainty]}." + (f" {cited[0]}." if cited and code.certainty in "SI" else "")


def _ask_service(code: Code, others: tuple[Code, ...]) -> Iterator[str]:
    yield "  The text does not say which service answered, and the same number means different things:"
    for each in (code, *others):
        yield f"    {each.key}: {each.meaning}"
    yield "  Which program printed it? R_ticketserv and R_GenSec make tickets; initACEE logs a UNIX server's user on."


def _others(answer: Answer) -> Iterator[str]:
    rest = [item for item in answer.items if item is not answer.first]
    if rest:
        yield "Also in the text:"
        yield from (f"  {item.code.key}: {_short(item)}" for item in rest)
        yield ""


def _short(item: Item) -> str:
    sentence = item.code.meaning.split(". ")[0].rstrip(".")
    return f"{sentence}. A consequence of the refusals before it." if item.consequence else f"{sentence}."


def _causes(answer: Answer) -> Iterator[str]:
    if answer.causes:
        yield "What can be behind it, and how to tell:"
    for number, cause in enumerate(answer.causes, 1):
        yield f"  {number}. {cause.text}"
        policies = f"  ({', '.join(cause.policies)})" if cause.policies else ""
        yield f"     check: {cause.check}{policies}"
        if cause.pattern is not None:
            yield f"     then it concerns {cause.pattern}"
    if answer.causes:
        yield "With --config the causes are ranked for one installation."


def in_installation(answer: Answer, here: Here) -> Iterator[str]:
    """Yield what one installation says: the sample logons, what is at fault, and what no export shows."""
    yield from _tried(answer, here)
    proven = [suspect for suspect in here.suspects if suspect.proven]
    for suspect in proven:
        yield f"At fault on {here.system}: {suspect.cause.text}"
        yield from _findings(suspect.fails)
    undecided = [suspect for suspect in here.suspects if suspect.undecided and not suspect.proven]
    if undecided:
        yield f"Not decided on {here.system}, because evidence is missing:"
        for each in undecided:
            yield f"  {each.cause.text} ({', '.join(sorted({verdict.policy for verdict in each.undecided}))})"
    left = [suspect for suspect in here.suspects if suspect.unseen]
    if left:
        yield "No export shows these, so that they are left:"
        yield from _left(left)
    excluded = [each for each in here.suspects if not (each.proven or each.undecided or each.unseen)]
    if excluded:
        yield "Not found at fault here: " + "; ".join(each.cause.text for each in excluded) + "."


def _tried(answer: Answer, here: Here) -> Iterator[str]:
    what = "requests for a ticket" if answer.first and answer.first.code.way == "generation" else "sample logons"
    user = answer.names.get("for_user") or answer.names.get("user")
    model = f"The model of {here.system}"
    if not here.trials and user is not None:
        yield f"Cause: no client declares {user}" + (" at this application." if not here.undeclared else ".")
        yield f"  Who runs it? Declare it in the inventory; `auditor setup` then gives {user} what it needs."
    for trial in here.undeclared[:_MANY]:
        did = f"{model} tries it all the same: {user} at {trial.endpoint} is {trial.simulated}"
        yield f"{did}: {'; '.join(trial.reasons)}."
    if here.works:
        yield f"{model} lets all {len(here.trials)} {what} through: by its exports this should work."
    for trial in here.reproduced[:_MANY]:
        does = "refuses it too" if trial.racf_return_code or trial.step == "generate" else "does not come to a logon"
        yield f"{model} {does}: {trial.client}, {trial.user} at {trial.endpoint}: {'; '.join(trial.reasons)}."
    if len(here.reproduced) > _MANY:
        yield f"  and {len(here.reproduced) - _MANY} more."
    other = [trial for trial in here.trials if trial.simulated == "denied" and trial not in here.reproduced]
    for trial in other[:_MANY]:
        refused = f"refuses {trial.user} at {trial.endpoint} with return code {trial.racf_return_code}"
        yield f"{model} {refused}, not as the message says: {'; '.join(trial.reasons)}."


def _findings(verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    for verdict in verdicts[:_MANY]:
        masked = f" (no effect while {verdict.masked_by} stands)" if verdict.masked_by else ""
        yield f"  {verdict.policy} {verdict.object}: {verdict.message}{masked}"
        for command in (*verdict.remediation.racf, *verdict.remediation.ims, *verdict.remediation.other)[:6]:
            yield f"      {command}"
    if len(verdicts) > _MANY:
        yield f"  and {len(verdicts) - _MANY} more of the same kind: auditor scan has them."


def _left(suspects: list[Suspect]) -> Iterator[str]:
    for suspect in suspects:
        yield f"  {suspect.cause.text}"
        yield f"     check: {suspect.cause.check}"
        if suspect.cause.pattern is not None:
            yield f"     then it concerns {suspect.cause.pattern}"
        if suspect.fails:
            near = sorted({verdict.policy for verdict in suspect.fails})
            yield f"     findings near to it, which prove nothing of it: {', '.join(near)}"
