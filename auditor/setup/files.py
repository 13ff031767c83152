"""The set-up as files, by who carries them out. Whichever would be empty is not written.

Comments say for each line why it is there and which step of IBM's procedure it is, with `explain`; whom it shuts out is
always said before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.remedy.cards import command, comment, starred, undoing
from auditor.remedy.order import needs_auditor
from auditor.setup import document, pages
from auditor.setup.lines import STEPS, Line
from auditor.setup.run import Setup

FILES = ("setup.racf", "setup-auditor.racf", "setup.ims", "setup.hwscfg", "setup.clients.md", "setup.icsf.md",
         "undo.racf", "undo.ims", "setup.json")  # fmt: skip
"""Every name that a set-up may write."""


def files(setup: Setup, *, explain: bool = False) -> dict[str, bytes]:
    """Return the files by name; none where there is nothing to do and nobody has anything to choose."""
    plan = setup.proven.plan
    if not plan.lines and all(one.accepted for one in setup.left):
        return {}
    title = f"Set-up of {setup.system}, as of {setup.as_of}. It was proven on a model, not on the system: review it."
    racf = plan.of("racf")
    special = [line for line in racf if not needs_auditor(line.text)]
    auditor = [line for line in racf if needs_auditor(line.text)]
    found = {
        "setup.racf": _racf(special, title, "SPECIAL", setup, explain) if special else (),
        "setup-auditor.racf": _racf(auditor, title, "AUDITOR", setup, explain) if auditor else (),
        "setup.ims": _ims(plan.of("ims"), title, explain) if plan.of("ims") else (),
        "setup.hwscfg": _members(setup, plan.of("hwscfg"), title, explain) if plan.of("hwscfg") else (),
        "setup.clients.md": pages.clients(setup, title) if plan.lines else (),
        "setup.icsf.md": pages.icsf(setup, title),
        "undo.racf": _undo_racf(setup) if setup.proven.undo.commands or setup.proven.undo.lost else (),
        "undo.ims": _undo_ims([*plan.of("ims"), *plan.of("hwscfg")], setup),
    }
    texts = {name: "\n".join(lines) + "\n" for name, rows in found.items() if (lines := list(rows))}
    return {name: text.encode() for name, text in texts.items()} | {"setup.json": document.document(setup)}


def _racf(lines: Sequence[Line], title: str, attribute: str, setup: Setup, explain: bool) -> Iterator[str]:
    yield from comment(title)
    yield from comment(f"To be run by a user with the {attribute} attribute, in this order, before setup.ims.")
    if any(line.step == "1c" and "LABEL(" in line.text for line in lines):
        yield from comment(
            "Where IBM's procedure writes a key as 16 digits stands the label of a key in ICSF: make the keys of"
            " setup.icsf.md first. A key in a command would stand in every log of it."
        )
    for sentence in setup.assumptions:
        yield from comment(f"ASSUMED: {sentence}")
    for sentence in setup.proven.effects if attribute == "SPECIAL" else ():
        yield from comment(f"COMES WITH IT: {sentence}")
    told: set[str] = set()
    for line in lines:
        yield from (text for one in _said(line, told, explain) for text in comment(one))
        yield from command(line.text)


def _said(line: Line, told: set[str], explain: bool) -> Iterator[str]:
    """Give what stands before a line: cautions always and once, its reason and step where they are asked for."""
    for caution in line.cautions:
        if caution not in told:
            told.add(caution)
            yield f"CAUTION: {caution}"
    if explain:
        yield f"{line.reason} (IBM's step {line.step}: {STEPS[line.step]})"


def _ims(lines: Sequence[Line], title: str, explain: bool) -> Iterator[str]:
    yield from starred(title, "To be entered after setup.racf has run and the clients are ready (setup.clients.md).")
    yield from starred("Each holds until the next restart: change the members too (setup.hwscfg).")
    told: set[str] = set()
    for name in dict.fromkeys(line.endpoint for line in lines):
        yield from ("", *starred(f"{name}: route it to this IMS Connect alone, not to the whole IMSplex."))
        for line in lines:
            if line.endpoint == name:
                yield from starred(*_said(line, told, explain))
                yield line.text


def _members(setup: Setup, lines: Sequence[Line], title: str, explain: bool) -> Iterator[str]:
    yield from starred(title, "Parameters to change in the HWSCFGxx members. Everything else stays as it is.")
    told: set[str] = set()
    for target in setup.targets:
        endpoint = target.endpoint
        own = [line for line in lines if line.endpoint == endpoint.name]
        if not own:
            continue
        path = setup.before.inputs[endpoint.source].path if endpoint.source < len(setup.before.inputs) else ""
        yield from ("", *starred(f"{endpoint.name}, member {path}:"))
        for line in own:
            yield from starred(*_said(line, told, explain))
            statement, _, parameter = line.text.partition(" ")
            yield from starred(f"in place of: {line.undo}")
            yield f"{statement}=({parameter})"


def _undo_racf(setup: Setup) -> Iterator[str]:
    yield from comment(f"Takes back what setup.racf changed on {setup.system}: run on the model after it.")
    yield from undoing(setup.proven.undo, command)


def _undo_ims(lines: Sequence[Line], setup: Setup) -> Iterator[str]:
    if not lines:
        return
    yield from starred(f"Takes back what setup.ims and setup.hwscfg changed on {setup.system}. Run it first.")
    for line in lines:
        if line.who == "ims":
            yield from ("", *starred(f"{line.endpoint}:"), line.undo)
        else:
            yield from ("", *starred(f"{line.endpoint}, member: {line.undo} in place of {line.text}"))
