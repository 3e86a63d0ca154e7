"""The record in one order: the whole, its years and months, drawn and told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Milestone
from meetings.models import Meeting
from portal.pages import chosen
from portal.publishing.models import State
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_person,
    make_statement,
    make_topic,
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
    """The months of a timeline: `{heading: [what each date has, …]}`."""
    found = {}
    for section in page.all("section"):
        if dict(section.attributes)["aria-labelledby"].startswith("m2"):
            heading = words(page.one("h2", section))
            found[heading] = [words(item) for item in page.all("li", section)]
    return found


def drawn(page):
    """The columns of the drawing that lead on: `{address: words}`."""
    lists = page.all("g", page.one("ol", class_="density"), role="list")
    return {
        dict(page.one("a", item).attributes)["href"]: words(page.one("title", item))
        for one in lists
        for item in page.all("g", one, role="listitem")
    }


def marks(page):
    """The marks of the drawing: their words."""
    hidden = page.all("g", page.one("ol", class_="density"), aria_hidden="true")
    return [words(title) for one in hidden for title in page.all("title", one)]


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

    page = read("/timeline/?year=2021")

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
        "/en/timeline/": "All years",
        "/en/timeline/?year=2020": "2020 1 entry",
        "/en/timeline/?year=2021": "2021 6 entries",
    }
    periods = page.one("nav", class_="periods")
    assert words(page.one("a", periods, aria_current="page")) == "2020 1 entry"


def test_timeline_shows_a_month():
    make_year()

    page = read("/timeline/?year=2021&month=03")

    assert page.headings == ["Timeline of March 2021"]
    assert told(page) == {"March 2021": ["2 March 2021 Milestone Plan First stone."]}


def test_timeline_draws_the_whole_record_year_by_year():
    make_year()
    make_meeting(date="2019-05-14")

    page = read("/timeline/")

    rows = page.all("a", class_="density-label")
    assert page.headings == ["Timeline"]
    assert [words(row) for row in rows] == ["2019 1 entry", "2021 6 entries"]
    assert words(page.one("span", class_="density-label")) == "2020"
    assert drawn(page) == {
        "/en/timeline/?year=2019&month=05": "May 2019: 1 entry",
        "/en/timeline/?year=2021&month=03": "March 2021: 1 entry",
        "/en/timeline/?year=2021&month=07": "July 2021: 4 entries",
    }
    assert (told(page), marks(page)) == ({}, [])


def test_timeline_has_its_numbers_in_a_table_too():
    make_year()

    page = read("/timeline/")

    table = page.one("table", page.section("density"))
    assert [words(row) for row in page.all("tr", table)] == [
        "Month Entries",
        "March 2021 1",
        "July 2021 4",
    ]


def test_timeline_draws_a_year_with_a_mark_for_each_entry():
    make_year()

    page = read("/timeline/?year=2021")

    assert drawn(page) == {
        "/en/timeline/?year=2021&month=03": "March 2021: 1 entry",
        "/en/timeline/?year=2021&month=07": "July 2021: 4 entries",
    }
    assert marks(page) == [
        "2 March 2021: First stone.",
        "July 2021: Talks some day",
        "25 July 2021: Journey",
        "26 July 2021: Talks",
        "26 July 2021: Said so.",
    ]


def test_timeline_draws_a_month_day_by_day():
    make_year()

    page = read("/timeline/?year=2021&month=07")

    assert drawn(page) == {
        "/en/calendar/2021/07/25/": "25 July 2021: 1 entry",
        "/en/calendar/2021/07/26/": "26 July 2021: 2 entries",
    }
    assert marks(page) == [
        "25 July 2021: Journey",
        "26 July 2021: Talks",
        "26 July 2021: Said so.",
    ]


@pytest.mark.parametrize(("language", "place"), [("en", "50.000%"), ("ar", "41.667%")])
def test_timeline_runs_as_its_language_does(language, place):
    make_meeting(date="2021-07-26")

    page = read("/timeline/", language)

    (column,) = page.all("rect", class_="density-target")
    assert dict(column.attributes)["x"] == place


def test_timeline_of_a_year_with_too_much_leads_to_its_months(monkeypatch):
    monkeypatch.setattr(chosen, "MOST", 5)
    make_year()

    page = read("/timeline/?year=2021")

    assert (told(page), marks(page)) == ({}, [])
    assert drawn(page) == {
        "/en/timeline/?year=2021&month=03": "March 2021: 1 entry",
        "/en/timeline/?year=2021&month=07": "July 2021: 4 entries",
    }


def test_timeline_of_a_month_with_too_much_leads_to_the_list_of_meetings(monkeypatch):
    monkeypatch.setattr(chosen, "MOST", 3)
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
    assert drawn(page)["/en/calendar/2021/07/26/"] == "26 July 2021: 2 entries"
    assert marks(page) == []


def test_timeline_shows_initiatives_as_bands_the_earliest_first():
    make_year()
    bridge = make_initiative(title_en="Bridge", launched="2020-05-14")
    make_initiative(title_en="Undated", launched="")
    make_initiative(title_en="Secret", launched="2021", state=State.DRAFT)
    make_meeting(date="2021-01-04", initiatives=[bridge])
    make_meeting(date="2022-01-04", initiatives=[bridge], state=State.DRAFT)

    page = read("/timeline/")

    assert [words(item) for item in page.all("li", page.one("ul", class_="bands"))] == [
        "Bridge 14 May 2020 – January 2021",
        "Plan 2021",
    ]
    bands = page.all("rect", class_="band")
    assert [dict(one.attributes)["x"] for one in bands] == ["18.41%", "50.00%"]
    assert [dict(one.attributes)["width"] for one in bands] == ["35.75%", "50.00%"]


def test_timeline_of_a_year_has_the_bands_of_that_year():
    make_year()
    make_initiative(title_en="Earlier", launched="2020-05-14")

    page = read("/timeline/?year=2021")

    assert [words(item) for item in page.all("li", page.one("ul", class_="bands"))] == [
        "Plan 2021"
    ]


def make_choice():
    """Meetings of several kinds and countries beside others that nothing asks for."""
    make_year()
    person = make_person(slug="guest")
    topic = make_topic(slug="water")
    call = Meeting.Kind.PHONE_CALL
    make_meeting(
        person, title_en="Call", date="2021-05-01", kind=call, countries=[country("FR")]
    )
    make_meeting(title_en="Other call", date="2020-05-02", kind=call, topics=[topic])


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("kind=phone_call", {"May 2020: 1 entry", "May 2021: 1 entry"}),
        ("country=fr", {"May 2021: 1 entry"}),
        ("person=guest", {"May 2021: 1 entry"}),
        ("kind=phone_call&topic=water", {"May 2020: 1 entry"}),
    ],
)
def test_timeline_shows_the_meetings_that_are_asked_for(query, months):
    make_choice()

    page = read(f"/timeline/?{query}")

    assert set(drawn(page).values()) == months
    assert all(address.endswith(query) for address in drawn(page))
    assert "Only meetings are shown with this choice." in words(page.one("main"))


def test_timeline_lists_the_meetings_that_are_asked_for():
    make_choice()

    page = read("/timeline/?year=2021&kind=phone_call")

    assert told(page) == {"May 2021": ["1 May 2021 Phone call Call"]}
    assert page.links(page.one("nav", class_="periods")) == {
        "/en/timeline/?kind=phone_call": "All years",
        "/en/timeline/?year=2020&kind=phone_call": "2020 1 entry",
        "/en/timeline/?year=2021&kind=phone_call": "2021 1 entry",
    }


def test_timeline_keeps_the_bands_that_a_topic_chooses():
    topic = make_topic(slug="water")
    make_initiative(title_en="Dam", launched="2021", topics=[topic])
    make_initiative(title_en="Road", launched="2021")
    make_meeting(date="2021-05-01", topics=[topic])

    by_topic = read("/timeline/?topic=water")
    by_kind = read("/timeline/?kind=reception")

    assert page_bands(by_topic) == ["Dam 2021"]
    assert page_bands(by_kind) == []


def page_bands(page):
    lists = page.all("ul", class_="bands")
    return [words(item) for one in lists for item in page.all("li", one)]


def test_timeline_does_not_count_more_than_it_can(monkeypatch):
    monkeypatch.setattr(chosen, "MANY", 1)
    topic = make_topic(slug="water")
    for _number in range(2):
        make_meeting(date="2021-05-01", topics=[topic])

    page = read("/timeline/?kind=reception&topic=water")

    assert page.all("ol", class_="density") == []
    assert words(page.one("p", class_="filters-found")) == (
        "More than 1 meeting fits this choice, which is too many to be drawn. "
        "Narrow it, or read the list of meetings ."
    )
    assert "/en/meetings/?kind=reception&topic=water" in page.links()


def test_timeline_has_bars_for_kind_country_and_topic_that_lead_to_the_list():
    make_choice()

    page = read("/timeline/?year=2021")

    kinds, countries = page.all("table", page.section("charts"), class_="bars")
    assert [words(row) for row in page.all("tr", page.one("tbody", kinds))] == [
        "Reception 2",
        "Phone call 1",
    ]
    assert page.links(kinds) == {
        "/en/meetings/?year=2021&kind=reception": "Reception",
        "/en/meetings/?year=2021&kind=phone_call": "Phone call",
    }
    assert page.links(countries) == {"/en/meetings/?year=2021&country=fr": "France"}


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


@pytest.mark.parametrize(
    "query", ["", "?year=2021", "?year=2021&month=07", "?kind=reception"]
)
def test_timeline_asks_as_much_for_three_as_for_one(query):
    make_year()
    with CaptureQueriesContext(connection) as for_one:
        read(f"/timeline/{query}")
    make_year()
    make_year()

    with CaptureQueriesContext(connection) as for_three:
        read(f"/timeline/{query}")

    assert len(for_three) == len(for_one) <= 20
