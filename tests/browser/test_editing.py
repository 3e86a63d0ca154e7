"""Entering a meeting in the browser: what the scripts of the form add to it."""

import re

import pytest
from playwright.sync_api import expect

from tests.editing import each_language


@pytest.fixture
def desk(page, site):
    """The page of somebody who has logged in to enter records, at a desk."""
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto("/ar/admin/login/")
    page.fill("#id_username", "author")
    page.fill("#id_password", site.accounts["author"])
    page.click("input[type=submit]")
    return page


def add_participant(page, number, name):
    page.click("#participants-group .add-row a")
    page.click(f"#participants-{number} .field-person .select2-selection")
    page.locator(".select2-search__field").last.fill(name)
    found = re.compile("Kadhimi|الكاظمي")
    page.locator(".select2-results__option", has_text=found).first.click()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [420, 1300])
def test_form_fits_and_asks_nobody_else(desk, language, width):
    desk.set_viewport_size({"width": width, "height": 900})
    for path in ("meetings/meeting/add/", "meetings/meeting/", "records/person/add/"):
        desk.goto(f"/{language}/admin/{path}")
        desk.wait_for_load_state("networkidle")

        assert desk.evaluate("document.documentElement.scrollWidth") == width
    assert desk.troubles == []


def test_editors_stand_in_the_direction_of_their_language(desk):
    desk.goto("/en/admin/meetings/meeting/add/")

    directions = [
        desk.locator(f".prose-field[lang={code}] [contenteditable]").evaluate(
            "element => getComputedStyle(element).direction"
        )
        for code in ("ar", "en")
    ]

    assert directions == ["rtl", "ltr"]


def test_buttons_of_the_editor_speak_the_language_of_the_page(desk):
    desk.goto("/ar/admin/meetings/meeting/add/")
    desk.locator(".prose-menubar").first.wait_for()
    desk.wait_for_timeout(200)

    titles = desk.locator(".prose-menubar__button:visible").evaluate_all(
        "buttons => buttons.map(button => button.title)"
    )

    assert titles != []
    assert [title for title in titles if re.search("[A-Za-z]", title)] == []


def test_role_is_offered_from_the_positions_of_the_day(desk):
    desk.goto("/en/admin/meetings/meeting/add/")
    desk.fill("#id_date_0", "2021")
    desk.select_option("#id_date_1", "07")
    add_participant(desk, 0, "الكاظمي")
    desk.locator(".role-choices button", has_text="Prime Minister").click()

    assert desk.input_value("#id_participants-0-role_en").startswith("Prime Minister")
    assert re.search("[\u0621-\u064a]", desk.input_value("#id_participants-0-role_ar"))


@each_language
def test_slug_is_proposed_while_typing(desk, language):
    desk.goto(f"/{language}/admin/meetings/meeting/add/")
    desk.fill("#id_title_en", "A Meeting in Basra")
    expect(desk.locator("#id_slug")).to_have_value("iq-a-meeting-in-basra")

    desk.fill("#id_city_en", "Basra")
    desk.fill("#id_date_0", "2021")

    slug = "iq-a-meeting-in-basra-basra-2021"
    expect(desk.locator("#id_slug")).to_have_value(slug)


def test_slug_that_is_written_is_kept_until_the_proposal_is_taken(desk):
    desk.goto("/en/admin/records/topic/add/")
    desk.fill("#id_slug", "my-own")
    desk.fill("#id_name_en", "Date Palms")
    button = desk.locator(".slug-proposal button")
    button.wait_for()
    kept = desk.input_value("#id_slug")

    button.press("Enter")

    assert kept == "my-own"
    assert desk.input_value("#id_slug") == "date-palms"
    assert desk.evaluate("document.activeElement.id") == "id_slug"


@each_language
def test_warning_stands_at_its_input_and_goes_with_its_reason(desk, language):
    desk.goto(f"/{language}/admin/meetings/statement/add/")
    words = "كلمة " * 51
    desk.fill("#id_quotation", words)
    warning = desk.locator(".field-quotation .field-warning")
    warning.wait_for()

    assert "51" in warning.inner_text()
    assert desk.locator("[role=status]").inner_text() == warning.inner_text()

    desk.fill("#id_quotation", "كلمة")
    warning.wait_for(state="detached")
    assert desk.troubles == []


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("ar", ["بقيت 3 أحرف", "لم يبق أي حرف", "زيادة حرفين", "زيادة 11 حرفاً"]),
        (
            "en",
            [
                "3 characters left",
                "0 characters left",
                "2 characters too many",
                "11 characters too many",
            ],
        ),
    ],
)
def test_counter_says_what_is_left(desk, language, texts):
    desk.goto(f"/{language}/admin/meetings/meeting/add/")

    said = []
    for length in (597, 600, 602, 611):
        desk.fill("#id_summary_ar", "س" * length)
        said.append(desk.locator("#id_summary_ar_left").inner_text())

    assert said == texts


def test_leaving_with_unsaved_text_is_asked_about(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto("/ar/admin/meetings/meeting/add/")
    desk.locator("#id_title_ar").press_sequentially("لقاء")

    desk.goto("/ar/admin/")

    assert asked == ["beforeunload"]


def test_saving_asks_nothing(desk):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto("/ar/admin/meetings/meeting/add/")
    desk.locator("#id_title_ar").press_sequentially("لقاء")

    # Without a date it comes back with its mistakes, and is as unsaved as before.
    desk.locator("[name=_save]").click()
    desk.locator(".errornote").wait_for()

    assert asked == []
    desk.goto("/ar/admin/")
    assert asked == ["beforeunload"]
