"""One line of a listing lost, doubled, moved or in another case: the same facts, or unknown with an error.

What no reader can see is stated here too: a continuation line that is lost as a whole leaves no trace, nor does the
end of the last line of a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import EvidenceUnreadable
from auditor.sources.read import Read as FileRead
from auditor.sources.setropts import read_setropts
from auditor.sources.setropts.grammar import heading

SAMPLES = Path("tests/data/setropts")
LISTINGS = ["01-auditor.txt", "03-no-indentation.txt"]
CARRIERS = [*LISTINGS, "02-no-auditor.txt", "04-terminal-capture.txt", "05-asa-spool.txt"]
EXTRACT = "08-extract.kv"
HOW = {
    "lost": lambda _line: [],
    "doubled": lambda line: [line, line],
    "moved right": lambda line: [line[:1] + "   " + line[1:] if line[:1] in " 10-" else "   " + line],
    "moved left": lambda line: [line[:1] + line[1:].lstrip()],
    "in lower case": lambda line: [line.lower()],
    "cut short": lambda line: [line[: len(line) // 2]],
}


def facts(one: FileRead) -> dict[tuple[str, str], object]:
    rows = {(name, key): fact.value for name, options in one.facts.classes.items() for key, fact in options}
    return rows | {("", key): fact.value for key, fact in one.facts.options}


def changes(tmp_path: Path, name: str, how: str) -> Iterator[tuple[int, str, FileRead]]:
    lines = (SAMPLES / name).read_text().splitlines()
    path = tmp_path / "listing"
    for number in [n for n, line in enumerate(lines) if name != EXTRACT or is_new(lines, n)]:
        line = lines[number]
        path.write_text("\n".join([*lines[:number], *HOW[how](line), *lines[number + 1 :]]) + "\n")
        try:
            yield number, line, read_setropts(str(path), 0)
        except EvidenceUnreadable:
            continue


def is_new(lines: list[str], number: int) -> bool:
    """The first line of each key: those that follow it say the same of another class."""
    return number == 0 or lines[number].partition(":")[0] != lines[number - 1].partition(":")[0]


def silent(before: dict[tuple[str, str], object], one: FileRead) -> dict[tuple[str, str], object]:
    """Facts that became something else, neither unknown nor announced by an error."""
    if any(row.level == "error" for row in one.diagnostics):
        return {}
    after = facts(one)
    keys = {*before, *after}
    return {
        key: (before.get(key), after.get(key))
        for key in keys
        if after.get(key) is not None and after.get(key) != before.get(key, False)
    }


def is_continuation(line: str) -> bool:
    text = line[1:].strip()
    return heading(text) is None and bool(text) and all(word.isupper() and len(word) <= 8 for word in text.split())


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("name", LISTINGS)
def test_one_changed_line_of_a_listing(name: str, how: str, tmp_path: Path) -> None:
    before = facts(read_setropts(str(SAMPLES / name), 0))
    lines = (SAMPLES / name).read_text().splitlines()
    wrong = {}
    for number, line, one in changes(tmp_path, name, how):
        told = silent(before, one)
        if how == "lost" and is_continuation(line):
            lost = set(line.split())
            told = {key: row for key, row in told.items() if key[0] not in lost or row[1] is not False}
        if how == "cut short" and (number + 1 == len(lines) or not is_continuation(lines[number + 1])):
            told = {key: row for key, row in told.items() if not key[0]}  # the last line of a list is as long as it is
        if told:
            wrong[number, line] = sorted(told.items())[:3]
    assert wrong == {}


@pytest.mark.parametrize("how", [how for how in HOW if how != "cut short"])
def test_one_changed_line_of_an_extract(how: str, tmp_path: Path) -> None:
    before = facts(read_setropts(str(SAMPLES / EXTRACT), 0))
    for number, line, one in changes(tmp_path, EXTRACT, how):
        told = silent(before, one)
        key, _, value = line.rstrip().partition(":")
        if how == "lost":  # one line is one value: the others of its list stay as they are
            off = {"REVOKE": "revoke", "INACTIVE": "inactive"}.get(key)
            told = {fact: row for fact, row in told.items() if fact[0] != value and fact != ("", off)}
            assert off is None or any(row.code == "absent-is-off" for row in one.diagnostics)
        assert told == {}, (number, line)


@pytest.mark.parametrize("codepage", ["utf-8-sig", "cp1047", "cp037", "latin-1"])
@pytest.mark.parametrize("name", [*CARRIERS, EXTRACT])
def test_the_code_page_changes_nothing(name: str, codepage: str, tmp_path: Path) -> None:
    import ebcdic  # noqa: F401 - registers cp1047

    path = tmp_path / "listing"
    path.write_bytes((SAMPLES / name).read_text().replace("\n", "\x85" if "cp" in codepage else "\n").encode(codepage))
    assert facts(read_setropts(str(path), 0)) == facts(read_setropts(str(SAMPLES / name), 0))


@pytest.mark.parametrize("name", CARRIERS)
def test_the_wrong_code_page_is_an_error_not_another_fact(name: str, tmp_path: Path) -> None:
    """A British terminal shows the dollar sign as a pound: the class name is damaged, and so is its list."""
    path = tmp_path / "listing"
    path.write_text((SAMPLES / name).read_text().replace("$IMSCON", "£IMSCON"))
    one = read_setropts(str(path), 0)
    assert any(row.code == "not-a-class" and row.level == "error" for row in one.diagnostics)
    assert {options.active.value for options in one.facts.classes.values()} == {None}


@pytest.mark.parametrize("name", [*CARRIERS, EXTRACT])
def test_every_place_is_that_of_the_words_that_say_it(name: str) -> None:
    one = read_setropts(str(SAMPLES / name), 0)
    every = [fact for options in one.facts.classes.values() for _, fact in options] + [
        fact for _, fact in one.facts.options
    ]
    places = {fact.at for fact in every if fact.at is not None and fact.at.first}
    assert len(places) > 50
    for at in places:
        text = one.lines[at.record][at.first - 1 : at.last]
        assert text, at
        assert text == text.strip(), at


def broken(text: str, label: str, after: str, more: int = 0) -> str:
    """The listing with one line broken after a class, and the rest of it indented to its first class, or `more`."""
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(label))
    head, _, rest = lines[at].partition(f" {after} ")
    assert rest
    margin = more + len(lines[at]) - len(lines[at].partition("=")[2].lstrip())
    return "\n".join([*lines[:at], f"{head} {after}", " " * margin + rest, *lines[at + 1 :]]) + "\n"


@pytest.mark.parametrize("after", ["GROUP", "APPL", "USER"])
@pytest.mark.parametrize("more", [0, -9, 4])
def test_a_list_of_audit_classes_that_is_broken_early_is_read(after: str, more: int, tmp_path: Path) -> None:
    path = tmp_path / "listing"
    path.write_text(broken((SAMPLES / "01-auditor.txt").read_text(), "AUDIT CLASSES", after, more))
    one, whole = read_setropts(str(path), 0), read_setropts(str(SAMPLES / "01-auditor.txt"), 0)
    assert {row.level for row in one.diagnostics} == {"remark"}
    assert {row.code for row in one.diagnostics} == {"line-cut", *(["list-misaligned"] if more else [])}
    for name in ("APPL", "FACILITY", "PTKTDATA", "STARTED", "SURROGAT"):
        assert one.facts.classes[name].audit.value is True
    assert {key: value for key, value in facts(one).items() if value is not None and value != facts(whole)[key]} == {}
    assert facts(one) == facts(whole) | {key: None for key, value in facts(one).items() if value is None}
    assert {key[1] for key, value in facts(one).items() if value is None and facts(whole)[key] is not None} <= {"audit"}


def test_another_list_that_is_broken_where_a_class_may_be_lost_is_damage(tmp_path: Path) -> None:
    """Between DATASET and FACILITY may have stood APPL, and not PTKTDATA: only APPL is unknown."""
    path = tmp_path / "listing"
    path.write_text(broken((SAMPLES / "01-auditor.txt").read_text(), "GLOBAL CHECKING", "DATASET"))
    one = read_setropts(str(path), 0)
    assert [(row.level, row.code) for row in one.diagnostics] == [("error", "line-cut")]
    assert one.facts.classes["APPL"].global_checking.value is None
    assert one.facts.classes["PTKTDATA"].global_checking.value is False
    assert one.facts.classes["FACILITY"].global_checking.value is True
