"""A change file as commands with their lines, and everything in it that could not be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from auditor.racf.commands.build import (
    NAMED,
    RESOURCE,
    Mistake,
    check_legacy_keys,
    checked_ids,
    checked_profile,
    operands_of,
)
from auditor.racf.commands.carriers import Carried, Logical, Problem, carry
from auditor.racf.commands.dispositions import COMMANDS, INTERVAL, ON_DATA_SETS, UNTOUCHED
from auditor.racf.commands.grammar import Unreadable, check_brackets, cleaned, name_of, parse_operands
from auditor.racf.commands.imsconnect import to_ims_connect
from auditor.racf.commands.model import Aside, Command, ImsConnect, Named, Operands, Permit, Setropts, Text
from auditor.racf.commands.operands import SHORT
from auditor.racf.commands.printer import print_command

_ALIKE = 3
"""Problems that say the same are one from here on; of semicolons two are enough."""
_QUOTED = re.compile(r"'(?:[^']|'')*'?")

_COMMENTS = re.compile(r"'(?:[^']|'')*'|/\*.*?\*/", re.DOTALL)
_INSIDE = re.compile(r"'(?:[^']|'')*'|\([^()]*\)")
_WHOSE = r"(?:\s+USER\s*\([^()]*\))?"
_LASTS = re.compile(rf"{_WHOSE}\s+INTERVAL\s*\(\s*\d{{1,3}}\s*\){_WHOSE}\s*", re.IGNORECASE)
_SHOWS = {
    "RLIST", "SEARCH", "LISTUSER", "LISTGRP", "LISTDSD", "LISTCAT", "LISTALC", "LISTDS", "TIME", "QUERY",
    "DISPLAY", "HELP",
}  # fmt: skip
_CHANGES = {*RESOURCE, *NAMED, *COMMANDS, *SHORT, "PERMIT", "SETROPTS"} - {"RE", "CO", "D", "DD", "AD", "LD"}
"""Names of commands that an operand of a display cannot be; short ones that a user or profile may have are left out."""


class Located(NamedTuple):
    """A command and the line it starts on, from 1."""

    line: int
    command: Command


@dataclass(frozen=True, slots=True)
class Script:
    """A whole change file."""

    path: str
    commands: tuple[Located, ...]
    problems: tuple[Problem, ...]
    records: int = 0
    codepage: str = "utf-8"

    @property
    def lines(self) -> Mapping[int, str]:
        """Line number -> the command in its long form, secrets masked, for quoting; made when asked for."""
        quoted = {problem.line: f"({problem.code})" for problem in self.problems}
        return quoted | {one.line: print_command(one.command) for one in self.commands}


def parse_script(data: bytes | str, path: str = "") -> Script:
    """Read a plain script or JCL of RACF and IMS commands.

    Whatever cannot be understood is a problem with its line; nothing is raised and nothing is guessed.
    """
    carried = carry(data)
    commands: list[Located] = []
    for logical in carried.commands:
        command = _located(logical, carried)
        if command is not None:
            commands.append(Located(logical.line, command))
    if not commands and not carried.problems:
        carried.problems.append(Problem(1, "empty-script", "the script holds no command"))
    return Script(path, tuple(commands), folded(carried.problems), carried.records, carried.codepage)


def folded(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order of their lines, those that say the same as one that names the other lines."""
    alike: dict[Problem, list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: problem.line):
        alike.setdefault(replace(problem, line=0), []).append(problem)
    kept: list[Problem] = []
    for same in alike.values():
        first, *others = same
        lines = sorted({problem.line for problem in others} - {first.line})
        if lines and (len(lines) >= _ALIKE or "semicolon" in first.message):
            listed = ", ".join(map(str, lines[:10])) + (" ..." if len(lines) > 10 else "")
            kept.append(replace(first, message=f"{first.message} (also on {len(lines)} more lines: {listed})"))
        else:
            kept.extend(same)
    return tuple(sorted(kept, key=lambda problem: problem.line))


def names_of(script: Script) -> set[str]:
    """Every ID of the script that the estate must hold for its effect to be told: users and groups alike."""
    names: set[str] = set()
    for _, command in script.commands:
        if isinstance(command, Named):
            names.update(command.names)
        if not isinstance(command, Aside | ImsConnect):
            for operand in ("ID", "OWNER", "GROUP", "DFLTGRP", "SUPGROUP", "NOTIFY"):
                names.update(command.operands.words(operand))
    return names - {"*"}


def _located(logical: Logical, carried: Carried) -> Command | None:
    text = cleaned(logical.text)
    name, end = name_of(text)
    try:
        _check_comment(logical)
        if not name and not text.strip():
            return None
        check_brackets(text)
        _check_letters(text)
        return _runnable(parse_command(name, text, end), logical)
    except Unreadable as error:
        line, code, message = logical.line_at(error.offset), error.code, error.message
    except Mistake as error:
        line, code, message = logical.line, error.code, error.message
    if logical.cut is not None:
        code, message = "cut-at-72", f"{message}; line {logical.cut} reaches its last column, the rest may be cut off"
    carried.problems.append(Problem(line, code, message))
    return None


def _check_comment(logical: Logical) -> None:
    """An open comment that goes on over lines takes them along; who reads cards otherwise than we do runs them."""
    if len(logical.starts) > 1 and _COMMENTS.sub("", logical.text).count("/*"):
        raise Mistake("unclosed-comment", "a comment is not closed on its line and goes on over the next")


def _check_letters(text: str) -> None:
    """Upper case of some letters is A to Z: folded, they would read as a name that they are not."""
    if not text.isascii() and not _QUOTED.sub("", text).isascii():
        raise Mistake("not-text", "a letter that no name can hold stands outside quotes; write A-Z, 0-9, #, $, @")


def _runnable(command: Command, logical: Logical) -> Command:
    """The command, if who runs it takes such commands: TSO/E has none of IMS, and the SPOC none of RACF."""
    if logical.issuer == "tso" and isinstance(command, ImsConnect):
        raise Mistake("wrong-issuer", "TSO/E does not know IMS commands; run this one with CSLUSPOC")
    if logical.issuer == "ims" and not isinstance(command, ImsConnect | Aside):
        raise Mistake("wrong-issuer", "CSLUSPOC does not know TSO/E commands; run this one with IKJEFT01")
    return command


def parse_command(name: str, text: str, end: int) -> Command:
    """One command: `name` in upper case, its cleaned text and the position after the name.

    Raises `Unreadable` or `Mistake`.
    """
    verb = SHORT.get(name, name)
    if verb in RESOURCE:
        found = parse_operands("class", text, end)
        operands = operands_of(verb, found.items)
        check_legacy_keys(operands)
        if any(one.quoted for one in found.names):
            raise Mistake("bad-name", "a general resource profile name is not quoted")
        (class_name,) = checked_ids((Text(found.subject or ""),), verb)
        return RESOURCE[verb](class_name, tuple(checked_profile(one.value) for one in found.names), operands)
    if verb == "PERMIT":
        found = parse_operands("profile", text, end)
        operands = operands_of(verb, found.items)
        _check_permit(operands)
        return Permit(checked_profile(found.names[0].value.upper()), operands, found.names[0].quoted)
    if verb == "SETROPTS":
        return Setropts(operands_of(verb, parse_operands("none", text, end).items))
    if verb in NAMED:
        found = parse_operands("names", text, end)
        return NAMED[verb](checked_ids(found.names, verb), operands_of(verb, found.items))
    if (command := to_ims_connect(name, text, end)) is not None:
        return command
    if verb in COMMANDS:
        return _aside(verb, text[end:])
    raise Unreadable(0, "unknown-command", "this is not a command that the model knows")


def _aside(verb: str, rest: str) -> Aside:
    """A command known by name; of some an operand makes another one: RVARY LIST and TARGET LIST are displays."""
    if verb in ("RVARY", "TARGET") and rest.split() == ["LIST"]:
        return Aside(f"{verb} LIST", reads=True)
    if verb == "PASSWORD" and _LASTS.fullmatch(rest):
        return Aside(INTERVAL, reads=False)
    words = _INSIDE.sub(" ", rest).upper().split()
    if verb in _SHOWS and any(word in _CHANGES for word in words[1:]):
        raise Mistake("hidden-command", "another command stands in this display; give each its own line")
    return Aside(verb, reads=verb in UNTOUCHED, about=_data_sets(rest) if verb in ON_DATA_SETS else ())


def _data_sets(rest: str) -> tuple[str, ...]:
    """The names that ADDSD, ALTDSD and DELDSD begin with: one, or a list in parentheses."""
    text = rest.strip().upper()
    named = text[1:].partition(")")[0] if text.startswith("(") else (text.split() or [""])[0]
    return tuple(word.partition("/")[0] for word in re.split(r"[\s,()']+", named) if word)


def _check_permit(operands: Operands) -> None:
    if "DELETE" in operands and "ACCESS" in operands:
        raise Mistake("contradicting-operands", "ACCESS and DELETE are both given in PERMIT")
    if not {"ID", "FROM", "RESET"} & set(operands):
        raise Mistake("missing-operand", "PERMIT names no ID, FROM or RESET")
