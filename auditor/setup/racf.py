"""The RACF commands of a set-up, in IBM's steps but in a safe order: define and permit first, activate last.

Source: IMS, "RACF PassTicket for IMS Connect client connections to IMS DB"; *RACF Security Administrator's Guide*,
"Activating the PTKTDATA class", "Protecting applications".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.models.estate import Estate
from auditor.models.place import Fact
from auditor.models.racf import ClassOptions
from auditor.racf.system import System
from auditor.setup.keys import key_lines
from auditor.setup.lines import Left, Line
from auditor.setup.needs import Need, needs
from auditor.setup.resources import Resource, guarded
from auditor.setup.shut import activated
from auditor.setup.targets import Target

SWITCHED = ("PTKTDATA", "APPL")


def racf_lines(estate: Estate, found: Sequence[Target]) -> tuple[list[Line], list[Left]]:
    """Return the lines for the administrator and for ICSF, and what is left to a person."""
    if not found:
        return [], []
    system = System(_switched_on(estate))  # what decides once both classes are in use is what counts
    lines: list[Line] = []
    left: list[Left] = []
    for name in dict.fromkeys(target.application for target in found):
        served = [target for target in found if target.application == name]
        parts = [key_lines(estate, system, name, served)]
        parts += [guarded(estate, system, asked) for asked in _resources(name, served)]
        for more, others in parts:
            lines += more
            left += others
    for class_name, policy in zip(SWITCHED, ("PT-A01", "PT-D01"), strict=True):
        one = _class(estate, class_name, tuple((policy, f"endpoint:{target.endpoint.name}") for target in found))
        if isinstance(one, Line):
            lines.append(one)
        elif one is not None:
            left.append(one)
    return [*lines, *_refreshes(estate, lines)], left


def _resources(name: str, served: Sequence[Target]) -> Iterator[Resource]:
    """Give the application itself, then what each ticket needs."""
    rows: dict[tuple[str, str], list[Need]] = {("APPL", name): []}
    for target in served:
        for need in needs(target):
            rows.setdefault((need.class_name, need.resource), []).append(need)
    for (class_name, resource), wanted in rows.items():
        yield Resource(class_name, resource, name, tuple(wanted), tuple(served))


def _class(estate: Estate, class_name: str, settles: tuple[tuple[str, str], ...]) -> Line | Left | None:
    options = estate.classes.get(class_name, ClassOptions())
    step = "1a" if class_name == "PTKTDATA" else "1b"
    command = f"SETROPTS CLASSACT({class_name}) RACLIST({class_name})"
    if options.active.value is None:
        why = options.active.why or f"whether class {class_name} is active is unknown"
        todo = (f"Look with SETROPTS LIST; if it is not active: {command}.",)
        return Left(f"class:{class_name}", why, todo, settles[0][0])
    if options.active.value is False:
        reason = f"while class {class_name} is not active, its profiles are not looked at"
        return Line("racf", command, step, reason, settles, cautions=activated(estate, class_name))
    loaded = options.raclisted.value is not False or options.raclisted_by_application.value is True
    if class_name != "PTKTDATA" or loaded:
        return None
    reason = "RACF checks tickets reliably only while PTKTDATA is RACLISTed"
    return Line("racf", "SETROPTS RACLIST(PTKTDATA)", step, reason, (("PT-A02", "class:PTKTDATA"),))


def _refreshes(estate: Estate, lines: Iterable[Line]) -> Iterator[Line]:
    """Give the refresh of each class whose profiles change, as far as something of it is kept in storage."""
    commands = " ".join(line.text for line in lines if line.who == "racf")
    for name in ("APPL", "CSFKEYS", "PTKTDATA"):
        options = estate.classes.get(name)
        if options is None or (f" {name} " not in commands and f"CLASS({name})" not in commands):
            continue
        if options.raclisted_by_application.value or options.raclisted.value is not False:
            yield Line("racf", f"SETROPTS RACLIST({name}) REFRESH", "1f", "RACF reads what is in storage")
        elif options.active.value and options.generic.value is not False:
            yield Line("racf", f"SETROPTS GENERIC({name}) REFRESH", "1f", "generic profiles are kept in storage")


def _switched_on(estate: Estate) -> Estate:
    on = {part: Fact[bool](value=True, origin="stated") for part in ("active", "raclisted")}
    classes = {name: estate.classes.get(name, ClassOptions()).model_copy(update=on) for name in SWITCHED}
    return estate.model_copy(update={"classes": {**estate.classes, **classes}})
