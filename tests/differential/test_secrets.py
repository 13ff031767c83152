"""No key, ticket or password in what the cross-check gives back, logs, or leaves in a traceback."""

from __future__ import annotations

import logging
import re
import traceback

import pytest

from auditor.crosscheck import compare, plan, run
from auditor.crosscheck import scene as scenes
from auditor.crosscheck.keyring import Keyring
from auditor.racf import credential
from auditor.tickets import enhanced, legacy
from auditor.tickets.keys import Key, ProfileKeys
from tests.racf.estates import LEGACY, NOON, application_estate, client, keys
from tests.racf.installations import installation

DES, HMAC = bytes.fromhex("0E1FD2B76A95C3D8"), bytes(range(101, 165))
OFFERED = {"APP1": ProfileKeys(Key(DES), Key(HMAC))}


@pytest.fixture
def tickets(monkeypatch):
    """Every ticket and password that the run makes or sends."""
    seen = set()

    def watch(owner, name):
        old = getattr(owner, name)

        def new(*given, **named):
            made = old(*given, **named)
            seen.add(made)
            return made

        monkeypatch.setattr(owner, name, new)

    watch(legacy, "generate")
    watch(enhanced, "generate")
    old = scenes.send
    monkeypatch.setattr(scenes, "send", lambda user, ticket: seen.add(ticket) or old(user, ticket))
    return seen


def secrets(tickets):
    forms = [DES, HMAC]
    return {
        *tickets,
        *(one.hex() for one in forms),
        *(one.hex().upper() for one in forms),
        *(repr(one)[2:-1] for one in forms),
    }


def assert_clean(text, tickets):
    assert tickets, "no ticket was made: nothing is proven"
    words = set(re.findall(r"[\w-]+", text))
    for secret in secrets(tickets):
        assert secret not in words
        assert len(secret) == 8 or secret not in text


def estates():
    for protection, label, more in (
        ("L", "", {}),
        ("", "E", {"type": "MIXED"}),
        ("L", "E", {"type": None}),
        ("*UNKNOWN*", "", {}),
    ):
        key = keys(protection, label, **({"timeout": 60, "replay": False} | more if label else {}))
        yield application_estate(
            key, client("off-host", ("U1", "U2")), client("racf-service", ("U1",), id="d", requester="R1")
        )
    yield from (installation(seed) for seed in range(20))


@pytest.mark.parametrize("offered", [None, OFFERED], ids=["throw-away keys", "offered keys"])
def test_nothing_secret_in_what_comes_back(offered, tickets, caplog):
    caplog.set_level(logging.NOTSET)
    for estate in estates():
        trials = plan(estate)
        done = run(estate, trials, keys=offered, now=NOON)
        result = compare(trials, [], done)
        text = f"{done!r} {result!r} {result.model_dump_json()} {caplog.text}"
        if tickets:
            assert_clean(text, tickets)
    assert len(tickets) > 100


@pytest.mark.parametrize("place", ["judge", "_by_keys", "_of_match", "_in_time"])
def test_nothing_secret_in_a_traceback(place, tickets, monkeypatch):
    def fails(*_given, **_named):
        message = "planted"
        raise RuntimeError(message)

    estate = application_estate(keys(**LEGACY), client())
    owner = scenes.verify.__globals__ if place == "judge" else vars(credential)
    monkeypatch.setitem(owner, place, fails)
    with pytest.raises(RuntimeError, match="planted") as caught:
        run(estate, plan(estate), keys=OFFERED, now=NOON)
    lines = traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    assert_clean("".join(traceback.format_exception(caught.value)), tickets)
    assert not any(form in "".join(lines) for form in (DES.hex(), DES.hex().upper(), repr(DES)[2:-1]))


def test_no_object_on_the_way_shows_a_secret(tickets):
    ring = Keyring(OFFERED)
    lock = credential.Lock("APP1", "legacy")
    ticket = ring.make("U1", "APP1", lock, NOON)
    memory = credential.Memory()
    memory.used.add(("here", "U1", "APP1", lock, NOON))
    shown = [ring, lock, memory, OFFERED, scenes.Logon("U1", "APP1", NOON, ticket)]
    shown.append(credential.Attempt("U1", "APP1", "GRPA", NOON, ticket, "here", ring, memory))
    shown.append(ring.match(ticket, "U1", "APP1", lock, NOON))
    assert_clean(" ".join(repr(one) for one in shown), tickets)
