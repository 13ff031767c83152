"""The page in a real browser: the distribution's Chromium, driven by Playwright, offline."""

from __future__ import annotations

import re
import shutil

import pytest

from auditor.renderers.interface import RenderContext, render
from tests.renderers import sample_result
from tests.renderers.sample_observed import observed
from tests.renderers.test_html import Gone, History, Point

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def chromium():
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("pages")
    good = sample_result.believable()
    fail = next(v for v in good.verdicts if v.verdict == "fail")
    history = History(
        [Point("2026-10-01", {"critical": 1, "high": 6}), Point("2026-11-23", {"critical": 2, "high": 4})],
        {fail.fingerprint: "2026-10-01"},
        [fail.fingerprint],
        [Gone()],
    )
    (made / "believable.html").write_bytes(render("html", good, RenderContext(history=history)))
    (made / "hostile.html").write_bytes(render("html", sample_result.hostile()))
    (made / "observed.html").write_bytes(render("html", observed(sample_result.believable())))
    (made / "clean.html").write_bytes(render("html", sample_result.clean()))
    return made


@pytest.fixture
def visit(chromium, folder):
    """Open a page; at the end no console message, no error, and no request but for the file itself."""
    contexts, said, asked = [], [], []

    def go(name="believable", *, size="desktop", anchor="", **options):
        context = chromium.new_context(viewport=SIZES[size], **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((folder / f"{name}.html").as_uri() + anchor)
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked} <= {path.as_uri() for path in folder.iterdir()}
    assert len(asked) == len(contexts)


def shown(page):
    return page.locator(".item:not([hidden])").count()


def has(page, number):
    from playwright.sync_api import expect

    expect(page.locator(".item:not([hidden])")).to_have_count(number, timeout=30_000)


@pytest.mark.parametrize(
    ("name", "scheme", "size"),
    [
        ("believable", "light", "desktop"),
        ("believable", "dark", "desktop"),
        ("believable", "light", "phone"),
        ("believable", "dark", "phone"),
        ("clean", "light", "desktop"),
        ("hostile", "light", "desktop"),
        ("observed", "light", "desktop"),
        ("observed", "dark", "phone"),
    ],
)
def test_axe_finds_no_violation(visit, name, scheme, size):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit(name, size=size, color_scheme=scheme)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    found = axe.Axe().run(page)
    assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found.response["violations"]] == []


def test_severity_and_verdict_filters(visit, believable):
    page = visit()
    total = shown(page)
    assert total == sum(v.verdict in ("fail", "advisory", "undecided") for v in believable.verdicts)
    for word in ("high", "medium", "low", "advisory"):
        page.get_by_label(word, exact=True).first.uncheck()
    has(page, 2)
    assert page.locator("#shown").inner_text() == f"2 of {total} entries are shown."
    page.get_by_role("button", name="Reset").click()
    has(page, total)
    for word in ("finding", "advisory", "not judged"):
        page.locator("fieldset", has_text="Verdict").get_by_label(word).uncheck()
    has(page, 1)
    assert page.locator(".item:not([hidden]) .what").inner_text().startswith("Tickets for IMSDRDA1 can be used twice")


def test_endpoint_and_owner_filters(visit):
    page = visit()
    page.locator("#e").select_option(label="IMSDRDA2")
    page.locator("#shown", has_text=" of ").wait_for()
    assert {"PT-A07", "PT-A09"} <= set(
        page.locator(".item:not([hidden])").evaluate_all("all => all.map(one => one.dataset.p)")
    )
    assert "PT-A05" not in page.locator(".item:not([hidden])").evaluate_all("all => all.map(one => one.dataset.p)")
    page.locator("#e").select_option("")
    page.locator("#o").select_option(label="team-orders")
    has(page, 1)


def test_search_looks_into_folded_entries_and_hides_empty_groups(visit):
    page = visit()
    page.get_by_label("Search").fill("noclassact appl")
    has(page, 1)
    assert page.locator("#groups > .group:visible").count() == 1
    page.get_by_label("Search").fill("no such words anywhere")
    has(page, 0)


def test_grouping_switches_without_reload_and_loses_nothing(visit):
    page = visit()
    ids = sorted(page.locator("#groups .item").evaluate_all("all => all.map(one => one.id)"))
    first = page.locator("#groups > .group > summary h3").all_inner_texts()
    page.get_by_label("policy", exact=True).check()
    heads = page.locator("#groups > .group > summary h3").all_inner_texts()
    assert all(re.match(r"PT-[A-FH]\d\d \w", head) for head in heads)
    assert sorted(page.locator("#groups .item").evaluate_all("all => all.map(one => one.id)")) == ids
    page.get_by_label("endpoint and client").check()
    assert page.locator("#groups > .group > summary h3").all_inner_texts() == first


def test_a_permanent_link_opens_its_entry_even_from_behind_a_filter(visit, believable):
    verdict = next(v for v in believable.verdicts if v.policy == "PT-D01")
    page = visit(anchor=f"#f-{verdict.fingerprint}")
    entry = page.locator(f"#f-{verdict.fingerprint}")
    assert entry.evaluate("one => one.open")
    entry.locator("summary:focus").wait_for()
    page.get_by_label("Search").fill("no such words")
    has(page, 0)
    page.evaluate("location.hash = ''")
    page.evaluate(f"location.hash = 'f-{verdict.fingerprint}'")
    entry.locator(".body").wait_for(state="visible")


def test_copy_gives_the_commands_as_they_stand(visit, believable):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    verdict = next(v for v in believable.verdicts if v.policy == "PT-B02")
    entry = page.locator(f"#f-{verdict.fingerprint}")
    entry.locator("summary").click()
    entry.locator(".cmds", has_text="RACF commands").get_by_role("button", name="Copy").click()
    entry.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "\n".join(verdict.remediation.racf)


def test_dark_and_light_follow_the_system_and_the_button(visit):
    page = visit(color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(colour) == "rgb(255, 255, 255)" != dark
    page.emulate_media(color_scheme="light")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(colour) == dark


def test_everything_stands_there_without_javascript(visit, believable):
    page = visit(java_script_enabled=False)
    assert page.locator(".item").count() == sum(
        v.verdict in ("fail", "advisory", "undecided") for v in believable.verdicts
    )
    assert not page.locator("#filter").is_visible()
    assert not page.locator("#theme").is_visible()
    entry = page.locator(".item").first
    entry.locator("summary").click()
    assert entry.locator(".body").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_print_unfolds_everything_and_drops_the_controls(visit, scripts, tmp_path):
    page = visit(java_script_enabled=scripts, color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.locator("#filter").is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator(".item .body").last.is_visible()
    assert page.locator(".item .body").last.bounding_box()["height"] > 20
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).startswith(b"%PDF")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_what_was_observed_is_shown_in_tables_and_columns(visit, size, tmp_path):
    page = visit("observed", size=size)
    section = page.locator("#observed")
    assert section.locator("tbody").first.locator("tr").count() == 6
    assert section.locator("tr.bad").count() == 3
    assert section.get_by_text("written and not declared").count() == 1
    chart = section.locator("svg.hours")
    assert chart.locator("rect.f-accepted").count() == 23  # the hour without a ticket has no column
    assert chart.locator("rect.e-refused").count() == 24
    assert chart.bounding_box()["width"] <= SIZES[size]["width"]
    section.locator("details").first.locator("summary").click()
    numbers = section.locator("details tbody tr")
    assert [cell.strip() for cell in numbers.nth(5).locator("th, td").all_inner_texts()] == ["05", "15", "19"]
    assert section.locator("script").count() == 0
    section.screenshot(path=str(tmp_path / f"observed-{size}.png"))


@pytest.mark.parametrize("name", ["believable", "hostile", "observed"])
def test_a_phone_never_scrolls_sideways(visit, name):
    page = visit(name, size="phone")
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]
    assert page.locator("svg.down").first.is_visible() or name != "believable"
    assert not page.locator("svg.across").first.is_visible()


def test_hostile_text_stays_text(visit):
    page = visit("hostile")
    page.get_by_role("button", name="Open all").click()
    page.get_by_label("policy", exact=True).check()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main script, main img, svg[onload]").count() == 0
    assert page.get_by_text("<script>window.hacked=1</script>").count() > 0


def test_the_keyboard_reaches_and_opens_an_entry(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    entry = page.locator("#groups .item").first
    entry.locator("summary").focus()
    page.keyboard.press("Enter")
    assert entry.evaluate("one => one.open")


def test_four_thousand_findings_can_be_searched_and_regrouped_also_those_that_are_folded(chromium, tmp_path):
    path = tmp_path / "large.html"
    path.write_bytes(render("html", sample_result.large(4_000)))
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.get_by_text("All 4000 entries are shown.").wait_for()
    page.get_by_label("Search").fill("usr03999")
    has(page, 1)
    page.get_by_label("policy", exact=True).check()
    assert page.locator("#groups > .group:visible").count() == 1
    page.close()
