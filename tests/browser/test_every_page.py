"""Every type of page, in both languages, at three widths, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import EVERY, RECORDS

DIRECTIONS = {"ar": "rtl", "en": "ltr"}
OTHER = {"ar": "en", "en": "ar"}
WIDTHS = [360, 768, 1280]
MOST_REQUESTS = 12
MOST_BYTES = 200 * 1024
RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
        "best-practice",
    ],
    "resultTypes": ["violations"],
}
# What reaches past the page on either side, and what hides a part of its own text.
CUT = """() => {
  const width = document.documentElement.clientWidth;
  return [...document.querySelectorAll("main *")].filter((element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!box.width || element.closest(".visually-hidden, svg")) return false;
    const isCut = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    return box.left < -1 || box.right > width + 1 || isCut;
  }).map((element) => element.outerHTML.slice(0, 80));
}"""


@pytest.fixture
def first_view(page):
    """Opens a page with nothing kept; gives the bytes that each request brought, and
    notes every line on the console."""

    def open_page(path):
        finished = []
        page.on("console", lambda line: page.troubles.append(line.text))
        page.on("requestfinished", lambda request: finished.append(request))
        response = page.goto(path, wait_until="networkidle")
        assert response.status == 200
        return [request.sizes()["responseBodySize"] for request in finished]

    return open_page


def findings(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", EVERY)
def test_page_is_whole_at_every_width_in_light_and_dark(
    path, language, page, first_view
):
    sizes = first_view(f"/{language}/{path}")

    html = page.locator("html")
    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes) <= MOST_BYTES
    assert page.locator("h1").count() == 1
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == DIRECTIONS[language]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) == width
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    assert findings(page) == []
    assert page.context.cookies() == []
    assert page.troubles == []


@pytest.mark.parametrize("path", EVERY)
def test_page_leads_to_itself_in_the_other_language(path, page):
    page.goto(f"/ar/{path}")

    page.locator(".language-switch a[hreflang=en]").click()

    assert page.url.endswith(f"/en/{path}")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".language-switch a[hreflang=ar]").click()
    assert page.url.endswith(f"/ar/{path}")


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", ["", "meetings/", *RECORDS])
def test_page_reflows_when_small_and_when_type_is_large(path, language, page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/{language}/{path}")
    assert width_of(page) == 320

    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert width_of(page) == 1280
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", RECORDS)
def test_page_prints_without_a_cut_text(path, language, page):
    # The inner width of A4 with margins of 10 mm, in CSS pixels.
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"/{language}/{path}")

    assert page.evaluate(CUT) == []
    assert not page.locator(".site-nav, .search-box, .breadcrumbs").first.is_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"
