"""What a captured ticket tells, and what a person at night is told."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.cli import run
from auditor.commands import ticket as ticket_command
from auditor.commands.ticket_words import causes, facts
from auditor.drda import secchk
from auditor.errors import TicketRefused, UsageError
from auditor.explain import OfferedKey, Question, explain, generate
from auditor.tickets import enhanced, legacy
from auditor.tickets.keys import Key

NOW = 1_700_000_000
SHORT, LONG, OTHER = Key(bytes(range(8))), Key(bytes(range(64))), Key(bytes(range(100, 164)))
KEYS = (
    OfferedKey("IMSDRDA1", SHORT),
    OfferedKey("IMSDRDA1", LONG, "MIXED"),
    OfferedKey("IMSDRDA2", OTHER, "UPPER"),
)
UPPER = enhanced.generate("BATUSR1", "IMSDRDA2", OTHER, NOW, "UPPER")
MIXED = enhanced.generate("BATUSR1", "IMSDRDA1", LONG, NOW - 5, "MIXED")
LEGACY = legacy.generate("BATUSR1", "IMSDRDA1", SHORT, NOW + 30)


def ask(ticket, near=NOW, users=("BATUSR1",), applications=("IMSDRDA1",), keys=KEYS, timeout=60):
    told = explain(Question(ticket, users, applications, keys, near, timeout))
    return told, "\n".join((*facts(told), *causes(told)))


def test_a_right_ticket_points_behind_the_ticket():
    for ticket, algorithm, second in ((MIXED, "MIXED", NOW - 5), (LEGACY, "legacy", NOW + 30)):
        told, words = ask(ticket)
        best = told.made[0]
        assert told.good
        assert (best.algorithm, best.second, best.offset, best.folded) == (algorithm, second, second - NOW, False)
        assert (best.user, best.application, best.profile, best.inside) == ("BATUSR1", "IMSDRDA1", "IMSDRDA1", True)
        assert "replay" in words
        assert "inside the window" in words


def test_wrong_application_name():
    told, words = ask(UPPER, applications=("IMSDRDA1", "IMSDRDA2"))
    assert not told.good
    assert (told.made[0].application, told.made[0].profile) == ("IMSDRDA2", "IMSDRDA2")
    assert "Wrong application name" in words
    assert "generated for IMSDRDA2" in words


def test_other_user():
    told, words = ask(MIXED, users=("OTHERUSR", "BATUSR1"))
    assert not told.good
    assert "Other user: the ticket is for BATUSR1" in words


def test_key_of_another_profile():
    ticket = enhanced.generate("BATUSR1", "IMSDRDA1", OTHER, NOW, "UPPER")
    told, words = ask(ticket)
    assert not told.good
    assert told.made[0].profile == "IMSDRDA2"
    assert "Other key" in words
    assert "Wrong application" not in words


def test_a_key_of_a_qualified_profile_belongs_to_its_application():
    keys = (OfferedKey("IMSDRDA1.SYS1.BATUSR1", LONG, "MIXED"),)
    assert ask(MIXED, keys=keys)[0].good


@pytest.mark.parametrize(
    ("apart", "expected"), [(-3600, "time zone (-1 h)"), (7200, "time zone (+2 h)"), (-1000, "old")]
)
def test_clock(apart, expected):
    told, words = ask(legacy.generate("BATUSR1", "IMSDRDA1", SHORT, NOW + apart))
    assert not told.good
    assert told.made[0].offset == apart
    assert "Clock: the ticket is" in words
    assert "outside the window of 600" in words
    assert expected in words


def test_the_window_is_the_timeout():
    assert ask(MIXED, near=NOW + 50)[0].good
    assert not ask(MIXED, near=NOW + 56)[0].good
    assert ask(MIXED, near=NOW + 56, timeout=61)[0].good


def test_folded_case():
    told, words = ask(MIXED.upper())
    assert not told.good
    best = told.made[0]
    assert (best.algorithm, best.second, best.folded) == ("MIXED", NOW - 5, True)
    assert "PSWDMC" in words
    told, words = ask(LEGACY.lower())
    assert not told.good
    assert told.made[0].folded
    assert "sent in lower case" in words


def test_no_key_offered_here():
    stranger = Key(bytes(range(50, 114)))
    told, words = ask(enhanced.generate("BATUSR1", "IMSDRDA1", stranger, NOW, "MIXED"))
    assert told.made == ()
    assert "No key offered here made this ticket" in words
    assert "Other key" in words
    told, words = ask(legacy.generate("BATUSR1", "IMSDRDA1", Key(b"stranger"), NOW))
    assert "legacy is likely" in words
    assert "No key was offered for NOSUCH" in ask("K8CCHXO6", applications=("NOSUCH",))[1]


@pytest.mark.parametrize("text", ["", "short", "not a ticket", "B82#SZ0W", "\u00e4\u00f6\u00fc\u00df1234"])
def test_what_is_no_ticket(text):
    told, words = ask(text)
    assert told.made == ()
    assert told.shapes == ()
    assert "no PassTicket" in words


@settings(max_examples=30)
@given(st.text(max_size=9), st.floats(0, 2**40))
def test_any_text_and_time_is_explained_without_repeating_it(text, near):
    told, words = ask(text, near=near, keys=KEYS[:1])
    assert len(text) < 8 or text not in words
    assert len(text) < 8 or text not in repr(told)


def test_neither_ticket_nor_key_is_in_a_repr():
    question = Question(MIXED, ("BATUSR1",), ("IMSDRDA1",), KEYS, NOW)
    shown = repr(question) + repr(explain(question))
    assert MIXED not in shown
    assert "\\x01\\x02" not in shown


def test_questions_that_cannot_be_asked():
    for question in (
        Question(MIXED, (), ("IMSDRDA1",), KEYS, NOW),
        Question(MIXED, ("BATUSR1",), (), KEYS, NOW),
        Question(MIXED, ("BATUSR1",), ("IMSDRDA1",), (), NOW),
    ):
        with pytest.raises(UsageError):
            explain(question)
    with pytest.raises(TicketRefused):
        explain(Question(MIXED, ("NO-USER",), ("IMSDRDA1",), KEYS, NOW))


def test_generate_takes_what_racf_would():
    assert generate("BATUSR1", "IMSDRDA1", KEYS[1:2], NOW - 5) == MIXED
    assert generate("BATUSR1", "IMSDRDA1", KEYS, NOW + 30, "legacy") == LEGACY
    assert generate("BATUSR1", "IMSDRDA2", KEYS, NOW, "UPPER") == UPPER
    with pytest.raises(UsageError):
        generate("BATUSR1", "IMSDRDA1", KEYS[:1], NOW, "MIXED")


@pytest.fixture
def keys_offered(monkeypatch):
    def offered(path, profile=None):
        return tuple(one for one in KEYS if profile in (None, one.profile))

    monkeypatch.setattr(ticket_command, "offered_keys", offered)
    return ["--keys", "keys.yaml"]


COMMON = ["--application", "IMSDRDA1", "--at", str(NOW)]


def test_command_line(keys_offered, capsys):
    assert run(["ticket", "explain", MIXED, "--user", "BATUSR1", *COMMON, *keys_offered]) == 0
    assert run(["ticket", "explain", MIXED.upper(), "--user", "BATUSR1", *COMMON, *keys_offered]) == 8
    printed = capsys.readouterr()
    assert "2023-11-14 22:13:15 GMT" in printed.out
    assert "PSWDMC" in printed.out
    assert MIXED not in printed.out + printed.err
    assert MIXED.upper() not in printed.out + printed.err


def test_secchk_as_hex_and_as_a_file(keys_offered, capsys, tmp_path):
    sent = secchk.encode("BATUSR1", MIXED).hex()
    (tmp_path / "captured.txt").write_text(sent, encoding="ascii")
    assert run(["ticket", "explain", "--secchk", sent, *COMMON, *keys_offered]) == 0
    assert run(["ticket", "explain", "--capture", str(tmp_path / "captured.txt"), *COMMON, *keys_offered]) == 0
    printed = capsys.readouterr().out
    assert printed.count("byte 0: user BATUSR1") == 2
    assert MIXED not in printed


def test_generate_prints_a_ticket_and_nothing_else(keys_offered, capsys):
    asked = ["ticket", "generate", "--user", "BATUSR1", "--application", "IMSDRDA1"]
    assert run([*asked, "--at", "2023-11-14T22:13:15Z", "--kind", "MIXED", *keys_offered]) == 0
    assert capsys.readouterr().out == MIXED + "\n"
    assert run([*asked, "--throw-away", "--kind", "legacy"]) == 0
    assert legacy.possible(capsys.readouterr().out.strip())
    assert run([*asked, "--throw-away", "--secchk"]) == 0
    assert secchk.decode(bytes.fromhex(capsys.readouterr().out)).user == "BATUSR1"


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", *COMMON, "--keys", "k", "--user", "A"],
        ["explain", MIXED, "--secchk", "00", *COMMON, "--keys", "k"],
        ["explain", "--secchk", "zz", *COMMON, "--keys", "k"],
        ["explain", "--capture", "no-such-file", *COMMON, "--keys", "k"],
        ["explain", MIXED, "--user", "A", "--application", "IMSDRDA1", "--at", "yesterday", "--keys", "k"],
        ["generate", "--user", "A", "--application", "B"],
        ["generate", "--user", "NO-USER", "--application", "B", "--throw-away"],
        ["generate", "--user", "A", "--application", "B", "--throw-away", "--at", "nan"],
    ],
)
def test_refusals_end_with_16_and_advice_and_repeat_no_secret(keys_offered, capsys, arguments):
    assert run(["--debug", "ticket", *arguments]) in (12, 16)
    printed = capsys.readouterr()
    assert "error: " in printed.err
    assert "try: " in printed.err
    assert "internal" not in printed.err
    assert MIXED not in printed.out + printed.err


def test_an_adapter_reads_every_key_of_a_profile(monkeypatch):
    import sys

    entry = SimpleNamespace(legacy=SHORT, enhanced=LONG, type="UPPER")
    reader = SimpleNamespace(read_keys=lambda *_: SimpleNamespace(facts={"IMSDRDA1": entry}))
    monkeypatch.setitem(sys.modules, "auditor.sources.keys", reader)
    assert [one.algorithms for one in ticket_command.offered_keys("k")] == [("UPPER",), ("legacy",)]
    with pytest.raises(UsageError):
        ticket_command.offered_keys("k", "NOSUCH")
