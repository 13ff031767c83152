"""What the algorithms cannot take is refused in one line that repeats none of it."""

import pytest

from auditor.errors import AuditorError, TicketRefused
from auditor.tickets import enhanced, legacy, names, times
from auditor.tickets.keys import Key

SHORT, LONG = bytes(range(8)), bytes(range(64))


@pytest.mark.parametrize(
    "name",
    ["", "NINECHARS", "A B", "A-B", "ÄB", "\u0131", "ß", "A\x00", "A\n", "A.B", "\uff21", None, 7, b"USER", ["A"]],
)
def test_names_that_are_refused(name):
    for call in (
        lambda: legacy.generate(name, "IMSDRDA", SHORT, 0),
        lambda: legacy.generate("IBMUSER", name, SHORT, 0),
        lambda: legacy.generated_at("K8CCHXO6", name, "IMSDRDA", SHORT, 0),
        lambda: enhanced.generate(name, "IMSDRDA", LONG, 0, "UPPER"),
        lambda: enhanced.generate("IBMUSER", name, LONG, 0, "MIXED"),
    ):
        with pytest.raises(TicketRefused) as refusal:
            call()
        assert "\n" not in str(refusal.value)
        assert refusal.value.advice
        assert not name or repr(name) not in str(refusal.value)


@pytest.mark.parametrize("key", [b"", bytes(7), bytes(9), bytes(31), bytes(257), None, "0123456789ABCDEF", 8])
def test_keys_that_are_refused(key):
    with pytest.raises(TicketRefused):
        legacy.generate("IBMUSER", "IMSDRDA", key, 0)
    with pytest.raises(TicketRefused):
        enhanced.generate("IBMUSER", "IMSDRDA", key, 0, "UPPER")
    with pytest.raises(TicketRefused):
        Key(key)


def test_a_key_of_the_other_kind_is_refused():
    with pytest.raises(TicketRefused):
        legacy.generate("IBMUSER", "IMSDRDA", Key(LONG), 0)
    with pytest.raises(TicketRefused):
        enhanced.generate("IBMUSER", "IMSDRDA", Key(SHORT), 0, "MIXED")


@pytest.mark.parametrize("at", [-1, -0.5, float("nan"), float("inf"), float("-inf"), None, "0", 1 << 48])
def test_times_that_are_refused(at):
    with pytest.raises(TicketRefused):
        legacy.generate("IBMUSER", "IMSDRDA", SHORT, at)
    with pytest.raises(TicketRefused):
        enhanced.generate("IBMUSER", "IMSDRDA", LONG, at, "UPPER")


def test_legacy_time_ends_in_2106_and_enhanced_does_not():
    assert legacy.generate("IBMUSER", "IMSDRDA", SHORT, (1 << 32) - 1)
    with pytest.raises(TicketRefused):
        legacy.generate("IBMUSER", "IMSDRDA", SHORT, 1 << 32)
    assert enhanced.generate("IBMUSER", "IMSDRDA", LONG, 1 << 32, "UPPER")


@pytest.mark.parametrize("kind", ["upper", "", None, "LEGACY", []])
def test_types_that_are_refused(kind):
    for call in (
        lambda: enhanced.generate("IBMUSER", "IMSDRDA", LONG, 0, kind),
        lambda: enhanced.generated_at("B82BSZ0W", "IBMUSER", "IMSDRDA", LONG, kind, 0),
        lambda: enhanced.possible("B82BSZ0W", kind),
    ):
        with pytest.raises(TicketRefused):
            call()


def test_a_missing_des_is_said_in_words(monkeypatch):
    import sys

    legacy._des.cache_clear()
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.decrepit.ciphers.algorithms", None)
    with pytest.raises(TicketRefused, match="no DES"):
        legacy.generate("IBMUSER", "IMSDRDA", b"no-des-1", 0)
    assert enhanced.generate("IBMUSER", "IMSDRDA", LONG, 0, "UPPER")


def test_the_clock_wraps_where_the_field_ends():
    assert times.offset(5, (1 << 32) - 1, 32) == 6
    assert times.offset((1 << 32) - 1, 5, 32) == -6
    assert times.within_window((1 << 32) - 1, 5, 600, 32) == (1 << 32) - 1
    assert times.within_window(5, (1 << 32) + 7, 600, 32) == (1 << 32) + 5


def test_national_characters_have_their_own_bytes():
    assert names.user_id("#@$") == bytes.fromhex("7B7C5B")
    assert names.padded(names.user_id("tom")) == bytes.fromhex("E3D6D44040404040")
    for page in ("cp037", "cp500", "cp1140"):
        assert "#@$AZ09 ".encode(page) == bytes.fromhex("7B7C5BC1E9F0F940")


def test_every_refusal_ends_with_16():
    with pytest.raises(AuditorError) as refusal:
        Key(b"")
    assert refusal.value.return_code == 16
