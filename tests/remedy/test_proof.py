"""What a scan recommends was tried on the model; why something was not, is said."""

from __future__ import annotations

import json

from click.testing import CliRunner

from auditor.commands.scan import command
from tests.shop.build import FIXTURES


def test_commands_that_the_evidence_does_not_let_try_are_not_said_to_have_failed(tmp_path):
    unload = FIXTURES / "example" / "unload.txt"
    flags = ["--unload", str(unload), "--as-of", "2026-11-02", "--out", str(tmp_path), "--quiet"]
    done = CliRunner().invoke(command, flags, standalone_mode=False)
    assert done.exception is None
    result = json.loads((tmp_path / "result.json").read_text())
    (finding,) = [one for one in result["verdicts"] if one["verdict"] == "fail"]
    why = finding["remediation"]["other"][-1]
    assert finding["remediation"]["racf"] == []
    assert "could not be tried on the model, because whether generics are on for class PTKTDATA is unknown" in why
    assert why.endswith("SETROPTS RACLIST(PTKTDATA) REFRESH")
