from uuid import NAMESPACE_URL, uuid5

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import Outcome, Round
from portal.documents.apply import apply_document, apply_documents
from portal.documents.build import documents, to_document
from portal.documents.canon import canonical
from portal.documents.shape import shape_of, shape_of_type, shapes
from portal.records.models import LifeEvent, Position
from tests import factories
from tests.documents.strategies import document, pool_of

TYPES = sorted(shape.type for shape in shapes())
OFTEN = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def record_of_each_type():
    """A record of every type, with rows, that refer to each other."""
    country = factories.country("FR")
    source = factories.make_source(slug="source")
    topic = factories.make_topic(slug="topic", sources=[source])
    body = factories.make_organisation(slug="body", country=country)
    person = factories.make_person(slug="person", country=country, other_names=["P."])
    Position.objects.create(person=person, title_ar="وزير", organisation=body)
    LifeEvent.objects.create(person=person, date="1967", what_ar="مولده")
    photograph = factories.make_photograph(slug="photograph", people=[person])
    initiative = factories.make_initiative(slug="initiative", topics=[topic])
    initiative.aims.create(text_ar="هدف")
    initiative.milestones.create(date="2021-03", what_ar="إعلان")
    visit = factories.make_visit(slug="visit", countries=[country])
    series = factories.make_series(slug="series")
    Round.objects.create(series=series, number=1, date="2021-07")
    other = factories.make_series(slug="other")
    turn = Round.objects.create(series=other, number=1, date="2020")
    meeting = factories.make_meeting(
        person, slug="meeting", visit=visit, series=other, round=turn, topics=[topic]
    )
    outcome = Outcome.objects.create(
        meeting=meeting, kind="agreement", text_ar="اتفاق", followed_by_visit=visit
    )
    outcome.people.add(person)
    statement = factories.make_statement(speaker=person, meeting=meeting, slug="words")
    return [
        country,
        source,
        topic,
        body,
        person,
        photograph,
        initiative,
        visit,
        series,
        meeting,
        statement,
    ]


def one_of(records, type_):
    return next(r for r in records if shape_of(type(r)).type == type_)


def rolled_back(function):
    """The result of a function whose writes are taken back."""
    with transaction.atomic():
        result = function()
        transaction.set_rollback(True)
    return result


def ids_of(record):
    shape = shape_of(type(record))
    return {
        n: list(getattr(record, n).values_list("pk", flat=True)) for n in shape.rows
    }


def test_types_are_those_of_the_addresses():
    assert TYPES == [
        "countries",
        "initiatives",
        "meetings",
        "organisations",
        "people",
        "photographs",
        "series",
        "sources",
        "statements",
        "topics",
        "visits",
    ]


@pytest.mark.parametrize("type_", TYPES)
def test_applying_its_own_document_changes_nothing(type_, record_of_each_type):
    record = one_of(record_of_each_type, type_)
    before, ids = to_document(record), ids_of(record)

    applied = apply_documents([before])

    assert (applied.created, applied.changed, applied.same) == (0, 0, 1)
    assert to_document(type(record).objects.get(pk=record.pk)) == before
    assert ids_of(record) == ids


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("language", ["ar", "en"])
@OFTEN
@given(data=st.data())
def test_document_applied_is_the_document_built(
    type_, language, data, record_of_each_type
):
    shape = shape_of_type(type_)
    stored = one_of(record_of_each_type, type_)
    new = {"countries": "XX"}.get(type_, "new-one")
    key = data.draw(st.sampled_from([getattr(stored, shape.key), new]))
    wanted = data.draw(document(shape, pool_of(record_of_each_type), key))

    def applied():
        with translation.override(language):
            record = apply_document(wanted)
            return to_document(record), ids_of(record)

    built, ids = rolled_back(applied)

    assert canonical(built) == canonical(wanted)
    for name in shape.rows:
        assert [str(pk) for pk in ids[name]] == [row["id"] for row in wanted[name]]


@pytest.mark.parametrize("type_", [t for t in TYPES if t != "countries"])
@OFTEN
@given(data=st.data())
def test_many_applied_at_once_equal_each_applied_alone(
    type_, data, record_of_each_type
):
    shape = shape_of_type(type_)
    pool = pool_of(record_of_each_type)
    keys = ["one", "two", getattr(one_of(record_of_each_type, type_), shape.key)]
    wanted = [data.draw(document(shape, pool, key)) for key in keys]
    for index, one in enumerate(wanted):
        one["permanent_id"] = f"{index + 2}" * 10
        for rows in shape.rows:
            for row in one[rows]:
                row["id"] = str(uuid5(NAMESPACE_URL, f"{row['id']} {index}"))

    def built():
        found = shape.model.objects.filter(**{f"{shape.key}__in": keys})
        return [canonical(one) for one in documents(found.order_by("slug"))]

    def together():
        apply_documents(wanted)
        return built()

    def alone():
        for one in wanted:
            apply_document(one)
        return built()

    assert rolled_back(together) == rolled_back(alone)


def test_documents_of_a_list_cost_a_fixed_number_of_queries(
    record_of_each_type, django_assert_num_queries
):
    meetings = shape_of_type("meetings").model.objects.all()
    person = one_of(record_of_each_type, "people")

    with django_assert_num_queries(21) as at_one:
        assert len(list(documents(meetings))) == 1
    for _number in range(3):
        factories.make_meeting(person)
    with django_assert_num_queries(len(at_one)):
        assert len(list(documents(meetings))) == 4
