"""Translations that are older than their source."""

import pytest

from meetings.models import Meeting, Outcome
from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url, form_data

pytestmark = pytest.mark.django_db


def saved(client, record, **changes):
    """The record after its form was opened and saved with changes."""
    data = form_data(client.get(admin_url(record)), **changes)
    client.post(admin_url(record), data)
    return type(record).objects.get(pk=record.pk)


def test_form_notes_translations_that_the_source_overtook(client):
    client.force_login(factories.make_user("author"))
    meeting = factories.make_meeting(state=State.DRAFT)
    outcome = Outcome.objects.create(
        meeting=meeting, kind="agreement", text_ar="اتفاق", text_en="Agreement"
    )

    once = saved(
        client, meeting, **{"title_ar": "عنوان آخر", "outcomes-0-text_ar": "عهد"}
    )
    twice = saved(client, meeting, title_en="Another title")

    assert once.outdated_translations == [
        f"en:outcomes/{outcome.pk}/text",
        "en:title",
    ]
    assert twice.outdated_translations == [f"en:outcomes/{outcome.pk}/text"]


def test_form_of_a_new_record_notes_nothing(client):
    client.force_login(factories.make_user("author"))
    meeting = factories.make_meeting(state=State.DRAFT)
    data = form_data(client.get(admin_url(meeting)), slug="new-one", seen="")

    client.post(admin_url(meeting, "add"), data)

    assert Meeting.objects.get(slug="new-one").outdated_translations == []
