"""The record in one order, by year and month."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Milestone
from portal.pages import chronology
from portal.publishing.models import State
from tests.factories import (
    make_initiative,
    make_meeting,
    make_statement,
    make_visit,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def add_milestone(initiative, date, what):
    return Milestone.objects.create(
        initiative=initiative, date=date, what_ar="محطة", what_en=what, position=1
    )


def make_year():
    make_meeting(title_en="Talks", date="2021-07-26")
    make_meeting(title_en="Talks some day", date="2021-07")
    make_visit(title_en="Journey", start="2021-07-25", end="2021-07-29")
    plan = make_initiative(title_en="Plan", launched="2021")
    add_milestone(plan, "2021-03-02", "First stone.")
    make_statement(gist_en="Said so.", date="2021-07-26")


def told(page):
    """The sections of a timeline: `{heading: [what each date has, …]}`."""
    found = {}
    for section in page.all("section"):
        heading = words(page.one("h2", section))
        found[heading] = [words(item) for item in page.all("li", section)]
    return found


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
@pytest.mark.parametrize("is_empty", [True, False])
def test_timeline_stands_in_its_language_with_one_heading(language, is_empty):
    if not is_empty:
        make_year()

    page = read("/timeline/", language[0])

    assert (page.status, page.language) == (200, language)
    assert len(page.headings) == 1


def test_timeline_tells_a_year_month_by_month_the_earliest_first():
    make_year()

    page = read("/timeline/")

    assert page.headings == ["Timeline of 2021"]
    assert told(page) == {
        "In 2021, the month is not stated": ["2021 Launch of an initiative Plan"],
        "March 2021": ["2 March 2021 Milestone Plan First stone."],
        "July 2021": [
            "Day not stated Reception Talks some day",
            "25 July 2021 Visit 25 – 29 July 2021 Journey",
            "26 July 2021 Reception Talks Statement Said so.",
        ],
    }
    assert page.links()["/en/calendar/2021/07/26/"] == "26 July 2021"


def test_timeline_leads_to_its_years_with_their_numbers():
    make_year()
    make_meeting(date="2020-05-14")

    page = read("/timeline/?year=2020")

    assert page.headings == ["Timeline of 2020"]
    assert page.links(page.one("nav", class_="periods")) == {
        "/en/timeline/?year=2021": "2021 6 entries",
        "/en/timeline/?year=2020": "2020 1 entry",
    }
    periods = page.one("nav", class_="periods")
    assert words(page.one("a", periods, aria_current="page")) == "2020 1 entry"


def test_timeline_shows_a_month():
    make_year()

    page = read("/timeline/?year=2021&month=03")

    assert page.headings == ["Timeline of March 2021"]
    assert told(page) == {"March 2021": ["2 March 2021 Milestone Plan First stone."]}


def test_timeline_of_a_year_with_too_much_leads_to_its_months(monkeypatch):
    monkeypatch.setattr(chronology, "MOST", 5)
    make_year()

    page = read("/timeline/?year=2021")

    assert told(page) == {}
    assert page.links(page.one("ul", class_="index-list")) == {
        "/en/timeline/?year=2021&month=03": "March 2021",
        "/en/timeline/?year=2021&month=07": "July 2021",
    }


def test_timeline_of_a_month_with_too_much_leads_to_the_list_of_meetings(monkeypatch):
    monkeypatch.setattr(chronology, "MOST", 3)
    make_year()

    page = read("/timeline/?year=2021&month=07")

    assert told(page) == {
        "July 2021": [
            "25 July 2021 Visit 25 – 29 July 2021 Journey",
            "26 July 2021 Statement Said so.",
        ]
    }
    assert words(page.one("p", class_="notice")) == (
        "2 meetings of this month are in the list of meetings ."
    )
    assert "/en/meetings/?year=2021&month=07" in page.links()


def test_timeline_hides_what_is_not_published():
    make_meeting(title_en="Secret", date="2021-07-26", state=State.DRAFT)
    make_visit(title_en="Secret", start="2021-07-26", state=State.WITHDRAWN)
    plan = make_initiative(title_en="Secret", launched="2021", state=State.DRAFT)
    add_milestone(plan, "2021-07-26", "Secret")
    make_statement(gist_en="Secret", date="2021-07-26", state=State.SCHEDULED)

    page = read("/timeline/?year=2021")

    assert "Secret" not in words(page.root)
    assert page.all("nav", class_="periods") == []
    assert words(page.one("p", class_="lede")) == (
        "Nothing of this time is in the record."
    )


@pytest.mark.parametrize(
    "query", ["?year=abc", "?month=07", "?year=2021&month=13", "?year=99999"]
)
def test_timeline_has_no_page_for_what_makes_no_sense(query):
    make_year()

    assert read(f"/timeline/{query}").status == 404


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?year=2021", "year=2021"),
        ("?month=07&year=2021&x=1", "year=2021&month=07"),
    ],
)
def test_timeline_is_kept_under_what_it_knows(query, canonical):
    make_year()

    response = Client(headers={"host": "localhost"}).get(f"/en/timeline/{query}")

    assert response.canonical_query == canonical
    assert not response.cookies


def test_timeline_asks_as_much_for_three_as_for_one():
    make_year()
    with CaptureQueriesContext(connection) as for_one:
        read("/timeline/")
    make_year()
    make_year()

    with CaptureQueriesContext(connection) as for_three:
        read("/timeline/")

    assert len(for_three) == len(for_one) <= 12
