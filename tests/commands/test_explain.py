"""`auditor explain`: the answer in words and as JSON, and its return codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.commands.explain import command
from auditor.errors import UsageError

FIXTURES = Path(__file__).parents[2] / "fixtures"


def explain(*words, paste=None):
    done = CliRunner().invoke(command, words, input=paste, standalone_mode=False, catch_exceptions=False)
    return done.return_value, done.output


def test_a_known_code_ends_with_0_and_an_unknown_one_with_4():
    assert explain("IRR013I")[0] == 0
    assert explain("ICH99999I")[0] == 4
    assert explain("the connection hangs")[0] == 4


def test_nothing_to_explain_is_refused():
    with pytest.raises(UsageError):
        explain("  ")
    with pytest.raises(UsageError):
        explain()


def test_the_words_say_meaning_source_causes_and_checks():
    _, text = explain("-", paste="IRR013I VERIFICATION FAILED. INVALID PASSWORD GIVEN.")
    assert "IRR013I" in text
    assert "read on a public page" in text
    assert "check:" in text
    assert "--config" in text


def test_the_service_is_asked_for_where_a_number_has_two_meanings():
    _, text = explain("8/8/16")
    assert "does not say which service answered" in text
    assert "user not defined" in text


def test_what_is_not_public_is_said_to_be_so():
    assert "from memory" in explain("JOBINIT/INVPSWD")[1]
    assert "HWSX9999E: not known" in explain("HWSX9999E")[1]


def test_an_installation_gives_the_finding_its_commands_and_the_trial():
    config = str(FIXTURES / "requester-not-permitted/auditor.toml")
    paste = (
        "ICH408I USER(BATUSR1 ) GROUP(G       ) NAME(N                   )\n"
        "  IRRPTAUTH.IMSDRDA1.BATUSR1 CL(PTKTDATA)\n  INSUFFICIENT ACCESS AUTHORITY\n"
        "  ACCESS INTENT(UPDATE )  ACCESS ALLOWED(NONE   )\n"
    )
    code, text = explain("--config", config, "-", paste=paste)
    assert code == 0
    assert "refuses it too" in text
    assert "PT-A08" in text
    assert "PERMIT IRRPTAUTH.IMSDRDA1.BATUSR1" in text
    document = json.loads(explain("--config", config, "--format", "json", "-", paste=paste)[1])
    assert document["schema"] == "auditor/explanation/1"
    assert document["code"] == "ICH408I/irrptauth"
    assert document["installation"]["reproduced_by"]
    assert document["installation"]["suspects"][0]["fails"][0]["policy"] == "PT-A08"


def test_damaged_evidence_is_never_a_clean_answer(tmp_path):
    folder = FIXTURES / "sound"
    text = (folder / "auditor.toml").read_text()
    for name in folder.iterdir():
        (tmp_path / name.name).write_bytes(name.read_bytes())
    lines = (tmp_path / "unload.txt").read_text().splitlines(keepends=True)
    (tmp_path / "unload.txt").write_text("".join(lines[:5]) + lines[5][:40] + "\n" + "".join(lines[6:]))
    (tmp_path / "auditor.toml").write_text(text)
    code, _ = explain("--config", str(tmp_path / "auditor.toml"), "IRR013I")
    assert code == 12


def test_no_secret_of_the_paste_is_in_any_output():
    paste = "//J JOB USER=WEBSVC,PASSWORD=S3CR3TPW\nICH408I USER(WEBSVC  ) the ticket was AB12CD34\nIRR013I"
    for form in ("text", "json"):
        text = explain("--format", form, "-", paste=paste)[1]
        assert "S3CR3TPW" not in text
        assert "AB12CD34" not in text


def test_a_user_that_nobody_declares_gets_a_sample_logon_all_the_same():
    config = str(FIXTURES / "sound/auditor.toml")
    paste = "ICH408I USER(SECADM  ) GROUP(G       ) NAME(N      )\n  LOGON/JOB INITIATION - INVALID PASSWORD\n"
    _, text = explain("--config", config, "-", paste=paste)
    assert "no client declares SECADM" in text
    assert "SECADM at ICONDB1 is denied: APPL profile IMSDRDA1 gives SECADM NONE" in text
    document = json.loads(explain("--config", config, "--format", "json", "-", paste=paste)[1])
    assert document["installation"]["declared"] is False
    assert {row["outcome"] for row in document["installation"]["undeclared_user"]} == {"denied"}


def test_a_request_for_a_ticket_of_an_undeclared_user_is_tried_as_a_request():
    config = str(FIXTURES / "sound/auditor.toml")
    paste = (
        "ICH408I USER(WEBSTC  ) GROUP(G       ) NAME(N                   )\n"
        "  IRRPTAUTH.IMSDRDA1.SECADM CL(PTKTDATA)\n  INSUFFICIENT ACCESS AUTHORITY\n"
        "  ACCESS INTENT(UPDATE )  ACCESS ALLOWED(NONE   )\n"
    )
    _, text = explain("--config", config, "-", paste=paste)
    assert "no client declares SECADM" in text
    assert "SECADM at ICONDB1 is denied" in text


def test_a_declared_user_is_asked_for_without_any_text():
    config = str(FIXTURES / "user-not-permitted/auditor.toml")
    code, text = explain("--config", config, "--user", "webusr2")
    assert code == 0
    assert "PT-A09" in text
    assert "refuses it too" in text
    assert "No known code" not in text


def test_a_name_that_racf_cannot_have_is_refused():
    config = str(FIXTURES / "sound/auditor.toml")
    for option in ("--user", "--application"):
        with pytest.raises(UsageError):
            explain("--config", config, option, "x y<script>", "IRR013I")


def test_a_captured_ticket_is_asked_about_in_the_installation_too(tmp_path):
    from auditor.commands.ticket import command as ticket

    keys = tmp_path / "keys.yaml"
    keys.write_text("IMSDRDA1: {legacy: 0011223344556677}\n")
    keys.chmod(0o600)
    config = str(FIXTURES / "user-not-permitted/auditor.toml")
    words = ["explain", "--keys", str(keys), "--user", "WEBUSR2", "--application", "IMSDRDA1", "--config", config, "-"]
    done = CliRunner().invoke(ticket, words, input="ABCD1234\n", standalone_mode=False, catch_exceptions=False)
    assert done.return_value == 8
    assert "In the installation user-not-permitted" in done.output
    assert "PT-A09" in done.output
    assert "ABCD1234" not in done.output
