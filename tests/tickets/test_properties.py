"""What holds for every user, application, key and second."""

import hashlib
import hmac

from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.tickets import enhanced, legacy
from auditor.tickets.keys import Key
from auditor.tickets.shapes import classify

names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#@$", min_size=1, max_size=8)
short_keys = st.binary(min_size=8, max_size=8)
long_keys = st.binary(min_size=32, max_size=256)
seconds = st.integers(0, (1 << 32) - 1)
types = st.sampled_from(["UPPER", "MIXED"])
near = st.integers(-600, 600)


@given(names, names, short_keys, seconds, near)
def test_a_legacy_ticket_tells_its_second(user, application, key, at, apart):
    ticket = legacy.generate(user, application, key, at)
    assert legacy.generated_at(ticket, user, application, key, at + apart) == at
    assert legacy.matches(ticket, user, application, key, at)
    assert not legacy.matches(ticket, user, application, key, at ^ 1)


@given(names, names, long_keys, seconds, types, near)
def test_an_enhanced_ticket_tells_its_second(user, application, key, at, kind, apart):
    ticket = enhanced.generate(user, application, key, at, kind)
    assert enhanced.generated_at(ticket, user, application, key, kind, at + apart) == at
    assert enhanced.matches(ticket, user, application, key, at, kind)
    assert not enhanced.matches(ticket, user, application, key, at ^ 1, kind)
    assert kind == "MIXED" or ticket[0] in "0123456789ABCDEFGHIJKLMNOPQRS"


@given(names, names, long_keys, st.integers(0, (1 << 48) - 1))
def test_times_far_beyond_41_bits_are_found_again_near_where_they_are(user, application, key, at):
    ticket = enhanced.generate(user, application, key, at, "UPPER")
    assert enhanced.generated_at(ticket, user, application, key, "UPPER", at) == at


@given(st.integers(0, (1 << 32) - 1))
def test_eight_characters_lose_none_of_the_32_bits(value):
    assert legacy._untranslate(legacy._translate(value)) == value


@given(st.integers(0, 0xFFFF))
def test_every_permutation_is_its_own_inverse(value):
    for high, low in legacy._ROUNDS:
        once = high[value >> 8] | low[value & 0xFF]
        assert high[once >> 8] | low[once & 0xFF] == value


@given(names, names, short_keys, st.binary(min_size=8, max_size=8), seconds)
def test_parity_bits_of_a_legacy_key_do_not_matter(user, application, key, flips, at):
    other = bytes(byte ^ (flip & 1) for byte, flip in zip(key, flips, strict=True))
    assert legacy.generate(user, application, key, at) == legacy.generate(user, application, other, at)
    assert Key(key).makes_the_same_tickets_as(Key(other))


@given(names, names, names, short_keys, seconds)
def test_another_user_or_application_gives_an_unrelated_second(user, application, other, key, at):
    assume(other not in (user, application))
    ticket = legacy.generate(user, application, key, at)
    assert legacy.recover(ticket, other, application, key) != at
    assert legacy.recover(ticket, user, other, key) != at


@given(names, names, short_keys, st.integers(1, 127), st.integers(0, 7), seconds)
def test_another_key_gives_an_unrelated_second(user, application, key, change, where, at):
    other = bytearray(key)
    other[where] ^= change << 1
    ticket = legacy.generate(user, application, key, at)
    assert legacy.recover(ticket, user, application, bytes(other)) != at
    assert not Key(key).makes_the_same_tickets_as(Key(bytes(other)))


@given(names, names, short_keys, long_keys, seconds, types)
def test_lower_case_names_are_folded(user, application, short, long, at, kind):
    assert legacy.generate(user.lower(), application.lower(), short, at) == legacy.generate(
        user, application, short, at
    )
    folded = enhanced.generate(user.lower(), application.lower(), long, at, kind)
    assert folded == enhanced.generate(user, application, long, at, kind)


@given(st.text(max_size=12), names, names, short_keys, long_keys)
def test_any_string_may_be_offered_as_a_ticket(ticket, user, application, short, long):
    could = classify(ticket)
    assert (legacy.recover(ticket, user, application, short) is not None) == ("legacy" in could)
    for kind in ("UPPER", "MIXED"):
        assert (enhanced.recover(ticket, user, application, long, kind) is not None) == (kind in could)
    assert not legacy.matches(ticket + "\udcff", user, application, short, 0)
    assert not enhanced.matches(ticket + "é", user, application, long, 0, "MIXED")


@given(long_keys, st.binary(max_size=300))
def test_our_hmac_is_the_library_s(key, message):
    assert enhanced._hmac(key)(message) == hmac.new(key, message, hashlib.sha512).digest()


@given(names, names, short_keys, st.integers(710, (1 << 32) - 711), st.integers(-700, 700))
def test_inversion_and_search_give_the_same_verdict(user, application, key, now, apart):
    """RACF might try every second of its window: only the right one makes the ticket, its neighbours do not."""
    ticket = legacy.generate(user, application, key, now + apart)
    found = [at for at in range(now + apart - 3, now + apart + 4) if legacy.matches(ticket, user, application, key, at)]
    expected = now + apart if abs(apart) <= 600 else None
    assert found == [now + apart]
    assert legacy.generated_at(ticket, user, application, key, now) == expected
