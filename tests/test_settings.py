from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import ConfigurationError
from auditor.settings import Settings

WHOLE = """
[system]
name = "PRODPLEX"
as_of = 2026-11-02
[inputs]
unload = ["unload.txt"]
setropts = "setropts.txt"
hwscfg = ["HWSCFG00.txt"]
clients = "clients.yaml"
imscon = []
[site]
environment = "production"
privileged = ["ADMIN1"]
max_timeout = 45
[site.endpoints.IMSDRDA1]
environment = "test"
trust_zone = "dmz"
[report]
fail_on = "high"
"""


@pytest.fixture
def toml(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "auditor.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_paths_are_relative_to_the_file_that_names_them(toml, tmp_path):
    settings = Settings.load(toml(WHOLE))
    assert settings.inputs.unload == (str(tmp_path / "unload.txt"),)
    assert settings.inputs.setropts == str(tmp_path / "setropts.txt")
    assert settings.inputs.imscon == ()
    assert settings.site.endpoints["IMSDRDA1"].trust_zone == "dmz"
    assert (settings.site.max_timeout, settings.site.stale_days) == (45, 90)
    assert (settings.as_of, settings.fail_on) == (date(2026, 11, 2), "high")


def test_flags_win(toml):
    settings = Settings.load(toml(WHOLE), unload=("other.txt",), fail_on="low", as_of=date(2027, 1, 1))
    assert settings.inputs.unload == ("other.txt",)
    assert (settings.fail_on, settings.as_of) == ("low", date(2027, 1, 1))


def test_what_the_site_has_not_said_stays_unsaid(toml):
    site = Settings.load(toml("[inputs]\nsetropts='x'\n")).site
    assert (site.environment, site.security_owners, site.other_applications) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "what", "advice"),
    [
        ("[inputs]\nsetrops = 'x'\n", "line 2: [inputs] has no key 'setrops'", "did you mean 'setropts'?"),
        ("[sit]\n", "line 1: the file has no key 'sit'", "did you mean 'site'?"),
        ("[site]\nmax_timeout = 'long'\n", "site.max_timeout", "auditor schema config"),
        ("[site]\nenvironment = 'prod'\n", "site.environment", "auditor schema config"),
        ("[inputs]\nsetropts = 3\n", "inputs.setropts", "auditor schema config"),
        ("[system\n", "line 1: not valid TOML", "fix the line"),
        ("[system]\nname = 'x'\nname = 'y'\n", "line 3: not valid TOML", "fix the line"),
        ("inputs = 3\n", "[inputs] is not a table", "keys below it"),
        ("[report]\nformats = ['pdf']\n", "no report format", "schema"),
        ('[system]\nname = "a\\u001b[31m"\n', "printable", "schema"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(toml, text, what, advice):
    with pytest.raises(ConfigurationError) as refused:
        Settings.load(toml(text))
    assert what in str(refused.value)
    assert "\n" not in str(refused.value)
    assert advice in refused.value.advice
    assert refused.value.return_code == 16


def test_a_configuration_that_is_not_there_or_not_text_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot read"):
        Settings.load(tmp_path / "none.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b"[system]\nname = '\xe9'\n")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        Settings.load(path)


def test_outputs_stay_below_reports_whatever_the_system_is_called():
    assert Settings(system="../../etc").directory == Path("reports/_.._etc")
    assert Settings(system="PROD 1").directory == Path("reports/PROD_1")
    assert Settings(system="X", out="elsewhere").directory == Path("elsewhere")


@pytest.mark.parametrize("field", ["unload", "setropts", "hwscfg", "change", "policies"])
def test_a_file_name_that_no_result_could_hold_is_refused(field):
    name = b"no-\xff.txt".decode("utf-8", "surrogateescape")
    given = (name,) if field in ("unload", "hwscfg", "policies") else name
    with pytest.raises(ConfigurationError, match=r"udcff\.txt is not UTF-8"):
        Settings.load(None, **{field: given})
