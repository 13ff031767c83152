"""When each input was taken, how that is known, and what an old one costs."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest

from auditor import Settings, audit
from auditor.cli import run
from auditor.errors import ConfigurationError
from auditor.gather import gather
from tests.shop.build import FIXTURES

STAMP = "IKJ56650I TIME-09:15:57 AM. CPU-00:00:01 SERVICE-123456 SESSION-00:20:20 {},2026\n"


@pytest.fixture
def sound(tmp_path):
    """The sound shop with its own dates left out, and a way to change its auditor.toml."""
    folder = tmp_path / "sound"
    shutil.copytree(FIXTURES / "sound", folder)
    config = folder / "auditor.toml"
    before, _, rest = config.read_text().partition("[inputs.dates]\n")
    config.write_text(before + rest[rest.index("\n\n") + 2 :])

    def load(more: str = "", **flags: object) -> Settings:
        text = config.read_text()
        config.write_text(text + "\n" + more)
        return Settings.load(config, **flags)

    load.folder = folder
    return load


def known(settings: Settings) -> dict[str, tuple[str | None, str | None]]:
    return {one.kind: (one.taken, one.taken_from) for one in gather(settings).inputs}


def errors(settings: Settings) -> list[tuple[str, str]]:
    return [(one.input, one.code) for one in gather(settings).diagnostics if one.level == "error"]


def test_the_sound_shop_ends_with_0_also_with_strict():
    for strict in (False, True):
        result = audit(Settings.load(FIXTURES / "sound/auditor.toml", strict=strict))
        assert result.return_code == 0


def test_without_anything_said_an_unload_has_a_bound_and_the_others_no_day(sound):
    assert known(sound()) == {
        "unload": ("2026-10-30", "bound"), "setropts": (None, None), "hwscfg": (None, None),
        "clients": (None, None), "imscon": (None, None), "tls": (None, None),
        "client_files": (None, None), "smf": (None, None),
    }  # fmt: skip


def test_the_configuration_dates_a_file_and_its_heading_wins(sound):
    listing = sound.folder / "setropts.txt"
    listing.write_text(STAMP.format("OCTOBER 31") + listing.read_text())
    settings = sound('[inputs.dates]\n"unload.txt" = "2026-11-01"\n"setropts.txt" = 2026-11-02\n')
    gathered = gather(settings)
    dates = {one.kind: (one.taken, one.taken_from) for one in gathered.inputs}
    assert dates["unload"] == ("2026-11-01", "config")
    assert dates["setropts"] == ("2026-10-31", "heading")
    assert [(one.input, one.level) for one in gathered.diagnostics if one.code == "dates-differ"] == [
        ("setropts", "remark")
    ]


def test_a_day_before_the_data_inside_is_an_error_and_counts_for_nothing(sound):
    settings = sound('[inputs.dates]\n"unload.txt" = "2026-10-29"\n')
    assert known(settings)["unload"] == ("2026-10-30", "bound")
    assert errors(settings) == [("unload", "dates-differ")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('"setrops.txt" = "2026-11-01"', "no input"),
        ('"clients.yaml" = "2026-11-01"', "no age"),
        ('"setropts.txt" = "1 Nov"', "no date"),
        ('"setropts.txt" = "2026-02-30"', "no date"),
        ('"setropts.txt" = 2026-11-01T10:00:00', "no date"),
    ],
)
def test_dates_that_cannot_be_meant_are_refused(sound, line, why):
    with pytest.raises(ConfigurationError, match=why):
        sound(f"[inputs.dates]\n{line}\n")


@pytest.mark.parametrize(("day", "code"), [("2026-10-25", []), ("2026-10-24", [("setropts", "too-old")])])
def test_known_to_be_older_than_the_limit_is_an_error(sound, day, code):
    assert errors(sound(f'[inputs.dates]\n"setropts.txt" = "{day}"\n')) == code


def test_old_evidence_ends_with_12_and_makes_no_findings_about_people():
    old = audit(Settings.load(FIXTURES / "sound/auditor.toml", as_of=date(2027, 7, 2)))
    assert old.return_code == 12
    assert [one for one in old.verdicts if one.verdict == "fail"] == []
    assert old.crosscheck.disagree == 0


def test_only_a_bound_that_is_older_ends_with_4_and_makes_none_either(sound):
    settings = sound(as_of=date(2027, 7, 2))
    old = audit(settings)
    assert old.return_code == 4
    assert [one.policy for one in old.verdicts if one.verdict == "fail"] == []
    said = next(one.message for one in old.verdicts if one.policy == "PT-D06")
    assert "nothing tells when the unload was taken" in said
    assert {one.policy for one in old.verdicts if one.verdict == "undecided"} >= {"PT-B11"}
    assert old.crosscheck.disagree == 0


def test_evidence_of_a_later_day_is_damage_unless_the_day_was_asked_for(sound):
    dated = '[inputs.dates]\n"setropts.txt" = "2026-11-03"\n'
    settings = sound(dated)
    assert errors(settings) == [("setropts", "taken-after")]
    assert [one.code for one in gather(settings).estate.evidence.setropts.damage] == ["taken-after"]
    assert errors(sound(as_of=date(2026, 11, 2))) == []


def test_where_nobody_names_a_day_the_system_may_be_where_it_is_tomorrow(sound):
    settings = sound('[inputs.dates]\n"setropts.txt" = "2026-11-03"\n')
    today = settings.model_copy(update={"as_of_from": "clock"})
    assert errors(today) == []
    assert errors(today.model_copy(update={"as_of": date(2026, 11, 1)}))[0] == ("setropts", "taken-after")


def test_a_day_that_stands_in_the_file_is_told_with_its_age(sound):
    """The report says so without a count of days: it is the same whenever it is made."""
    written = sound()
    days = (date.today() - date(2026, 11, 2)).days  # noqa: DTZ011 - the local day
    assert written.age == f"The day of the audit stands in auditor.toml: 2026-11-02, {days} days ago."
    assert any("2026-11-02 because auditor.toml says so" in one for one in audit(written).assumptions)
    for told in (sound(as_of=date(2026, 11, 2)), Settings()):
        assert told.age is None
    assert not [one for one in audit(sound(as_of=date(2026, 11, 2))).assumptions if "says so" in one]


@pytest.mark.parametrize(("days", "word"), [(0, "today."), (1, "1 day ago."), (2, "2 days ago."), (-1, "1 day ahead.")])
def test_the_age_of_a_day_is_counted_from_today(sound, days, word):
    day = date.today() - timedelta(days=days)  # noqa: DTZ011 - the local day
    assert str(sound().model_copy(update={"as_of": day}).age).endswith(word)


def test_scan_and_gate_tell_the_age_below_their_summary(tmp_path, capsys):
    config = str(FIXTURES / "sound/auditor.toml")
    assert run(["scan", config, "--out", str(tmp_path / "a")]) == 0
    assert "stands in auditor.toml: 2026-11-02" in capsys.readouterr().out
    assert run(["scan", config, "--as-of", "2026-11-02", "--out", str(tmp_path / "b"), "-q"]) == 0
    assert "stands in" not in capsys.readouterr().out
