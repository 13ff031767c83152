"""One trial of commands on the model: RACF commands as one script, then commands to IMS Connect.

Commands to IMS Connect concern one endpoint each, and the member is taken to be changed with them, because a restart
would bring the old value back. They are a file of their own: what the RACF commands bring before they have run counts
too.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auditor.models.estate import Estate
from auditor.models.verdict import Remediation, Verdict
from auditor.racf.commands import Reaction, Team, apply, parse_script
from auditor.remedy.layers import Layers
from auditor.remedy.order import ordered
from auditor.remedy.outlook import Before, Brought, JudgeAgain, Key, Outlook, brought


class Consequence(NamedTuple):
    """A finding that only the commands of others bring, with commands of its own."""

    policy: str
    object: str
    message: str
    remediation: Remediation


Finding = Verdict | Consequence


@dataclass(frozen=True, slots=True)
class Tried:
    """One trial: which findings are still there, what comes about, what RACF refused and what the model cannot tell."""

    left: frozenset[Key]
    brought: Brought
    refused: tuple[Reaction, ...]
    unclear: tuple[Reaction, ...]
    after: Layers
    outlook: Outlook
    commands: tuple[str, ...] = ()
    """What was run, a line each."""

    def refusals(self, findings: Iterable[Finding]) -> dict[Key, Reaction]:
        """Return why RACF refuses a command of a finding, the first of each."""
        if not self.refused:
            return {}
        first: dict[str, tuple[int, Reaction]] = {}
        for number, one in enumerate(self.refused):
            first.setdefault(self.commands[one.line - 1], (number, one))
        found = {}
        for finding in findings:
            own = [first[command] for command in finding.remediation.racf if command in first]
            if own:
                found[key_of(finding)] = min(own, key=lambda row: row[0])[1]
        return found

    @property
    def sound(self) -> bool:
        """Whether everything that was tried may be recommended."""
        return not (self.left or self.brought.against or self.refused)


@dataclass(frozen=True, slots=True)
class Bench:
    """What every trial of a run starts from."""

    layers: Layers
    before: Before
    judge: JudgeAgain

    @property
    def administrator(self) -> str | None:
        """Somebody who may issue the commands: a SPECIAL user that is not revoked."""
        users = self.layers.stored.users
        return min((name for name, user in users.items() if user.special and not user.revoked), default=None)

    def attempt(self, findings: Sequence[Finding], only: Container[str] | None = None) -> Tried:
        """Try the commands of all of `findings` together. `only`: the policies that are asked what comes of it."""
        estate = changed = self.layers.active
        commands = ordered(command for one in findings for command in one.remediation.racf)
        after, answers = self.run(commands)
        owed = after.active.change is not None and after.active.change.owed
        if owed or after.active.model_copy(update={"change": estate.change}) != estate:
            changed = after.active
        by_racf = changed
        for one in findings:
            changed = _with_ims(changed, one)
        outlook = self._outlook(changed, only)
        moved = brought(self.before, outlook)
        if by_racf not in (changed, estate):
            first = brought(self.before, self._outlook(by_racf, only))
            moved = Brought({**first.against, **moved.against}, {**first.beside, **moved.beside})
        return Tried(
            frozenset(map(key_of, findings)) & outlook.fails.keys(),
            moved,
            tuple(one for one in answers if one.level in ("refused", "not-understood")),
            tuple(one for one in answers if one.level in ("undecided", "not-understood")),
            after,
            outlook,
            tuple(commands),
        )

    def _outlook(self, changed: Estate, only: Container[str] | None) -> Outlook:
        """Judge again, but where the evidence tells so little that no command could be tried."""
        return Outlook(self.before.fails) if changed == self.layers.active else self.judge(changed, only)

    def run(self, commands: Sequence[str], layers: Layers | None = None) -> tuple[Layers, tuple[Reaction, ...]]:
        """Apply RACF commands to the model; return both layers afterwards and what RACF would say."""
        layers = layers or self.layers
        if not commands:
            return layers, ()
        script = parse_script("\n".join(commands))
        done = apply(script, *layers, Team(self.administrator), source=len(layers.active.inputs) - 1)
        return Layers(done.stored, done.active), done.messages


def key_of(finding: Finding) -> Key:
    """Return policy and object."""
    return finding.policy, finding.object


def touches(finding: Finding, name: str) -> bool:
    """Whether a command of the finding names it."""
    return name in words_of(finding)


def words_of(finding: Finding) -> set[str]:
    """Return the words of its commands, names among them."""
    return set(" ".join(finding.remediation.racf).replace("(", " ").replace(")", " ").split())


def suspects(findings: Sequence[Finding], names: Iterable[str]) -> list[Finding]:
    """Return the findings whose commands touch one of `names`; all of them, where nothing tells."""
    wanted = set(names)
    near = [
        one
        for one in findings
        if not wanted.isdisjoint(words_of(one)) or (one.remediation.ims and any(name in one.object for name in wanted))
    ]
    return near or list(findings)


def _endpoint_of(estate: Estate, finding: Finding) -> str | None:
    """Return the HWS ID the commands go to: that of the finding, or of the IMS Connect where its client logs on."""
    kind, _, name = finding.object.partition("/")[0].partition(":")
    if kind == "client":
        return next((client.endpoint for client in estate.clients if client.id == name), None)
    return name if kind == "endpoint" else None


def _with_ims(estate: Estate, finding: Finding) -> Estate:
    """Return the estate after the commands to one IMS Connect, its member changed with them."""
    name = _endpoint_of(estate, finding) if finding.remediation.ims else None
    if name is None:
        return estate
    script = parse_script("\n".join(finding.remediation.ims))
    endpoints = []
    for endpoint in estate.endpoints:
        if endpoint.name != name:
            endpoints.append(endpoint)
            continue
        alone = estate.model_copy(update={"endpoints": (endpoint,)})
        changed = apply(script, alone, alone, source=len(estate.inputs) - 1).active.endpoints[0]
        running = changed.running
        update = {}
        if running is not None:
            fields = {
                "racf": "racf",
                "pswdmc": "pswdmc",
                "uidcache": "uidcache",
                "odracfst": "odracfst",
                "odbmappl": "appl",
            }
            for shown, coded in fields.items():
                fact = getattr(running, shown)
                if fact != getattr(endpoint.running, shown, None) and fact.value is not None:
                    update[coded] = fact
            update["running"] = running if endpoint.running is not None else None
        endpoints.append(changed.model_copy(update=update))
    return estate.model_copy(update={"endpoints": tuple(endpoints)})
