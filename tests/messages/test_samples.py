"""Texts as people paste them, from consoles, job logs, traces, mails: which codes and names each gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from auditor.messages.answer import answer
from auditor.messages.book import book
from auditor.messages.find import find
from auditor.messages.paste import messages

SAMPLES = json.loads((Path(__file__).parents[1] / "data/messages/samples.json").read_text("utf-8"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["id"])
def test_a_published_shape_gives_its_codes_and_names(sample):
    seen = find(messages(sample["text"]), book()).sightings
    keys = {each.code.key for each in seen}
    assert keys >= set(sample["expect"])
    assert keys.isdisjoint(sample["forbid"])
    for name, value in sample["names"].items():
        if name == "count":
            assert max(item.count for item in answer(sample["text"]).items) == value
        else:
            near = [each for each in seen if value or each.code.key in sample["expect"]]
            assert {each.names.get(name) or None for each in near} & {value or None}


CLASS_APPL = """ICH408I USER(BATCH1  ) GROUP(G       ) NAME(N                   )
  IMSDRDA1 CL(APPL    )
  INSUFFICIENT ACCESS AUTHORITY
  ACCESS INTENT(READ   )  ACCESS ALLOWED(NONE   )
"""
# Text, the code to explain, names it must give.
OWN = [
    ("explain 8/8/16 please", "TICKETSERV/8/8/16", {}),
    ("initACEE says 8/8/16", "INITACEE/8/8/16", {}),
    ("IRRSIA00 safRc=8, racfRc=8, racfRsn=32", "INITACEE/8/8/32", {}),
    ("RACROUTE REQUEST=VERIFY ended with RC=X'1C'", "VERIFY/1C", {}),
    ("RACROUTE VERIFY RC=34", "VERIFY/34", {}),
    ("SECCHKCD=X'14'", "SECCHKCD/14", {}),
    ("secchkcd: 0x0e", "SECCHKCD/0E", {}),
    ("R_ticketserv: SAF rc, RACF rc, reason (8, 16, 28)", "TICKETSERV/8/16/28", {}),
    ("*12 ICH302D REPLY Y TO ALLOW ANOTHER ATTEMPT OR N TO REVOKE USERID ADMIN1.", "ICH302D", {"user": "ADMIN1"}),
    ("ICH70006I Userid ICONSTC associated with procedure ICONPRD has been revoked from the system", "ICH70006I",
     {"user": "ICONSTC"}),
    ("DFS2469W COMMAND NOT DONE RC=40", "DFS2469W/40", {}),
    ("errno = 163 (EMVSSAFEXTRERR)", "UNIX/EMVSSAFEXTRERR", {}),
    ("IEF142I SQLJOB STEP1 - STEP WAS EXECUTED - COND CODE 0101", "SQLBATCH/101", {}),
    ('SQL30082N  Security processing failed with reason "3" ("PASSWORD MISSING")', "DB2-30082/3", {}),
    ("JOBINIT ,RACINITI,10:00:00,2026-11-30,SYSA,WEBSVC  ,WEBGRP  ,ICONDB1 ,IMSDRDA1", "JOBINIT/RACINITI",
     {"user": "WEBSVC", "application": "IMSDRDA1", "job": "ICONDB1"}),
    ("0015D002000200\n0F1219000611490008000511A40F", "SECCHKCD/0F", {}),
    ("ICH408I USER(A#1     ) GROUP(G       ) NAME(<script>alert(1)  ) LOGON/JOB INITIATION - INVALID PASSWORD",
     "ICH408I/invalid-password", {"user": "A#1"}),
    ("> ich408i user(websvc  ) group(webgrp  ) name(web) logon/job initiation - invalid password",
     "ICH408I/invalid-password", {"user": "WEBSVC"}),
    (CLASS_APPL, "ICH408I/appl-class",
     {"user": "BATCH1", "application": "IMSDRDA1", "allowed": "NONE"}),
    ("ICH301I MAXIMUM PASSWORD ATTEMPTS BY SPECIAL USER SECADM AT TERMINAL X.", "ICH301I", {"user": "SECADM"}),
    ("HWSP1503E SECURITY VIOLATION, NO RACROUTE CALL; R=244, C=CLIENT1, U=, M=SDRC", "HWSP1503E/R=244", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "names"), OWN, ids=[row[1] for row in OWN])
def test_a_pasted_text_gives_the_code_to_explain(text, key, names):
    said = answer(text)
    assert said.first is not None
    assert said.first.code.key == key
    assert names.items() <= said.names.items()


LOGON = "ICH408I USER(WEBSVC  ) GROUP(WEBGRP  ) NAME(SHOP                ) "
FILLED = {"<user>": "WEBSVC", "<group>": "WEBGRP", "<appl>": "IMSDRDA1", "<resource>": "A.B",
          "<class>": "FACILITY",
          "<asked>": "READ", "<given>": "NONE", "<other>": "99", "<rc>": "244", "<client>": "C1", "<access>": "READ",
          "<other word>": "NOTAUTH", "UPDATE|READ": "UPDATE", "<time>": "10:00:00",
          "<date>": "JUNE 1, 2026"}  # fmt: skip


def filled(code, form):
    """A form of the book as a text: with names in it, and what is optional left out."""
    text = re.sub(r"\[[^\]]*\]", "", form) if "[" in form and "REASONCODE" not in form else form
    for name, value in FILLED.items():
        text = text.replace(name, value)
    return LOGON + text if code.key.startswith("ICH408I/") else text


@pytest.mark.parametrize("code", book().codes.values(), ids=lambda code: code.key)
def test_every_code_is_explained_from_one_of_its_forms_or_its_key(code):
    texts = [filled(code, form) for form in code.forms]
    read = [item.code.key for text in texts for item in answer(text).items]
    by_its_key = [item.code.key for item in answer(code.key).items]
    assert code.key in read + by_its_key


def test_an_answer_by_key_needs_no_text_around_it():
    assert answer("jobinit/33").first.code.key == "JOBINIT/33"
    assert answer("NOSUCH/33").first is None
