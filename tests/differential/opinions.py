"""Both opinions on one installation: Rego's from `policies/lib`, asked in this process, and the Python model's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import regorus

from auditor.crosscheck import compare, plan, run, shared_keys
from auditor.models.estate import Estate, Trial
from auditor.models.verdict import CrossCheck
from auditor.tickets.keys import Key, ProfileKeys
from tests.racf.estates import NOON
from tests.racf.installations import ODD_KEYS

LIBRARY = Path(__file__).parents[2] / "policies" / "lib"
QUESTION = "data.auditor.lib.trials.expected"
Edit = Callable[[str], str]


class Rego:
    """The library, loaded once. `edits` change the text of a module in memory: file name to what is done to it."""

    def __init__(self, edits: Mapping[str, Edit] | None = None) -> None:
        self._engine = regorus.Engine()
        for name, text in sorted(_modules("trials.rego").items()):
            self._engine.add_policy(name, (edits or {}).get(name, str)(text))

    def expected(self, estate: Estate) -> list[dict[str, Any]]:
        """A row for each trial of the estate."""
        self._engine.set_input_json(estate.model_dump_json())
        rows: list[dict[str, Any]] = json.loads(self._engine.eval_rule_as_json(QUESTION))
        return rows


def _modules(first: str) -> dict[str, str]:
    """The module and what it imports: other policies' helpers have no say here."""
    found: dict[str, str] = {}
    wanted = [first]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = (LIBRARY / name).read_text()
            wanted += [
                f"{one}.rego" for one in re.findall(r"^import data\.auditor\.lib\.(\w+)$", found[name], re.MULTILINE)
            ]
    return found


def crosscheck(
    estate: Estate, rego: Rego, keys: Mapping[str, ProfileKeys] | None = None, more: tuple[Trial, ...] = ()
) -> CrossCheck:
    """Plan, ask Rego, do it, compare: as a run does. `more`: trials that no plan asks for."""
    estate = estate.model_copy(update={"shared_keys": shared_keys(estate, keys)})
    trials = (*plan(estate), *more)
    asked = estate.model_copy(update={"trials": trials})
    return compare(trials, rego.expected(asked), run(estate, trials, keys=keys, now=NOON))


def offered(estate: Estate, seed: int) -> dict[str, ProfileKeys]:
    """Keys for most profiles, from so few that many profiles share one; some for names that hold no key."""
    random = Random(seed)
    few = [(Key(bytes([n] * 8)), Key(bytes([n] * 32))) for n in (2, 4)]
    names = [name for name in (*estate.profiles.get("PTKTDATA", {}), *ODD_KEYS) if random.random() < 0.7]
    return {
        name: ProfileKeys(*(random.choice(few)[kind] if random.random() < 0.8 else None for kind in (0, 1)))
        for name in names
    }
