"""What the smaller lists can be asked, and what they say of themselves."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative
from meetings.models import Visit
from portal.publishing import paging
from portal.publishing.models import State
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_person,
    make_photograph,
    make_statement,
    make_topic,
    make_visit,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def titles(path):
    page = read(path)
    return [words(title) for title in page.all("h2", class_="card-title")]


def options(path):
    """What the form offers: `{question: [answer, …]}`."""
    page = read(path)
    return {
        words(page.one("label", group)): [
            words(option) for option in page.all("option", group)
        ]
        for group in page.all("p", page.one("form", class_="filters-form"))
    }


def make_lists():
    person = make_person(slug="joe-biden", name_en="Joe Biden")
    make_visit(title_en="Asked for", start="2020-10", countries=[country("FR")])
    make_visit(title_en="Other")
    make_initiative(
        title_en="Asked for",
        status=Initiative.Status.COMPLETED,
        topics=[make_topic(slug="water", name_en="Water")],
        partner_countries=[country("FR")],
    )
    make_initiative(title_en="Other")
    make_statement(gist_en="Asked for", speaker=person, date="2020-10-18")
    make_statement(gist_en="Other")
    make_photograph(title_en="Asked for", people=[person], date="2020")
    make_photograph(title_en="Other")


@pytest.mark.parametrize(
    "path",
    [
        "/visits/?year=2020",
        "/visits/?country=fr",
        "/visits/?year=2020&country=fr",
        "/initiatives/?status=completed",
        "/initiatives/?topic=water",
        "/initiatives/?country=fr",
        "/statements/?person=joe-biden",
        "/statements/?year=2020",
        "/photographs/?person=joe-biden",
        "/photographs/?year=2020",
    ],
)
def test_list_can_be_narrowed(path):
    make_lists()

    assert titles(path) == ["Asked for"]


@pytest.mark.parametrize(
    "path",
    [
        "/visits/?year=20",
        "/visits/?country=zz",
        "/initiatives/?status=secret",
        "/initiatives/?topic=nothing",
        "/statements/?person=nobody",
        "/photographs/?year=%00",
    ],
)
def test_list_has_no_page_for_what_makes_no_sense(path):
    make_lists()

    assert read(path).status == 404


def test_form_has_the_number_of_records_beside_each_choice():
    make_lists()
    make_visit(title_en="Secret", start="1999", state=State.DRAFT)

    assert options("/visits/") == {
        "Year": ["All", "2021 (1)", "2020 (1)"],
        "Country": ["All", "France (1)"],
    }
    assert options("/initiatives/") == {
        "Status": ["All", "Not stated (1)", "Completed (1)"],
        "Topic": ["All", "Water (1)"],
        "Partner country": ["All", "France (1)"],
    }


def test_form_offers_the_other_values_of_what_was_chosen():
    make_lists()

    assert options("/visits/?year=2021")["Year"] == ["All", "2021 (1)", "2020 (1)"]
    assert "Country" not in options("/visits/?year=2021")


@pytest.mark.parametrize("query", ["?year=2021", "?year=2021&kind=signing"])
def test_form_of_meetings_offers_the_other_values_of_what_was_chosen(query):
    make_meeting(date="2021-07-26", kind="signing")
    make_meeting(date="2020-07-26", kind="signing")

    assert options(f"/meetings/{query}")["Year"] == ["All", "2021 (1)", "2020 (1)"]


def test_form_counts_beside_a_person_that_only_a_link_chose():
    make_meeting(make_person(slug="joe-biden"), date="2021-07-26")
    make_meeting(date="2020-07-26")

    assert options("/meetings/?person=joe-biden")["Year"] == ["All", "2021 (1)"]


def test_chosen_answers_can_be_taken_back_one_by_one():
    make_lists()

    page = read("/visits/?year=2020&country=fr")

    assert page.links(page.one("ul", class_="chosen")) == {
        "/en/visits/?country=fr": "Year: 2020 (remove)",
        "/en/visits/?year=2020": "Country: France (remove)",
        "/en/visits/": "Remove all",
    }


def test_form_is_open_where_something_is_chosen():
    make_lists()

    closed = read("/visits/").one("details", class_="filters")
    opened = read("/visits/?year=2020").one("details", class_="filters")

    assert dict(closed.attributes).keys() == {"class"}
    assert dict(opened.attributes).keys() == {"class", "open"}


def test_form_sent_with_empty_answers_leads_to_the_plain_address():
    response = Client(headers={"host": "localhost"}).get("/en/visits/?year=&country=")

    assert (response.status_code, response["Location"]) == (302, "/en/visits/")


def test_form_without_its_year_loses_the_month_that_a_link_chose():
    make_meeting(date="2021-07-26")

    response = Client(headers={"host": "localhost"}).get(
        "/en/meetings/?year=&month=07&kind=reception"
    )

    assert response.status_code == 302
    assert response["Location"] == "/en/meetings/?kind=reception"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/visits/?year=2020", "1 of them fits this choice."),
        ("/visits/?year=2019", "None of them fits this choice."),
    ],
)
def test_list_says_how_many_fit(path, sentence):
    make_lists()

    assert words(read(path).one("p", class_="filters-found")) == sentence


def test_list_of_meetings_says_that_it_is_bounded(monkeypatch):
    monkeypatch.setattr(paging.BoundedPaginator, "BOUND", 2)
    for _meeting in range(3):
        make_meeting(countries=[country("FR")])

    page = read("/meetings/?country=fr&place=home")

    assert words(page.one("p", class_="filters-found")) == (
        "More than 2 of them fit this choice; the first 2 of them are listed."
        " Choose more to see the others."
    )


def completeness(path):
    return words(read(path).one("p", class_="completeness"))


def test_list_says_how_complete_it_is():
    make_visit(start="2020-10-18", end="2020-10-22")
    make_visit(start="2021-07", end="", title_en="")
    make_visit(start="2019", end="", summary_ar="ملخص", summary_en="")
    make_visit(start="1999", title_en="", state=State.DRAFT)
    changed = datetime(2026, 3, 4, 12, tzinfo=UTC)
    Visit.objects.update(changed_at=changed)

    assert completeness("/visits/") == (
        "The list runs from 2019 to July 2021 ."
        " 2 entries are not yet translated into English."
        " Last changed on 4 March 2026. What is recorded"
    )


def test_complete_list_says_so():
    make_visit(start="2020-10-18", end="2020-10-18")
    Visit.objects.update(changed_at=datetime(2026, 3, 4, 12, tzinfo=UTC))

    assert completeness("/visits/") == (
        "All of this is of 18 October 2020 . Every entry is in Arabic and in English."
        " Last changed on 4 March 2026. What is recorded"
    )


def test_list_says_what_has_no_date():
    make_initiative(launched="")
    make_initiative(launched="2021-03")

    assert "For 1 entry no source gives a date." in completeness("/initiatives/")


@pytest.mark.parametrize(
    "type",
    ["people", "organisations", "topics", "countries", "sources", "series"],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_list_leads_to_what_is_recorded(type, language):
    page = read(f"/{type}/", language)

    link = page.links(page.one("p", class_="completeness"))
    assert list(link) == [f"/{language}/about/"]


ROWS = {
    "/visits/?year=2021": make_visit,
    "/initiatives/": make_initiative,
    "/statements/": make_statement,
    "/photographs/": make_photograph,
}


@pytest.mark.parametrize("path", ROWS)
def test_list_with_its_filter_asks_as_much_for_three_as_for_one(path):
    ROWS[path]()
    with CaptureQueriesContext(connection) as for_one:
        read(path)
    ROWS[path]()
    ROWS[path]()

    with CaptureQueriesContext(connection) as for_three:
        assert len(titles(path)) == 3

    assert len(for_three) == len(for_one) <= 12
