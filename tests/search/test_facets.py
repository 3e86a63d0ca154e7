"""What results can be narrowed to, and how many that would leave."""

import pytest

from portal.search.index import Choice, find
from tests.factories import (
    country,
    make_meeting,
    make_person,
    make_topic,
    make_visit,
)
from tests.search.finding import values

pytestmark = pytest.mark.django_db


def test_facets_count_what_each_choice_would_leave():
    topic = make_topic(slug="water", name_en="Zinc")
    person = make_person(slug="person", name_en="Somebody")
    make_meeting(
        person,
        title_en="Talks",
        date="2021",
        kind="signing",
        countries=[country("FR"), country("DE")],
        topics=[topic],
    )
    make_meeting(title_en="Talks", date="2020", kind="signing", topics=[topic])
    make_visit(title_en="Talks", start="2021-07")

    results = find("talks", language="en")

    assert values(results, "type") == {"meetings": 2, "visits": 1}
    assert values(results, "year") == {"2021": 2, "2020": 1}
    assert values(results, "kind") == {"signing": 2}
    assert values(results, "country") == {"de": 1, "fr": 1}
    assert values(results, "topic") == {"water": 2}
    assert values(results, "person") == {"person": 1}


def test_facets_of_very_many_are_capped(monkeypatch):
    monkeypatch.setattr("portal.search.index.CAP", 2)
    monkeypatch.setattr("portal.search.facets.CAP", 2)
    for number in range(5):
        make_meeting(title_en="Talks", date=f"202{number % 2}", kind="signing")
    make_visit(title_en="Talks", start="2021-07")

    results = find("talks", language="en")

    assert results.count == 6
    assert [(c.value, c.count, c.is_capped) for c in results.facets["type"]] == [
        ("meetings", 2, True),
        ("visits", 1, False),
    ]
    assert [(c.value, c.count, c.is_capped) for c in results.facets["year"]] == [
        ("2021", 2, True),
        ("2020", 2, True),
    ]


def test_facets_of_very_many_with_a_phrase_are_lower_bounds(monkeypatch):
    monkeypatch.setattr("portal.search.index.CAP", 3)
    monkeypatch.setattr("portal.search.facets.CAP", 3)
    monkeypatch.setattr("portal.search.facets._LATEST", 3)
    for number in range(5):
        make_meeting(title_en="The oil sector", date=f"{2019 + number % 2}-01")

    results = find('"oil sector"', language="en", filters={"type": "meetings"})

    assert results.count == 5
    assert results.facets["year"] == [Choice("2020", 2), Choice("2019", 3)]
    assert results.facets["type"] == [Choice("meetings", 3, is_capped=True)]
