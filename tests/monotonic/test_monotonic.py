"""Evidence is monotonic: a quick part of what `python -m tests.monotonic` tries, and the faults that were found so."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.settings import Settings
from tests.monotonic import estates, less
from tests.monotonic.judging import judged, scanned, wrong
from tests.racf.installations import installation

FIXTURES = Path(__file__).parents[2] / "fixtures"
SOUND, EXAMPLE = (Settings.load(FIXTURES / name / "auditor.toml") for name in ("sound", "example"))


@pytest.fixture(scope="module")
def full(who):
    return {"sound": scanned(SOUND, who), "example": scanned(EXAMPLE, who)}


def verdicts(done, policy):
    return {one.object: one.verdict for one in done.verdicts if one.policy == policy}


@pytest.mark.parametrize(("name", "settings"), [("sound", SOUND), ("example", EXAMPLE)])
def test_without_an_input_or_a_member_no_verdict_turns(who, full, name, settings):
    for taken, rest in less.inputs(settings):
        assert wrong(full[name], scanned(rest, who), taken) == [], taken


@pytest.mark.parametrize("types", ["0100 0102 0203 0205", "0505", "0100 0102"])
def test_without_a_record_type_no_verdict_turns(who, full, tmp_path, types):
    kept = [row for row in less.records(SOUND) if row[:4] not in types.split()]
    done = scanned(less.unload(SOUND, tmp_path, kept), who)
    assert wrong(full["sound"], done, types) == []
    assert (done.return_code, done.disagree) == (12, 0)
    assert "fail" not in done.policies.values()


@pytest.mark.parametrize("cut", ["C", "N"])
def test_no_verdict_turns_on_a_half_of_a_split_database(who, full, tmp_path, cut):
    for taken, rest in less.halves(EXAMPLE, tmp_path, [cut]):
        done = scanned(rest, who)
        assert wrong(full["example"], done, taken) == [], taken
        assert (done.return_code, done.disagree) == (12, 0), taken


def test_both_halves_of_a_split_database_are_the_whole(who, full, tmp_path):
    rows = less.records(SOUND)
    paths = []
    for number, below in enumerate((True, False)):
        paths.append(tmp_path / f"half{number}.txt")
        paths[-1].write_text("".join(f"{row}\n" for row in rows if (row[5:13] < "I") is below), "latin-1")
    inputs = SOUND.inputs.model_copy(update={"unload": tuple(map(str, paths))})
    done = scanned(SOUND.model_copy(update={"inputs": inputs}), who)
    assert done.policies == full["sound"].policies


def test_on_generated_installations_no_verdict_turns(who):
    for seed in (6, 11):
        whole = estates.offered(installation(seed))
        full = judged(whole, who)
        for taken, rest in (*estates.inputs(whole), *estates.types(whole)):
            assert wrong(full, judged(rest, who), taken) == [], (seed, taken)


# -- what the contract names -------------------------------------------------------------------------------------------


def test_an_unload_without_connections_proves_nobody_unconnected(who, tmp_path):
    kept = [row for row in less.records(SOUND) if row[:4] not in ("0100", "0101", "0102", "0203", "0205")]
    done = scanned(less.unload(SOUND, tmp_path, kept), who)
    assert done.return_code == 12
    assert set(verdicts(done, "PT-B12").values()) == {"undecided"}


def test_half_of_a_database_proves_no_profile_missing(who, tmp_path):
    upper = [row for row in less.records(SOUND) if row[5:13] >= "N"]
    done = scanned(less.unload(SOUND, tmp_path, upper), who)
    for policy in ("PT-A03", "PT-A04", "PT-A06", "PT-B01", "PT-B02", "PT-B03", "PT-B04"):
        assert set(verdicts(done, policy).values()) == {"undecided"}, policy


def test_without_members_the_finding_of_one_is_not_forgotten(who):
    done = scanned(dict(less.inputs(EXAMPLE))["without hwscfg"], who)
    assert done.policies["PT-A04"] == "undecided"
    assert verdicts(done, "PT-A04")["endpoint:ICONTST"] == "undecided"


def test_list_of_groups_checking_is_no_matter_of_scope(who, full):
    done = scanned(dict(less.inputs(SOUND))["without setropts"], who)
    assert set(verdicts(full["sound"], "PT-D05").values()) == {"pass"}
    assert set(verdicts(done, "PT-D05").values()) <= {"pass", "undecided"}


def test_a_display_overrules_the_member_and_without_it_that_is_assumed(who, tmp_path):
    display = tmp_path / "query.txt"
    display.write_text(Path(SOUND.inputs.imscon[0]).read_text().replace(" ON   ", " OFF  ", 1))
    inputs = SOUND.inputs.model_copy(update={"imscon": (str(display), SOUND.inputs.imscon[1])})
    shown = SOUND.model_copy(update={"inputs": inputs})
    full, less_of_it = scanned(shown, who), scanned(dict(less.inputs(shown))["without imscon query.txt"], who)
    assert verdicts(full, "PT-A07")["endpoint:ICONDB1"] == "fail"
    now = next(one for one in less_of_it.verdicts if (one.policy, one.object) == ("PT-A07", "endpoint:ICONDB1"))
    assert now.verdict == "pass"
    assert now.assumptions == ("ICONDB1 runs with the values of its member: no display of it was offered.",)
    assert wrong(full, less_of_it, "without imscon query.txt") == []
