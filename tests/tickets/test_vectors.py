"""Every published vector, both ways, and the strings that no key can make."""

import json
from pathlib import Path

import pytest

from auditor.tickets import enhanced, legacy
from auditor.tickets.keys import Key
from auditor.tickets.shapes import classify

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "passticket-vectors.json").read_text(encoding="utf-8"))


def by_id(vector):
    return vector["id"]


@pytest.mark.parametrize("vector", VECTORS["legacy"], ids=by_id)
def test_legacy(vector):
    names, key, at = (vector["user"], vector["appl"]), bytes.fromhex(vector["key_hex"]), vector["epoch"]
    assert legacy.generate(*names, key, at) == vector["ticket"]
    assert legacy.generate(*names, Key(key), at + 0.999) == vector["ticket"]
    assert legacy.recover(vector["ticket"], *names, key) == at
    assert legacy.generated_at(vector["ticket"], *names, key, at + 600) == at
    assert legacy.generated_at(vector["ticket"], *names, key, at - 600) == at
    assert legacy.generated_at(vector["ticket"], *names, key, at + 601) is None
    assert legacy.generated_at(vector["ticket"], *names, key, at - 601) is None
    assert classify(vector["ticket"])[0] == "legacy"


@pytest.mark.parametrize("vector", VECTORS["enhanced"], ids=by_id)
def test_enhanced(vector):
    names, key, at, kind = (
        (vector["user"], vector["appl"]),
        bytes.fromhex(vector["key_hex"]),
        vector["epoch"],
        vector["type"],
    )
    ticket = vector["ticket"]
    assert enhanced.generate(*names, key, at, kind) == ticket
    assert enhanced.generate(*names, Key(key), at + 0.999, kind) == ticket
    assert enhanced.recover(ticket, *names, key, kind) == at % (1 << enhanced.RECOVERED_BITS[kind])
    for apart in (-600, -60, 0, 60, 600):
        assert enhanced.generated_at(ticket, *names, key, kind, at + apart) == at
    assert enhanced.generated_at(ticket, *names, key, kind, at + 601) is None
    assert enhanced.generated_at(ticket, *names, key, kind, at - 601) is None
    assert enhanced.generated_at(ticket, *names, key, kind, at + 61, within=60) is None
    assert kind in classify(ticket)


@pytest.mark.parametrize("vector", VECTORS["structurally_invalid"]["legacy"], ids=lambda v: v["ticket"])
def test_strings_that_are_no_legacy_ticket(vector):
    assert "legacy" not in classify(vector["ticket"])
    assert legacy.recover(vector["ticket"], "IBMUSER", "IMSDRDA", bytes(8)) is None
    assert legacy.generated_at(vector["ticket"], "IBMUSER", "IMSDRDA", bytes(8), 0) is None


@pytest.mark.parametrize("vector", VECTORS["structurally_invalid"]["enhanced"], ids=lambda v: v["ticket"])
def test_strings_that_are_no_enhanced_ticket(vector):
    assert vector["type"] not in classify(vector["ticket"])
    assert enhanced.recover(vector["ticket"], "IBMUSER", "IMSDRDA", bytes(32), vector["type"]) is None


def test_the_vectors_are_all_there():
    assert len(VECTORS["legacy"]) >= 60
    assert len(VECTORS["enhanced"]) >= 60
    assert any(one["epoch"] >= 1 << 31 for one in VECTORS["legacy"])
    assert any(one["epoch"] >= 1 << 32 for one in VECTORS["enhanced"])
