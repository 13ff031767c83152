"""UPDATE IMSCON: running values of every IMS Connect, until the restart."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.models.place import At, Fact
from tests.racf.commands.estates import HERE, estate, ids, run


def endpoint(name: str) -> Endpoint:
    def coded(value: Any) -> Fact[Any]:
        return Fact[Any](value=value, at=HERE, origin="coded")

    return Endpoint(
        name=name, source=0, at=HERE, id=coded(name), odaccess=coded(True), racf=coded(False), appl=coded("OLDAPPL"),
        pswdmc=coded("R"), uidcache=coded(False), uidage=Fact[int](), odracfst=coded(False), racfgenrc=coded(False),
    )  # fmt: skip


BEFORE = estate(endpoints=(endpoint("IMSA"), endpoint("IMSB")))


def test_it_reaches_every_endpoint_and_says_that_it_is_lost_at_restart() -> None:
    done = run("UPDATE IMSCON TYPE(CONFIG) SET(RACF(ON),ODBMAPPL(NEWAPPL))", BEFORE)
    assert [effective_racf(one) for one in done.active.endpoints] == [(True, "running")] * 2
    assert {effective_application(one).name for one in done.stored.endpoints} == {"NEWAPPL"}
    assert {one.racf.value for one in done.active.endpoints} == {False}
    assert [(one.object, "restart" in one.text) for one in done.messages] == [
        ("endpoint:IMSA", True), ("endpoint:IMSB", True),
    ]  # fmt: skip
    running = done.active.endpoints[0].running
    assert running is not None
    assert running.racf.at == At(7, 1)


def test_zero_takes_the_application_name_back() -> None:
    done = run("UPD IMSCON TYPE(CONFIG) SET(ODBMAPPL(0) PSWDMC(RCF) UIDCACHE(OFF))", BEFORE)
    assert effective_application(done.active.endpoints[0]).name == "IMSA"
    running = done.active.endpoints[0].running
    assert running is not None
    assert (running.pswdmc.value, running.uidcache.value) == ("R", False)


@pytest.mark.parametrize(
    "text",
    ["UPD IMSCON TYPE(CONFIG) NAME(IMSA) SET(RACF(ON))", "UPD IMSCON TYPE(PORT) SET(RACF(ON))",
     "UPD IMSCON TYPE(CONFIG) SHUTDOWN(COMM)", "F IMSA,SETRACF ON", "UPDATE IMS SET(X(Y))"],
)  # fmt: skip
def test_other_forms_stay_open(text: str) -> None:
    done = run(text, BEFORE)
    assert ids(done) == ["UNDECIDED"]
    assert done.active.endpoints == BEFORE.endpoints


def test_without_an_endpoint_its_reach_is_unknown() -> None:
    assert ids(run("UPD IMSCON TYPE(CONFIG) SET(RACF(ON))", estate())) == ["UNDECIDED"]


def test_a_value_it_does_not_have_is_refused() -> None:
    assert ids(run("UPD IMSCON TYPE(CONFIG) SET(RACF(MAYBE))", BEFORE)) == ["NOT-UNDERSTOOD"]


def test_a_batch_job_for_ims_commands_is_read_too() -> None:
    job = (
        "//SPOC EXEC PGM=CSLUSPOC,PARM='IMSPLEX=PLEX1'\n//SYSIN DD *\n"
        " UPDATE IMSCON TYPE(CONFIG) +\n   SET(RACF(ON))\n/*\n"
    )
    done = run(job, BEFORE)
    assert {one.line for one in done.messages} == {3}
    assert effective_racf(done.active.endpoints[0]) == (True, "running")
