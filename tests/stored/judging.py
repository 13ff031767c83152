"""A change judged twice: by the gate on its model, and by a scan of what the systems would export afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from auditor.gate.decide import verdict_reasons
from auditor.gate.trials import trial_reasons
from auditor.gather import Gathered, gather
from auditor.judge.compare import Comparison, compare
from auditor.models.estate import Change, Estate
from auditor.models.place import InputFile
from auditor.models.verdict import Result
from auditor.racf.commands import apply, parse_script
from auditor.run import Judges, examine, terms_of
from auditor.settings import Settings
from tests.shop.sound import sound
from tests.stored.after import shop_after
from tests.stored.changes import IDS

OF_A_GATE = frozenset({"PT-C08", "PT-C09", "PT-D03"})
"""Policies that only a gate can ask (whether a change has taken effect), or only a scan can answer.

The profiles that guard a key label which the change brings are not in an unload that was read for other labels.
"""


class Told(NamedTuple):
    """What is wrong with one change, a line each, and whether anything moved at all."""

    wrong: list[str]
    moved: bool


class Bench:
    """The sound installation, and what was said of it before any change. Judges stay for many changes."""

    def __init__(self, folder: Path, judges: Judges) -> None:
        self.folder, self.judges, self.shop = folder, judges, sound()
        self.config = self.shop.write(folder / "before")
        self.settings = Settings.load(self.config)
        self.gathered = gather(self.settings, wanted=IDS)
        self.before = self._result(self.gathered, self.gathered.estate)
        self.gates = {policy.id: policy.gate for policy in judges.catalogue.policies}

    def judge(self, commands: list[str]) -> Told:
        """Judge a change both ways and compare."""
        script = parse_script(("\n".join(commands) + "\n").encode(), "change.racf")
        source = len(self.gathered.inputs)
        file = InputFile(kind="change", path="change.racf", sha256="0", codepage="utf-8", records=len(commands))
        lines = {(source, number): text for number, text in script.lines.items()}
        gathered = replace(self.gathered, inputs=[*self.gathered.inputs, file], lines=self.gathered.lines | lines)
        estate = gathered.estate.model_copy(update={"inputs": tuple(gathered.inputs)})
        done = apply(script, estate, estate, "SECADM", source=source)
        stored = self._layer(gathered, done.stored, "stored")
        scanned = self._scan(done.stored)
        wrong = _verdicts(stored, scanned)
        if not done.owed:
            wrong += self._decision(self._layer(gathered, done.active, "active"), scanned)
        return Told(wrong, _facts(self.before) != _facts(stored))

    def _layer(self, gathered: Gathered, estate: Estate, layer: Literal["stored", "active"]) -> Result:
        owed = estate.change.owed if estate.change else ()
        changed = estate.model_copy(update={"change": Change(layer=layer, owed=owed)})
        return self._result(gathered, changed)

    def _scan(self, stored: Estate) -> Result:
        settings = Settings.load(shop_after(self.shop, self.gathered.estate, stored).write(self.folder / "after"))
        gathered = gather(settings, wanted=IDS)
        errors = [each.message for each in gathered.diagnostics if each.level == "error"]
        assert not errors, errors
        return self._result(gathered, gathered.estate)

    def _result(self, gathered: Gathered, estate: Estate) -> Result:
        terms = terms_of(self.settings, gathered)
        return examine(estate, gathered, self.judges, terms, withheld="no commands are tried here").result

    def _decision(self, active: Result, scanned: Result) -> list[str]:
        """What the gate names, and what `auditor compare` and the same rules make of two scans."""
        before = self.before
        gate, scans = compare(before, active), compare(before, scanned)
        wrong = [
            f"{name}: the gate names {sorted(ours - theirs)}, two scans {sorted(theirs - ours)}"
            for name in Comparison.model_fields
            if name != "changed" and (ours := _named(gate, name)) != (theirs := _named(scans, name))
        ]
        blocked = [
            sorted((*verdict_reasons(moved, result, self.gates).blocks, *trial_reasons(before, result).blocks))
            for moved, result in ((gate, active), (scans, scanned))
        ]
        if bool(blocked[0]) != bool(blocked[1]):
            wrong.append(f"the gate blocks for {blocked[0]}, a scan would for {blocked[1]}")
        return wrong


def _named(moved: Comparison, name: str) -> set[tuple[str, str]]:
    return {(one.policy, one.object) for one in getattr(moved, name) if one.policy not in OF_A_GATE}


def _facts(result: Result) -> set[tuple[Any, ...]]:
    """Every verdict without its places."""
    return {
        (one.policy, one.object, one.verdict, one.severity, one.masked_by)
        for one in result.verdicts
        if one.policy not in OF_A_GATE
    }


def _verdicts(stored: Result, scanned: Result) -> list[str]:
    ours, theirs = _facts(stored), _facts(scanned)
    return [
        *(f"only the gate says {' '.join(map(str, row))}" for row in sorted(ours - theirs, key=str)),
        *(f"only the scan says {' '.join(map(str, row))}" for row in sorted(theirs - ours, key=str)),
    ]
