"""Two small charts as SVG: all verdicts as one bar, and the trend over the recorded scans."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from auditor.models.verdict import SEVERITIES
from auditor.renderers.context import TrendPoint
from auditor.renderers.text import count
from auditor.visible import numbered

WORST_FIRST = tuple(reversed(SEVERITIES))
_SCANS = 40


def bar(parts: Sequence[tuple[str, int]]) -> Markup:
    """One bar across the page; `parts` are (class, number) in order."""
    total = sum(number for _, number in parts) or 1
    label = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in parts if number)
    out = [
        Markup('<svg class="bar" viewBox="0 0 1000 18" preserveAspectRatio="none" role="img" aria-label="{}">').format(
            label or "no verdicts"
        )
    ]
    x = 0.0
    for name, number in parts:
        width = 1000 * number / total
        if number:
            out.append(
                Markup('<rect class="f-{}" x="{:.1f}" y="0" width="{:.1f}" height="18"/>').format(name, x, width)
            )
        x += width
    return Markup("").join([*out, Markup("</svg>")])


def trend(points: Sequence[TrendPoint]) -> Markup:
    """The last forty scans as stacked columns, worst severity at the bottom; the page has the numbers as a table."""
    shown = list(points)[-_SCANS:]
    top = max((sum(point.fails.values()) for point in shown), default=0) or 1
    step = min(60, 880 // max(len(shown), 1))
    first, last = shown[0], shown[-1]
    label = (
        f"Open findings over {count(len(shown), 'scan')}: {sum(first.fails.values())} on {numbered(first.as_of)}, "
        f"{sum(last.fails.values())} on {numbered(last.as_of)}."
    )
    out = [Markup('<svg class="trend" viewBox="0 0 960 210" role="img" aria-label="{}">').format(label)]
    for part in (0, top / 2, top):
        y = 170 - 150 * part / top
        out.append(Markup('<line class="grid" x1="40" x2="950" y1="{0:.1f}" y2="{0:.1f}"/>').format(y))
        if part == int(part):
            out.append(Markup('<text x="34" y="{:.1f}" text-anchor="end">{}</text>').format(y + 4, int(part)))
    for number, point in enumerate(shown):
        out.append(_column(point, 50 + number * step, max(step - 8, 4), top))
    out.append(Markup('<text x="50" y="192">{}</text>').format(numbered(first.as_of)))
    if len(shown) > 2:
        end = 50 + len(shown) * step
        out.append(
            Markup('<text x="{}" y="192" text-anchor="end">{}</text>').format(max(end, 240), numbered(last.as_of))
        )
    return Markup("").join([*out, Markup("</svg>")])


def _column(point: TrendPoint, x: int, width: int, top: int) -> Markup:
    out, y = [], 170.0
    for word in WORST_FIRST:
        height = 150 * point.fails.get(word, 0) / top
        if height:
            y -= height
            out.append(
                Markup('<rect class="f-{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
                    word, x, y, width, height
                )
            )
    return Markup("").join(out)
