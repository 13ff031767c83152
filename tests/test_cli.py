from __future__ import annotations

import subprocess
import sys

import click
import pytest

from auditor.cli import auditor, run


def test_help_teaches_and_names_every_return_code(capsys):
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert "auditor scan sample/auditor.toml" in out
    for code in ("0  ", "4  ", "8  ", "12  ", "16  "):
        assert code in out


def test_help_does_not_load_the_engine_the_grammars_or_the_models():
    code = (
        "import sys, contextlib, io; from auditor.cli import run; run(['--help']);"
        "heavy = set('regorus pydantic msgspec pyparsing jinja2 sqlalchemy rich yaml cryptography'.split());"
        "sys.exit(','.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("module", ["auditor", "auditor.cli"])
def test_the_modules_run_the_command_and_end_with_its_code(module, tmp_path):
    asked = [sys.executable, "-m", module, "scan", str(tmp_path / "nowhere.toml")]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 16
    assert "nowhere.toml" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["scan", "--nonsense"],
        ["scan", "--fail-on", "nothing"],
        ["scan"],
        ["scan", "none.toml"],
        ["scan", "--unload", "none.txt"],
        ["schema", "none"],
        ["scan", "--as-of", "yesterday"],
    ],
)
def test_what_cannot_run_ends_with_16_in_two_lines(arguments, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 16
    captured = capsys.readouterr()
    assert captured.err.startswith("error: ")
    assert "  try: " in captured.err
    assert "Traceback" not in captured.err
    assert list(tmp_path.iterdir()) == []


def commands(command, *path):
    """Every command and group, with the words that call it."""
    context = click.Context(command)
    yield path, command
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        yield from commands(command.get_command(context, name), *path, name)


EVERY = dict(commands(auditor))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_explains_itself_and_shows_no_backslash(path, capsys):
    with click.Context(EVERY[path], info_name=" ".join(("auditor", *path))) as context:
        text = EVERY[path].get_help(context)
    assert " ".join(("auditor", *path)) in text
    assert "\\" not in text
    assert "\b" not in text
    if path and path[0] != "history":  # which asks for --history first
        assert run([*path, "--help"]) == 0
        assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("path", [(), ("scan",), ("gate",), ("waive",)], ids=" ".join)
def test_examples_keep_their_lines(path):
    with click.Context(EVERY[path]) as context:
        lines = [line.strip() for line in EVERY[path].get_help(context).splitlines()]
    examples = [line for line in lines if line.startswith("auditor ")]
    assert len(examples) >= {(): 2, ("scan",): 3, ("gate",): 2, ("waive",): 1}[path]


def test_an_internal_error_is_no_traceback_and_names_no_value(capsys, monkeypatch):
    import auditor.cli

    def explode(**_):
        raise RuntimeError("secret 0123456789ABCDEF")

    monkeypatch.setattr(auditor.cli.auditor, "main", explode)
    assert run(["--debug", "scan"]) == 16
    err = capsys.readouterr().err
    assert "internal error: RuntimeError" in err
    assert "0123456789ABCDEF" not in err


@pytest.mark.parametrize(
    "words", [["--history", ""], ["--setropts", ""], ["--unload", "x", "--unload", ""], ["--format="]]
)
def test_an_option_without_a_value_is_refused_and_not_left_out(words, capsys):
    assert run(["scan", "fixtures/sound/auditor.toml", *words]) == 16
    assert " is empty" in capsys.readouterr().err
