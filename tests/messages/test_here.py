"""The message that RACF would give leads back to the policy that fails, on the fixtures of ten faults and more."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from auditor.messages.answer import answer
from auditor.messages.here import here
from auditor.run import audit
from auditor.settings import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures"
REFUSED = "ICH408I USER({user:<8}) GROUP(G       ) NAME(N                   )\n  LOGON/JOB INITIATION - {what}\n"
WRONG = "INVALID PASSWORD"
NOT_IN = REFUSED.format(user="BATUSR1", what="NOT AUTHORIZED TO APPLICATION IMSDRDA1")
NO_PERMIT = """ICH408I USER(BATUSR1 ) GROUP(G       ) NAME(N                   )
  IRRPTAUTH.IMSDRDA1.BATUSR1 CL(PTKTDATA)
  INSUFFICIENT ACCESS AUTHORITY
  ACCESS INTENT(UPDATE )  ACCESS ALLOWED(NONE   )
"""


@cache
def result(name):
    return audit(Settings.load(str(FIXTURES / name / "auditor.toml")))


def explained(name, text):
    return here(answer(text), result(name))


FAULTS = [
    ("key-profile-missing", REFUSED.format(user="PRTUSR1", what=WRONG), "PT-A03", "no-key", True),
    ("key-profile-without-key", REFUSED.format(user="PRTUSR1", what=WRONG), "PT-A04", "no-key", True),
    ("application-name-mismatch", REFUSED.format(user="PRTUSR1", what=WRONG), "PT-A05", "name", True),
    ("ticket-case-folded", REFUSED.format(user="PRTUSR1", what=WRONG), "PT-E05", "fold", True),
    ("user-cannot-log-on", REFUSED.format(user="PRTUSR1", what=WRONG), "PT-B12", "protected", True),
    ("ptktdata-inactive", REFUSED.format(user="PRTUSR1", what=WRONG), "PT-A01", "class", True),
    ("ptktdata-inactive", "R_ticketserv 8/8/16 for IMSDRDA1", "PT-A01", "noprofile", True),
    ("ptktdata-inactive", "java: IRRPassTicket.generate (8, 16, 28)", "PT-A01", "class", True),
    ("ptktdata-not-raclisted", "R_GenSec safRc=8, racfRc=16, racfRsn=28", "PT-A02", "class", False),
    ("requester-not-permitted", NO_PERMIT, "PT-A08", "requester", True),
    ("user-not-permitted", REFUSED.format(user="WEBUSR2", what="NOT AUTHORIZED TO APPLICATION"), "PT-A09",
     "appl-permit", True),
    ("restricted-user-relies-on-public-access", "JOBINIT ,INVAPPL ,1,2,SYSA,PRTUSR1 ,G,ICONDB2 ,IMSDRDA2", "PT-B13",
     "appl-permit", True),
    ("access-through-other-group", "initACEE 8/8/32\n" + NOT_IN, "PT-D05", "appl-permit", True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "policy", "cause", "reproduced"), FAULTS)
def test_the_message_leads_back_to_the_fault(name, text, policy, cause, reproduced):
    found = explained(name, text)
    proven = {
        suspect.cause.id: {verdict.policy for verdict in suspect.fails} for suspect in found.suspects if suspect.proven
    }
    assert policy in proven[cause]
    assert found.suspects[0].proven
    assert bool(found.reproduced) is reproduced
    assert not found.works


def test_where_the_model_lets_the_logon_through_only_what_no_export_shows_is_left():
    found = explained("sound", REFUSED.format(user="PRTUSR1", what=WRONG))
    assert found.works
    assert found.declared
    assert not any(suspect.proven for suspect in found.suspects)
    left = {suspect.cause.id for suspect in found.suspects if suspect.unseen}
    assert {"wrong-key", "clock", "refresh", "icsf", "static"} <= left


def test_a_user_of_no_client_has_no_sample_logon():
    found = explained("sound", REFUSED.format(user="NOBODY1", what=WRONG))
    assert not found.trials
    assert not found.declared
    assert not found.works


def test_findings_of_other_users_are_not_the_cause():
    found = explained("user-not-permitted", REFUSED.format(user="BATUSR1", what="NOT AUTHORIZED TO APPLICATION"))
    assert not any(suspect.proven for suspect in found.suspects)


def test_a_wrong_key_is_never_proven_by_findings_near_to_it():
    found = explained("example", REFUSED.format(user="PARTNER1", what=WRONG))
    wrong = next(suspect for suspect in found.suspects if suspect.cause.id == "wrong-key")
    assert not wrong.proven


def test_another_product_has_no_sample_logon():
    assert explained("sound", "UNIX errno = 163 (EMVSSAFEXTRERR) WEBUSR1").trials == ()
