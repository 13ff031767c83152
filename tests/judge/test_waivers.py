from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.waivers import POLICY, apply, of_system
from auditor.models.place import At
from auditor.models.verdict import Remediation, Verdict
from auditor.models.waiver import Waiver

DAY = "2026-06-30"
LINES = {2: "  - policy: PT-C03"}


def verdict(word="fail", policy="PT-C03", name="profile:PTKTDATA/A", fingerprint="f1"):
    return Verdict(
        policy=policy, slug="replay-allowed", object=name, verdict=word, severity="high", message="m", reason="r",
        facts={}, masked_by=None, fingerprint=fingerprint, waiver=None, places=(), remediation=Remediation(),
        controls=(), assumptions=(),
    )  # fmt: skip


def waiver(**more):
    given = {"object": "profile:PTKTDATA/A"} if "fingerprint" not in more else {}
    return Waiver(
        **{
            "policy": "PT-C03", "reason": "known", "owner": "team", "approver": "ciso", "ticket": "RISK-1",
            "expires": DAY, "at": At(4, 2), **given, **more,
        }
    )  # fmt: skip


def laid(verdicts, *waivers, as_of=DAY):
    done = apply(verdicts, waivers, as_of, "waivers.yaml", LINES)
    return done[: len(verdicts)], done[len(verdicts) :]


@pytest.mark.parametrize("word", ["fail", "advisory"])
@pytest.mark.parametrize("given", [{}, {"fingerprint": "f1"}])
def test_a_waiver_in_date_covers_its_finding_and_says_who_accepted_it(word, given) -> None:
    (covered, other), about = laid(
        [verdict(word), verdict(name="profile:PTKTDATA/B", fingerprint="f2")], waiver(**given)
    )
    assert covered.waiver is not None
    assert covered.waiver.model_dump() == {
        "reason": "known", "owner": "team", "approver": "ciso", "ticket": "RISK-1", "expires": DAY,
    }  # fmt: skip
    assert replace(covered, waiver=None) == verdict(word)
    assert other.waiver is None
    assert about == ()


@pytest.mark.parametrize(("as_of", "holds"), [("2026-06-29", True), (DAY, True), ("2026-07-01", False)])
def test_the_day_it_expires_is_its_last(as_of, holds) -> None:
    (one,), about = laid([verdict()], waiver(), as_of=as_of)
    assert (one.waiver is not None) is holds
    assert [row.slug for row in about] == ([] if holds else ["waiver-expired"])


@pytest.mark.parametrize("word", ["pass", "undecided", "not_applicable"])
def test_only_what_is_proven_can_be_waived(word) -> None:
    (one,), (about,) = laid([verdict(word)], waiver())
    assert one.waiver is None
    assert about.slug == "waiver-unused"
    assert ("undecided" in about.message) is (word == "undecided")
    assert ("Remove the waiver" in about.remediation.other[0]) is (word != "undecided")


@pytest.mark.parametrize("given", [{"policy": "PT-C04"}, {"object": "profile:PTKTDATA/Z"}])
def test_a_waiver_of_something_else_is_unused(given) -> None:
    (one,), (about,) = laid([verdict()], waiver(**given))
    assert one.waiver is None
    assert about.slug == "waiver-unused"


def test_a_fingerprint_that_no_finding_has_any_more_is_outdated() -> None:
    (one,), (about,) = laid([verdict(fingerprint="new")], waiver(fingerprint="f1"))
    assert one.waiver is None
    assert about.slug == "waiver-outdated"
    assert laid([], waiver(fingerprint="f1"))[1][0].slug == "waiver-unused"


def test_the_finding_about_a_waiver_shows_where_it_stands() -> None:
    _, (about,) = laid([], waiver())
    assert (about.policy, about.verdict, about.severity, about.waiver) == (POLICY, "advisory", "advisory", None)
    (place,) = about.places
    assert (place.input, place.path, place.record, place.text) == ("waivers", "waivers.yaml", 2, LINES[2])
    assert "ciso" in place.note


def test_a_new_waiver_beside_an_expired_one_covers_and_the_old_one_is_reported() -> None:
    (one,), (about,) = laid([verdict()], waiver(expires="2020-01-01"), waiver(ticket="RISK-2"))
    assert one.waiver is not None
    assert one.waiver.ticket == "RISK-2"
    assert about.slug == "waiver-expired"


WORDS = ["pass", "fail", "undecided", "advisory", "not_applicable"]
NAMES = ["profile:PTKTDATA/A", "profile:PTKTDATA/B"]


@given(
    st.lists(st.builds(verdict, st.sampled_from(WORDS), name=st.sampled_from(NAMES)), max_size=5),
    st.lists(
        st.builds(waiver, object=st.sampled_from(NAMES), expires=st.sampled_from(["2026-01-01", DAY])), max_size=4
    ),
)
def test_no_waiver_is_silent_and_no_verdict_changes(verdicts, waivers) -> None:
    done, about = laid(verdicts, *waivers)
    assert [replace(row, waiver=None) for row in done] == verdicts
    assert all(row.verdict in ("fail", "advisory") for row in done if row.waiver)
    live = [
        one for one in waivers if one.expires == DAY and any(row.waiver and row.object == one.object for row in done)
    ]
    assert len(about) == len(waivers) - len(live)


@pytest.mark.parametrize(
    ("systems", "holds"),
    [((), True), (("PRODPLEX",), True), (("PROD*",), True), (("TEST", "*PLEX"), True), (("TEST",), False),
     (("prodplex",), False), (("PROD",), False)],
)  # fmt: skip
def test_a_waiver_holds_for_the_systems_it_names_and_is_no_finding_in_others(systems, holds) -> None:
    mine = of_system([waiver(system=systems)], "PRODPLEX")
    (one,), about = laid([verdict()], *mine)
    assert (one.waiver is not None) is holds
    assert about == ()
