"""reports/sample/ is what a scan of the example writes today: `python -m tests.shop.sample` writes it again."""

from __future__ import annotations

import struct

from tests.shop.sample import PICTURE, SAMPLE, sample


def test_the_sample_is_the_report_of_the_example(tmp_path):
    written = sample(tmp_path / "out")
    committed = {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.name != PICTURE}
    assert sorted(committed) == sorted(written)
    changed = [name for name, content in written.items() if committed[name] != content]
    assert changed == [], "run python -m tests.shop.sample, look at what changed, and commit it"


def test_the_picture_in_the_readme_is_small_and_a_picture(root):
    data = (SAMPLE / PICTURE).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(data) < 300_000
    width, height = struct.unpack(">II", data[16:24])
    assert (width, height) >= (800, 600)
    assert f"](reports/sample/{PICTURE})" in (root / "README.md").read_text()
