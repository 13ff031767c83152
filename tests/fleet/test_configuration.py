"""fleet.toml: what is refused, and that flags win."""

from __future__ import annotations

import pytest

from auditor.errors import ConfigurationError
from auditor.fleet.configuration import read_fleet

GOOD = '[fleet]\nname = "BANK"\nsystems = ["a"]\n'


def test_flags_win(tmp_path):
    file = tmp_path / "fleet.toml"
    file.write_text(GOOD + "workers = 2\n")
    assert read_fleet(file).fleet.workers == 2
    assert read_fleet(file, workers=3, out=None).fleet.workers == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[fleet]\n",
        "[fleet]\nsystems = []\n",
        "fleet = 3\n",
        GOOD + "worker = 2\n",
        GOOD + "workers = 0\n",
        GOOD + "time_limit = 0\n",
        GOOD + 'formats = ["pdf"]\n',
        GOOD.replace("BANK", ""),
        GOOD + "[[owners]]\nowner = ''\n",
        GOOD + "[[owners]]\nowner = 'a'\nmatch = {policies = 'x'}\n",
        GOOD + "[[owners]]\nowner = 'a'\ndays = {urgent = 1}\n",
        GOOD + "[other]\n",
        "no toml",
        "\ud800",
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, text):
    file = tmp_path / "fleet.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ConfigurationError):
        read_fleet(file)


def test_a_file_that_is_missing_or_endless_is_refused(tmp_path):
    for path in (tmp_path / "none.toml", "/dev/zero"):
        with pytest.raises(ConfigurationError):
            read_fleet(path)
