"""Any bytes give commands or one DrdaMalformed; what is encoded decodes to the same."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.drda import commands, dss, secchk
from auditor.drda.codepoints import CodePoint
from auditor.errors import DrdaMalformed

GOOD = secchk.encode("IMSBAT1", "KZ4Q7RNB", correlator=2)
upper_names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=8)
tickets = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=8, max_size=8)
encodings = st.sampled_from(["ebcdic", "utf-8"])
correlators = st.integers(0, 0xFFFF)


def decodes_or_refuses(data):
    with contextlib.suppress(DrdaMalformed):
        assert commands.decode(data)


@given(st.binary(max_size=200))
def test_any_bytes(data):
    decodes_or_refuses(data)


@given(st.binary(max_size=60), st.sampled_from([0x1041, 0x106D, 0x14AC, 0x106E, 0x1219, 0x2001]), st.integers(0, 255))
def test_any_parameters_inside_good_headers(body, codepoint, form):
    length = 10 + len(body)
    head = length.to_bytes(2) + bytes((0xD0, form)) + b"\0\1" + (length - 6).to_bytes(2) + codepoint.to_bytes(2)
    decodes_or_refuses(head + body)


@given(st.lists(st.tuples(st.sampled_from(list(CodePoint)), st.binary(max_size=12)), max_size=5), st.data())
def test_any_values_inside_good_lengths(parameters, data):
    kind = data.draw(st.sampled_from([1, 2, 3, 5]))
    codepoint = data.draw(st.sampled_from([0x1041, 0x106D, 0x14AC, 0x106E, 0x1219]))
    unique = tuple(dss.Parameter(key, value) for key, value in dict(parameters).items())
    decodes_or_refuses(dss.encode(dss.Dss(kind, 1, codepoint, unique)))


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_every_changed_byte(where, value):
    changed = bytearray(GOOD)
    changed[where] = value
    decodes_or_refuses(bytes(changed))


@pytest.mark.parametrize("length", range(len(GOOD)))
def test_every_truncation_is_refused(length):
    with pytest.raises(DrdaMalformed):
        commands.decode(GOOD[:length])


@pytest.mark.parametrize("where", [0, 1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
def test_every_changed_header_byte_is_refused(where):
    changed = bytearray(GOOD)
    changed[where] ^= 0x10
    with pytest.raises(DrdaMalformed):
        secchk.decode(bytes(changed))


@given(upper_names, tickets, correlators, encodings)
def test_what_is_sent_is_read(user, ticket, correlator, encoding):
    sent = secchk.encode(user, ticket, correlator=correlator, encoding=encoding)
    assert secchk.decode(sent) == secchk.Secchk(user, ticket, correlator, encoding)


@given(upper_names, upper_names, st.lists(st.integers(0, 0xFFFF), min_size=1, max_size=9), correlators)
def test_the_other_commands_too(first, second, mechanisms, correlator):
    for command in (
        commands.Excsat(first, second, None, first, correlator, chained=True),
        commands.Accsec(mechanisms[0], second, correlator),
        commands.Accsecrd(tuple(mechanisms), None, correlator),
        commands.Accsecrd(tuple(mechanisms), 1, correlator),
        commands.Secchkrm(8, 15, correlator),
    ):
        assert commands.decode(commands.encode(command)) == (command,)


@given(st.permutations(range(3)))
def test_any_order_of_parameters(order):
    frame = dss.decode(GOOD)[0]
    mixed = dss.Dss(frame.kind, 2, frame.codepoint, tuple(frame.parameters[number] for number in order))
    assert secchk.decode(dss.encode(mixed)).user == "IMSBAT1"


def test_what_cannot_be_sent():
    twice = (dss.Parameter(CodePoint.USRID, b"A"), dss.Parameter(CodePoint.USRID, b"A"))
    for call in (
        lambda: secchk.encode("", "KZ4Q7RNB"),
        lambda: secchk.encode("IMSBAT1", ""),
        lambda: secchk.encode("IMSBAT1", "x" * 256),
        lambda: secchk.encode("\u4e2d", "KZ4Q7RNB"),
        lambda: secchk.encode("IMSBAT1", "KZ4Q7RNB", correlator=65536),
        lambda: commands.encode(commands.Secchkrm(65536, 0)),
        lambda: dss.encode(dss.Dss(1, 1, 0x1041, (dss.Parameter(0x115E, bytes(32768)),))),
        lambda: dss.encode(dss.Dss(4, 1, 0x1041, ())),
        lambda: dss.encode(dss.Dss(1, 1, 0x1041, (), same_correlator=True)),
        lambda: dss.encode(dss.Dss(1, 1, 0x106E, twice)),
    ):
        with pytest.raises(DrdaMalformed):
            call()


def test_a_correlator_that_was_announced_must_come():
    first = dss.encode(dss.Dss(1, 1, CodePoint.EXCSAT, (), chained=True, same_correlator=True))
    assert len(commands.decode(first + commands.encode(commands.Accsec(correlator=1)))) == 2
    with pytest.raises(DrdaMalformed):
        commands.decode(first + commands.encode(commands.Accsec(correlator=2)))
