"""What the lists and forms of the editors' site cost, whatever they hold."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Outcome
from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def make_full_meeting(rows, **kwargs):
    """A meeting that refers to several of everything, in each of several rows."""

    def several(make):
        return [make() for _number in range(rows)]

    people = several(factories.make_person)
    series = factories.make_series()
    numbers = range(1, rows + 1)
    rounds = [series.rounds.create(number=number) for number in numbers]
    meeting = factories.make_meeting(
        *people,
        country=factories.country("FR"),
        visit=factories.make_visit(),
        series=series,
        round=rounds[0],
        countries=[factories.country(code) for code in ["FR", "DE", "IT"][:rows]],
        organisations=several(factories.make_organisation),
        topics=several(factories.make_topic),
        initiatives=several(factories.make_initiative),
        photographs=several(factories.make_photograph),
        sources=several(factories.make_source),
        **kwargs,
    )
    for participant in meeting.participants.all():
        participant.sources.set(several(factories.make_source))
    for number in numbers:
        outcome = meeting.outcomes.create(
            kind=Outcome.Kind.AGREEMENT, text_ar="اتفاق", position=number
        )
        outcome.people.set(people)
        outcome.countries.set(meeting.countries.all())
        outcome.organisations.set(several(factories.make_organisation))
        outcome.sources.set(several(factories.make_source))
        outcome.followed_by_meeting = factories.make_meeting(date="2022")
        outcome.followed_by_visit = factories.make_visit(start="2022", end="")
        outcome.save()
        factories.make_statement(meeting=meeting)
    return meeting


def make_full_person(rows, **kwargs):
    person = factories.make_person(country=factories.country("FR"), **kwargs)
    for _number in range(rows):
        body = factories.make_organisation()
        position = person.positions.create(title_ar="وزير", organisation=body)
        position.sources.add(factories.make_source())
        person.life_events.create(what_ar="ولد").sources.add(factories.make_source())
    return person


def make_full_initiative(rows, **kwargs):
    initiative = factories.make_initiative(**kwargs)
    for _number in range(rows):
        initiative.topics.add(factories.make_topic())
        initiative.aims.create(text_ar="هدف").sources.add(factories.make_source())
        initiative.phases.create(title_ar="مرحلة").sources.add(factories.make_source())
    return initiative


def count_of(client, record):
    client.get(admin_url(record))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(admin_url(record)).status_code == 200
    return len(queries)


@pytest.mark.parametrize("state", ["draft", "published"])
@pytest.mark.parametrize(
    "make", [make_full_meeting, make_full_person, make_full_initiative]
)
def test_form_costs_the_same_with_any_number_of_rows(client, author, make, state):
    short, long = make(1, state=State(state)), make(3, state=State(state))

    counts = [count_of(client, short), count_of(client, long)]

    assert counts[0] == counts[1] <= 40
