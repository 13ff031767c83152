from __future__ import annotations

import shutil
import subprocess
import tarfile

import pytest
from click.testing import CliRunner

from auditor.cli import run
from auditor.commands.policies import command
from auditor.policies.catalogue import load_catalogue
from auditor.policies.frameworks import read_frameworks
from auditor.policies.policytest import run_tests

BODY = 'verdicts contains result.verdict("system", "pass", "Well.", null) if input.system == "S"\n'


@pytest.fixture
def ours(shelf, monkeypatch):
    shelf.policy("no-key", BODY)
    shelf.write(
        "no-key/no_key_test.rego",
        "package auditor.policies.no_key_test\n\nimport rego.v1\n\nimport data.auditor.policies.no_key\n\n"
        'test_pass if count(no_key.verdicts) == 1 with input as {"system": "S"}\n\n'
        'test_wrong if count(no_key.verdicts) == 1 with input as {"system": "T"}\n\n'
        "test_error if 1 / 0\n\ntodo_test_later if false\n",
    )
    monkeypatch.setattr("auditor.policies.catalogue.policies_folder", lambda: shelf.folder)
    return shelf


def call(*words: str):
    return CliRunner().invoke(command, list(words), standalone_mode=False)


def test_list_and_show(ours):
    assert call("list").output.startswith("PT-A01  high      no-key")
    shown = call("show", "PT-A01").output
    assert "What it checks." in shown
    assert run(["policies", "show", "PT-Z99"]) == 16


def test_tests_run_with_coverage(ours):
    done = call("test")
    assert done.return_value == 8
    assert "1 passed, 2 failed, 1 skipped" in done.output
    assert "test_error  (policies/no-key/no_key_test.rego, line 11: divide by zero)" in done.output
    assert "% of the Rego lines in 2 files" in done.output


def test_coverage_names_the_lines_no_test_reaches(ours):
    ours.policy("other", BODY + "\nverdicts contains 1 if {\n\tinput.system\n\tcount(input.users) == 3\n}\n", "PT-A02")
    found = {one.file: one for one in run_tests(load_catalogue(folder=ours.folder)).coverage}
    assert found["policies/no-key/no_key.rego"].percent == 100
    assert 18 in found["policies/other/other.rego"].missed


def test_a_refused_module_stops_the_tests(ours):
    ours.policy("other", "verdicts contains 1 if input.profles\n", "PT-A02")
    done = call("test")
    assert done.return_value == 16
    assert "did you mean `profiles`" in done.output


def test_docs_are_checked(ours):
    assert call("docs", "--check").return_value == 8
    assert call("docs").return_value == 0
    assert call("docs", "--check").return_value == 0
    assert "| PT-A01 | [no-key](no-key/README.md)" in (ours.folder / "README.md").read_text()
    ours.policy("other", BODY, "PT-A02")
    assert call("docs", "--check").return_value == 8


def test_docs_write_nothing_about_a_module_that_cannot_be_trusted(ours):
    ours.policy("other", "verdicts contains 1 if input.profles\n", "PT-A02")
    assert run(["policies", "docs"]) == 16
    assert not (ours.folder / "README.md").exists()


def test_docs_can_be_written_elsewhere(ours, tmp_path):
    assert call("docs", "--out", str(tmp_path)).return_value == 0
    assert (tmp_path / "README.md").is_file()
    assert not (ours.folder / "README.md").exists()
    assert call("docs", "--check", "--out", str(tmp_path)).return_value == 0


def test_a_new_policy_fails_until_it_is_written(ours, tmp_path):
    site = tmp_path / "mine"
    assert call("new", "key-too-old", "--id", "XX-B07", "--in", str(site)).return_value == 0
    done = call("test", str(site))
    assert done.return_value == 8
    assert "2 passed, 2 failed" in done.output
    assert run(["policies", "new", "key-too-old", "--in", str(site)]) == 16
    assert run(["policies", "new", "Not A Slug", "--in", str(site)]) == 16
    assert run(["policies", "new", "fine", "--id", "PT-A01", "--in", str(site)]) == 16
    assert run(["policies", "new", "fine", "--id", "PT-A01"]) == 16, "the id is taken"
    assert run(["policies", "new", "fine", "--id", "PT-Z99"]) == 0
    assert (ours.folder / "fine/fine.rego").is_file(), "ours lie with ours"


def test_a_policy_of_ours_begins_with_its_fault(ours, root):
    faults = ours.folder.parent / "tests/shop/faults.py"
    faults.parent.mkdir(parents=True)
    text = (root / "tests/shop/faults.py").read_text(encoding="utf-8")
    faults.write_text(text, encoding="utf-8")
    assert run(["policies", "new", "door-open", "--id", "PT-B90"]) == 0
    assert run(["policies", "new", "new-area", "--id", "PT-Z90"]) == 0
    begun = faults.read_text(encoding="utf-8")
    compile(begun, "faults.py", "exec")
    added = [line for line in begun.splitlines() if line not in text.splitlines()]
    assert [line for line in added if line.startswith("@")] == [
        '@fault("PT-B90", "door-open")',
        '@fault("PT-Z90", "new-area")',
    ]
    assert begun.index('"door-open"') < begun.index("# -- C:"), "it stands in its area"
    assert begun.index('"new-area"') > begun.index("# -- F:")
    assert "\n\n\n\n" not in begun
    assert all(line in begun.splitlines() for line in text.splitlines())


@pytest.mark.opa
def test_opa_takes_the_bundle_and_the_scaffold(ours, tmp_path):
    opa = shutil.which("opa")
    if opa is None:
        pytest.skip("no opa on PATH")
    out = tmp_path / "b.tar.gz"
    assert call("bundle", "--out", str(out)).return_value == 0
    with tarfile.open(out) as archive:
        inside = [".manifest", "policies/lib/result.rego", "policies/no-key/no_key.rego", "questions.rego"]
        assert archive.getnames() == inside, "tests stay out"
    asked = [
        opa,
        "eval",
        "-b",
        str(out),
        "--stdin-input",
        "--format",
        "raw",
        "count(data.auditor.policies.no_key.verdicts)",
    ]
    assert subprocess.run(asked, input=b'{"system": "S"}', capture_output=True, check=True).stdout.strip() == b"1"
    assert call("new", "key-too-old", "--in", str(tmp_path / "mine")).return_value == 0
    for words in (["check", "--strict"], ["fmt", "--fail", "--list"]):
        done = subprocess.run([opa, *words, str(tmp_path / "mine")], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_frameworks_that_ship_are_read_and_claim_no_more_than_confirmed(root):
    frameworks = {one.framework: one for one in read_frameworks(root / "policies" / "frameworks")}
    assert set(frameworks) == {"DISA-STIG-RACF", "NIST-800-53r5", "PCI-DSS-4.0", "CIS-zOS-RACF", "IBM"}
    unconfirmed = {"IA-5(7)", "SC-8", "SC-8(1)", "SC-12", "SC-13", "SC-23", "AU-2", "AU-8", "CM-3", "CM-4", "CA-7"}
    assert unconfirmed.isdisjoint({control.id for one in frameworks.values() for control in one.controls})
    fits = {pointer.fit for control in frameworks["IBM"].controls for pointer in control.policies}
    assert fits == {"ibm"}
    assert all("PassTicket" in one.limits or one.framework == "IBM" for one in frameworks.values())
