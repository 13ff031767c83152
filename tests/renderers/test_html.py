from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from auditor.renderers.causes import general
from auditor.renderers.context import ChangeMessage, Comparison, PolicyText
from auditor.renderers.entries import ALIKE, FEW
from auditor.renderers.evidence import quoted
from auditor.renderers.interface import RenderContext, render
from auditor.renderers.stations import paths, stopped_at
from auditor.renderers.where import Where
from tests.renderers import sample_result

VOID = {"meta", "input", "br", "rect", "line", "polygon", "circle", "path"}


class Reader(HTMLParser):
    """Tags in balance, ids, links and texts."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.attributes, self.text = [], [], [], set(), set(), []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@dataclass
class Point:
    as_of: str
    fails: dict
    return_code: int = 8
    undecided: int = 0


@dataclass
class Gone:
    policy: str = "PT-A02"
    object: str = "class:PTKTDATA"
    severity: str = "high"
    first_seen: str = "2026-07-01"
    last_seen: str = "2026-10-01"


@dataclass
class History:
    points: list
    first_seen: dict
    new: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    worse: list = field(default_factory=list)


def page(result, context=None):
    return render("html", result, context).decode()


@pytest.mark.parametrize("name", ["believable", "clean", "hostile"])
def test_tags_balance_ids_are_unique_and_links_lead_somewhere(name, request):
    reader = Reader(page(request.getfixturevalue(name)))
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert [link for link in reader.links if not link.startswith("#") or link[1:] not in reader.ids] == []


def test_nothing_on_the_page_can_run_or_fetch_but_its_own_script(hostile):
    text = page(hostile)
    reader = Reader(text)
    assert reader.tags.isdisjoint({"img", "iframe", "object", "embed", "link", "base", "audio", "video", "source"})
    assert not {name for name in reader.attributes if name.startswith("on") or name in ("src", "style", "srcset")}
    assert text.count("<script") == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        code = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy


def test_every_hostile_mark_is_there_as_text(hostile):
    text = " ".join(Reader(page(hostile)).text)
    for mark in (
        "<script>window.hacked=1</script>",
        "<img src=x onerror=window.hacked=1>",
        "{{7*7}}",
        "<U+202E>gnp.exe<U+2066>",
    ):
        assert mark in text
    assert "49" not in re.findall(r"\]\]>(\S+?)\{%", text)


def test_every_verdict_place_and_command_stands_on_the_page(believable):
    text = "".join(Reader(page(believable)).text)
    for verdict in believable.verdicts:
        assert verdict.object in text or verdict.message in text
        if verdict.verdict in ("fail", "advisory", "undecided"):
            assert verdict.message in text
            assert (verdict.reason or "") in text
            for command in (*verdict.remediation.racf, *verdict.remediation.ims, *verdict.remediation.undo):
                assert command in text
            for place in verdict.places:
                assert place.note in text
                assert f"record {place.record}" in text
    for one in believable.inputs:
        assert one.sha256 in text
    for policy in believable.policies:
        assert policy.title in text
    for one in believable.diagnostics:
        assert one.message in text


def test_the_marked_columns_are_the_columns_of_the_place(believable):
    verdict = next(v for v in believable.verdicts if v.policy == "PT-A05" and v.verdict == "fail")
    pieces = quoted(verdict.places[0]).pieces
    assert [piece.text for piece in pieces if piece.kind == "mark"] == ["IMSDRDAX"]
    assert "<mark>IMSDRDAX</mark>" in page(believable)


def test_a_long_record_is_whole_but_for_counted_blanks(believable):
    verdict = next(v for v in believable.verdicts if v.policy == "PT-B02")
    pieces = quoted(verdict.places[0]).pieces
    line = "".join(" " * int(p.text.split()[0]) if p.kind == "gap" else p.text for p in pieces)
    assert line == verdict.places[0].text


@pytest.mark.parametrize("columns", [None, (0, 0), (5, 3), (1, 1), (300, 400), (1, 10**9)])
def test_columns_that_do_not_fit_the_line_do_no_harm(columns):
    place = sample_result.place("short line", columns, "note")
    assert "short" in "".join(p.text for p in quoted(place).pieces)


def test_the_path_breaks_where_the_sample_tickets_stop(believable):
    first, second = paths(believable, Where(believable))
    states = {stop.name: stop.state for stop in first.stops}
    assert states["Requester"] == "broken"
    assert states["RACF VERIFY"] == "broken"
    assert states["IMS"] == "ok"
    assert {stop.name: stop.state for stop in second.stops} | {} == {
        "Requester": "ok",
        "Ticket": "ok",
        "SECCHK": "ok",
        "IMS Connect": "broken",
        "RACF VERIFY": "skipped",
        "APPL": "skipped",
        "IMS": "weak",
    }
    assert "nobody checks it" in second.sentence


def test_return_code_34_is_a_refused_application_not_a_refused_ticket():
    trial = sample_result.trial("c", "U", "logon", stop="VERIFY", code="34")
    assert stopped_at(trial) == "appl"
    assert stopped_at(trial.model_copy(update={"racf_return_code": "08"})) == "verify"


def test_disagreements_stand_before_the_table(believable):
    text = page(believable)
    assert text.index("Where the two opinions disagree") < text.index('class="trials"')
    assert "Where the two opinions disagree" not in page(sample_result.clean())


def test_coverage_never_claims_that_a_control_names_passtickets(believable):
    text = "".join(Reader(page(believable)).text)
    assert "No published control that we know of names PassTickets" in text


def test_history_shows_only_when_given(believable):
    assert 'id="history"' not in page(believable)
    fail = next(v for v in believable.verdicts if v.verdict == "fail")
    history = History(
        [
            Point("2026-09-01", {"high": 4}),
            Point("2026-10-01", {"critical": 1, "high": 2}),
            Point("2026-11-23", {"critical": 2}),
        ],
        {fail.fingerprint: "2026-09-01"},
        [fail.fingerprint],
        [Gone()],
    )
    text = page(believable, RenderContext(history=history))
    assert "since 2026-09-01" in text
    assert "<b>1 new</b>, <b>1 gone</b>" in text
    assert "seen from 2026-07-01 to 2026-10-01" in text
    assert 'class="trend"' in text
    assert Reader(text).open == []


def test_what_counts_for_more_than_in_the_scan_before_is_marked(believable):
    fail = next(v for v in believable.verdicts if v.verdict == "fail")
    history = History([Point("2026-09-01", {}), Point("2026-11-23", {})], {}, worse=[fail.fingerprint])
    text = page(believable, RenderContext(history=history))
    assert "<b>1 worse</b>" in text
    assert text.count("· <b>worse</b>") == 1


def test_a_first_scan_and_an_empty_history_render(believable):
    for points in ([], [Point("2026-11-23", {})]):
        assert 'id="history"' in page(believable, RenderContext(history=History(points, {})))


def test_a_change_stands_first_with_both_sides(believable, clean):
    change = Comparison(
        before=clean,
        decision="blocked",
        reasons=("PT-B02 is new.",),
        after_stored=believable,
        new=believable.verdicts[:2],
        messages=(ChangeMessage(3, "ICH06007I", "IRRPTAUTH.X", "<b>refused</b>"),),
        return_code=8,
    )
    text = page(believable, RenderContext(comparison=change))
    assert "<h1>Change blocked on PRODPLEX.</h1>" in text
    assert text.index('id="change"') < text.index('id="picture"')
    assert "&lt;b&gt;refused&lt;/b&gt;" in text
    assert Reader(text).open == []


def test_words_of_the_catalogue_are_shown(believable):
    context = RenderContext(catalogue={"PT-A01": PolicyText("Without the class no ticket works.")})
    assert "Without the class no ticket works." in page(believable, context)


def counted(text: str) -> int:
    """How many verdicts the entries of a page stand for."""
    folded = [int(number) for number in re.findall(r'class="item card fold[^>]* data-n="(\d+)"', text)]
    return text.count('class="item card k-') + sum(folded)


def different(number: int):
    """Findings of which each has a cause of its own."""
    result = sample_result.large(number)
    verdicts = tuple(replace(v, message=f"{v.message} Reason {n}.") for n, v in enumerate(result.verdicts))
    return result.model_copy(update={"verdicts": verdicts})


def naming(number: int):
    """Findings of which each names five hundred users in its facts."""
    result = different(number)
    users = [f"USER{n:04}" for n in range(500)]
    verdicts = tuple(replace(v, facts={**v.facts, "holders": users}) for v in result.verdicts)
    return result.model_copy(update={"verdicts": verdicts})


@pytest.mark.parametrize("made", [sample_result.large, different, naming])
@pytest.mark.parametrize("number", [500, 25_000])
def test_many_findings_stay_under_two_megabytes_and_each_is_counted(made, number):
    result = made(number)
    text = page(result)
    assert len(text.encode()) < 2_000_000
    entries = [v for v in result.verdicts if v.verdict in ("fail", "advisory", "undecided")]
    assert counted(text) == len(entries) >= number
    assert "result.json and verdicts.csv" in text
    assert "content-visibility:auto" in text


def test_what_has_one_cause_is_one_entry_with_every_name_and_a_few_are_not_folded():
    result = sample_result.large(100)
    one = replace(next(v for v in result.verdicts if v.verdict == "fail"), masked_by=None)

    def page_of(number):
        users = [f"U{n:03}" for n in range(number)]
        alike = [replace(one, object=f"user:{u}", fingerprint=u, message=f"{u} can ask.") for u in users]
        return users, page(result.model_copy(update={"verdicts": tuple(alike)}))

    users, text = page_of(FEW)
    assert text.count('class="item card k-') == FEW
    assert "data-n" not in text[: text.index("<script>")]
    users, text = page_of(200)
    assert text.count('class="item card k-') == ALIKE
    assert f'{200 - ALIKE} more</span> <span class="what">... can ask.</span>' in text
    assert all(f"user:{user}<" in text or f"user {user}" in text for user in users)


def test_the_cause_is_the_sentence_without_the_name_of_its_object(believable):
    one = believable.verdicts[0]

    def said(subject, message):
        return general(replace(one, object=subject, message=message))

    assert said("client:C/user:U1", "S may not ask for U1: PTKTDATA A.U1* gives NONE.") == (
        "S may not ask for ...: PTKTDATA A.U1* gives NONE."
    )
    assert said("user:U1", "U1X and XU1 are others; U1 is it.") == "U1X and XU1 are others; ... is it."
    assert said("system", "The system is open.") == "The system is open."
    assert said("profile:PTKTDATA/IRRPTAUTH.A.*", "IRRPTAUTH.A.* is open.") == "... is open."


def test_two_verdicts_with_one_fingerprint_get_two_ids(believable):
    fail = next(v for v in believable.verdicts if v.verdict == "fail")
    twin = believable.model_copy(update={"verdicts": (fail, replace(fail, object="user:OTHER"))})
    reader = Reader(page(twin))
    assert len([one for one in reader.ids if one.startswith("f-")]) == 2
    assert len(reader.ids) == len(set(reader.ids))


def test_racf_off_without_a_finding_is_shown_but_not_called_broken(clean):
    second = paths(clean, Where(clean))[1]
    assert {stop.state for stop in second.stops if stop.name in ("IMS Connect", "RACF VERIFY", "IMS")} == {"skipped"}


def test_links_stand_beside_their_endpoint(believable):
    text = page(believable)
    assert "IMSDRDA1 (persistent; tickets for IMSDRDA1 and LNKUSR1)" in text
    assert "one without a known ID (persistence unknown; no ticket known)." in text
