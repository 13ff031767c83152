"""`[[scope.exclude]]`: what a site does not offer, dated and owned."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditor import Settings, audit
from auditor.errors import ConfigurationError
from auditor.judge.scope import absent, meant
from auditor.models.source import EVIDENCE
from tests.shop.build import FIXTURES

EXCLUDE = '[[scope.exclude]]\ninput = "{}"\nreason = "audited elsewhere"\nowner = "net-team"\nexpires = {}\n'


@pytest.fixture
def without(tmp_path):
    """Settings of the sound shop without one input, and with more in its auditor.toml."""

    def load(kind: str | None, more: str = "", **flags: object) -> Settings:
        shutil.copytree(FIXTURES / "sound", tmp_path / "sound", dirs_exist_ok=True)
        config = tmp_path / "sound/auditor.toml"
        files = {"imscon": '"query', "setropts": '"setropts', "unload": '"unload', "hwscfg": '"HWS'}
        gone = [] if kind is None else [f"{kind} = ", files.get(kind, f"{kind} = ")]
        lines = [line for line in config.read_text().splitlines() if not any(line.startswith(one) for one in gone)]
        config.write_text("\n".join(lines) + "\n" + more)
        return Settings.load(config, **flags)

    return load


@pytest.mark.parametrize("kind", [source.kind for source in EVIDENCE])
def test_what_is_undecided_for_that_alone_does_not_raise_the_code(without, kind):
    assert audit(without(kind)).return_code == 4
    assert audit(without(kind, EXCLUDE.format(kind, "2026-11-02"), strict=True)).return_code == 0
    result = audit(without(kind, EXCLUDE.format(kind, "2026-11-02")))
    assert result.return_code == 0
    assert any(one.verdict == "undecided" for one in result.verdicts), "nothing is hidden"
    (row,) = result.excluded
    assert (row.input, row.owner, row.reason, row.state) == (kind, "net-team", "audited elsewhere", "in effect")
    assert any(f"--{kind}" in sentence and "left out" in sentence for sentence in result.assumptions)


def test_an_expired_one_is_said_and_has_no_effect(without):
    result = audit(without("tls", EXCLUDE.format("tls", "2026-11-01")))
    assert result.return_code == 4
    assert [one.state for one in result.excluded] == ["expired"]
    assert any("expired" in sentence for sentence in result.assumptions)


def test_another_input_that_is_missing_still_counts(without):
    assert audit(without("tls", EXCLUDE.format("clients", "2026-11-02"))).return_code == 4


def test_what_is_offered_is_judged(without):
    result = audit(without(None, EXCLUDE.format("tls", "2026-11-02")))
    assert (result.return_code, [one.state for one in result.excluded]) == (0, ["offered"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (EXCLUDE.format("waivers", "2026-11-02"), "left out"),
        (EXCLUDE.format("tls", '"soon"'), "date"),
        (EXCLUDE.format("tls", "2026-11-02").replace("audited elsewhere", " "), "blank"),
        (EXCLUDE.format("tls", "2026-11-02").replace("owner", "ownr"), "ow"),
    ],
)
def test_an_exclusion_that_nobody_owns_or_that_cannot_be_meant_is_refused(without, text, why):
    with pytest.raises(ConfigurationError, match=why):
        without(None, text)


def test_reasons_count_as_meant_only_when_all_of_them_are():
    fact, policy = absent("tls")
    assert meant([policy], {"tls"})
    assert meant([fact, policy], {"tls"})
    assert not meant([policy, "a record is lost"], {"tls"})
    assert not meant([policy], set())
    assert not meant([], {"tls"})


def test_pseudonyms_hide_what_the_site_says(without):
    from auditor.anonymise import anonymise
    from auditor.gather import gather

    settings = without("tls", EXCLUDE.format("tls", "2026-11-02"))
    hidden = anonymise(audit(settings), gather(settings).estate)
    assert [one.reason for one in hidden.excluded] == ["(hidden)"]


@pytest.mark.parametrize("kind", ["setropts", "unload", "hwscfg"])
def test_what_is_lost_of_another_input_counts_beside_what_is_left_out(without, kind):
    settings = without(kind, EXCLUDE.format(kind, "2026-11-02"))
    lost = settings.inputs.hwscfg[0] if kind == "unload" else settings.inputs.unload[0]
    path = Path(lost)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert audit(settings).return_code == 12
