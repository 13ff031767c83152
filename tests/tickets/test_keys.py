"""A key gives its bytes only to who asks for them."""

import copy
import io
import json
import logging
import pickle
import traceback

import pytest
from rich.console import Console
from rich.traceback import Traceback

from auditor.errors import TicketRefused
from auditor.tickets.keys import Key

HEX = "A1B2C3D4E5F6A7B8"
LONG = "5A" * 40


def traces(text):
    raw = bytes.fromhex(HEX)
    return [word for word in (HEX, HEX.lower(), repr(raw), str(list(raw))) if word in text]


def test_nothing_prints_it():
    key = Key.from_hex(HEX)
    shown = [repr(key), str(key), f"{key}", f"{key:>20}", f"{key!r}", format(key), f"{key!s:.9}", repr([key])]
    assert [trace for text in shown for trace in traces(text)] == []
    assert f"{key:>7}" == "  <Key>"


def test_nothing_stores_it():
    key = Key.from_hex(HEX)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError):
            pickle.dumps(key, protocol)
    with pytest.raises(TypeError):
        json.dumps(key)
    with pytest.raises(TypeError):
        hash(key)
    with pytest.raises(TypeError):
        vars(key)
    assert copy.copy(key) is key
    assert copy.deepcopy({"key": key})["key"] is key


def test_no_log_and_no_traceback_with_locals_has_it(caplog):
    def fails(key):
        raise RuntimeError

    key = Key.from_hex(HEX)
    logging.getLogger("ours").warning("the key %s %r", key, key)
    with pytest.raises(RuntimeError) as failure:
        fails(key)
    page = io.StringIO()
    Console(file=page, width=200).print(
        Traceback.from_exception(failure.type, failure.value, failure.tb, show_locals=True)
    )
    plain = traceback.TracebackException(failure.type, failure.value, failure.tb, capture_locals=True)
    assert traces(caplog.text + page.getvalue() + "".join(plain.format())) == []
    assert "<Key>" in page.getvalue()


@pytest.mark.parametrize("text", [HEX[:-1], HEX + "0", "", "xyz", HEX[:-2] + "G0", "\uff10\uff11" * 8, HEX[:14]])
def test_a_refusal_does_not_repeat_it(text):
    with pytest.raises(TicketRefused) as refusal:
        Key.from_hex(text)
    told = "".join(traceback.format_exception(refusal.type, refusal.value, None))
    assert not text or text not in told
    assert refusal.value.__context__ is None


def test_equality_and_kind():
    assert Key.from_hex(HEX) == Key(bytes.fromhex(HEX))
    assert Key.from_hex(HEX.lower()) == Key.from_hex("A1 B2 C3 D4 E5 F6 A7 B8")
    assert Key.from_hex(HEX) != Key.from_hex("A0" + HEX[2:])
    assert Key.from_hex(HEX) != HEX
    assert Key.from_hex(HEX).kind == "legacy"
    assert Key.from_hex(LONG).kind == "enhanced"
    assert not Key.from_hex(LONG).makes_the_same_tickets_as(Key.from_hex("5B" * 40))
    assert not Key.from_hex(LONG).makes_the_same_tickets_as(Key.from_hex(HEX))
