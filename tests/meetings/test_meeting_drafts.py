import pytest

from meetings.models import Round
from tests.factories import (
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_series,
    make_source,
    make_statement,
    make_topic,
    make_visit,
)
from tests.meetings.rows import add_outcome, add_participant
from tests.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "withdrawn"])
def test_meeting_page_is_not_there_unless_published(state):
    assert read(make_meeting(state=state)).status == (
        410 if state == "withdrawn" else 404
    )


def test_meeting_page_hides_every_draft_that_it_refers_to():
    draft = {"state": "draft"}
    series = make_series(title_en="Secret dialogue", **draft)
    row = Round.objects.create(series=series, number=1)
    meeting = make_meeting(
        title_en="Public meeting",
        visit=make_visit(title_en="Secret visit", **draft),
        series=series,
        round=row,
        organisations=[make_organisation(name_en="Secret organisation", **draft)],
        topics=[make_topic(name_en="Secret topic", **draft)],
        initiatives=[make_initiative(title_en="Secret initiative", **draft)],
        photographs=[make_photograph(title_en="Secret photograph", **draft)],
        sources=[make_source(title="Secret source", **draft)],
    )
    secret_person = make_person(name_en="Secret person", **draft)
    secret_meeting = make_meeting(
        title_en="Secret meeting", date="2021-07-27", series=series, round=row, **draft
    )
    secret_visit = make_visit(title_en="Secret journey", **draft)
    secret_source = make_source(publisher="Secret publisher", **draft)
    add_participant(meeting, secret_person)
    add_participant(meeting, make_person(name_en="Guest")).sources.set([secret_source])
    add_outcome(
        meeting,
        kind="invitation_received",
        people=[secret_person],
        organisations=list(meeting.organisations.all()),
        sources=[secret_source],
        followed_by_meeting=secret_meeting,
        followed_by_visit=secret_visit,
    )
    add_outcome(secret_meeting, followed_by_meeting=meeting)
    make_statement(meeting=meeting, gist_en="Secret gist", **draft)
    make_statement(
        meeting=meeting,
        gist_en="Public gist",
        speaker=secret_person,
        sources=[secret_source],
    )

    page = read(meeting)

    assert "Secret" not in words(page.root)
    assert page.items("participants") == ["Guest Role 2"]
    assert list(page.all("section", aria_labelledby="statements")) == []
    assert page.facts(page.section("outcomes")) == {
        "What followed": ["No visit in this record."]
    }
    assert page.facts(page.one("aside")) == {}
    assert page.all("nav", class_="neighbours") == []
