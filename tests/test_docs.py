"""README's tables are what the command line says, row by row."""

from __future__ import annotations

import re

import click
import pytest

from auditor.cli import _COMMANDS, auditor
from auditor.errors import ReturnCode


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    start = text.index(f"{heading}\n")
    end = re.search(r"^#{1,3} ", text[start + len(heading) :], re.MULTILINE)
    return text[start : start + len(heading) + end.start()] if end else text[start:]


def rows(text: str) -> list[list[str]]:
    """The body of the first table of a section."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def commands() -> dict[str, click.Command]:
    context = click.Context(auditor)
    found = {name: auditor.get_command(context, name) for name in _COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


def test_every_command_and_subcommand_has_its_row(readme):
    table = {}
    for first, _ in rows(section(readme, "## Commands")):
        words = re.findall(r"`([^`]+)`", first)
        name, *rest = words[0].removeprefix("auditor ").split()
        subcommands = [word for word in rest if word.islower() and "-" not in word] + words[1:]
        table[name] = subcommands
    assert list(table) == list(_COMMANDS)
    for name, command in commands().items():
        if isinstance(command, click.Group):
            assert table[name] == list(command.commands), name


def test_every_schema_has_its_word(readme):
    argument = commands()["schema"].params[0]
    (row,) = [first for first, _ in rows(section(readme, "## Commands")) if "schema" in first]
    assert re.findall(r"`(?:auditor schema )?([\w-]+)`", row) == list(argument.type.choices)


def test_every_flag_of_scan_and_gate_has_its_row_and_no_other(readme):
    listed = [re.search(r"`(--[a-z-]+)`", first)[1] for first, _ in rows(section(readme, "### Flags of scan and gate"))]
    offered = {
        option
        for name in ("scan", "gate")
        for parameter in commands()[name].params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == offered - {"--help"}


def test_flags_of_one_command_say_so(readme):
    table = {
        re.search(r"`(--[a-z-]+)`", first)[1]: text
        for first, text in rows(section(readme, "### Flags of scan and gate"))
    }
    flags = {name: {option for one in commands()[name].params for option in one.opts} for name in ("scan", "gate")}
    for flag, text in table.items():
        for name, other in (("scan", "gate"), ("gate", "scan")):
            assert text.startswith(f"{name}: ") == (flag in flags[name] - flags[other]), flag


def test_the_return_codes_are_those_of_the_program_and_its_help(readme, capsys):
    from auditor.cli import run

    table = rows(section(readme, "## Verdicts and return codes"))
    assert [int(row[0]) for row in table] == [int(code) for code in ReturnCode]
    run(["--help"])
    text = " ".join(capsys.readouterr().out.split())
    for code, *_ in table:
        assert re.search(rf"\b{code} [a-z]", text)


def test_what_blocks_names_the_steps_and_severities_of_the_gate(readme):
    from auditor.gate.decide import BLOCKING_SEVERITIES
    from auditor.gate.trials import MUST_FAIL

    first = [row[0] for row in rows(section(readme, "### What blocks"))]
    (steps,) = [re.findall(r"`([a-z-]+)`", text) for text in first if "must be refused" in text]
    assert set(steps) == MUST_FAIL
    assert all(severity in first[0] for severity in BLOCKING_SEVERITIES)


def test_formats_and_files_are_those_of_the_renderers(readme):
    from auditor.renderers.write import OUTPUTS
    from auditor.settings import FORMATS

    table = section(readme, "## Reports and formats")
    files = [name for first, *_ in rows(table) for name in re.findall(r"`([^`]+)`", first)]
    assert sorted(files) == sorted(OUTPUTS)
    (flag,) = [text for first, text in rows(section(readme, "### Flags of scan and gate")) if "`--format`" in first]
    assert re.findall(r"`([^`]+)`", flag)[0].split(",") == list(FORMATS)


@pytest.mark.parametrize("page", ["README.md", "docs/recipes.md", "docs/pipelines.md", "docs/central-opa.md"])
def test_every_flag_that_is_shown_exists(page, root):
    text = (root / page).read_text()
    for name, rest in re.findall(
        r"^ *(?:- run: |exec |SH |script: )?auditor (\w+)((?:[^\n`|]|\\\n)*)", text, re.MULTILINE
    ):
        command = commands()[name]
        offered = {option for one in command.params for option in one.opts}
        if isinstance(command, click.Group):
            offered |= {option for one in command.commands.values() for part in one.params for option in part.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= offered, (name, rest)


def test_the_number_of_policies(readme):
    from auditor.policies.catalogue import load_catalogue

    assert readme.count(f"{len(load_catalogue().policies)} policies") == 1
