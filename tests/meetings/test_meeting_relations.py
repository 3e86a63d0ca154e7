import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Round
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_series,
    make_topic,
    make_visit,
)
from tests.meetings.rows import add_outcome, make_full_meeting
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def test_meeting_page_asks_as_much_for_three_of_everything_as_for_one():
    one, three = make_full_meeting(1), make_full_meeting(3)

    with CaptureQueriesContext(connection) as for_one:
        read(one)
    with CaptureQueriesContext(connection) as for_three:
        read(three)

    assert len(for_three) == len(for_one) <= 20


def test_meeting_page_says_what_came_of_it_and_what_followed():
    meeting = make_meeting(date="2020-05-14")
    talks = make_meeting(title_en="Talks with Macron", date="2020-09-02")
    journey = make_visit(title_en="Visit to Europe", start="2020-10-18", end="")
    add_outcome(
        meeting,
        position=1,
        kind="invitation_extended",
        text_en="An invitation to President Macron.",
        people=[make_person(name_en="Emmanuel Macron")],
        countries=[country("FR")],
        organisations=[make_organisation(name_en="The Élysée")],
        followed_by_meeting=talks,
        followed_by_visit=journey,
    )
    add_outcome(
        meeting,
        position=2,
        kind="invitation_received",
        text_en="An invitation to Moscow.",
    )
    add_outcome(meeting, position=3, kind="commitment", text_en="A waiver.")

    page = read(meeting)
    outcomes = page.all("li", page.section("outcomes"), class_="outcome")

    assert [words(page.one("h3", outcome)) for outcome in outcomes] == [
        "Invitation extended",
        "Invitation received",
        "Commitment",
    ]
    assert [page.facts(outcome) for outcome in outcomes] == [
        {
            "Parties": ["Emmanuel Macron The Élysée France"],
            "What followed": [
                "Talks with Macron 2 September 2020",
                "Visit to Europe from 18 October 2020",
            ],
        },
        {"What followed": ["No visit in this record."]},
        {},
    ]
    assert page.links(outcomes[0])[f"/en/meetings/{talks.slug}/"] == "Talks with Macron"


def test_meeting_page_says_what_the_meeting_followed():
    invitation = make_meeting(title_en="The ambassador is received", date="2020-05-14")
    meeting = make_meeting(date="2020-09-02")
    add_outcome(invitation, kind="invitation_extended", followed_by_meeting=meeting)

    page = read(meeting)

    assert page.items("follows") == [
        "Invitation extended The ambassador is received 14 May 2020"
    ]
    assert page.all("section", aria_labelledby="outcomes") == []


def test_meeting_page_says_where_the_meeting_belongs():
    series = make_series(title_en="Strategic Dialogue")
    row = Round.objects.create(series=series, number=4)
    make_meeting(
        series=series, round=row, title_en="Delegations meet", date="2021-07-23"
    )
    make_meeting(series=series, title_en="Outside the round")
    meeting = make_meeting(
        series=series,
        round=row,
        visit=make_visit(title_en="Visit to Washington"),
        initiatives=[make_initiative(title_en="National Dialogue")],
        topics=[make_topic(name_en="Security"), make_topic(name_en="Economy")],
        countries=[country("US")],
        organisations=[make_organisation(name_en="White House")],
    )

    page = read(meeting)

    assert page.facts(page.one("aside")) == {
        "Visit": ["Visit to Washington"],
        "Dialogue series": ["Strategic Dialogue", "Round 4"],
        "Also in this round": ["Delegations meet 23 July 2021"],
        "Initiatives": ["National Dialogue"],
        "Topics": ["Economy Security"],
        "Countries": ["United States"],
        "Organisations": ["White House"],
    }


def test_meeting_page_leads_to_the_meetings_before_and_after():
    make_meeting(title_en="Long before", slug="long-before", date="2020")
    make_meeting(title_en="Same day, later in the list", slug="n", date="2021-07-26")
    meeting = make_meeting(slug="m", date="2021-07-26")
    make_meeting(title_en="Same day, earlier in the list", slug="a", date="2021-07-26")
    make_meeting(title_en="Next day", slug="next-day", date="2021-07-27")

    page = read(meeting)

    assert page.links(page.one("nav", class_="neighbours")) == {
        "/en/meetings/n/": "Meeting before Same day, later in the list",
        "/en/meetings/a/": "Meeting after Same day, earlier in the list",
    }
