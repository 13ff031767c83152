"""What less evidence does to verdicts, and which of it is wrong (contract: "Evidence is monotonic")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from auditor.gather import gather
from auditor.judge.judge import Judgement, judge
from auditor.models.estate import Estate
from auditor.models.verdict import Verdict
from auditor.policies.catalogue import Catalogue, load_catalogue
from auditor.rego.embedded.engine import Embedded
from auditor.run import Judges, examine, terms_of
from auditor.settings import Settings

PROVEN: Final = frozenset({"pass", "fail", "not_applicable"})

ASSUMED: Final = "no display of it was offered"
"""A display overrules the member: without it a verdict rests on the member alone, and says so."""


class Judged(NamedTuple):
    """The outcome of one run: verdicts, the verdict of each policy, disagreements of the opinions, return code."""

    verdicts: tuple[Verdict, ...]
    policies: dict[str, str]
    disagree: int = 0
    return_code: int | None = None


@contextmanager
def judges() -> Iterator[Judges]:
    """The policies and an engine that stays for many runs."""
    catalogue: Catalogue = load_catalogue()
    engine = Embedded(60)
    try:
        engine.prepare(catalogue.modules(), None)
        yield Judges(catalogue, engine)
    finally:
        engine.close()


def scanned(settings: Settings, who: Judges) -> Judged:
    """A whole run: as `auditor scan` does it."""
    gathered = gather(settings)
    terms = terms_of(settings, gathered)
    result = examine(gathered.estate, gathered, who, terms, withheld="no commands are tried here").result
    policies = {policy.id: policy.verdict for policy in result.policies}
    return Judged(result.verdicts, policies, result.crosscheck.disagree, result.return_code)


def judged(estate: Estate, who: Judges) -> Judged:
    """The verdicts on an estate that no file was read for."""
    done: Judgement = judge(estate.model_copy(update={"trials": ()}), *who, {})
    return Judged(done.verdicts, {policy.id: policy.verdict for policy in done.policies})


def wrong(full: Judged, less: Judged, taken: str) -> list[str]:
    """What is wrong with the verdicts on less evidence, a line each. `taken`: what is missing, as `less` words it.

    Allowed is what the contract names: a verdict that a display overruled, once the display is gone, may be a pass that
    carries the assumption.
    """
    assumed = {
        (verdict.policy, verdict.object)
        for verdict in less.verdicts
        if taken.startswith("without imscon")
        and verdict.verdict == "pass"
        and any(ASSUMED in sentence for sentence in verdict.assumptions)
    }
    return [
        *_objects(full.verdicts, less.verdicts, assumed, taken),
        *_policies(full, less, {policy for policy, _ in assumed}),
    ]


FILES = ("PT-I01", "PT-I02", "PT-I03", "PT-I04")
"""Of a client's file that is not there nothing says that it should be: its clients go with it."""


def _objects(
    full: Iterable[Verdict], less: Iterable[Verdict], assumed: set[tuple[str, str]], taken: str = ""
) -> Iterator[str]:
    before = {(verdict.policy, verdict.object): verdict for verdict in full}
    after = {(verdict.policy, verdict.object): verdict for verdict in less}
    undecided = {policy for (policy, _), verdict in after.items() if verdict.verdict == "undecided"}
    for (policy, name), verdict in before.items():
        now = after.get((policy, name))
        if verdict.verdict not in PROVEN or (policy, name) in assumed:
            continue
        of_file = policy in FILES and taken.startswith("without client_files ")
        if now is None and policy not in undecided and not of_file:
            yield f"{policy} {name}: the object of a {verdict.verdict} is gone, and nothing is undecided"
        elif now is not None and now.verdict in PROVEN and now.verdict != verdict.verdict:
            yield f"{policy} {name}: {verdict.verdict} turned to {now.verdict}: {now.message}"
    for (policy, name), verdict in after.items():
        if (policy, name) not in before and verdict.verdict == "fail":
            yield f"{policy} {name}: a new fail: {verdict.message}"


def _policies(full: Judged, less: Judged, assumed: set[str]) -> Iterator[str]:
    for policy, before in full.policies.items():
        now = less.policies[policy]
        if {before, now} <= PROVEN and before != now and not (now == "pass" and policy in assumed):
            yield f"{policy} as a whole: {before} turned to {now}"
