"""The ticket's path as SVG, once across for a screen and once down for a phone.

Presentation attributes and classes only: the page's content security policy forbids inline styles.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from auditor.renderers.foundations import Foundation
from auditor.renderers.stations import Stop, TicketPath
from auditor.visible import numbered

_MARKS = {"ok": "✓", "broken": "✕", "weak": "!", "unknown": "?", "skipped": "\N{EN DASH}"}
_WIDE, _TALL, _GAP = 120, 92, 22


def picture(path: TicketPath, number: int) -> Markup:
    """Both drawings; `number` makes the ids of one page distinct. The words stand in the title for screen readers."""
    words = "; ".join(f"{stop.name}: {stop.words}" + _named(stop) for stop in path.stops)
    label = f"Path of a ticket through {numbered(path.endpoint.id)}. {words}."
    across = _drawing(path.stops, label, f"path{number}a", down=False)
    along = _drawing(path.stops, label, f"path{number}d", down=True)
    return across + along


def _named(stop: Stop) -> str:
    found = f" ({', '.join(numbered(one) for one in stop.policies)})" if stop.policies else ""
    if stop.rests is None:
        return found
    return f"{found}, rests on {stop.rests.word}: {_below(stop.rests)}"


def _below(rests: Foundation) -> str:
    """What was found of the thing a station rests on: the policies and objects, at most three."""
    if not rests.findings:
        return "nothing found" if rests.state == "ok" else "cannot be told"
    some = ", ".join(numbered(f"{policy} {subject}") for policy, subject in rests.findings[:3])
    return some + (f" and {len(rests.findings) - 3} more" if len(rests.findings) > 3 else "")


def _under(rests: Foundation | None) -> str:
    """The last line of a box."""
    if rests is None:
        return ""
    some = _few(rests.policies, 2) if rests.policies else _MARKS[rests.state]
    return f"{rests.word}: {some}"


def _few(policies: tuple[str, ...], many: int) -> str:
    more = f" +{len(policies) - many}" if len(policies) > many else ""
    return ", ".join(one.removeprefix("PT-") for one in policies[:many]) + more


def _drawing(stops: tuple[Stop, ...], label: str, name: str, *, down: bool) -> Markup:
    many = len(stops)
    width = 280 if down else many * _WIDE + (many - 1) * _GAP + 4
    height = many * (_TALL + _GAP) - _GAP + 4 if down else _TALL + 4
    parts = [
        Markup(
            '<svg class="path {}" viewBox="0 0 {} {}" role="img" aria-labelledby="{}"><title id="{}">{}</title>'
        ).format("down" if down else "across", width, height, name, name, label)
    ]
    for number, stop in enumerate(stops):
        x, y = (2, 2 + number * (_TALL + _GAP)) if down else (2 + number * (_WIDE + _GAP), 2)
        if number:
            parts.append(_link(x, y, cut=stops[number - 1].state in ("broken", "skipped"), down=down))
        parts.append(_box(x, y, 276 if down else _WIDE, stop))
    return Markup("").join([*parts, Markup("</svg>")])


def _link(x: int, y: int, *, cut: bool, down: bool) -> Markup:
    """The link into a box; cut when the station before it lets nothing, or something unchecked, go on."""
    kind = "link cut" if cut else "link"
    if down:
        x1, y1, x2, y2, cx, cy = 140, y - _GAP, 140, y - 3, 140, y - _GAP // 2
        head = f"{x2 - 5},{y2 - 6} {x2 + 5},{y2 - 6} {x2},{y2 + 2}"
    else:
        x1, y1, x2, y2, cx, cy = x - _GAP, y + _TALL // 2, x - 3, y + _TALL // 2, x - _GAP // 2, y + _TALL // 2
        head = f"{x2 - 6},{y2 - 5} {x2 - 6},{y2 + 5} {x2 + 2},{y2}"
    line = Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(kind, x1, y1, x2, y2)
    if not cut:
        return line + Markup('<polygon class="head" points="{}"/>').format(head)
    return line + Markup(
        '<circle class="break" cx="{}" cy="{}" r="10"/><path class="cross" d="M{} {}l8 8m0-8l-8 8"/>'
    ).format(cx, cy, cx - 4, cy - 4)


def _box(x: int, y: int, width: int, stop: Stop) -> Markup:
    return Markup(
        '<g class="st {}"><rect x="{}" y="{}" width="{}" height="{}" rx="7"/>'
        '<text class="n" x="{}" y="{}">{}</text><text class="w" x="{}" y="{}">{} {}</text>'
        '<text class="p" x="{}" y="{}">{}</text><text class="p" x="{}" y="{}">{}</text></g>'
    ).format(
        stop.state, x, y, width, _TALL, x + 9, y + 23, stop.name, x + 9, y + 43, _MARKS[stop.state], stop.words,
        x + 9, y + 62, escape(numbered(_few(stop.policies, 3))), x + 9, y + 80, escape(numbered(_under(stop.rests))),
    )  # fmt: skip
