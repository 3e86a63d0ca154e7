"""The record by month and by day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.pages import chronology
from portal.publishing.models import State
from tests.factories import (
    make_initiative,
    make_meeting,
    make_person,
    make_statement,
    make_visit,
)
from tests.pages.test_timeline import add_milestone
from tests.reading import read, words

pytestmark = pytest.mark.django_db

PAGES = ["/calendar/", "/calendar/2020/05/", "/calendar/2020/05/14/"]


def make_receptions():
    for number in range(5):
        make_meeting(title_en=f"Reception {number}", date="2020-05-14")


def cells(page):
    """The table of a month, week by week."""
    rows = page.all("tr", page.one("tbody", page.one("table", class_="month")))
    return [[words(cell) for cell in page.all("td", row)] for row in rows]


def titles(page, heading="meetings"):
    section = page.section(heading)
    return [words(one) for one in page.all("h3", section, class_="card-title")]


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("is_empty", [True, False])
def test_calendar_stands_in_its_language_with_one_heading(path, language, is_empty):
    if not is_empty:
        make_receptions()

    page = read(path, language[0])

    assert (page.status, page.language) == (200, language)
    assert len(page.headings) == 1


def test_calendar_leads_to_the_months_of_the_record():
    make_receptions()
    make_visit(start="2021-07-25")
    make_meeting(date="2021", state=State.DRAFT)

    page = read("/calendar/")

    assert page.links() == {
        "/en/calendar/2021/07/": "July 2021",
        "/en/calendar/2020/05/": "May 2020",
    }
    assert page.items("y2020") == ["May 2020 5 entries"]


def test_day_shows_its_meetings_in_the_order_of_their_time():
    make_meeting(title_en="Some time", slug="a", date="2020-05-14")
    make_meeting(title_en="Evening", slug="b", date="2020-05-14", time="20:00")
    make_meeting(title_en="Morning", slug="c", date="2020-05-14", time="09:00")
    make_meeting(title_en="Some day", date="2020-05")
    make_meeting(title_en="Next day", date="2020-05-15")

    page = read("/calendar/2020/05/14/")

    assert page.headings == ["14 May 2020"]
    assert titles(page) == ["Morning", "Evening", "Some time"]


def test_day_with_five_receptions_shows_five():
    make_receptions()

    assert len(titles(read("/calendar/2020/05/14/"))) == 5


def test_day_shows_visits_under_way_and_all_else_that_happened():
    make_visit(title_en="Journey", start="2020-05-13", end="2020-05-15")
    make_visit(title_en="Earlier", start="2020-05-01", end="2020-05-13")
    make_visit(title_en="One day", start="2020-05-14", end="")
    plan = make_initiative(title_en="Plan", launched="2020-05-14")
    add_milestone(plan, "2020-05-14", "First stone.")
    make_statement(gist_en="Said so.", date="2020-05-14")

    page = read("/calendar/2020/05/14/")

    assert titles(page, "visits") == ["Journey", "One day"]
    assert page.items("also") == [
        "Launch of an initiative Plan",
        "Milestone Plan First stone.",
        "Statement Said so.",
    ]


def test_day_leads_to_the_nearest_days_that_have_entries():
    make_meeting(date="2020-05-14")
    make_meeting(date="2020-05")
    make_statement(date="2020-05-10")
    make_meeting(date="2020-06")
    make_meeting(date="2020-06-02")
    make_meeting(date="2020-05-20", state=State.DRAFT)

    page = read("/calendar/2020/05/14/")

    assert page.links(page.one("nav", class_="neighbours")) == {
        "/en/calendar/2020/05/10/": "Day before with entries 10 May 2020",
        "/en/calendar/2020/06/02/": "Day after with entries 2 June 2020",
    }


def test_day_without_entries_says_so_and_is_not_indexed():
    page = read("/calendar/2020/05/14/")

    assert (
        words(page.one("p", class_="lede")) == "Nothing of this day is in the record."
    )
    assert dict(page.one("meta", name_="robots").attributes)["content"] == "noindex"


def test_month_is_a_table_of_weeks_from_saturday_with_the_numbers_of_its_days():
    make_receptions()
    make_statement(date="2020-05-14")
    make_visit(start="2020-05-30", end="2020-06-02")

    page = read("/calendar/2020/05/")

    weekdays = [words(one) for one in page.all("th", scope="col")]
    assert weekdays == ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"]
    weeks = cells(page)
    assert weeks[0] == ["", "", "", "", "", "", "1"]
    assert weeks[2] == ["9", "10", "11", "12", "13", "14 6 6 entries", "15"]
    assert weeks[5] == [
        "30 1 1 entry On a visit",
        "31 1 1 entry On a visit",
        *[""] * 5,
    ]


def test_month_lists_its_days_and_apart_what_has_no_day():
    make_meeting(title_en="Talks", date="2020-05-14")
    make_meeting(title_en="Some day", date="2020-05")
    make_meeting(title_en="Some month", date="2020")
    make_visit(title_en="Journey", start="2020-04-30", end="2020-05-02")

    page = read("/calendar/2020/05/")

    assert page.items("undated") == ["Reception Some day"]
    assert page.items("days") == ["14 May 2020 Reception Talks"]
    assert titles(page, "visits") == ["Journey"]
    assert "Some month" not in words(page.root)


def test_month_leads_to_the_nearest_months_that_have_entries():
    make_meeting(date="2019-12")
    make_meeting(date="2020")
    make_visit(start="2021-07-25")

    page = read("/calendar/2020/05/")

    assert page.links(page.one("nav", class_="neighbours")) == {
        "/en/calendar/2019/12/": "Month before December 2019",
        "/en/calendar/2021/07/": "Month after July 2021",
    }


def test_month_with_too_much_leads_to_its_days_only(monkeypatch):
    monkeypatch.setattr(chronology, "MOST", 3)
    make_receptions()

    page = read("/calendar/2020/05/")

    assert "14 5 5 entries" in cells(page)[2]
    assert page.all("h2", id="days") == []
    assert "/en/meetings/?year=2020&month=05" in page.links()


def test_day_with_too_much_says_that_it_shows_the_first(monkeypatch):
    monkeypatch.setattr(chronology, "MOST", 3)
    make_receptions()

    page = read("/calendar/2020/05/14/")

    assert len(titles(page)) == 3
    assert "Only the first 3 of the day are listed here." in words(
        page.section("meetings")
    )


def test_calendar_hides_what_is_not_published():
    draft = {"state": State.DRAFT}
    make_meeting(title_en="Secret", date="2020-05-14", **draft)
    make_visit(title_en="Secret", start="2020-05-14", end="2020-05-15", **draft)
    plan = make_initiative(title_en="Secret", launched="2020-05-14", **draft)
    add_milestone(plan, "2020-05-14", "Secret")
    make_statement(gist_en="Secret", date="2020-05-14", **draft)

    month, day = read("/calendar/2020/05/"), read("/calendar/2020/05/14/")

    assert "Secret" not in words(month.root) + words(day.root)
    assert month.all("td", class_="month-full") == []


@pytest.mark.parametrize(
    "date",
    ["2020/13", "2020/00", "2021/02/29", "2020/05/32", "2020/5", "0000/01", "20200/05"],
)
def test_impossible_date_has_no_page(date):
    assert read(f"/calendar/{date}/").status == 404


def add_day():
    make_meeting(make_person(), date="2020-05-14")
    make_visit(start="2020-05-14")
    plan = make_initiative(launched="2020-05-14")
    add_milestone(plan, "2020-05-14", "Stone")
    make_statement(date="2020-05-14")


@pytest.mark.parametrize("path", PAGES)
def test_calendar_asks_as_much_for_three_as_for_one(path):
    add_day()
    with CaptureQueriesContext(connection) as for_one:
        read(path)
    add_day()
    add_day()

    with CaptureQueriesContext(connection) as for_three:
        read(path)

    assert len(for_three) == len(for_one) <= 16
