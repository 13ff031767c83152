from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor.errors import AuditorError, ConfigurationError, InputMissing, UsageError
from auditor.gather import Gathered, gather
from auditor.models.classes import CLASSES
from auditor.models.imsconnect import effective_application, effective_racf
from auditor.settings import Inputs, Settings
from tests.writers.setropts import listing

MEMBER = "HWS=(ID={id},RACF=Y)\nODACCESS=(APPL={appl},DRDAPORT=(ID=5555))\n"
DISPLAY = "MbrName    CC ODBMAPPL RACF\n{id:<10}  0 {appl:<8} {racf}\n"
CLIENTS = """clients:
  - {id: c, endpoint: ICON1, kind: off-host, generates_tickets: true, application: IMSP, users: [ANNA]}
"""


class Shelf:
    """Input files of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return str(path)

    def gather(self, **inputs: object) -> Gathered:
        return gather(Settings(system="S", as_of=date(2026, 1, 1), inputs=Inputs.model_validate(inputs)))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def codes(gathered: Gathered) -> list[tuple[str, str]]:
    return [(one.input, one.code) for one in gathered.diagnostics if one.level == "error"]


def test_nothing_offered_is_no_audit(shelf) -> None:
    with pytest.raises(UsageError, match="nothing to audit"):
        shelf.gather(clients=shelf.put("c.yaml", CLIENTS))


@pytest.mark.parametrize(
    "kind", ["unload", "setropts", "hwscfg", "clients", "imscon", "hosts", "tls", "waivers", "keys"]
)
def test_a_missing_file_stops_the_run_whatever_else_is_there(shelf, kind) -> None:
    offered = {"hwscfg": shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")), kind: str(shelf.folder / "gone")}
    with pytest.raises(InputMissing, match="gone"):
        shelf.gather(**offered)


def test_what_was_not_offered_is_unknown_and_says_so(shelf) -> None:
    estate = shelf.gather(hwscfg=shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP"))).estate
    assert set(estate.classes) == set(CLASSES)
    facts = [fact for one in estate.classes.values() for _, fact in one] + [fact for _, fact in estate.options]
    assert {fact.value for fact in facts} == {None}
    assert {fact.why for fact in facts} == {"no SETROPTS LIST was offered"}
    assert [kind for kind, one in estate.evidence if one.offered] == ["hwscfg"]


@pytest.mark.parametrize(
    ("kind", "code"), [("setropts", 12), ("hwscfg", 12), ("imscon", 12), ("clients", 16), ("tls", 16)]
)
@pytest.mark.parametrize("bad", ["", "\0\1\2\3", "no such thing\n"])
def test_an_unreadable_export_is_damage_and_an_unreadable_file_of_the_site_is_refused(shelf, kind, code, bad) -> None:
    offered = {"setropts": shelf.put("s", listing(active=["APPL"])), kind: shelf.put("bad", bad)}
    if code == 16:
        with pytest.raises(ConfigurationError, match="bad"):
            shelf.gather(**offered)
        return
    gathered = shelf.gather(**offered)
    assert (kind, "unreadable") in codes(gathered)
    evidence = getattr(gathered.estate.evidence, kind)
    assert evidence.offered
    assert [one.code for one in evidence.damage] == ["unreadable"]
    assert [one.rejected for one in gathered.inputs if one.path.endswith("bad")] == [1]
    if kind == "setropts":
        assert gathered.estate.classes["APPL"].active.why == "the SETROPTS LIST could not be read"


def test_a_setropts_listing_offered_as_an_unload_is_named(shelf) -> None:
    gathered = shelf.gather(unload=shelf.put("u", listing(active=["APPL"])))
    assert codes(gathered)
    assert gathered.estate.evidence.unload.damage


def test_places_name_the_input_they_were_read_from(shelf) -> None:
    members = tuple(shelf.put(f"m{n}", MEMBER.format(id=f"ICON{n}", appl=f"IMS{n}")) for n in (1, 2, 3))
    gathered = shelf.gather(
        setropts=shelf.put("s", listing(active=["APPL"])),
        hwscfg=members,
        clients=shelf.put("c.yaml", CLIENTS),
        imscon=shelf.put("q", DISPLAY.format(id="ICON2", appl="IMSQ", racf="OFF")),
    )
    estate = gathered.estate
    assert [one.path for one in estate.inputs][1:4] == list(members)
    for endpoint, path in zip(estate.endpoints, members, strict=True):
        assert estate.inputs[endpoint.source].path == path
        at = endpoint.appl.at
        assert at is not None
        assert gathered.lines[at.source, at.record][at.first - 1 : at.last] == f"APPL={endpoint.appl.value}"
    running = estate.endpoints[1].running
    assert running is not None
    at = running.odbmappl.at
    assert at is not None
    assert estate.inputs[at.source].kind == "imscon"
    assert gathered.lines[at.source, at.record][at.first - 1 : at.last].strip() == "IMSQ"
    assert [one.running for one in estate.endpoints if one.name != "ICON2"] == [None, None]
    client = estate.clients[0]
    assert estate.inputs[client.at.source].kind == "clients"


def test_a_display_without_a_member_is_an_endpoint_of_which_the_member_is_unknown(shelf) -> None:
    estate = shelf.gather(
        hwscfg=shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")),
        imscon=shelf.put("q", DISPLAY.format(id="ICON9", appl="IMSQ", racf="ON")),
    ).estate
    first, second = estate.endpoints
    assert (first.name, first.member, second.name, second.member) == ("ICON1", True, "ICON9", False)
    assert second.racf.value is None
    assert second.racf.why == "the member of ICON9 was not offered, so HWS RACF= is unknown"
    assert second.running is not None
    assert second.running.racf.value is True


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_one_hws_id_in_several_members_is_one_endpoint_and_unknown_where_they_differ(shelf, order) -> None:
    texts = [
        "HWS=(ID=ICON1,RACF=N)\nODACCESS=(APPL=IMSP,DRDAPORT=(ID=5555),DRDAPORT=(ID=6666))\n",
        "HWS=(ID=ICON1,RACF=Y)\nODACCESS=(APPL=IMSP,DRDAPORT=(ID=5555))\n",
        "HWS=(ID=ICON1,RACF=Y,UIDCACHE=N)\nODACCESS=(APPL=IMSP,DRDAPORT=(ID=5555))\n",
    ]
    gathered = shelf.gather(hwscfg=tuple(shelf.put(f"{n}/HWSCFG0{n}", texts[which]) for n, which in enumerate(order)))
    assert codes(gathered) == [("hwscfg", "duplicate-endpoint")]
    assert [one.name for one in gathered.estate.evidence.hwscfg.damage] == ["ICON1"]
    (endpoint,) = gathered.estate.endpoints
    assert endpoint.name == "ICON1"
    assert (endpoint.appl.value, endpoint.racf.value, endpoint.uidcache.value) == ("IMSP", None, False)
    assert endpoint.racf.why == "the members of ICON1 differ in it (RACF)"
    assert sorted(str(port.id.value) for port in endpoint.ports) == ["5555", "None"]
    assert effective_racf(endpoint) == (None, "member")


def test_data_stores_and_links_of_two_members_are_known_where_both_code_them_alike(shelf) -> None:
    first = "HWS=(ID=ICON1,RACF=Y)\nDATASTORE=(ID=IMSA,APPL=TMA)\nDATASTORE=(ID=IMSB,APPL=TMB)\n"
    second = "HWS=(ID=ICON1,RACF=Y)\nDATASTORE=(ID=IMSA,APPL=TMA)\nRMTIMSCON=(ID=ICON9,APPL=LNK,USERID=LNKUSR)\n"
    for one, other in ((first, second), (second, first)):
        (endpoint,) = shelf.gather(hwscfg=(shelf.put("a", one), shelf.put("b", other))).estate.endpoints
        stores = {store.id: store.application for store in endpoint.datastores}
        assert (stores["IMSA"].value, stores["IMSB"].value) == ("TMA", None)
        assert stores["IMSB"].why == "the members of ICON1 differ in it (DATASTORE APPLICATION)"
        (link,) = endpoint.links
        assert (link.id, link.application.value, link.user.value) == ("ICON9", None, None)


def test_a_coded_name_and_one_that_is_not_coded_differ(shelf) -> None:
    texts = ["HWS=(ID=ICON1,RACF=Y)\nODACCESS=(DRDAPORT=(ID=5555))\n", MEMBER.format(id="ICON1", appl="IMSP")]
    for one, other in (texts, reversed(texts)):
        estate = shelf.gather(hwscfg=(shelf.put("a", one), shelf.put("b", other))).estate
        assert effective_application(estate.endpoints[0]) == (None, None)


def test_displays_that_differ_settle_nothing_where_they_differ(shelf) -> None:
    shown = [
        shelf.put("q1", DISPLAY.format(id="ICON1", appl="IMSQ", racf="ON")),
        shelf.put("q2", DISPLAY.format(id="ICON1", appl="IMSQ", racf="OFF")),
    ]
    gathered = shelf.gather(hwscfg=shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")), imscon=tuple(shown))
    assert codes(gathered) == [("imscon", "contradiction")]
    running = gathered.estate.endpoints[0].running
    assert running is not None
    assert (running.racf.value, running.odbmappl.value) == (None, "IMSQ")
    assert running.racf.why == "two displays show different values of RACF"
    assert [one.name for one in gathered.estate.evidence.imscon.damage] == ["ICON1"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_a_further_display_settles_no_contradiction_and_the_member_does_not_either(shelf, order) -> None:
    names = [("ON", "IMSQ"), ("OFF", "IMSR"), ("ON", "IMSQ")]
    shown = [
        shelf.put(f"q{number}", DISPLAY.format(id="ICON1", racf=names[which][0], appl=names[which][1]))
        for number, which in enumerate(order)
    ]
    gathered = shelf.gather(hwscfg=shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")), imscon=tuple(shown))
    endpoint = gathered.estate.endpoints[0]
    assert endpoint.racf.value is not None
    assert effective_racf(endpoint) == (None, "running")
    assert effective_application(endpoint) == (None, None)


def test_a_display_with_a_blank_column_shows_nothing_there(shelf) -> None:
    display = "MbrName    CC RACF PSWDMC\nICON1       0      N\n"
    gathered = shelf.gather(
        hwscfg=shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")), imscon=(shelf.put("q", display),)
    )
    assert effective_racf(gathered.estate.endpoints[0])[1] == "member"


def test_displays_that_complete_each_other_are_one(shelf) -> None:
    shown = [
        shelf.put("q1", "MbrName    CC RACF\nICON1       0 ON\n"),
        shelf.put("q2", "MbrName    CC ODBMAPPL\nICON1       0 IMSQ\n"),
    ]
    gathered = shelf.gather(hwscfg=shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")), imscon=tuple(shown))
    assert codes(gathered) == []
    running = gathered.estate.endpoints[0].running
    assert running is not None
    assert (running.racf.value, running.odbmappl.value) == (True, "IMSQ")


def test_labels_of_the_site(shelf) -> None:
    member = shelf.put("m", MEMBER.format(id="ICON1", appl="IMSP")), shelf.put("n", MEMBER.format(id="ICON2", appl="X"))
    site = {"environment": "production", "endpoints": {"ICON2": {"environment": "test", "trust_zone": "dmz"}}}
    settings = Settings.model_validate(
        {"system": "S", "as_of": "2026-01-01", "inputs": {"hwscfg": member}, "site": site}
    )
    endpoints = gather(settings).estate.endpoints
    assert [(one.environment, one.trust_zone) for one in endpoints] == [("production", None), ("test", "dmz")]


def test_a_directory_is_refused_like_a_missing_file(shelf) -> None:
    with pytest.raises(AuditorError) as refused:
        shelf.gather(hwscfg=str(shelf.folder))
    assert refused.value.return_code == 16
