"""An author enters a whole meeting on one page, in Arabic, with the keyboard alone."""

import re

import pytest

MEETING = {
    "title_ar": "الكاظمي يستقبل وزير الخارجية الدنماركي",
    "title_en": "Al-Kadhimi receives the Danish foreign minister",
    "summary_ar": "استقبل رئيس مجلس الوزراء وزير خارجية الدنمارك في بغداد.",
    "summary_en": "The prime minister received the foreign minister of Denmark.",
}


@pytest.fixture
def phone(page, site):
    """The page of an author who has logged in on a phone."""
    page.set_default_timeout(10_000)
    page.loads = []
    page.goto("/ar/admin/login/")
    page.fill("#id_username", "author")
    page.fill("#id_password", site.accounts["author"])
    page.press("#id_password", "Enter")
    page.wait_for_url("/ar/admin/")
    page.on(
        "framenavigated",
        lambda frame: frame == page.main_frame and page.loads.append(frame.url),
    )
    return page


def tab_to(page, selector, most=60):
    """Presses the tabulator until an element has the focus."""
    for _step in range(most):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached")


def write(page, selector, text):
    tab_to(page, selector)
    page.keyboard.insert_text(text)


def choose(page, selector, value):
    """Chooses in a list by moving down it."""
    tab_to(page, selector)
    for _step in range(40):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    for _step in range(40):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowUp")
    raise AssertionError(f"{value} is not in {selector}")


def find(page, selector, text):
    """Types into an input that finds records, and takes the first."""
    tab_to(page, selector)
    if page.evaluate("document.activeElement.matches('[role=combobox]')"):
        page.keyboard.press("Enter")
    page.keyboard.type(text)
    found = page.locator(".select2-results__option--highlighted", has_text=text)
    found.wait_for()
    page.keyboard.press("Enter")


def add_row(page, group):
    tab_to(page, f"#{group}-group .add-row a", most=200)
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)


def add_quickly(page, link, **texts):
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.locator("dialog.quick").wait_for()
    for name, text in texts.items():
        write(page, f"#id_quick-{name}", text)
    tab_to(page, "dialog.quick [type=submit]")
    page.keyboard.press("Enter")
    page.locator("dialog.quick").wait_for(state="detached")


def enter_when_and_where(page):
    write(page, "#id_date_0", "2021")
    choose(page, "#id_date_1", "02")
    write(page, "#id_date_2", "9")
    choose(page, "#id_kind", "reception")
    write(page, "#id_city_ar", "بغداد")
    write(page, "#id_city_en", "Baghdad")
    find(page, ".field-countries .select2-search__field", "الدانمرك")


def enter_participants(page):
    for number, name in enumerate(["مصطفى الكاظمي", "فؤاد حسين"]):
        add_row(page, "participants")
        find(page, f"#participants-{number} .select2-selection", name)
        choose(page, f"#id_participants-{number}-side", "home")
        page.wait_for_timeout(300)
        tab_to(page, f"#id_participants-{number}-role_ar")
        if not page.evaluate("document.activeElement.value"):
            page.keyboard.insert_text("مسؤول")
    add_row(page, "participants")
    add_quickly(
        page,
        "#add_id_participants-2-person",
        name_ar="يبه كوفود",
        name_en="Jeppe Kofod",
    )
    write(page, "#id_participants-2-role_ar", "وزير خارجية الدنمارك")


def enter_rows(page):
    for number, text in enumerate(["دعوة إلى كوبنهاغن", "بيان مشترك"]):
        add_row(page, "outcomes")
        choose(page, f"#id_outcomes-{number}-kind", "joint_statement")
        write(page, f"#id_outcomes-{number}-text_ar", text)
    add_row(page, "statements")
    find(page, "#statements-0 .select2-selection", "كوفود")
    write(page, "#id_statements-0-gist_ar", "أكد دعم بلاده")
    write(page, "#id_statements-0-gist_en", "Reaffirmed his country's support")


def enter_sources(page):
    for number in (1, 2):
        add_quickly(
            page,
            "#add_id_sources",
            url=f"https://news.example/{number}",
            title=f"خبر {number}",
            publisher="وكالة",
        )


def test_author_enters_a_meeting_on_one_page(phone):
    phone.goto("/ar/admin/meetings/meeting/add/")
    phone.wait_for_load_state("networkidle")
    for name, text in MEETING.items():
        write(phone, f"#id_{name}", text)
    enter_when_and_where(phone)
    enter_participants(phone)
    enter_rows(phone)
    enter_sources(phone)
    tab_to(phone, "#id_slug")
    phone.wait_for_timeout(1500)
    assert phone.input_value("#id_slug") == "dk-kofod-baghdad-2021-02-09"
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    tab_to(phone, "[name=_submit]")
    phone.keyboard.press("Enter")
    phone.wait_for_url("/ar/admin/meetings/meeting/")

    assert [re.sub(r"https?://[^/]+", "", url) for url in phone.loads] == [
        "/ar/admin/meetings/meeting/add/",
        "/ar/admin/meetings/meeting/",
    ]
    told = phone.locator(".messagelist").inner_text()
    assert MEETING["title_ar"] in told
    assert "أكد دعم بلاده" in told
    phone.goto("/ar/admin/meetings/meeting/?state=submitted")
    phone.locator("#result_list a", has_text=MEETING["title_ar"]).click()
    assert [
        phone.locator(f"#{group}-group .has_original").count()
        for group in ("participants", "outcomes")
    ] == [3, 2]
    assert phone.locator("#id_sources option").count() == 2
    assert phone.locator(".statement-list li").count() == 1
    assert phone.troubles == []
