"""The list of deletions that mean the same stays true to the policies it speaks of."""

from __future__ import annotations

import pytest

from auditor.policies.catalogue import load_catalogue
from auditor.rego.embedded.engine import Embedded
from auditor.rego.port import Module
from tests.mutation.equivalent import Equivalent, read_equivalents
from tests.mutation.policies import mutations, wrong_entries

ENTRY = {"file": "a/a.rego", "rule": "bad", "left_out": "input.x", "because": "the next line implies it"}


@pytest.fixture
def found(shelf):
    catalogue = load_catalogue(folder=shelf.policy("a", "bad if {\n\tinput.x\n\tinput.x\n}\n").folder)
    (source,) = [one for one in catalogue.sources if one.name == "policies/a/a.rego"]
    return list(mutations(source, Embedded().parse([Module(source.name, source.text)])[source.name]))


def test_every_entry_names_a_line_that_is_there():
    catalogue = load_catalogue()
    trees = Embedded().parse([Module(source.name, source.text) for source in catalogue.sources if not source.test])
    there = [one for source in catalogue.sources if not source.test for one in mutations(source, trees[source.name])]
    assert wrong_entries(read_equivalents(), there, [True] * len(there)) == []
    files = {one.source.name for one in there}
    assert [entry for entry in read_equivalents() if f"policies/{entry.file}" not in files] == []


def test_an_entry_speaks_of_all_equal_lines_or_of_one(found):
    assert [one.nth for one in found] == [1, 2]
    both, second = Equivalent(**ENTRY, nth=None), Equivalent(**ENTRY, nth=2)
    assert wrong_entries([both, second], found, [True, True]) == []
    (sentence,) = wrong_entries([both, second], found, [False, True])
    assert sentence == "a/a.rego, bad: input.x: a test notices it"
    (sentence,) = wrong_entries([second._replace(nth=3)], found, [True, True])
    assert sentence == "a/a.rego, bad: input.x (no. 3): no such line any more"


@pytest.mark.parametrize(
    "line", ['because = " "', 'because = "so"\nsince = 1', 'because = "so"\nnth = 0', 'because = "so"\nnth = "1"', ""]
)
def test_an_entry_that_does_not_say_why_is_refused(line):
    head = '[[equivalent]]\nfile = "a/a.rego"\nrule = "bad"\nleft_out = "input.x"\n'
    with pytest.raises(ValueError, match=r"equivalent\.toml"):
        read_equivalents(head + line)
