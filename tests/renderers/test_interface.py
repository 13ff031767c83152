from __future__ import annotations

import subprocess
import sys

import pytest

from auditor.errors import UnknownName
from auditor.renderers.interface import FILES, render
from auditor.settings import FORMATS


def test_every_format_that_settings_take_has_a_renderer_and_a_file():
    assert tuple(FILES) == FORMATS


@pytest.mark.parametrize("name", FILES)
def test_the_same_result_gives_the_same_bytes(name, believable):
    assert render(name, believable) == render(name, believable.model_copy(deep=True))


@pytest.mark.parametrize("name", FILES)
def test_bytes_do_not_depend_on_the_hash_seed(name):
    code = (
        "import hashlib; from tests.renderers.sample_result import believable; "
        "from auditor.renderers.interface import render; "
        f"print(hashlib.sha256(render({name!r}, believable())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("name", FILES)
def test_hostile_text_leaves_no_control_character_in_any_form(name, hostile):
    text = render(name, hostile).decode("utf-8-sig")
    assert not [c for c in text if (ord(c) < 32 and c not in "\n\r\t") or 0x7F <= ord(c) <= 0x9F or c in "\u202e\u2066"]


def test_an_unknown_format_is_refused_with_the_known_ones(believable):
    with pytest.raises(UnknownName, match="'pdf'") as refused:
        render("pdf", believable)
    assert "html" in refused.value.advice
    assert refused.value.return_code == 16
