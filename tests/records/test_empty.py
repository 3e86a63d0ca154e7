"""A list without records tells a reader where to go on."""

import pytest

from tests.factories import make_initiative, make_meeting, make_topic
from tests.reading import read, words

pytestmark = pytest.mark.django_db

LISTS = [
    *("meetings", "visits", "series", "statements", "invitations", "initiatives"),
    *("people", "organisations", "countries", "topics", "sources", "photographs"),
]


@pytest.mark.parametrize("type", LISTS)
def test_empty_list_says_so_and_leads_on(type):
    page = read(f"/{type}/")

    empty = page.one("div", class_="empty")
    assert words(empty) == (
        "Nothing of this kind has been published yet."
        " What the record holds What is recorded"
    )
    assert list(page.links(empty)) == ["/en/", "/en/about/"]


def test_list_with_records_is_not_empty():
    make_meeting()

    assert read("/meetings/").all("div", class_="empty") == []


def test_choice_that_nothing_fits_can_be_given_up_one_by_one():
    make_topic(slug="water", name_en="Water")
    make_meeting(date="2021-07-26")

    page = read("/meetings/?year=2021&topic=water")

    empty = page.one("div", class_="empty")
    assert page.links(empty) == {
        "/en/meetings/?topic=water": "The list without the choice Year: 2021",
        "/en/meetings/?year=2021": "The list without the choice Topic: Water",
        "/en/search/": "Search the record",
    }


def test_empty_list_is_as_helpful_in_arabic():
    make_initiative(state="draft")

    empty = read("/initiatives/", "ar").one("div", class_="empty")

    assert words(empty).startswith("لم يُنشر شيء من هذا النوع بعد.")
