"""The remediation as files a person can read, change and run: comments in TSO form, lines within 72 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from auditor.models.verdict import Verdict
from auditor.remedy.order import has_choice, ordered
from auditor.remedy.proof import Proven
from auditor.visible import visible

_WIDTH = 71


def comment(text: str) -> list[str]:
    """`text` as TSO comment lines; nothing in it can end the comment early."""
    safe = visible(text, " ").replace("*/", "* /").replace("/*", "/ *")
    return [f"/* {line:<{_WIDTH - 6}} */" for line in textwrap.wrap(safe, _WIDTH - 6) or [""]]


def command(text: str) -> list[str]:
    """One command, continued with `-` where it is longer than a card."""
    lines = textwrap.wrap(text, _WIDTH - 2, break_long_words=False, break_on_hyphens=False, subsequent_indent="  ")
    return [line + " -" for line in lines[:-1]] + lines[-1:]


def racf_script(
    title: Sequence[str],
    findings: Iterable[Verdict],
    commands: Sequence[str],
    undo: Sequence[str],
    choices: Sequence[str],
) -> bytes:
    """The whole of `remediation.racf`."""
    lines = [row for text in title for row in comment(text)]
    lines += ["", *comment("Findings this mends:")]
    lines += [row for one in findings for row in comment(f"{one.policy} {one.object}: {one.message}")]
    lines += ["", *(row for one in commands for row in command(one))]
    if choices:
        lines += ["", *comment("A person must choose here first; these commands were not tried:")]
        lines += [row for one in choices for row in comment(one)]
    if undo:
        lines += ["", *comment("To take it back, in this order:")]
        lines += [row for one in undo for row in comment(one)]
    return ("\n".join(lines) + "\n").encode()


def ims_script(title: Sequence[str], rows: Iterable[tuple[Verdict, Sequence[str], Sequence[str]]]) -> bytes:
    """The whole of `remediation.ims`: per finding the commands, and what to change in the member."""
    lines = [f"* {line}" for text in title for line in textwrap.wrap(text, _WIDTH - 2)]
    for verdict, commands, members in rows:
        head = visible(f"{verdict.policy} {verdict.object}: {verdict.message}", " ")
        lines += ["", *(f"* {line}" for line in textwrap.wrap(head, _WIDTH - 2))]
        lines += list(commands)
        lines += [f"* {line}" for text in members for line in textwrap.wrap(text, _WIDTH - 2)]
    return ("\n".join(lines) + "\n").encode()


def scripts(proven: Proven, system: str, as_of: str) -> dict[str, bytes]:
    """Return `remediation.racf` and `remediation.ims` by name: the proven commands of `system` as of a day."""
    kept, dropped = proven.remedied, proven.dropped
    racf = [one for one in kept if one.remediation.racf]
    ims = [one for one in kept if one.remediation.ims]
    total = sum(one.verdict == "fail" and one.waiver is None for one in proven.verdicts)
    choices = [
        command
        for one in proven.verdicts
        if one.verdict == "fail" and one.waiver is None
        for command in one.remediation.racf
        if has_choice(command)
    ]
    title = [
        f"Remediation of {system}, as of {as_of}. It is a proposal: review it.",
        f"It mends {len(kept)} of {total} findings; it was applied to the model and audited again.",
        *(f"Not recommended for {policy} on {subject}: {why}." for (policy, subject), why in sorted(dropped.items())),
    ]
    undo = [command for one in reversed(racf) for command in one.remediation.undo]
    refreshes = [command for command in dict.fromkeys(undo) if "REFRESH" in command]
    backwards = [command for command in dict.fromkeys(undo) if "REFRESH" not in command] + refreshes
    return {
        "remediation.racf": racf_script(
            title, racf, ordered(command for one in racf for command in one.remediation.racf), backwards,
            list(dict.fromkeys(choices)),
        ),
        "remediation.ims": ims_script(
            [*title[:1], "Commands change the running IMS Connect; without the member, a restart undoes it."],
            [(one, one.remediation.ims, one.remediation.other) for one in ims],
        ),
    }  # fmt: skip
