"""`summary.md`: short enough for a merge request, the decision first."""

from __future__ import annotations

import re
from collections import Counter

from auditor.models.verdict import SEVERITIES, Result, Verdict
from auditor.renderers.context import Comparison, RenderContext
from auditor.renderers.reasons import groups
from auditor.renderers.text import count
from auditor.renderers.words import RETURN_CODES, answer, details, open_fails
from auditor.visible import numbered

SHOWN = 20
"""Rows of the table of findings; the rest is counted, and stands in the other forms."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$@]|:(?=//|\w+:))")
_CELL = 300


def render(result: Result, context: RenderContext) -> bytes:
    """GitHub and GitLab flavoured Markdown, UTF-8."""
    change = context.comparison
    lines = _decision(result, change) if change else [f"## {safe(answer(result))}"]
    code = change.return_code if change and change.return_code is not None else result.return_code
    means = "the change is blocked" if change and change.decision == "blocked" else RETURN_CODES.get(code, "unknown")
    lines += ["", f"Return code **{code}**: {means}. As of {safe(result.as_of)}.", ""]
    lines += [f"- {safe(sentence)}" for sentence in details(result)]
    if change is not None:
        lines += _moved(change)
    lines += _table(result, context)
    lines += _undecided(result)
    lines += ["", f"_{safe(result.tool.name)} {safe(result.tool.version)}; the whole report is report.html._", ""]
    return "\n".join(lines).encode()


def safe(text: object) -> str:
    """Text that Markdown shows as it is: no markup, no mention, no reference, no HTML, no end of a table's cell."""
    shown = numbered(text)
    if len(shown) > _CELL:
        shown = shown[:_CELL] + " ..."
    return _SPECIAL.sub(r"\\\1", shown)


def _decision(result: Result, change: Comparison) -> list[str]:
    word = {"accepted": "Change accepted", "blocked": "Change blocked"}.get(
        change.decision or "", "Two results compared"
    )
    lines = [f"## {word} on {safe(result.system)}", ""]
    return lines + [f"- {safe(reason)}" for reason in change.reasons]


def _moved(change: Comparison) -> list[str]:
    words = [("new", change.new), ("worse", change.worse), ("gone", change.gone)]
    if change.in_effect:
        words.insert(2, ("now in effect", change.in_effect))
    lines = ["", "**" + ", ".join(f"{len(rows)} {word}" for word, rows in words) + "** against before the change."]
    for word, rows in words:
        lines += [f"- {word}: {safe(v.policy)} {safe(v.object)}: {safe(v.message)}" for v in rows[:SHOWN]]
        if len(rows) > SHOWN:
            lines.append(f"- {word}: {len(rows) - SHOWN} more")
    return lines


def _table(result: Result, context: RenderContext) -> list[str]:
    fails = open_fails(result)
    if not fails:
        return []
    counts = Counter(verdict.severity for verdict in fails)
    words = ", ".join(f"{counts[word]} {word}" for word in reversed(SEVERITIES) if counts[word])
    lines = [
        "",
        f"### Open findings: {words}",
        "",
        "| severity | policy | object | what is wrong |",
        "|---|---|---|---|",
    ]
    lines += [_row(verdict, context) for verdict in fails[:SHOWN]]
    if len(fails) > SHOWN:
        lines += ["", f"{count(len(fails) - SHOWN, 'more finding')} in the whole report."]
    return lines


def _row(verdict: Verdict, context: RenderContext) -> str:
    history, new = context.history, ""
    if history is not None:
        moved = (("new", history.new), ("worse", history.worse))
        new = "".join(f" **{word}**" for word, marked in moved if verdict.fingerprint in marked)
    masked = f" (no effect while {safe(verdict.masked_by)} stands)" if verdict.masked_by else ""
    cells = (verdict.severity + new, safe(verdict.policy), safe(verdict.object), safe(verdict.message) + masked)
    return "| " + " | ".join(cells) + " |"


def _undecided(result: Result) -> list[str]:
    rows = groups(result.verdicts)
    if not rows:
        return []
    lines = ["", "### Could not be judged", ""]
    lines += [f"- {safe(reason)} ({count(number, 'question')})" for reason, number in rows[:SHOWN]]
    return lines + ([f"- {len(rows) - SHOWN} more reasons"] if len(rows) > SHOWN else [])
