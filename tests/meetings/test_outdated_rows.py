"""Texts of rows say wherever they stand that they are older than their source."""

import pytest
from django.test import Client

from meetings.models import Outcome
from tests import factories

pytestmark = pytest.mark.django_db


def test_outdated_text_of_a_row_says_so_wherever_it_stands():
    france = factories.country("FR")
    person = factories.make_person()
    meeting = factories.make_meeting(person, countries=[france])
    outcome = Outcome.objects.create(
        meeting=meeting, kind="invitation_received", text_ar="دعوة", text_en="Invited"
    )
    outcome.countries.add(france)
    role = meeting.participants.get()
    meeting.outdated_translations = [
        f"en:outcomes/{outcome.pk}/text",
        f"en:participants/{role.pk}/role",
    ]
    meeting.save()
    factories.publicly(meeting)
    places = {
        meeting.get_absolute_url(): 2,
        france.get_absolute_url(): 1,
        person.get_absolute_url(): 1,
        "/en/invitations/": 1,
    }

    found = {}
    for path in places:
        page = Client(headers={"host": "localhost"}).get(path).content.decode()
        found[path] = page.count("translated from an earlier version")

    assert found == places
