"""UPDATE IMSCON: running values of every IMS Connect, until the restart."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.models.estate import Site, SiteEndpoint
from auditor.models.imsconnect import Endpoint, effective_application, effective_racf
from auditor.models.place import At, Fact
from auditor.racf.commands import Applied
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
        ("system", False), ("endpoint:IMSA", True), ("endpoint:IMSB", True),
    ]  # fmt: skip
    assert [one.object for one in done.undecided] == ["system"]
    running = done.active.endpoints[0].running
    assert running is not None
    assert running.racf.at == At(7, 1)


def test_zero_takes_the_application_name_back() -> None:
    done = run("UPD IMSCON TYPE(CONFIG) SET(ODBMAPPL(0) PSWDMC(RCF) UIDCACHE(OFF))", BEFORE)
    assert effective_application(done.active.endpoints[0]).name == "IMSA"
    running = done.active.endpoints[0].running
    assert running is not None
    assert (running.pswdmc.value, running.uidcache.value) == ("R", False)


ONE = estate(endpoints=(endpoint("IMSA"),))
JOBS = BEFORE.model_copy(
    update={"site": Site(endpoints={"IMSA": SiteEndpoint(job="ICONA"), "IMSB": SiteEndpoint(job="ICONB")})}
)


def racf(done: Applied) -> dict[str, bool | None]:
    return {one.name: effective_racf(one)[0] for one in done.active.endpoints}


@pytest.mark.parametrize(
    "text",
    ["UPD IMSCON TYPE(CONFIG) SET(RACF(ON))", "UPDATE IMSCON T(CONFIG) SE(RACF(ON))", "SETRACF ON", "12,SETRACF ON",
     "R 12,SETRACF ON", "REPLY 12,'SETRACF ON'", "F ANYJOB,SETRACF ON", "f anyjob,setracf on",
     "F ANYJOB,UPDATE MEMBER TYPE(IMSCON) SET(RACF(ON))", "MODIFY ANYJOB,UPD MEMBER T(IMSCON) SE(RACF(ON))"],
)  # fmt: skip
def test_every_form_reaches_the_only_endpoint(text: str) -> None:
    done = run(text, ONE)
    assert racf(done) == {"IMSA": True}
    assert ids(done) == ["NOTE"]


@pytest.mark.parametrize("text", ["F ICONB,SETRACF ON", "F ICON.ICONB,UPDATE MEMBER TYPE(IMSCON) SET(RACF(ON))"])
def test_modify_reaches_the_endpoint_of_its_job(text: str) -> None:
    assert racf(run(text, JOBS)) == {"IMSA": False, "IMSB": True}


def test_the_other_values_have_replies_too() -> None:
    done = run("SETUIDC ON\nSETPWMC OFF", ONE)
    running = done.active.endpoints[0].running
    assert running is not None
    assert (running.uidcache.value, running.pswdmc.value) == (True, "N")


@pytest.mark.parametrize("text", ["F ICONX,SETRACF OFF", "SETRACF OFF", "R 3,SETUIDC ON", "F IMSA,SETRACF OFF"])
def test_where_the_endpoint_is_not_certain_it_blocks(text: str) -> None:
    done = run(text, JOBS)
    assert ids(done) == ["NOT-UNDERSTOOD"]
    assert done.active.endpoints == JOBS.endpoints


def test_the_only_endpoint_has_another_job() -> None:
    alone = ONE.model_copy(update={"site": JOBS.site})
    assert ids(run("F ICONX,SETRACF OFF", alone)) == ["NOT-UNDERSTOOD"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("UPD IMSCON TYPE(CONFIG) NAME(IMSA) SET(RACF(ON))", "NAME"),
        ("UPD IMSCON TYPE(CONFIG) SHUTDOWN(COMM)", "SHUTDOWN"),
        ("UPDATE IMSCON TYPE(PORT) NAME(5555) SET(KEEPAV(30))", "not modelled for TYPE(PORT)"),
        ("CRE IMSCON TYPE(PORT) NAME(5557)", "not modelled for TYPE(PORT)"),
        ("UPDATE IMS SET(X(Y))", "UPDATE IMS is no command to IMS Connect"),
        ("UPD ODBM START(CONNECTION)", "UPDATE ODBM is no command to IMS Connect"),
        ("UPDATE CLIENT NAME(A)", "UPDATE CLIENT is no command to IMS Connect"),
        ("UPDATE CONFIG SET(RACF(OFF))", "UPDATE CONFIG is no command to IMS Connect"),
        ("UPD CONFIG SET(ODBMAPPL(IMSDRDA2))", "UPDATE CONFIG is no command to IMS Connect"),
        ("R 12,UPDATE CONFIG SET(RACF(OFF))", "UPDATE CONFIG of IMS Connect"),
        ("12,UPD CONFIG SET(UIDCACHE(ON))", "UPDATE CONFIG of IMS Connect"),
        ("UPDATE CONFIG SHUTDOWN(COMM) OPTION(FORCE)", "UPDATE CONFIG"),
        ("F IMSA,UPDATE CONFIG SET(RACF(OFF))", "UPDATE CONFIG is not modelled"),
        ("F IMSA,UPDATE CLIENT NAME(A) SET(RACF(OFF))", "not known"),
        ("UPD IMSCON TYPE(CLIENT) NAME(A) SET(RACF(OFF))", "not modelled for TYPE(UNKNOWN)"),
        ("F IMSA,RECORDER SETRACF(OFF)", "not known"),
        ("F IMSA,QUERY MEMBER TYPE(IMSCON) SET(RACF(OFF))", "something else"),
        ("QUERY MEMBER TYPE(IMSCON) SHOW(ALL) SET(RACF(OFF))", "something else"),
        ("QRY IMSCON TYPE(CONFIG) SHUTDOWN(COMM)", "something else"),
        ("R 3,QUERY MEMBER TYPE(RACF(OFF))", "something else"),
        ("F IMSA,VIEWHWS SETRACF OFF", "more than a display"),
        ("VIEWHWS NOSUMMARY", "more than a display"),
        ("F IMSA,VIEWDS A SETRACF OFF", "more than a display"),
        ("F IMSA,VIEWPORT SET(RACF(OFF))", "more than a display"),
        ("F IMSA,DISPLAY SETRACF OFF", "not known"),
        ("UPDATE IMSCON TYPE(CONFIG)", "says nothing of what"),
        ("UPD IMSCON TYPE(CONFIG) NAME(IMSA)", "says nothing of what"),
        ("F IMSA,UPDATE MEMBER TYPE(IMSCON)", "says nothing of what"),
        ("SET PROG=XX", "another part of the system"),
        ("F IMSA,UPDATE PORT NAME(5555) STOP(COMM)", "UPDATE PORT"),
        ("F IMSA,SHUTDOWN MEMBER", "SHUTDOWN"),
        ("12,CLOSEHWS", "CLOSEHWS"),
        ("STOPPORT 5555", "STOPPORT"),
        ("F CICSA,CEMT P SHUT", "not known"),
        ("R 5,GO", "not known"),
        ("UPDATE IMSCON SET(RACF(ON))", "no TYPE"),
    ],
)
def test_what_the_model_does_not_carry_out_blocks(text: str, part: str) -> None:
    done = run(text, ONE)
    assert set(ids(done)) == {"NOT-UNDERSTOOD"}
    assert part in done.messages[0].text
    assert effective_racf(done.active.endpoints[0]) == (False, "member") or "NAME" in text


@pytest.mark.parametrize(
    "text", ["RECORDER OPEN", "UPD IMSCON TYPE(CONFIG) START(RECORDER)", "SETRRS ON", "F IMSA,UPDATE CLIENT NAME(A)",
             "UPD IMSCON TYPE(CONFIG) SET(RRS(ON) CASCADE(ON))"],
)  # fmt: skip
def test_what_no_policy_asks_for_is_listed(text: str) -> None:
    done = run(text, ONE)
    assert set(ids(done)) == {"UNDECIDED"}
    assert all("no policy asks for it" in one.text for one in done.messages)
    assert done.active.endpoints == ONE.endpoints


def test_without_an_endpoint_its_reach_is_unknown() -> None:
    assert ids(run("UPD IMSCON TYPE(CONFIG) SET(RACF(ON))", estate())) == ["NOT-UNDERSTOOD"]


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


def test_whether_a_job_is_an_endpoint_is_said_where_nothing_tells() -> None:
    (message,) = run("F PAGENT,REFRESH", ONE).messages
    assert message.text == "REFRESH is not modelled, and nothing tells whether PAGENT is an endpoint"
    (message,) = run("F ICONA,REFRESH", JOBS).messages
    assert message.text == "REFRESH of IMS Connect is not modelled"


@pytest.mark.parametrize("text", ["F PAGENT,REFRESH", "F PAGENT,UPDATE CLIENT NAME(A)", "F PAGENT,RECORDER OPEN"])
def test_a_job_of_no_endpoint_is_no_ims_connect(text: str) -> None:
    done = run(text, JOBS)
    assert ids(done) == ["NOT-UNDERSTOOD"]
    assert done.messages[0].text == "no endpoint has job PAGENT, and what this tells that job is not known here"


@pytest.mark.parametrize(
    "text",
    ["QUERY MEMBER TYPE(IMSCON) SHOW(ALL)", "F IMSA,QRY PORT NAME(5555,5556) SHOW(ALL)", "R 1,VIEWHWS SUMMARY",
     "F IMSA,VIEWDS ALL", "QRY IMSCON T(PORT) NAME(*) SHOW(ALL)", "QUERY TRAN NAME(A*) SHOW(ALL)"],
)  # fmt: skip
def test_a_display_changes_nothing(text: str) -> None:
    done = run(text, ONE)
    assert done.messages == ()
    assert done.active.endpoints == ONE.endpoints
