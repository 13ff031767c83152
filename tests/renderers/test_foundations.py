"""What each station of the drawn path rests on."""

from __future__ import annotations

from dataclasses import replace

from auditor.models.verdict import Result
from auditor.renderers.foundations import RESTS_ON, foundations
from auditor.renderers.path_picture import picture
from auditor.renderers.stations import paths
from auditor.renderers.where import Where
from tests.renderers import sample_result


def below(result: Result, *verdicts):
    result = result.model_copy(update={"verdicts": verdicts})
    return foundations(result, Where(result)), result


def verdict(policy: str, subject: str, word: str = "fail"):
    plain = sample_result.verdict("A01", "class:PTKTDATA", word, "A sentence.")
    return replace(plain, policy=policy, object=subject)


def test_what_concerns_the_system_is_under_every_endpoint(believable):
    found, _ = below(believable, verdict("PT-C10", "profile:DATASET/SYS1.RACF"))
    assert {name: row["ticket"].policies for name, row in found.items()} == {
        endpoint.id: ("PT-C10",) for endpoint in believable.endpoints
    }
    assert all(set(row) == {"ticket"} for row in found.values())


def test_a_requester_is_under_the_endpoints_where_he_asks(believable):
    asked = next(trial for trial in believable.crosscheck.trials if trial.requester and trial.way is None)
    found, _ = below(believable, verdict("PT-B17", f"user:{asked.requester}"), verdict("PT-B17", "user:NOBODY"))
    with_it = {name for name, row in found.items() if "requester" in row}
    assert asked.endpoint in with_it
    assert all(row["requester"].findings == (("PT-B17", f"user:{asked.requester}"),) for row in found.values() if row)


def test_a_finding_outweighs_what_is_unknown_and_that_what_passes(believable):
    name = believable.endpoints[0].id
    port = f"endpoint:{name}/port:5555"
    states = [
        below(believable, *(verdict("PT-E07", port, word) for word in words))[0][name]["secchk"].state
        for words in (("pass",), ("pass", "undecided"), ("pass", "undecided", "advisory"), ("fail",))
    ]
    assert states == ["ok", "unknown", "weak", "weak"]
    assert below(believable, verdict("PT-E07", port, "not_applicable"))[0][name] == {}


def test_the_picture_names_it_in_the_box_and_in_words(believable):
    name = believable.endpoints[0].id
    _, result = below(believable, verdict("PT-G01", f"endpoint:{name}/link:<b>"), verdict("PT-C12", "system", "pass"))
    drawn = str(picture(paths(result, Where(result))[0], 1))
    assert "links: G01" in drawn
    assert "key: ✓" in drawn
    assert "rests on links: PT-G01" in drawn
    assert "rests on key: nothing found" in drawn
    assert "<b>" not in drawn


def test_no_policy_is_of_two_stations():
    rows = [policy for _, row in RESTS_ON.values() for policy in row.split()]
    assert len(rows) == len(set(rows))
