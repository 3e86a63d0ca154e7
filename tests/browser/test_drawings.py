"""The map and the timeline, read with keys and touched with fingers."""

import pytest

LANGUAGES = ["ar", "en"]
HERE = """() => {
  const link = document.activeElement;
  return [link.getAttribute("href"), link.querySelector("title")?.textContent.trim()];
}"""


def tab_through(page, links):
    """The addresses that Tab leads to from the first of some links, one by one."""
    links.first.focus()
    reached = []
    for _link in range(links.count()):
        reached.append(page.evaluate(HERE))
        page.keyboard.press("Tab")
    return reached


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_is_read_with_keys_the_largest_first(language, page):
    page.goto(f"/{language}/")
    links = page.locator(".map [role=listitem] a")

    reached = tab_through(page, links)

    assert len({address for address, _name in reached}) == links.count() > 20
    assert all(name for _address, name in reached)
    assert reached[0][0] == f"/{language}/countries/us/"
    assert page.troubles == []


@pytest.mark.parametrize("width", [360, 1280])
def test_map_shows_where_the_focus_is(width, page):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/en/")

    page.locator(".home-map a").first.focus()
    page.keyboard.press("Tab")

    ring = page.evaluate(
        "getComputedStyle(document.activeElement.querySelector('.map-target')).stroke"
    )
    assert ring != "none"


def test_map_leads_to_a_country(page):
    page.goto("/ar/")

    page.locator(".map a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/**")

    assert page.url.endswith("/ar/countries/us/")


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_circles_of_the_map_are_large_enough_and_can_be_touched(language, width, page):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{language}/")

    circles = page.locator(".map a").all()
    for circle in circles:
        circle.scroll_into_view_if_needed()
        box = circle.locator(".map-target").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touched = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')",
            [x, y],
        )
        assert min(box["width"], box["height"]) >= 23.9
        assert touched == circle.get_attribute("href")


@pytest.mark.parametrize("language", LANGUAGES)
def test_timeline_is_read_with_keys_from_the_whole_to_a_day(language, page):
    page.goto(f"/{language}/timeline/")
    years = page.locator(".density-label")
    assert page.locator(".density li").count() == years.count() == 3

    years.nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/?year=2021")
    months = tab_through(page, page.locator(".density [role=listitem] a"))
    assert [address for address, _name in months][:2] == [
        f"/{language}/timeline/?year=2021&month=01",
        f"/{language}/timeline/?year=2021&month=02",
    ]

    page.locator(".density [role=listitem] a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**month=01")
    page.locator(".density [role=listitem] a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar/2021/01/**")


@pytest.mark.parametrize(("language", "first_is_left"), [("ar", False), ("en", True)])
def test_timeline_runs_as_the_language_does(language, first_is_left, page):
    page.goto(f"/{language}/timeline/?year=2021")

    first, last = (
        page.locator(".density [role=listitem] a").nth(n).bounding_box()["x"]
        for n in (0, 5)
    )

    assert (first < last) == first_is_left


@pytest.mark.parametrize("query", ["", "?year=2021", "?year=2020&month=05"])
def test_columns_of_the_timeline_are_wide_enough_for_a_finger(query, page):
    page.goto(f"/ar/timeline/{query}")

    for column in page.locator(".density [role=listitem] .density-target").all():
        assert column.bounding_box()["width"] >= 24


def test_marks_of_the_timeline_lead_to_their_records(page):
    page.goto("/en/timeline/?year=2021")

    page.locator(".density [aria-hidden] a").first.click()

    assert "/timeline/" not in page.url


def test_timeline_is_whole_without_scripts(chromium, site):
    context = chromium.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()

    page.goto("/en/timeline/")
    page.locator(".density [role=listitem] a").first.click()

    assert page.url.endswith("/en/timeline/?year=2020&month=05")
    context.close()
