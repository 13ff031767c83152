"""What speaks against commands, and what is only told beside them."""

from __future__ import annotations

from auditor.remedy.cards import command, commented
from auditor.remedy.order import needs_auditor, ordered
from auditor.remedy.outlook import Before, Fail, Outlook, brought

KEY = ("PT-X01", "profile:APPL/APP1")


def moved(was, now, *, gates=None, waived=(), allowed=(), denied=()):
    """Return the keys that speak against, and those beside."""
    before = Before({KEY: was} if was else {}, frozenset(allowed), frozenset(waived), gates or {})
    found = brought(before, Outlook({KEY: now} if now else {}, frozenset(denied)))
    return list(found.against.values()), list(found.beside.values())


def test_a_new_finding_speaks_against_when_it_would_block_in_a_gate():
    what = "PT-X01 on profile:APPL/APP1"
    assert moved(None, Fail("high", masked=False)) == ([f"{what} (high) is new"], [])
    assert moved(None, Fail("medium", masked=False)) == ([], [f"{what} (medium) is new"])
    assert moved(None, Fail("low", masked=False), gates={"PT-X01": "blocks"}) == ([f"{what} (low) is new"], [])
    assert moved(None, Fail("low", masked=False), gates={"PT-X01": "warns"})[0] == []


def test_what_was_masked_and_takes_effect_is_worse():
    masked, plain = Fail("high", masked=True), Fail("high", masked=False)
    assert "takes effect" in moved(masked, plain)[0][0]
    assert moved(plain, masked) == moved(plain, plain) == moved(plain, None) == ([], [])
    assert "gets worse" in moved(Fail("medium", masked=False), plain)[0][0]


def test_what_a_site_has_accepted_speaks_not():
    assert moved(Fail("high", masked=True), Fail("high", masked=False), waived=[KEY]) == ([], [])


def test_a_user_that_is_shut_out_speaks_against():
    assert moved(None, None, allowed=["kiosk/U1"], denied=["kiosk/U1", "other/U2"]) == (
        ["U1 of client kiosk can log on no more"],
        [],
    )


def test_of_two_permits_of_one_entry_the_lower_stands():
    high, low = "PERMIT A CLASS(APPL) ID(U1) ACCESS(READ)", "PERMIT A CLASS(APPL) ID(U1) ACCESS(NONE)"
    assert ordered([high, low]) == ordered([low, high]) == [low]
    assert ordered([high, "PERMIT A CLASS(APPL) ID(U2) ACCESS(NONE)"])[0] == high


def test_a_class_that_is_raclisted_needs_no_refresh_of_its_generics():
    refreshes = ["SETROPTS GENERIC(PTKTDATA) REFRESH", "SETROPTS GENERIC(APPL) REFRESH"]
    activation = "SETROPTS CLASSACT(PTKTDATA) RACLIST(PTKTDATA)"
    assert ordered([*refreshes, activation]) == [activation, "SETROPTS GENERIC(APPL) REFRESH"]
    assert ordered(["SETROPTS RACLIST(PTKTDATA) REFRESH", *refreshes]) == [
        "SETROPTS RACLIST(PTKTDATA) REFRESH",
        refreshes[1],
    ]
    assert ordered([*refreshes, "SETROPTS NORACLIST(PTKTDATA)"]) == ["SETROPTS NORACLIST(PTKTDATA)", *refreshes]


def test_what_needs_an_auditor():
    for line in ("SETROPTS AUDIT(APPL)", "SETROPTS LOGOPTIONS(NEVER(APPL))", "RALTER APPL A GLOBALAUDIT(NONE)"):
        assert needs_auditor(line)
    for line in ("RALTER APPL A AUDIT(NONE)", "SETROPTS CLASSACT(APPL)", "RDEFINE APPL AUDIT UACC(NONE)"):
        assert not needs_auditor(line)


def test_a_quoted_text_is_not_broken_at_its_blanks():
    text = f"RALTER PTKTDATA APP1 APPLDATA('{'NO  REPLAY ' * 12}')"
    for lines in (command(text), [line[3:-3].rstrip() for line in commented(text)]):
        joined = "".join(line.removesuffix("-") for line in lines)
        assert " ".join(joined.split("'")[0].split()) == "RALTER PTKTDATA APP1 APPLDATA("
        assert len(lines) > 1
        assert joined.count("NO  REPLAY ") >= 11
        assert max(map(len, lines)) <= 71
