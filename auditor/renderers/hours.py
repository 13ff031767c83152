"""Accepted and refused tickets by hour of the day, as SVG: solid and hatched columns, so that no colour is needed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from auditor.visible import numbered

_LEFT, _STEP, _WIDE, _BASE, _HIGH = 44, 38, 15, 170, 150


def chart(hours: Sequence[tuple[int, int]], name: str, number: int) -> Markup:
    """Return the chart of one endpoint; `number` makes the ids of one page distinct. The page has the numbers too."""
    top = max((max(pair) for pair in hours), default=0) or 1
    accepted, refused = (sum(pair[which] for pair in hours) for which in (0, 1))
    label = f"Tickets at {numbered(name)} by hour of the day: {accepted} accepted, {refused} refused."
    hatch = f"hatch{number}"
    width = _LEFT + _STEP * len(hours)
    out = [
        Markup(
            '<svg class="trend hours" viewBox="0 0 {} 210" role="img" aria-label="{}"><defs><pattern id="{}" width="6" '
            'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="f-bg" width="6" '
            'height="6"/><rect class="f-refused" width="3" height="6"/></pattern></defs>'
        ).format(width, label, hatch)
    ]
    for part in (0, top):
        y = _BASE - _HIGH * part / top
        out.append(Markup('<line class="grid" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/>').format(_LEFT, width, y))
        out.append(Markup('<text x="{}" y="{:.1f}" text-anchor="end">{}</text>').format(_LEFT - 6, y + 4, part))
    for hour, (good, bad) in enumerate(hours):
        x = _LEFT + 4 + hour * _STEP
        out.append(_column("f-accepted", None, x, _HIGH * good / top))
        out.append(_column("e-refused", hatch, x + _WIDE, _HIGH * bad / top))
        if hour % 3 == 0:
            out.append(Markup('<text x="{}" y="190">{:02}</text>').format(x, hour))
    return Markup("").join([*out, Markup("</svg>")])


def _column(name: str, pattern: str | None, x: int, height: float) -> Markup:
    """One column of a class, filled with a pattern where one is named; nothing where it has no height."""
    if not height:
        return Markup("")
    fill = Markup(' fill="url(#{})"').format(pattern) if pattern else Markup("")
    shape = Markup('<rect class="{}"{} x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>')
    return shape.format(name, fill, x, _BASE - height, _WIDE, height)
