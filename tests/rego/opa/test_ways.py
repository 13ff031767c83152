"""The three ways to judge the example, with a site's own policy, give the same bytes in every output."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli import run
from tests.opa import program, serving
from tests.shop.build import FIXTURES

pytestmark = pytest.mark.opa
EXAMPLE = str(FIXTURES / "example/auditor.toml")
FORMATS = "html,json,sarif,junit,csv,markdown,oscal"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A site's folder with a policy that fails for the example, because it asks for what nobody has."""
    folder = tmp_path_factory.mktemp("site") / "policies of ours"
    assert run(["policies", "new", "system-name", "--id", "XX-A01", "--in", str(folder)]) == 0
    return folder


def scan(out: Path, site: Path, *words: str) -> dict[str, bytes]:
    code = run(
        ["scan", EXAMPLE, "--policies", str(site), "--policy-timeout", "300", "--format", FORMATS,
         "--out", str(out), "-q", *words]
    )  # fmt: skip
    assert code == 8
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.suffix != ".lock"}


def test_embedded_own_and_central_say_the_same_to_the_byte(site, tmp_path):
    program()
    embedded = scan(tmp_path / "1", site)
    assert b"XX-A01" in embedded["result.json"]
    assert scan(tmp_path / "2", site, "--engine", "opa") == embedded
    bundle = tmp_path / "bundle.tar.gz"
    assert run(["policies", "bundle", "--policies", str(site), "--out", str(bundle)]) == 0
    with serving("--bundle", str(bundle), "--log-level", "error") as url:
        assert scan(tmp_path / "3", site, "--engine", "opa", "--opa-url", url) == embedded


def test_a_server_with_an_older_bundle_is_refused_before_anything_is_touched(site, tmp_path, capsys):
    out, bundle = tmp_path / "out", tmp_path / "bundle.tar.gz"
    assert run(["policies", "bundle", "--out", str(bundle)]) == 0
    before = scan(out, site)
    capsys.readouterr()
    with serving("--bundle", str(bundle), "--log-level", "error") as url:
        words = ["--policies", str(site), "--engine", "opa", "--opa-url", url, "--policy-timeout", "300"]
        assert run(["scan", EXAMPLE, *words, "--out", str(out), "-q"]) == 12
    said = capsys.readouterr().err
    assert "serves other policies" in said
    assert f"auditor policies bundle --policies '{site}' --out bundle.tar.gz" in said
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name in before} == before
