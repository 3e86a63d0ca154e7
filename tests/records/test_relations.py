"""Countries and topics gather everything that has to do with them."""

import pytest

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
from tests.meetings.rows import add_outcome, add_participant
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def card_titles(page, heading):
    section = page.section(heading)
    return [words(one) for one in page.all("h3", section, class_="card-title")]


def numbers(page, heading):
    """What a list of numbers says, with where each leads."""
    section = page.section(heading)
    return dict(zip(page.items(heading), page.links(section), strict=True))


def make_relationship():
    france, water = country("FR"), make_topic(slug="water", name_en="Water")
    make_meeting(
        title_en="Reception", date="2020-05-14", countries=[france], topics=[water]
    )
    make_meeting(
        title_en="Talks in Paris",
        date="2021-10-19",
        countries=[france, country("DE")],
        is_abroad=True,
    )
    make_meeting(
        title_en="Call", date="2021-11-07", countries=[france], kind="phone_call"
    )
    return france, water


def test_country_page_has_the_relationship_year_by_year():
    france, _water = make_relationship()
    make_visit(
        title_en="Visit to Paris",
        start="2021-10-18",
        end="2021-10-20",
        countries=[france],
    )
    make_visit(title_en="Secret", countries=[france], state=State.DRAFT)
    make_meeting(title_en="With Germany", countries=[country("DE")])
    make_meeting(title_en="Secret", countries=[country("FR")], state=State.DRAFT)

    page = read("/countries/fr/")

    section = page.section("relationship")
    assert [words(year) for year in page.all("h3", section)] == ["2021", "2020"]
    assert [words(one) for one in page.all("article", section)] == [
        "7 November 2021 Phone call Call",
        "19 October 2021 Met abroad Talks in Paris",
        "18 – 20 October 2021 Visit Visit to Paris",
        "14 May 2020 Received Reception",
    ]
    assert "Secret" not in words(page.root)


def test_country_page_counts_its_meetings_and_leads_to_their_lists():
    make_relationship()

    page = read("/countries/fr/")

    assert page.facts(page.one("header", class_="page-head")) == {
        "Meetings": ["3"],
        "At home, calls included": ["2"],
        "Abroad": ["1"],
        "Phone calls": ["1"],
    }
    assert list(page.links(page.one("dl", class_="fact-strip"))) == [
        "/en/meetings/?country=fr",
        "/en/meetings/?country=fr&place=home",
        "/en/meetings/?country=fr&place=abroad",
        "/en/meetings/?country=fr&kind=phone_call",
    ]
    assert numbers(page, "years") == {
        "2021 2": "/en/meetings/?country=fr&year=2021",
        "2020 1": "/en/meetings/?country=fr&year=2020",
    }
    assert numbers(page, "topics") == {
        "Water 1": "/en/meetings/?country=fr&topic=water"
    }


@pytest.mark.parametrize("query", ["", "&place=home", "&place=abroad", "&year=2021"])
def test_numbers_of_a_country_are_those_of_the_lists(query):
    make_relationship()
    count = {"": 3, "&place=home": 2, "&place=abroad": 1, "&year=2021": 2}[query]

    page = read(f"/meetings/?country=fr{query}")

    assert len(page.all("article", class_="card")) == count


def test_country_page_has_what_came_of_meetings_and_what_followed():
    france = country("FR")
    meeting = make_meeting(title_en="Reception", date="2020-05-14")
    visit = make_visit(title_en="Visit to Paris")
    add_outcome(
        meeting,
        kind="invitation_received",
        text_en="An invitation to Paris.",
        countries=[france],
        followed_by_visit=visit,
    )
    add_outcome(
        meeting,
        kind="invitation_extended",
        position=2,
        text_en="An invitation to Baghdad.",
        countries=[france],
        followed_by_visit=make_visit(title_en="Secret", state=State.DRAFT),
    )
    add_outcome(make_meeting(state="draft"), text_en="Secret", countries=[france])

    page = read("/countries/fr/")

    assert page.items("outcomes") == [
        "14 May 2020 Invitation received An invitation to Paris."
        " At the meeting: Reception What followed: Visit to Paris",
        "14 May 2020 Invitation extended An invitation to Baghdad."
        " At the meeting: Reception What followed: no visit in this record.",
    ]
    assert "/en/invitations/?country=fr" in page.links()
    assert "Secret" not in words(page.root)


def test_country_page_has_what_its_people_said_and_initiatives_with_it():
    france = country("FR")
    speaker = make_person(name_en="Emmanuel Macron", country=france)
    make_statement(gist_en="Said so.", speaker=speaker)
    make_statement(gist_en="Secret", speaker=speaker, state=State.DRAFT)
    make_statement(gist_en="Said elsewhere.")
    make_initiative(title_en="Plan", partner_countries=[france])

    page = read("/countries/fr/")

    assert page.items("statements") == ["26 July 2021 Emmanuel Macron Said so."]
    assert page.items("initiatives") == ["Plan March 2021"]


def test_country_page_has_its_people_with_their_latest_role():
    france = country("FR")
    envoy = make_person(name_en="Bruno Aubert", country=france)
    make_person(name_en="Unmet", country=france)
    make_person(name_en="Secret", country=france, state=State.DRAFT)
    earlier = make_meeting(date="2020-05-14")
    add_participant(earlier, envoy, role_en="Chargé d'affaires")
    add_participant(make_meeting(date="2021-07-14"), envoy, role_en="Ambassador")
    secret = make_meeting(date="2022-01-01", state=State.DRAFT)
    add_participant(secret, envoy, role_en="Secret")

    page = read("/countries/fr/")

    assert page.items("people") == ["14 July 2021 Bruno Aubert Ambassador", "Unmet"]
    assert "Secret" not in words(page.root)


def test_country_page_with_many_meetings_leads_to_the_earlier_ones(monkeypatch):
    monkeypatch.setattr("portal.records.views.countries.LATEST", 2)
    france, _water = make_relationship()
    make_visit(title_en="Visit before", start="2020-01-01", countries=[france])

    page = read("/countries/fr/")
    section = page.section("relationship")

    assert [words(one) for one in page.all("article", section)] == [
        "7 November 2021 Phone call Call",
        "19 October 2021 Met abroad Talks in Paris",
    ]
    assert "All of these meetings" in words(section)


def test_home_country_has_no_numbers_of_meetings_with_itself():
    make_meeting(country=country("IQ"), countries=[country("FR")])

    page = read("/countries/iq/")

    assert page.all("dl", class_="fact-strip") == []
    assert len(card_titles(page, "meetings-here")) == 1


def test_topic_page_gathers_what_was_done_and_said_about_it():
    _france, water = make_relationship()
    meeting = make_meeting(title_en="Talks", date="2021-01-02", topics=[water])
    add_outcome(meeting, text_en="An agreement.")
    make_statement(gist_en="Said so.", meeting=meeting)
    secret = make_meeting(topics=[water], state=State.DRAFT)
    add_outcome(secret, text_en="Secret")
    make_statement(gist_en="Secret", meeting=secret)

    page = read("/topics/water/")

    assert card_titles(page, "meetings-all") == ["Talks", "Reception"]
    assert page.items("outcomes") == [
        "2 January 2021 Agreement An agreement. At the meeting: Talks"
    ]
    assert len(page.items("statements")) == 1
    assert numbers(page, "countries") == {
        "France 1": "/en/meetings/?topic=water&country=fr"
    }
    assert numbers(page, "years") == {
        "2021 1": "/en/meetings/?topic=water&year=2021",
        "2020 1": "/en/meetings/?topic=water&year=2020",
    }
    assert "Secret" not in words(page.root)
