"""The sample report: `python -m tests.shop.sample` writes reports/sample/ from fixtures/example, and its picture."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from auditor.cli import run
from tests.shop.build import FIXTURES

ROOT = FIXTURES.parent
SAMPLE = ROOT / "reports/sample"
FILES = ("report.html", "result.json", "summary.md", "remediation.racf", "remediation.ims")
PICTURE = "report.png"


def sample(folder: Path) -> dict[str, bytes]:
    """Scan the example into `folder`, as somebody at the top of the checkout would; give what it wrote."""
    with contextlib.chdir(ROOT):
        flags = ["--format", "html,json,markdown", "--out", str(folder), "--quiet"]
        code = run(["scan", "fixtures/example/auditor.toml", *flags])
    if code != 8:
        raise SystemExit(f"the example ends with {code}, not with 8: the sample stays as it is")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name in FILES}


def picture(page: Path, target: Path) -> None:
    """What a reader sees first, taken with the distribution's Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("AUDITOR_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 1280, "height": 1160}, color_scheme="light")
        window.goto(page.resolve().as_uri())
        window.screenshot(path=str(target))
        browser.close()


def main() -> None:
    """The script."""
    with tempfile.TemporaryDirectory() as scratch:
        files = sample(Path(scratch) / "out")
    SAMPLE.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (SAMPLE / name).unlink(missing_ok=True)
    for name, content in files.items():
        (SAMPLE / name).write_bytes(content)
    picture(SAMPLE / "report.html", SAMPLE / PICTURE)


if __name__ == "__main__":
    main()
