"""Which code of a paste is the one to explain, and what never leaves a paste."""

from __future__ import annotations

import dataclasses
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.messages.answer import answer
from auditor.messages.book import book
from auditor.messages.paste import LIMIT, masked, messages

LOGON = "ICH408I USER({user:<8}) GROUP(WEBGRP  ) NAME(WEB                 )\n  LOGON/JOB INITIATION - {what}\n"


def refused(*rows):
    return "".join(LOGON.format(user=user, what=what) for user, what in rows)


def test_the_first_failure_is_explained_not_the_revocation_it_leads_to():
    said = answer(refused(("WEBSVC", "REVOKED USER ACCESS ATTEMPT"), ("WEBSVC", "INVALID PASSWORD")))
    assert said.first.code.key == "ICH408I/invalid-password"
    assert [item.consequence for item in said.items] == [True, False]


def test_a_revoked_user_alone_is_the_cause():
    said = answer(refused(("WEBSVC", "REVOKED USER ACCESS ATTEMPT")))
    assert said.first.code.key == "ICH408I/revoked"
    assert not said.first.consequence


def test_refusals_of_two_users_are_two_items():
    said = answer(refused(("WEBSVC", "INVALID PASSWORD"), ("BATCH1", "INVALID PASSWORD")))
    assert [(item.sighting.names["user"], item.count) for item in said.items] == [("WEBSVC", 1), ("BATCH1", 1)]


def test_a_gateway_only_repeats_what_racf_said():
    said = answer("ZWEAG120E Invalid username or password for URL '/x'\n" + refused(("WEBSVC", "INVALID PASSWORD")))
    assert said.first.code.key == "ICH408I/invalid-password"


def test_three_within_a_second_are_one_logon_tried_again():
    row = (
        "{0} STC06890  ICH408I USER(WEBSVC  ) GROUP(G       ) NAME(W                   )  611\n"
        "   611               LOGON/JOB INITIATION - INVALID PASSWORD\n"
    )
    assert answer(row.format(" 16.02.11") * 3).first.retried
    assert not answer(row.format(" 16.02.11") + row.format(" 16.09.11")).first.retried


def test_a_triple_without_its_service_has_two_meanings():
    assert [code.key for code in answer("8/8/16").questions] == ["INITACEE/8/8/16"]
    assert answer("R_ticketserv gave 8/8/16").questions == ()


def test_an_unknown_code_is_unknown():
    assert answer("ICH99999I SOMETHING").unknown == ("ICH99999I",)
    assert answer("JOBINIT ,NOSUCH  ,10:00:00").unknown == ("JOBINIT NOSUCH",)
    assert answer("PassTicket: 8/12/99").unknown == ("8/12/99",)
    assert answer("SECCHKCD=X'77'").unknown == ("SECCHKCD 77",)
    assert answer("the connection hangs").first is None


def test_a_code_from_memory_is_never_explained_before_one_that_was_read():
    said = answer("ICH420I PROGRAM X FROM LIBRARY Y\n" + refused(("WEBSVC", "INVALID PASSWORD")))
    assert said.first.code.key == "ICH408I/invalid-password"


SECRETS = [
    "//JOB1 JOB (A),'X',USER=WEBSVC,PASSWORD={0}",
    "//JOB1 JOB (A),'X',USER=WEBSVC,PASSWORD=({0},NEWPASS1)",
    '{{"user": "WEBSVC", "ticket": "{0}"}}',
    '{{"passTicket":"{0}"}}',
    "password: {0}",
    "pwd = '{0}'",
    "ALTUSER WEBSVC PASSWORD({0}) NOEXPIRED",
    "Authorization: Basic {0}AAAA",
    "jdbc:ims://WEBSVC:{0}@host:5555/PSB",
    "the ticket was {0}",
    "passticket={0}",
]


@pytest.mark.parametrize("carrier", SECRETS)
def test_a_secret_is_masked_before_anything_is_read(carrier):
    secret = "ICH9999I"  # the worst: it looks like a message that nobody knows
    text = carrier.format(secret)
    assert secret not in masked(text)
    assert secret not in repr(answer(text))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_an_answer_and_only_names_that_racf_can_have_leave_it(text):
    said = answer("ICH408I USER(" + text + ") GROUP(G) NAME(X) LOGON/JOB INITIATION - INVALID PASSWORD " + text)
    for item in said.items:
        assert all(value.isascii() and " " not in value and "<" not in value for value in item.sighting.names.values())


@pytest.mark.parametrize(
    "piece", ["ICH408I USER(A) ", "safRc=8, ", "11A4", "SUBMITTER(", "(8, 8, ", " ", "A.", "HWSP1503E R=", "[", "0005"]
)
def test_no_text_makes_the_reading_slow(piece):
    start = time.process_time()
    answer(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 20


def test_what_is_longer_than_the_limit_is_said():
    assert messages("x" * (LIMIT + 1)).cut
    assert not messages("x" * LIMIT).cut


def test_every_row_of_the_book_is_whole():
    for code in book().codes.values():
        assert code.meaning
        assert code.forms
        assert set(code.causes) <= set(book().causes)
        assert code.certainty in ("K", "?") or book().cited(code) or code.source.startswith(("R", "I", "T6"))
        assert dataclasses.is_dataclass(code)
