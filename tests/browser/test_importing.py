"""A table with mistakes, then the corrected one: what a publisher sees and does."""

import re

import pytest

BAD = "slug,name_ar,name_en\nrivers,الأنهار,Rivers\nBad Slug,,Bad\n"
GOOD = "slug,name_ar,name_en\nrivers-{0},الأنهار {0},Rivers {0}\n"


@pytest.fixture
def desk(page, site):
    """The page of a publisher who has logged in, on a phone."""
    page.goto("/ar/admin/login/")
    page.fill("#id_username", "publisher")
    page.fill("#id_password", site.accounts["publisher"])
    page.click("#login-form input[type=submit]")
    return page


def upload(desk, text):
    table = {"name": "جدول.csv", "mimeType": "text/csv", "buffer": text.encode()}
    desk.set_input_files("#id_file", table)
    desk.select_option("#id_type", "topics")
    desk.click("#import-form input[type=submit]")


def fits(desk):
    return desk.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("language", ["ar", "en"])
def test_corrected_table_is_taken_over_after_the_dry_run(desk, language):
    desk.goto(f"/{language}/admin/import/")
    assert fits(desk)

    upload(desk, BAD)
    assert desk.locator("#mistakes tbody tr").count() == 2
    assert fits(desk)

    upload(desk, GOOD.format(language))
    assert desk.locator("#import-new bdi").text_content() == "1"
    desk.click("#import-new ~ ul summary")
    assert f"rivers-{language}" in desk.locator(".difference").first.text_content()
    assert fits(desk)
    desk.click("#import-apply input[type=submit]")

    assert desk.locator(".messagelist .success").count() == 1
    desk.goto(f"/{language}/admin/records/topic/?state__exact=draft")
    assert f"الأنهار {language}" in desk.content() or (
        f"Rivers {language}" in desk.content()
    )
    assert desk.troubles == []


def test_filtered_list_is_downloaded(desk):
    desk.goto("/en/admin/records/topic/?q=water")

    with desk.expect_download() as download:
        desk.get_by_role("link", name="Export as CSV").click()

    assert re.fullmatch(
        r"topics-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename
    )
    with open(download.value.path(), encoding="utf-8-sig") as file:
        assert file.readline().startswith("slug,")
    assert desk.troubles == []
