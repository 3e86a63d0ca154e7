"""What makes entering faster, in a browser: copies, next rounds, dialogs, bulk."""

import pytest
from playwright.sync_api import expect

from tests.editing import each_language


@pytest.fixture
def phone(page, site):
    """The page of an author who has logged in on a phone."""
    page.goto("/ar/admin/login/")
    page.fill("#id_username", "author")
    page.fill("#id_password", site.accounts["author"])
    page.press("#id_password", "Enter")
    page.wait_for_url("/ar/admin/")
    return page


def open_meeting(page, language, slug):
    page.goto(f"/{language}/admin/meetings/meeting/?slug={slug}")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state("networkidle")


@each_language
def test_copy_takes_the_role_of_its_own_day(phone, language):
    open_meeting(phone, language, "fr-macron-baghdad-2020-09-02")
    phone.locator("a[href*='?copy=']").click()
    phone.wait_for_load_state("networkidle")
    copied = phone.input_value("#id_participants-0-role_en")
    sources = phone.locator("#id_sources option").count()

    phone.fill("#id_participants-0-role_en", "")
    phone.fill("#id_participants-0-role_ar", "")
    phone.fill("#id_date_0", "2020")
    phone.select_option("#id_date_1", "08")
    phone.locator("#id_date_2").press("Tab")

    assert (copied != "", sources) == (True, 0)
    phone.wait_for_timeout(1500)
    choices = phone.locator("#participants-0 .role-choices button").count()
    assert phone.input_value("#id_participants-0-role_en") != "" or choices > 0
    assert phone.troubles == []


@each_language
def test_dialog_tells_of_a_name_that_is_there(phone, language):
    phone.goto(f"/{language}/admin/meetings/meeting/add/")
    phone.wait_for_load_state("networkidle")
    phone.locator("#participants-group .add-row a").press("Enter")
    phone.locator("#add_id_participants-0-person").press("Enter")
    phone.fill("#id_quick-name_en", "Emmanuel Macron")

    warning = phone.locator("dialog.quick .field-warning")
    expect(warning.locator("a")).to_have_count(1)
    phone.locator("dialog.quick [data-close]").press("Enter")
    expect(phone.locator("dialog.quick")).to_have_count(0)
    assert phone.troubles == []


@each_language
def test_next_round_begins_with_the_last(phone, language):
    phone.goto(f"/{language}/admin/meetings/series/?slug=us-iraq-strategic-dialogue")
    phone.locator("#result_list tbody th a").first.click()
    phone.locator("a[href*='?round_of=']").click()
    phone.wait_for_load_state("networkidle")

    assert int(phone.input_value("#id_new_round")) > 1
    assert phone.input_value("#id_title_ar") == ""
    assert phone.locator("#participants-0").count() == 1
    assert phone.troubles == []


@each_language
def test_topic_is_added_to_what_is_selected(phone, language):
    phone.goto(f"/{language}/admin/initiatives/initiative/")
    phone.locator("#result_list .action-select").first.check()
    phone.select_option("select[name=action]", "add_topic")
    phone.locator("button[name=index]").click()
    topics = phone.locator("#id_topic option")
    phone.select_option("#id_topic", index=topics.count() - 1)
    phone.locator(".submit-row [type=submit]").click()

    expect(phone.locator(".messagelist li")).to_have_count(1)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert phone.troubles == []
