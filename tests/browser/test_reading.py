"""Reading with a keyboard, on paper, without script, and in large type."""

import pytest


def test_language_switch_leads_to_the_same_page(page):
    page.goto("/ar/meetings/fr-macron-baghdad-2020-09-02/")

    page.locator("a[hreflang=en]").first.click()

    assert page.url.endswith("/en/meetings/fr-macron-baghdad-2020-09-02/")


def test_first_key_leads_past_the_navigation(page):
    page.goto("/en/meetings/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#content")


@pytest.fixture
def plain(chromium, site):
    """A phone whose browser runs no script."""
    context = chromium.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
        base_url=site.address,
    )
    yield context.new_page()
    context.close()


def press_until(page, selector, most=60):
    """Presses Tab until the focus is on what a selector finds."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the keyboard")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_menu_opens_and_leads_on_with_the_keyboard(language, page):
    page.goto(f"/{language}/about/")
    link = page.locator(".site-nav a[href$='/visits/']")
    assert not link.is_visible()

    press_until(page, ".site-nav summary")
    page.keyboard.press("Enter")
    assert link.is_visible()
    press_until(page, ".site-nav a[href$='/visits/']")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/{language}/visits/")


def test_sections_stand_open_where_there_is_room(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/en/about/")

    press_until(page, ".site-nav a[href$='/countries/']")
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/countries/")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_list_is_filtered_with_the_keyboard(language, page):
    page.goto(f"/{language}/meetings/")

    press_until(page, ".filters summary")
    page.keyboard.press("Enter")
    press_until(page, "#filter-year")
    page.keyboard.press("ArrowDown")
    press_until(page, ".filters button")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/{language}/meetings/?year=2022")
    assert page.locator(".filters-found[role=status]").inner_text() != ""


def test_circle_of_the_map_leads_to_its_country_with_the_keyboard(page):
    page.goto("/en/")

    press_until(page, ".map a", most=120)
    country = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{country}")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_menu_filters_and_records_work_without_script(language, plain):
    plain.goto(f"/{language}/")
    plain.locator(".site-nav summary").click()
    plain.locator(".site-nav a[href$='/meetings/']").click()
    plain.locator(".filters summary").click()
    plain.locator("#filter-year").select_option("2021")
    plain.locator(".filters button").click()
    plain.wait_for_url(f"**/{language}/meetings/?year=2021")

    plain.locator(".card-title a").first.click()

    assert plain.locator("h1").count() == 1
    assert plain.locator(".copy-link").count() == 0
    plain.locator(".breadcrumbs a[data-list]").click()
    assert plain.url.endswith(f"/{language}/meetings/")


def test_record_leads_back_to_the_list_as_it_was_chosen(page):
    page.goto("/en/meetings/?year=2021&country=us")
    page.locator(".card-title a").first.click()
    page.wait_for_url("**/en/meetings/*/")
    page.locator(".neighbours a").first.click()

    page.locator(".breadcrumbs a[data-list]").click()

    page.wait_for_url("**/en/meetings/?year=2021&country=us")


def test_record_leads_back_to_the_search_that_found_it(page):
    page.goto("/en/search/?q=macron")
    page.locator(".result-title a").first.click()
    page.wait_for_url("**/en/people/emmanuel-macron/")

    link = page.locator(".breadcrumbs a[data-list]")
    assert link.inner_text() == "Search results"
    link.click()

    page.wait_for_url("**/en/search/?q=macron")


def test_link_to_a_part_of_the_page_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/en/countries/fr/")

    button = page.get_by_role("button", name="Copy the link to this part: Year by year")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("The link is copied.").wait_for(state="attached")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{page.url}#relationship"


def test_focus_is_seen(page):
    page.goto("/en/meetings/")
    press_until(page, ".card-title a")

    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert outline == "solid"


@pytest.mark.parametrize("path", ["", "meetings/", "countries/fr/"])
def test_targets_are_large_enough_for_a_finger(path, page):
    page.goto(f"/ar/{path}")
    main = ".site-header :is(a, summary, button, input), .filters :is(summary, button)"

    small = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML.slice(0, 80))""",
        main,
    )

    assert small == []
