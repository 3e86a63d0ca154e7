"""The screens of the editors' site on a phone, in both languages: nothing sticks out,
nothing is without a name, nothing complains."""

from importlib.resources import files

import pytest

from tests.editing import each_language

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
MEETING = "meetings/meeting/19"
SCREENS = [
    "",
    "meetings/",
    "meetings/meeting/",
    "meetings/meeting/add/",
    "meetings/meeting/add/?copy=19",
    "meetings/meeting/add/?round_of=1",
    f"{MEETING}/change/",
    f"{MEETING}/history/",
    f"{MEETING}/preview/",
    f"{MEETING}/translation/en/",
    f"{MEETING}/step/withdraw/",
    "meetings/visit/add/",
    "meetings/series/1/change/",
    "meetings/statement/add/",
    "initiatives/initiative/add/",
    "records/person/add/",
    "records/organisation/add/",
    "records/topic/add/",
    "records/source/",
    "records/source/add/",
    "records/photograph/add/",
    "records/country/1/change/",
    "publishing/proposal/",
    "translation/",
    "import/",
    "import/meetings/",
    "password_change/",
    "handbook/",
]


@pytest.fixture
def desk(page, site):
    """The page of a publisher, who has the most screens of all editors."""
    page.goto("/ar/admin/login/")
    page.fill("#id_username", "publisher")
    page.fill("#id_password", site.accounts["publisher"])
    page.press("#id_password", "Enter")
    page.wait_for_url("/ar/admin/")
    return page


def faults(page):
    """What axe finds wrong on a page, each with the first element that it names."""
    troubles = list(page.troubles)
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    # It tries out styles, which the policy of the page refuses.
    page.troubles[:] = troubles
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def shape(page):
    root = page.locator("html")
    return (
        root.get_attribute("lang"),
        root.get_attribute("dir"),
        page.locator("h1").count(),
        page.evaluate("document.documentElement.scrollWidth"),
    )


@each_language
def test_screens_fit_a_phone_and_have_names(desk, language):
    direction = {"ar": "rtl", "en": "ltr"}[language]
    wrong = {}
    for screen in SCREENS:
        desk.goto(f"/{language}/admin/{screen}")
        desk.wait_for_load_state("networkidle")
        found = faults(desk)
        if found or shape(desk) != (language, direction, 1, 360):
            wrong[screen] = (shape(desk), found)

    assert wrong == {}
    assert desk.troubles == []


@each_language
def test_rows_and_dialogs_have_names(desk, language):
    desk.goto(f"/{language}/admin/meetings/meeting/add/")
    desk.wait_for_load_state("networkidle")
    for group in ("participants", "outcomes", "statements"):
        desk.locator(f"#{group}-group .add-row a").press("Enter")
    rows = faults(desk)
    desk.locator("#add_id_participants-0-person").press("Enter")
    desk.locator("dialog.quick").wait_for()

    assert rows == []
    assert faults(desk) == []
    assert desk.locator("dialog.quick").bounding_box()["width"] <= 360
    desk.keyboard.press("Escape")
    focused = "document.activeElement.closest('.field-person') !== null"
    assert desk.evaluate(focused)
    assert desk.troubles == []
