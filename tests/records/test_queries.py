"""How many queries the pages of shared records cost, at one row and at three."""

import pytest

from portal.records.models import LifeEvent, Position
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_source,
    make_statement,
    make_topic,
    make_visit,
)
from tests.reading import read

pytestmark = pytest.mark.django_db

QUERIES = {
    "people": 3,
    "organisations": 3,
    "topics": 4,
    "countries": 3,
    "sources": 3,
    "photographs": 5,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("type", QUERIES)
def test_list_asks_the_same_at_any_size(type, rows, django_assert_num_queries):
    broader = make_topic()
    for _row in range(rows):
        make_person(country=country("FR"))
        make_organisation(country=country("FR"))
        make_topic(broader=broader)
        make_photograph(country=country("FR"))
        make_source()
        make_meeting(countries=[country("DE")])

    with django_assert_num_queries(QUERIES[type]):
        read(f"/{type}/")


def make_everything(rows):
    """One record of each type, and as many of all that its page shows as asked for."""
    france, source, topic = country("FR"), make_source(), make_topic()
    body = make_organisation(country=france, sources=[source])
    person = make_person(country=france, sources=[source])
    picture = make_photograph(country=france, sources=[source], people=[person])
    records = {
        "person": person,
        "organisation": body,
        "topic": topic,
        "country": france,
        "source": source,
        "photograph": picture,
    }
    for number in range(rows):
        relate(number, **records)
    return records


def relate(number, person, organisation, topic, country, source, photograph):
    other = make_person(country=country)
    for holder in (person, other):
        position = Position.objects.create(
            person=holder, organisation=organisation, position=number, title_ar="منصب"
        )
        position.sources.add(source, make_source())
    event = LifeEvent.objects.create(person=person, position=number, what_ar="حدث")
    event.sources.add(make_source())
    both = {"topics": [topic], "sources": [source]}
    make_statement(speaker=person, sources=[source])
    make_topic(broader=topic)
    make_visit(countries=[country], sources=[source])
    make_initiative(partner_countries=[country], **both)
    make_photograph(people=[person])
    make_meeting(
        person,
        other,
        country=country,
        countries=[country],
        organisations=[organisation],
        photographs=[photograph],
        **both,
    )


DETAIL_QUERIES = {
    "person": 10,
    "organisation": 5,
    "topic": 11,
    "country": 13,
    "source": 10,
    "photograph": 5,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("type", DETAIL_QUERIES)
def test_page_asks_the_same_at_any_size(type, rows, django_assert_num_queries):
    record = make_everything(rows)[type]

    with django_assert_num_queries(DETAIL_QUERIES[type]):
        assert read(record).status == 200
