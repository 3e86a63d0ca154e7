"""The desk and the translation of a record in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accounts import log_in
from tests.editing import each_language

SLUGS = {
    "ar": "lb-mikati-call-2021-11-07",
    "en": "om-ambassador-baghdad-2021-03-13",
}
MISSING = "not yet translated"


def open_translation(page, language):
    """Goes from the desk by way of the queue to the page of one meeting."""
    page.goto(f"/{language}/meetings/{SLUGS[language]}/")
    title = page.locator("h1").inner_text()
    page.goto(f"/{language}/admin/")
    page.click(".desk-more a[href*='/admin/translation/']")
    page.locator(".queue a", has_text=title).click()


@each_language
def test_translation_reaches_readers_once_a_second_person_approves(
    page, site, language
):
    words = f"Translated from a page in {language}."
    public = f"/en/meetings/{SLUGS[language]}/"
    log_in(page, site, "author")
    open_translation(page, language)

    page.fill("#id_summary", words)
    page.click("input[name=_save]")
    expect(page.locator(".messagelist li")).to_have_count(1)
    page.goto(public)
    assert words not in page.content()
    log_in(page, site, "publisher")
    page.goto(f"/{language}/admin/")
    page.click("a[href*='state__exact=open&by=others']")
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator(".difference ins")).to_contain_text(words)
    page.locator("button[value=approve]").click()
    expect(page.locator(".messagelist li")).to_have_count(1)
    page.goto(public)
    page.reload()  # The browser keeps a page for a minute.

    expect(page.locator("main")).to_contain_text(words)
    assert MISSING not in page.locator("main").inner_text()
    assert page.troubles == []


@each_language
@pytest.mark.parametrize("width", [360, 1300])
def test_desk_and_queue_fit_and_ask_nobody_else(page, site, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, site, "publisher")
    page.goto(f"/{language}/admin/translation/?language=en")
    links = page.locator(".queue a").evaluate_all("all => all.map(one => one.href)")

    for path in (f"/{language}/admin/", f"/{language}/admin/translation/", links[0]):
        page.goto(path)

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("#content-main").bounding_box()["width"] > width * 0.5
    assert page.troubles == []


def test_desk_says_all_of_it_in_arabic(page, site):
    log_in(page, site, "publisher")
    for path in ("/ar/admin/", "/ar/admin/translation/"):
        page.goto(path)

        words = page.locator("#content-main").inner_text()
        assert re.findall(r"[A-Za-z]{3,}", words) == []


def test_numbers_of_the_desk_are_reached_with_the_keyboard(page, site):
    log_in(page, site, "publisher")
    page.goto("/ar/admin/")
    first = page.locator(".desk-panels a").first

    for _press in range(30):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(re.escape("?")))
