"""Two editors, two browsers, one form."""

import pytest
from playwright.sync_api import expect

from tests.editing import each_language


@pytest.fixture
def editors(chromium, site):
    """Two people who have each logged in with a browser of their own."""
    contexts, pages = [], []
    for name in ("author", "publisher"):
        context = chromium.new_context(
            viewport={"width": 1300, "height": 900}, base_url=site.address
        )
        page = context.new_page()
        page.troubles = []
        page.on("pageerror", lambda error, page=page: page.troubles.append(str(error)))
        page.on(
            "console",
            lambda line, page=page: (
                line.type == "error" and page.troubles.append(line.text)
            ),
        )
        page.goto("/en/admin/login/")
        page.fill("#id_username", name)
        page.fill("#id_password", site.accounts[name])
        page.click("input[type=submit]")
        contexts.append(context)
        pages.append(page)
    yield pages
    for context in contexts:
        context.close()


def new_topic(page, slug):
    """The address of the form of a new topic."""
    page.goto("/en/admin/records/topic/add/")
    page.fill("#id_name_ar", "موضوع")
    page.fill("#id_name_en", "Topic of two")
    page.fill("#id_slug", slug)
    page.click("[name=_continue]")
    page.wait_for_url("**/change/")
    return page.url.partition("/admin/")[2]


@each_language
@pytest.mark.parametrize("width", [360, 1300])
def test_two_editors_lose_nothing(editors, language, width):
    first, second = editors
    place = f"/{language}/admin/" + new_topic(first, f"two-{language}-{width}")
    second.set_viewport_size({"width": width, "height": 900})
    first.goto(place)
    second.goto(place)

    first.fill("#id_name_en", "Topic of the first")
    first.click("[name=_save]")
    second.fill("#id_name_ar", "موضوع الثاني")
    second.click("[name=_save]")

    conflict = second.locator(".conflict")
    expect(conflict.locator("del")).to_contain_text("two")
    expect(conflict.locator("ins")).to_contain_text("the first")
    expect(second.locator("#id_name_ar")).to_have_value("موضوع الثاني")
    assert second.evaluate("document.documentElement.scrollWidth") == width

    second.locator("#id_name_ar").press("Enter")
    expect(conflict).to_be_visible()
    conflict.locator("[name=_together]").click()
    second.wait_for_url(f"**{place}")

    expect(second.locator("#id_name_ar")).to_have_value("موضوع الثاني")
    expect(second.locator("#id_name_en")).to_have_value("Topic of the first")
    assert first.troubles == second.troubles == []


@each_language
def test_draft_is_previewed_beside_itself(editors, language):
    page, _other = editors
    place = new_topic(page, f"seen-{language}")
    page.goto(f"/{language}/admin/{place}")

    page.click(".record-state a[href$='/preview/']")

    frames = page.locator("iframe")
    expect(frames).to_have_count(2)
    for number, words in enumerate(("موضوع", "Topic of two")):
        inside = frames.nth(number).content_frame
        expect(inside.locator("h1")).to_contain_text(words)
        expect(inside.locator(".preview-note")).to_be_visible()
    assert page.troubles == []
