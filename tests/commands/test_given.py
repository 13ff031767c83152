"""An option of one value that is given twice is refused: the first would be lost, whatever it holds."""

from __future__ import annotations

import click
import pytest

from auditor import cli
from auditor.cli import run
from auditor.commands.given import GivenOnce

_OPENS = "RALTER APPL IMSDRDA1 UACC(READ)\n"
_REFRESHES = "SETROPTS RACLIST(APPL) REFRESH\n"
_SOUND = "fixtures/sound/auditor.toml"


@pytest.fixture
def pair(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text(_OPENS)
    second.write_text(_REFRESHES)
    return str(first), str(second)


@pytest.mark.parametrize("joined", [False, True])
def test_a_second_change_file_does_not_replace_the_first(pair, tmp_path, capsys, joined):
    changes = [f"--change={path}" for path in pair] if joined else ["--change", pair[0], "--change", pair[1]]
    assert run(["gate", _SOUND, *changes, "--out", str(tmp_path / "out")]) == 16
    said = capsys.readouterr().err
    assert "--change is given twice" in said
    assert "one file" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--clients", "--setropts", "--waivers", "--keys"])
@pytest.mark.parametrize("command", ["scan", "gate"])
def test_a_second_file_of_an_input_does_not_replace_the_first(pair, capsys, command, option):
    assert run([command, _SOUND, option, pair[0], option, pair[1]]) == 16
    assert f"{option} is given twice" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--clients-after", "--tls-after", "--issuer"])
def test_what_will_be_is_told_once(pair, capsys, option):
    assert run(["gate", _SOUND, option, pair[0], option, pair[1], option, pair[0]]) == 16
    assert f"{option} is given 3 times" in capsys.readouterr().err


def test_options_of_several_values_and_flags_repeat(capsys):
    arguments = ["scan", "none.toml", "--unload", "none", "--unload", "none", "--quiet", "--quiet"]
    assert run(arguments) == 16
    assert "is given" not in capsys.readouterr().err


def test_a_command_of_a_group_refuses_too(capsys):
    asked = ["history", "--history", "none.db", "findings", "--system", "A", "--system", "B"]
    assert run(asked) == 16
    assert "--system is given twice" in capsys.readouterr().err


def test_a_group_refuses_its_own_options_and_leaves_the_rest_to_its_commands(capsys):
    assert run(["history", "--history", "a.db", "--history=b.db", "list"]) == 16
    assert "--history is given twice" in capsys.readouterr().err


def test_a_value_that_looks_like_an_option_and_what_follows_the_dashes_is_no_option(capsys):
    waiver = ["--reason", "--owner", "--owner", "x", "--approver", "x", "--ticket", "x", "--expires", "2027-01-01"]
    assert run(["waive", "none.json", *waiver]) == 16
    assert run(["scan", "--clients", "none", "--", "--clients", "none"]) == 16
    assert "is given" not in capsys.readouterr().err


def test_options_with_a_value_have_no_short_form_and_one_value():
    """The count reads `--name value` and `--name=value`; another form of option would escape it."""
    root = click.Context(cli.auditor)
    commands = [cli.auditor.get_command(root, name) for name in cli.auditor.list_commands(root)]
    for command in commands:
        if isinstance(command, click.Group):
            assert isinstance(command, GivenOnce) or not [one for one in command.params if _valued(one)]
            commands.extend(command.commands.values())
            continue
        assert isinstance(command, GivenOnce), command.name
        for option in filter(_valued, command.params):
            assert option.nargs == 1, option.name
            assert all(name.startswith("--") for name in option.opts), option.opts


def _valued(parameter):
    return isinstance(parameter, click.Option) and not parameter.is_flag
