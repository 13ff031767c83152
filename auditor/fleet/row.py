"""One result as a row of the fleet: counts, open findings, what moved, and what other systems are compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from auditor.judge.compare import Comparison, compare
from auditor.models.estate import Estate
from auditor.models.fleet import (
    FleetApplication,
    FleetFinding,
    FleetHolder,
    FleetKey,
    FleetSystem,
    FleetWaiver,
)
from auditor.models.source import BY_KIND
from auditor.models.verdict import Result, Verdict, Word
from auditor.renderers.words import area, open_fails

TICKET_CLASS = "PTKTDATA"
AUTHORITY = "IRRPTAUTH."
"""How the profiles begin that say who may ask RACF for tickets (z/OS Security Server RACF Security Administrator's
Guide, "Enabling the use of the R_ticketserv and R_GenSec callable services")."""
_ASKS = ("UPDATE", "CONTROL", "ALTER")


def row(  # noqa: PLR0913, PLR0917 - everything that a row is made of
    name: str, path: str, folder: str, digest: str, result: Result, estate: Estate, before: Result | None
) -> FleetSystem:
    """Return the row of a system that reported. `before`: its result of the run before, None where there is none."""
    moved = compare(before, result) if before is not None else Comparison()
    ages = [each for each in result.inputs if each.kind in BY_KIND and BY_KIND[each.kind].ages]
    taken = [each.taken for each in ages if each.taken is not None]
    counted = [verdict for verdict in result.verdicts if verdict.waiver is None]
    areas: dict[str, Counter[Word]] = {}
    for verdict in counted:
        areas.setdefault(area(verdict.policy), Counter())[verdict.verdict] += 1
    return FleetSystem(
        name=name,
        path=path,
        folder=folder,
        reported=True,
        return_code=result.return_code,
        last_reported=result.as_of,
        as_of=result.as_of,
        digest=digest,
        oldest=min(taken, default=None),
        undated=len(ages) - len(taken),
        verdicts=dict(sorted(Counter(verdict.verdict for verdict in counted).items())),
        waived=len(result.verdicts) - len(counted),
        areas={letter: dict(sorted(words.items())) for letter, words in sorted(areas.items())},
        findings=_rows(name, open_fails(result)),
        compared_with=before.as_of if before is not None else None,
        new=_rows(name, moved.new),
        worse=_rows(name, moved.worse),
        gone=_rows(name, moved.gone),
        whole=_whole(estate),
        applications=tuple(
            FleetApplication(system=name, endpoint=end.id, application=end.application, racf=end.racf)
            for end in result.endpoints
        ),
        keys=tuple(_keys(name, estate)),
        holders=tuple(_holders(name, estate)),
        waivers=tuple(
            FleetWaiver(system=name, policy=v.policy, object=v.object, owner=v.waiver.owner, expires=v.waiver.expires)
            for v in result.verdicts
            if v.waiver is not None
        ),
    )


def _rows(system: str, verdicts: Iterable[Verdict]) -> tuple[FleetFinding, ...]:
    return tuple(
        FleetFinding(
            system=system,
            policy=verdict.policy,
            object=verdict.object,
            severity=verdict.severity,
            message=verdict.message,
            fingerprint=verdict.fingerprint,
            masked_by=verdict.masked_by,
        )
        for verdict in verdicts
        if verdict.waiver is None
    )


def _whole(estate: Estate) -> bool:
    return estate.evidence.unload.offered and not estate.evidence.unload.damage


def _keys(system: str, estate: Estate) -> Iterator[FleetKey]:
    for name, profile in sorted(estate.profiles.get(TICKET_CLASS, {}).items()):
        if name.startswith(AUTHORITY):
            continue
        segment = profile.ssignon
        yield FleetKey(
            system=system,
            profile=name,
            segment=True if segment else False if _whole(estate) and estate.unload.ssignon != "absent" else None,
            protection=segment.protection.strip() if segment else None,
            key_label=segment.key_label if segment else None,
            type=segment.type if segment else None,
            timeout=segment.timeout if segment else None,
            replay=segment.replay if segment else None,
        )


def _holders(system: str, estate: Estate) -> Iterator[FleetHolder]:
    for name, profile in sorted(estate.profiles.get(TICKET_CLASS, {}).items()):
        if not name.startswith(AUTHORITY):
            continue
        entries = {**({"(everyone)": profile.uacc} if profile.uacc in _ASKS else {})}
        entries |= {who: permit.access for who, permit in profile.acl.items() if permit.access in _ASKS}
        for who, access in sorted(entries.items()):
            yield FleetHolder(system=system, id=who, profile=name, access=access)
