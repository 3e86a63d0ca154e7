"""A document applied for a moment leaves nothing behind."""

import pytest
from django.db import IntegrityError, connection, transaction

from meetings.models import Meeting
from portal.documents.build import to_document
from portal.documents.mistakes import DocumentError
from portal.documents.trial import trial, undone
from portal.publishing.models import RecordVersion
from portal.records.models import Person
from tests import factories


def changed(record):
    document = to_document(record)
    document["title"]["ar"] = "عنوان آخر"
    document["participants"] = []
    document["outcomes"] = [{"kind": "agreement", "text": {"ar": "اتفاق"}}]
    return document


def everything():
    version = RecordVersion.objects.values_list("number", "next_due")
    return [to_document(one) for one in Meeting.objects.all()], list(version)


@pytest.fixture(params=["alone", "inside a transaction"])
def surroundings(request, transactional_db):
    if request.param == "alone":
        yield
    else:
        with transaction.atomic():
            yield


@pytest.fixture
def meeting(surroundings):
    with transaction.atomic():
        return factories.make_meeting(factories.make_person(slug="taken"))


class TestTrial:
    def test_shows_the_record_as_the_document_makes_it_and_no_longer(self, meeting):
        before = everything()

        with trial(changed(meeting)) as record:
            assert record.pk == meeting.pk
            assert record.title_ar == "عنوان آخر"
            assert [row.text_ar for row in record.outcomes.all()] == ["اتفاق"]
            assert record.participants.count() == 0

        assert everything() == before

    def test_new_record_is_there_only_inside(self, meeting):
        document = changed(meeting) | {"slug": "new", "permanent_id": "2" * 10}
        del document["outcomes"]

        with trial(document) as record:
            assert Meeting.objects.get(slug="new") == record

        assert not Meeting.objects.filter(slug="new").exists()

    def test_drops_what_was_to_happen_on_commit(self, meeting):
        done = []
        waiting = list(connection.run_on_commit)

        with trial(changed(meeting)):
            transaction.on_commit(lambda: done.append("inside"))

        assert done == []
        assert connection.run_on_commit == waiting

    def test_error_inside_is_told_and_undone(self, meeting):
        before = everything()

        with pytest.raises(KeyError), trial(changed(meeting)):
            raise KeyError

        assert everything() == before

    def test_database_error_inside_leaves_the_connection_usable(self, meeting):
        with pytest.raises(IntegrityError), undone():
            Person.objects.create(slug="taken")

        assert Person.objects.filter(slug="taken").count() == 1

    def test_document_with_mistakes_changes_nothing(self, meeting):
        before = everything()

        with pytest.raises(DocumentError), trial(changed(meeting) | {"date": "never"}):
            raise AssertionError

        assert everything() == before

    def test_may_be_left_early_and_stand_inside_another(self, meeting):
        before = everything()

        def title():
            with undone(), trial(changed(meeting)) as record:
                return record.title_ar

        assert title() == "عنوان آخر"
        assert everything() == before
