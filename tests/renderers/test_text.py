from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.renderers.text import shown
from auditor.visible import numbered, visible


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_unseen_survives(text):
    assert not [
        c for c in numbered(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and ord(c) < 0xE0000
    ]


def test_every_control_and_format_character_of_unicode_is_written_out():
    unseen = [
        chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(chr(n)) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN")
    ]  # fmt: skip
    assert [f"{ord(c):04X}" for c in unseen if c in numbered(c)] == []


def test_nothing_unseen_survives_where_columns_stay():
    unseen = "\x00\x1b\x85\u202e\u200b\u3164\u115f\ufeff\ue000\ud800"
    assert visible(f"A{unseen}Z") == f"A{'·' * len(unseen)}Z"
    assert visible("a\tb\n", " ") == "a b "


def test_names_of_national_code_pages_stay_as_they_are():
    assert numbered("Grüße §$£ 漢字") == "Grüße §$£ 漢字"


def test_a_line_feed_stays_only_where_lines_are_wanted():
    assert numbered("a\nb") == "a<U+000A>b"
    assert numbered("a\nb\x1b", lines=True) == "a\nb<U+001B>"


def test_a_fact_in_words():
    assert shown(None) == "unknown"
    assert shown(False) == "no"
    assert shown(0) == "0"
    assert shown([]) == "none"
    assert shown(["A", None, {"b": True}]) == "A, unknown, b: yes"
