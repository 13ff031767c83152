"""Of large classes only what can cover a resource that policies ask for is kept, and it is the same read every way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.models.classes import kept
from auditor.sources.irrdbu00 import read_unload
from auditor.sources.irrdbu00.survey import survey
from auditor.sources.irrdbu00.wanted import Passed
from tests.shop.shop import Profile, Shop
from tests.shop.sound import sound
from tests.writers.unload import FORMS, unload

WANTED = {
    "FACILITY": (
        "IRR.PASSWORD.RESET", "IRR.PWRESET.OWNER.HELP", "IRR.PWRESET.**", "BPX.DAEMON", "BPX.S*", "BPX.**", "B*",
        "I%R.**", "**", "*", "IRR.P*",
    ),
    "SERVAUTH": ("EZB.INITSTACK.SYSA.TCPIP", "EZB.**", "EZB.INITSTACK.*.TCP*", "*.INITSTACK.**"),
    "SURROGAT": ("BATUSR1.SUBMIT", "*.SUBMIT", "BPX.SRV.WEBSTC", "BPX.SRV.*", "**", "B%TUSR1.SUBMIT"),
    "CSFKEYS": ("IMS.DRDA1.EPT.KEY1", "IMS.DRDA2.**", "IMS.*", "IMS.**", "**"),
    "GCSFKEYS": ("TICKETS",),
    "PROPCNTL": ("WEBSTC",),
}  # fmt: skip
OTHERS = {
    "FACILITY": ("IRR.DIGTCERT.ADD", "BPX.FILEATTR.APF", "BPX.FILE*", "STGADMIN.**", "IRRX", "IRR.LISTUSER"),
    "SERVAUTH": ("EZB.PORTACCESS.**", "EZB.STACKACCESS.SYSA.TCPIP", "EZC*"),
    "SURROGAT": ("BATUSR1.DFHSTART", "BPX.POE", "BATUSR1.SUBMITS"),
    "CSFKEYS": ("IMS.DRDA1.EPT.KEY2", "PAY.**", "IMS.DRDA1.EPT.KEY10"),
    "GCSFKEYS": ("PAYROLL",),
    "XFACILIT": ("**",),
}


def stocked() -> Shop:
    """The sound shop with profiles of every large class, thrown together as a site has them."""
    shop = sound()
    for names in (WANTED, OTHERS):
        for class_name, some in names.items():
            for name in some:
                acl = {"BATUSR1": "READ", "PRTGRP": "NONE"}
                shop.profiles[class_name, name] = Profile(acl=acl, generic=any(one in name for one in "*%"))
    shop.profile("GCSFKEYS", "TICKETS").members = [{"GRMEM_MEMBER": "IMS.DRDA1.EPT.*"}]
    shop.profile("GCSFKEYS", "PAYROLL").members = [{"GRMEM_MEMBER": "PAY.KEY1"}]
    return shop


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def read(data: bytes) -> Any:
        path = tmp_path / "unload.txt"
        path.write_bytes(data)
        return read_unload([str(path)], wanted_ids={"BATUSR1"}, first_source=0)

    return read


@pytest.mark.parametrize("form", FORMS)
def test_what_can_cover_a_resource_is_kept_and_nothing_else(read: Any, form: str) -> None:
    found = read(unload(stocked().records(), form=form))
    assert not [one for one in found.diagnostics if one.level == "error"]
    for class_name, names in WANTED.items():
        assert set(found.profiles[class_name]) == set(names), class_name
    assert "XFACILIT" not in found.profiles
    label = found.profiles["CSFKEYS"]["IMS.DRDA1.EPT.KEY1"]
    assert {name: entry.access for name, entry in label.acl.items()} == {"BATUSR1": "READ", "PRTGRP": "NONE"}


def test_facts_and_places_are_the_same_without_the_fast_patterns(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = unload(stocked().records())
    fast = read(data)
    monkeypatch.setattr(survey, "Passing", lambda form, _wanted: Passed(form))
    slow = read(data)
    assert fast.profiles == slow.profiles
    assert fast.users == slow.users
    assert fast.groups == slow.groups
    lines = data.decode("latin-1").split("\n")
    profile = fast.profiles["CSFKEYS"]["IMS.DRDA2.**"]
    assert lines[profile.at.record - 1][5:18].rstrip() == "IMS.DRDA2.**"
    assert fast.lines[0, profile.at.record] == lines[profile.at.record - 1]


def test_whoever_stands_on_the_list_of_another_label_is_nobody_of_ours(read: Any) -> None:
    shop = stocked()
    shop.users["STRANGER"] = {"USBD_DEFGRP_ID": "SYS1"}
    shop.connect("STRANGER", "SYS1")
    shop.profile("CSFKEYS", "PAY.**").acl["STRANGER"] = "ALTER"
    assert "STRANGER" not in read(unload(shop.records())).users
    shop.profile("CSFKEYS", "IMS.DRDA2.**").acl["STRANGER"] = "READ"
    assert "STRANGER" in read(unload(shop.records())).users


def test_a_damaged_record_of_a_label_that_is_needed_is_damage(read: Any) -> None:
    rows = stocked().records()
    at = next(n for n, row in enumerate(rows) if row.startswith("0500 IMS.DRDA2.** "))
    rows[at] = rows[at][:336] + "NOBODY  " + rows[at][344:]
    found = read(unload(rows))
    assert [(one.class_name, one.name) for one in found.damage] == [("CSFKEYS", "IMS.DRDA2.**")]
    other = next(n for n, row in enumerate(rows) if row.startswith("0500 PAY.** "))
    rows = [*stocked().records()]
    rows[other] = rows[other][:336] + "NOBODY  " + rows[other][344:]
    assert read(unload(rows)).damage == ()


@pytest.mark.parametrize("names", [WANTED, OTHERS])
def test_the_table_says_the_same_of_a_name(names: dict[str, tuple[str, ...]]) -> None:
    for class_name in ("FACILITY", "SERVAUTH", "SURROGAT"):
        for name in names[class_name]:
            assert kept(class_name, name) is (names is WANTED), (class_name, name)
