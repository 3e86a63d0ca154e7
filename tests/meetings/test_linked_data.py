import json
import re
from datetime import time

import pytest
from django.test import Client

from meetings.models import Meeting, Participation, Round
from portal.publishing.models import State
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
from tests.reading import read

pytestmark = pytest.mark.django_db

SITE = "https://record.example.org"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def html_of(record, language="en"):
    path = record.get_absolute_url().replace("/en/", f"/{language}/", 1)
    return Client(headers={"host": "localhost"}).get(path).content.decode()


def data_of(record, language="en"):
    (text,) = BLOCK.findall(html_of(record, language))
    return json.loads(text)


def test_meeting_is_an_event_with_all_that_its_page_tells():
    series = make_series(slug="dialogue", title_en="Dialogue")
    meeting = make_meeting(
        make_person(slug="guest", name_en="A guest"),
        slug="talks",
        title_en="Talks",
        summary_en="They talked.",
        time=time(10, 30),
        city_en="Baghdad",
        venue_en="Palace",
        country=country("IQ"),
        visit=make_visit(slug="journey", title_en="Journey"),
        series=series,
        round=Round.objects.create(series=series, position=1, number=1),
        topics=[make_topic(slug="water", name_en="Water")],
        initiatives=[make_initiative(slug="canal", title_en="Canal")],
        countries=[country("FR")],
        organisations=[make_organisation(slug="eu", name_en="Union")],
    )

    def thing(type, path, name, **more):
        address = f"{SITE}/en/{path}/"
        return {"@type": type, "@id": address, "url": address, "name": name} | more

    assert data_of(meeting) == thing(
        "Event",
        "meetings/talks",
        "Talks",
        **{"@context": "https://schema.org"},
        description="They talked.",
        startDate="2021-07-26T10:30",
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode="https://schema.org/OfflineEventAttendanceMode",
        inLanguage="en",
        location={
            "@type": "Place",
            "name": "Palace",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Baghdad",
                "addressCountry": "IQ",
            },
        },
        attendee=[thing("Person", "people/guest", "A guest", jobTitle="Role 1")],
        superEvent=[
            thing(
                "Event",
                "visits/journey",
                "Journey",
                startDate="2021-07-25",
                endDate="2021-07-29",
            ),
            thing("EventSeries", "series/dialogue", "Dialogue"),
        ],
        about=[
            thing("DefinedTerm", "topics/water", "Water"),
            thing("Project", "initiatives/canal", "Canal"),
            thing("Country", "countries/fr", "France", identifier="FR"),
            thing("Organization", "organisations/eu", "Union"),
        ],
    )


def test_meeting_is_described_in_the_language_of_the_page():
    meeting = make_meeting(slug="talks", title_ar="محادثات", summary_ar="تحدثا.")

    data = data_of(meeting, "ar")

    assert data["url"] == f"{SITE}/ar/meetings/talks/"
    assert (data["name"], data["description"]) == ("محادثات", "تحدثا.")
    assert data["inLanguage"] == "ar"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Meeting.Status.PLANNED, "EventScheduled"),
        (Meeting.Status.HELD, "EventScheduled"),
        (Meeting.Status.POSTPONED, "EventPostponed"),
        (Meeting.Status.CANCELLED, "EventCancelled"),
    ],
)
def test_meeting_has_the_status_of_the_record(status, said):
    data = data_of(make_meeting(status=status))

    assert data["eventStatus"] == f"https://schema.org/{said}"


@pytest.mark.parametrize("presence", [Meeting.Presence.CALL, Meeting.Presence.VIDEO])
def test_meeting_over_a_line_is_online_and_has_no_place(presence):
    data = data_of(make_meeting(presence=presence))

    assert data["eventAttendanceMode"].endswith("/OnlineEventAttendanceMode")
    assert "location" not in data


@pytest.mark.parametrize("date", ["2021", "2021-07"])
def test_meeting_starts_as_exactly_as_its_source_says(date):
    assert data_of(make_meeting(date=date, time=time(9)))["startDate"] == date


def test_meeting_describes_nothing_that_is_not_published():
    draft = {"state": State.DRAFT}
    meeting = make_meeting(
        make_person(name_en="Secret", **draft),
        visit=make_visit(title_en="Secret", **draft),
        series=make_series(title_en="Secret", **draft),
        topics=[make_topic(name_en="Secret", **draft)],
        initiatives=[make_initiative(title_en="Secret", **draft)],
        organisations=[make_organisation(name_en="Secret", **draft)],
    )

    assert data_of(meeting).keys() & {"attendee", "superEvent", "about"} == set()
    assert "Secret" not in html_of(meeting)


def test_whoever_was_absent_attends_nothing():
    meeting = make_meeting(make_person())
    Participation.objects.update(is_present=False)

    assert "attendee" not in data_of(meeting)


def test_text_cannot_leave_the_block():
    hostile = "</script><script>alert(1)</script><!--&\u2028"
    meeting = make_meeting(title_en=hostile, summary_en=hostile)

    (text,) = BLOCK.findall(html_of(meeting))

    assert not set(text) & set("<>&\u2028")
    assert json.loads(text)["name"] == hostile
    assert len(read(meeting).all("script", type="application/ld+json")) == 1
