"""The fixtures are what their source says, and each one fault fires its policy and no other."""

from __future__ import annotations

import pytest
import yaml

from auditor import Settings, audit
from tests.shop.build import FIXTURES, every_file
from tests.shop.faults import FAULTS

ADVISING = {"PT-B24", "PT-C09", "PT-C11", "PT-D06", "PT-H08", "PT-H10"}
"""Policies that never fail."""


def fails(result) -> set[str]:
    return {verdict.policy for verdict in result.verdicts if verdict.verdict == "fail"}


def test_the_committed_files_are_what_their_source_writes():
    written = every_file()
    committed = {str(path.relative_to(FIXTURES)): path for path in FIXTURES.rglob("*") if path.is_file()}
    assert sorted(committed) == sorted(written)
    assert [name for name, data in written.items() if committed[name].read_bytes() != data] == []


def test_the_sound_shop_has_no_fault():
    result = audit(Settings.load(FIXTURES / "sound/auditor.toml"))
    assert fails(result) == set()
    assert result.return_code == 0
    assert result.diagnostics == ()
    assert result.crosscheck.disagree == 0
    assert {row.policy for row in result.verdicts if row.verdict in ("undecided", "advisory")} == set()


@pytest.mark.parametrize("slug", sorted(FAULTS))
def test_each_fault_fires_its_policy_and_no_other(slug):
    declared = yaml.safe_load((FIXTURES / slug / "expected.yaml").read_text())
    result = audit(Settings.load(FIXTURES / slug / "auditor.toml"))
    found = fails(result)
    if declared["policy"] in ADVISING:
        assert found == set()
        assert "advisory" in [one.verdict for one in result.verdicts if one.policy == declared["policy"]]
        return
    assert found == {declared["policy"], *declared["consequences"]}
    assert result.crosscheck.disagree == 0
    primary = [v for v in result.verdicts if v.verdict == "fail" and v.policy == declared["policy"]]
    assert all(place.text for verdict in primary for place in verdict.places), "evidence quotes the line itself"


def test_every_policy_has_a_fixture():
    from auditor.policies.catalogue import load_catalogue

    catalogue = {policy.slug: policy.id for policy in load_catalogue(()).policies}
    declared = {
        path.parent.name: yaml.safe_load(path.read_text())["policy"] for path in FIXTURES.glob("*/expected.yaml")
    }
    assert declared == catalogue


def test_the_example_has_a_fault_of_each_mission_policy():
    result = audit(Settings.load(FIXTURES / "example/auditor.toml"))
    assert result.return_code == 8
    found = {one.policy for one in result.verdicts if one.verdict in ("fail", "advisory")}
    assert {f"PT-A{number:02}" for number in range(1, 12)} <= found
    # PT-A02 needs an active PTKTDATA and PT-A01 an inactive one: in one system, one of them can only advise.
    assert {f"PT-A{number:02}" for number in range(1, 12)} - fails(result) == {"PT-A02"}
    assert result.crosscheck.disagree == 0


def test_same_inputs_and_date_give_the_same_bytes(tmp_path):
    from auditor.renderers.interface import render

    settings = Settings.load(FIXTURES / "example/auditor.toml")
    first, second = audit(settings), audit(settings)
    for form in ("json", "html", "sarif", "csv", "markdown", "junit"):
        assert render(form, first) == render(form, second)


def test_the_result_is_what_its_schema_says():
    import json

    import jsonschema

    from auditor.commands.schema import schema
    from auditor.renderers.interface import render

    result = audit(Settings.load(FIXTURES / "example/auditor.toml"))
    jsonschema.Draft202012Validator(schema("result")).validate(json.loads(render("json", result)))


def test_swapping_datastore_appl_for_odaccess_appl_changes_the_verdicts(tmp_path):
    for path in (FIXTURES / "sound").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    member = tmp_path / "HWSCFG01.txt"
    text = member.read_text().replace("ODACCESS=(APPL=IMSDRDA1,", "DATASTORE=(ID=IMSA,APPL=IMSDRDA1)\nODACCESS=(")
    member.write_text(text)
    (tmp_path / "query01.txt").unlink()
    config = tmp_path / "auditor.toml"
    dated = config.read_text().replace('"query01.txt", ', "").splitlines()
    config.write_text("\n".join(line for line in dated if "query01.txt" not in line))
    result = audit(Settings.load(config))
    assert {"PT-A03", "PT-A05"} <= fails(result)
    assert next(one.application for one in result.endpoints) == "ICONDB1"


@pytest.mark.parametrize("lost", ["setropts", "unload", "hwscfg", "clients", "imscon", "tls", "smf"])
def test_an_input_that_is_not_offered_is_undecided_and_never_a_clean_result(lost):
    settings = Settings.load(FIXTURES / "sound/auditor.toml")
    empty = () if lost in ("unload", "hwscfg", "imscon", "smf") else None
    inputs = settings.inputs.model_copy(update={lost: empty})
    result = audit(settings.model_copy(update={"inputs": inputs}))
    assert result.return_code == 4
    assert fails(result) == set()
    assert sum(one.verdict == "undecided" for one in result.verdicts) > 2 or lost in ("imscon", "tls")
    assert result.crosscheck.disagree == 0


HOSTILE = FIXTURES / "hostile"
SINGLE = sorted(path.name for path in HOSTILE.iterdir()) if HOSTILE.is_dir() else []


@pytest.mark.parametrize("kind", ["unload", "setropts", "hwscfg", "clients", "imscon", "tls", "smf"])
@pytest.mark.parametrize("name", SINGLE)
def test_any_file_as_any_input_is_read_refused_or_damaged_but_never_clean_by_accident(kind, name, tmp_path, capsys):
    from auditor.cli import run

    own = {"unload": ("unload.txt",), "setropts": ("setropts.txt",), "clients": ("clients.yaml",), "tls": ("tls.yaml",)}
    own |= {"smf": ("smf.txt",), "hwscfg": ("HWSCFG01.txt", "HWSCFG02.txt"), "imscon": ("query01.txt", "query02.txt")}
    code = run(["scan", str(HOSTILE / "auditor.toml"), f"--{kind}", str(HOSTILE / name), "--out", str(tmp_path), "-q"])
    assert "Traceback" not in capsys.readouterr().err
    assert code == 8 if name in own[kind] else code in (12, 16)
    if code == 16:
        assert not (tmp_path / "result.json").exists()
