from datetime import date

import pytest
from django.test import Client

from meetings.models import Outcome
from portal.pages.views import front
from portal.publishing.models import State
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_person,
    make_source,
    make_statement,
    make_visit,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "path"),
    [
        ("en-GB,en;q=0.9", "/en/"),
        ("fr, en;q=0.5", "/en/"),
        ("ar-IQ", "/ar/"),
        ("fr", "/ar/"),
        ("", "/ar/"),
        ("\u0663,;q=x", "/ar/"),
    ],
)
def test_root_leads_to_the_readers_language(accepted, path):
    response = Client(headers={"host": "localhost"}).get(
        "/", headers={"accept-language": accepted}
    )

    assert (response.status_code, response["Location"]) == (302, path)
    assert response["Vary"] == "Accept-Language"


def test_root_asks_no_cookie():
    client = Client(headers={"host": "localhost"})
    client.cookies["django_language"] = "en"

    assert client.get("/")["Location"] == "/ar/"


def test_home_says_what_the_record_is_not():
    notice = read("/", "en").one("div", class_="notice")

    assert words(notice) == (
        "This is a demonstration: an independent compilation from public sources, "
        "not by or for any office. "
        "What it selects, what it lacks and when it was checked"
    )


def test_home_of_an_empty_record_says_so():
    page = read("/")

    assert words(page.section("meetings")) == (
        "Latest meetings No meeting has been published yet."
    )
    assert words(page.section("initiatives")) == (
        "Initiatives No initiative has been published yet."
    )


def test_home_shows_the_latest_meetings_first():
    for year in range(2013, 2021):
        make_meeting(title_en=f"Meeting of {year}", date=f"{year}-05")

    titles = [words(title) for title in read("/").all("h3", class_="card-title")]

    assert titles == [f"Meeting of {year}" for year in range(2020, 2014, -1)]


def test_home_counts_what_is_published():
    make_meeting(make_person(), date="2020-05-07")
    make_meeting(date="2022-10")
    make_meeting(state=State.DRAFT, date="2023-01-01")
    make_source(state=State.WITHDRAWN)

    page = read("/")

    assert page.items("numbers") == [
        "2 meetings",
        "0 initiatives",
        "0 visits",
        "0 statements",
        "1 person",
        "0 organisations",
        "0 photographs",
        "0 sources",
    ]
    assert words(page.section("numbers")).endswith(
        "The meetings of the record run from May 2020 to October 2022 ."
    )


def add_outcomes(meeting, number):
    for position in range(1, number + 1):
        Outcome.objects.create(
            meeting=meeting,
            kind=Outcome.Kind.AGREEMENT,
            position=position,
            text_ar="اتفاق",
            text_en="Agreement",
        )


def test_home_shows_the_meetings_with_the_most_outcomes_first():
    add_outcomes(make_meeting(title_en="Two", date="2020-05-14"), 2)
    add_outcomes(make_meeting(title_en="One", date="2021-01-02"), 1)
    add_outcomes(make_meeting(title_en="Two later", date="2022-03"), 2)
    add_outcomes(make_meeting(title_en="Secret", state=State.DRAFT), 3)
    make_meeting(title_en="None", date="2022-09-01")

    assert read("/").items("outcomes") == [
        "Two later March 2022 · 2 outcomes",
        "Two 14 May 2020 · 2 outcomes",
        "One 2 January 2021 · 1 outcome",
    ]


def test_home_counts_outcomes_among_the_latest_meetings_only(monkeypatch):
    monkeypatch.setattr(front, "AMONG_LATEST", 1)
    add_outcomes(make_meeting(title_en="Early", date="2020-05-14"), 2)
    add_outcomes(make_meeting(title_en="Late", date="2022-03-01"), 1)

    page = read("/")

    assert page.items("outcomes") == ["Late 1 March 2022 · 1 outcome"]
    assert words(page.section("outcomes")).startswith(
        "Meetings with the most recorded outcomes "
        "Of the latest 1 meeting of the record, if it has an outcome."
    )


@pytest.fixture
def on_26_july(monkeypatch):
    monkeypatch.setattr(front.timezone, "localdate", lambda: date(2026, 7, 26))


def test_home_tells_what_happened_on_this_day_the_latest_first(on_26_july):
    make_meeting(title_en="Talks", date="2020-07-26")
    make_visit(title_en="Journey", start="2021-07-26", end="")
    make_initiative(title_en="Plan", launched="2022-07-26")
    make_statement(gist_en="Said so.", date="2019-07-26")
    make_meeting(title_en="Other day", date="2021-07-27")
    make_meeting(title_en="Some day", date="2021-07")
    make_meeting(title_en="Secret", date="2021-07-26", state=State.DRAFT)
    make_meeting(title_en="To come", date="2027-07-26")

    page = read("/")

    assert words(page.one("h2", id="this-day")) == "On this day, 26 July"
    assert page.items("this-day") == [
        "26 July 2022 Launch of an initiative Plan",
        "26 July 2021 Visit from 26 July 2021 Journey",
        "26 July 2020 Reception Talks",
        "26 July 2019 Statement Said so.",
    ]


def test_home_names_the_month_where_the_day_has_nothing(on_26_july):
    make_meeting(date="2021-07-04")
    make_meeting(date="2021-07")
    make_meeting(date="2020-08-26")

    page = read("/")

    assert page.links(page.section("this-day")) == {
        "/en/calendar/2021/07/": "July 2021"
    }
    assert page.items("this-day") == ["July 2021 (2)"]


def test_home_says_the_day_in_arabic(on_26_july):
    page = read("/", "ar")

    assert words(page.one("h2", id="this-day")) == "في مثل هذا اليوم، 26 تموز"


def test_home_shows_each_country_on_the_map_and_in_the_table():
    for code in ("FR", "FR", "JO", "TK"):
        make_meeting(countries=[country(code)])
    make_meeting(countries=[country("DE")], state=State.DRAFT)

    page = read("/")

    drawn = page.one("div", class_="map")
    assert list(page.links(drawn)) == ["/en/countries/fr/", "/en/countries/jo/"]
    assert [words(title) for title in page.all("title", drawn)] == [
        "France: 2 meetings",
        "Jordan: 1 meeting",
    ]
    table = page.one("table", class_="bars")
    assert [words(row) for row in page.all("tr", page.one("tbody", table))] == [
        "France 2",
        "Jordan 1",
        "Tokelau 1",
    ]
    assert page.links(table)["/en/meetings/?country=fr"] == "France"


def test_home_has_no_map_where_no_country_was_met():
    make_meeting()

    assert read("/").all("div", class_="map") == []


def test_home_hides_drafts():
    make_meeting(title_en="Secret meeting", state=State.DRAFT)
    make_meeting(make_person(name_en="Secret person", state=State.DRAFT))
    make_initiative(title_en="Secret initiative", state=State.SUBMITTED)

    assert "Secret" not in words(read("/").root)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_same_at_any_size(rows, django_assert_num_queries):
    for _row in range(rows):
        meeting = make_meeting(make_person(), countries=[country("FR")])
        add_outcomes(meeting, 1)
        make_initiative()

    with django_assert_num_queries(14):
        read("/")
