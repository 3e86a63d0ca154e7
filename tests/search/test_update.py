"""The index follows the published record."""

import pytest
from django.db import transaction

from portal.documents.apply import apply_document
from portal.documents.build import to_document
from portal.publishing import workflow
from portal.publishing.models import State
from portal.publishing.public import renew
from portal.search.check import differences
from portal.search.engines import engine
from portal.search.models import SearchEntry, SearchRecord, SearchWord
from portal.search.update import fill_if_empty, rebuild
from tests.factories import (
    country,
    make_meeting,
    make_person,
    make_topic,
    make_user,
    publicly,
)
from tests.search.finding import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]
)
def test_record_that_is_not_published_is_not_found(state):
    make_meeting(slug="it", title_en="Quartz", state=state)

    assert found("quartz") == []
    assert not SearchRecord.objects.filter(type="meetings").exists()
    assert not SearchWord.objects.filter(word="quartz").exists()


def test_record_is_found_once_it_is_published():
    meeting = make_meeting(slug="it", title_en="Quartz", state=State.SUBMITTED)

    workflow.publish(meeting, make_user("publisher"))

    assert found("quartz") == ["it"]


def test_withdrawn_record_is_gone_in_the_same_transaction():
    meeting = make_meeting(slug="it", title_en="Quartz", title_ar="مرو")

    with transaction.atomic():
        workflow.withdraw(meeting, make_user("publisher"), {"ar": "خطأ"})
        assert found("quartz") == []
        assert found("", filters={"type": "meetings"}) == []

    assert not SearchEntry.objects.filter(title="Quartz").exists()
    assert not SearchWord.objects.filter(word__in=["quartz", "مرو"]).exists()
    assert list(differences()) == []


def test_failed_publication_leaves_the_index_as_it_was():
    meeting = make_meeting(slug="it", title_en="Quartz")

    with transaction.atomic():
        workflow.withdraw(meeting, make_user("publisher"), {"ar": "خطأ"})
        transaction.set_rollback(True)

    assert found("quartz") == ["it"]


def test_correction_is_found_by_its_new_words_only():
    meeting = make_meeting(slug="it", title_en="Quartz", date="2020")
    meeting.title_en, meeting.date = "Granite", "2021-07"
    meeting.save()
    publicly(meeting)

    assert found("quartz") == []
    assert found("granite") == ["it"]
    assert found("granite in 2021") == ["it"]
    assert list(differences()) == []


def test_renamed_person_is_found_in_their_meetings():
    person = make_person(slug="person", name_en="Alpha Beta", name_ar="ألفا")
    make_meeting(person, slug="meeting")
    person.name_en = "Gamma Delta"
    person.save()
    publicly(person)

    assert found("gamma") == ["person", "meeting"]
    assert found("beta") == []
    assert list(differences()) == []


def test_renamed_topic_and_country_are_found_in_their_meetings():
    topic = make_topic(slug="topic", name_en="Quartz")
    france = country("FR")
    make_meeting(slug="meeting", topics=[topic], countries=[france])
    topic.name_en, france.name_en = "Granite", "Gaul"
    topic.save()
    france.save()
    renew({type(topic): [topic.pk], type(france): [france.pk]})

    assert found("granite") == ["topic", "meeting"]
    assert found("gaul") == ["fr", "meeting"]


def test_name_of_an_unpublished_person_is_not_in_a_meeting_until_published():
    person = make_person(slug="person", name_en="Quartz Jones", state=State.DRAFT)
    make_meeting(person, slug="meeting")
    assert found("quartz") == []
    assert found("", filters={"person": "person"}) == []

    person.state, person.first_published_at = State.PUBLISHED, "2026-01-01T00:00Z"
    person.save()
    publicly(person)

    assert found("quartz") == ["person", "meeting"]


def test_imported_document_is_found():
    meeting = make_meeting(slug="it", title_en="Quartz")
    document = to_document(meeting)
    document["title"]["en"] = "Granite"
    renew({type(meeting): [apply_document(document).pk]})

    assert found("granite") == ["it"]


def test_rebuilt_index_answers_the_same():
    person = make_person(slug="person", name_en="Alpha Beta")
    make_meeting(person, slug="meeting", countries=[country("FR")])
    before = found("alpha"), found("france"), found("", filters={"year": "2021"})

    engine().clear()
    assert found("alpha") == []
    rebuild()

    assert (found("alpha"), found("france"), found("", filters={"year": "2021"})) == (
        before
    )
    assert list(differences()) == []


def test_empty_index_is_filled_after_an_upgrade():
    make_meeting(slug="it", title_en="Quartz")
    engine().clear()
    SearchEntry.objects.all().delete()
    SearchRecord.objects.all().delete()

    fill_if_empty()

    assert found("quartz") == ["it"]


def test_check_finds_planted_differences():
    one, two, three = (make_meeting(slug=slug, title_en="Quartz") for slug in "abc")
    assert list(differences()) == []

    type(one).objects.filter(pk=one.pk).update(title_en="Granite")
    type(two).objects.filter(pk=two.pk).update(state=State.DRAFT)
    key = SearchRecord.objects.get(slug="c", type="meetings").pk
    SearchEntry.objects.filter(record=key).delete()
    SearchRecord.objects.filter(pk=key).delete()

    assert list(differences()) == [
        f"The engine finds {key}, which is no record of the index.",
        "meetings/a says something else in the index.",
        "meetings/b is in the index and not published.",
        "meetings/c is published and not in the index.",
    ]


def test_check_finds_a_record_that_the_engine_forgot():
    make_meeting(slug="a", title_en="Quartz")
    engine().clear()

    assert "meetings/a is not found by its own words." in list(differences())


def test_one_publication_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    people = [make_person() for _number in range(3)]
    meeting = make_meeting(*people, topics=[make_topic(), make_topic()])

    with django_assert_max_num_queries(60):
        publicly(meeting)
