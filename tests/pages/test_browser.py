"""In a real browser: first-hit deep links, hostile texts, no foreign host, and pictures to look at."""

from __future__ import annotations

import pytest

from tests.pages import serving
from tests.pages.conftest import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not serving.CHROMIUM, reason="Chromium is not installed")]
TITLES = {
    "briefing": "This week in AI strategy", "developments": "Developments", "pricing": "Pricing", "runtime": "Agent runtimes",
    "actions": "Actions", "digest": "Weekly digest", "sources": "Sources", "data": "Data",
}


@pytest.fixture(scope="module")
def chromium():
    with serving.browser() as started:
        yield started


@pytest.fixture(scope="module")
def hostile_server(hostile_data):
    with serving.server(hostile_data) as address:
        yield address


@pytest.fixture(scope="module")
def world_server(world_data):
    with serving.server(world_data) as address:
        yield address


@pytest.mark.parametrize("page", ["actions", "developments?vendor=beta"])
def test_a_deep_link_may_be_the_first_hit_of_a_server(chromium, world_data, page):
    with serving.server(world_data) as address:
        shown, foreign = serving.opened(chromium, f"{address}/{page}")
        assert shown.inner_text("h1") == TITLES[page.split("?")[0]]
        menu = shown.inner_text("[data-testid=stSidebarNav]")
        assert "Weekly digest" in menu and "main" not in menu
        if "vendor" in page:
            assert "vendor=beta" in shown.url
            assert "Alpha note" not in shown.inner_text("section.stMain, [data-testid=stMain]")
        assert foreign == []


@pytest.mark.parametrize("page", PAGES)
def test_hostile_texts_stay_texts(chromium, hostile_server, page):
    path = "" if page == "briefing" else page
    shown, foreign = serving.opened(chromium, f"{hostile_server}/{path}")
    for button in shown.get_by_role("button", name="Evidence").all()[:2]:
        button.click()
        shown.wait_for_timeout(150)
    assert shown.inner_text("h1") == TITLES[page]
    assert shown.evaluate("window.pwned") is None
    assert foreign == []
    main = shown.locator("[data-testid=stMain]")
    assert main.locator("img[src*=evil], script, b:text('bold'), .katex").count() == 0
    links = main.locator("a").evaluate_all("found => found.map(one => one.href)")
    assert not [link for link in links if "evil.example" in link or link.startswith("javascript:")]


LOOKS = [("light", 1440, "rgb(255, 255, 255)"), ("dark", 1440, "rgb(15, 20, 27)"), ("light", 390, "rgb(255, 255, 255)")]


@pytest.mark.parametrize("page", PAGES)
def test_pictures_without_sideways_scrolling(chromium, world_server, page):
    shown, foreign = serving.opened(chromium, f"{world_server}/{'' if page == 'briefing' else page}")
    serving.ARTEFACTS.mkdir(exist_ok=True)
    for theme, width, ground in LOOKS:
        shown.emulate_media(color_scheme=theme)
        shown.set_viewport_size({"width": width, "height": 2000})
        serving.settle(shown)
        assert shown.evaluate("document.scrollingElement.scrollWidth") <= width
        assert shown.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == ground
        shown.screenshot(path=serving.ARTEFACTS / f"{page}_{theme}_{width}.png")
    assert "Inter" in shown.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert foreign == []


def test_a_page_switch_is_light(chromium, world_server):
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    received = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.__setitem__(0, received[0] + len(frame))))
    page.goto(world_server)
    page.wait_for_selector("h1")
    serving.settle(page)
    for name in ("Developments", "Pricing", "Agent runtimes", "Actions", "Weekly digest", "Sources", "Data", "Briefing"):
        before = received[0]
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_timeout(300)
        serving.settle(page)
        assert received[0] - before <= 200_000, f"{name}: {received[0] - before} bytes"


def test_a_page_that_fails_shows_an_id_and_no_traceback(chromium, world_data, tmp_path):
    import shutil

    data = shutil.copytree(world_data, tmp_path / "data", symlinks=True)
    with serving.server(data) as address:
        (data / "desk.sqlite").write_bytes(b"this is no database" * 100)
        shown, _ = serving.opened(chromium, f"{address}/actions")
        text = shown.inner_text("[data-testid=stMain]")
        assert "could not be drawn" in text and "under the id" in text
        assert "Traceback" not in text and "sqlite" not in text
