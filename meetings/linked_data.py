"""Meetings in the words of schema.org."""

from django.utils.translation import get_language

from meetings.models import Meeting
from portal.records.linked_data import country, said, shown, thing, topic, words

# A meeting that was held took place as it was planned.
STATUSES = {
    Meeting.Status.PLANNED: "EventScheduled",
    Meeting.Status.HELD: "EventScheduled",
    Meeting.Status.POSTPONED: "EventPostponed",
    Meeting.Status.CANCELLED: "EventCancelled",
}
SCHEMA = "https://schema.org/"


def meeting(record: Meeting) -> dict:
    is_there = record.presence == Meeting.Presence.IN_PERSON
    mode = "Offline" if is_there else "Online"
    return thing(
        "Event",
        record,
        description=words(record, "summary"),
        startDate=_start(record),
        eventStatus=SCHEMA + STATUSES[record.status],
        eventAttendanceMode=f"{SCHEMA}{mode}EventAttendanceMode",
        location=_place(record),
        attendee=[_attendee(row) for row in _present(record)],
        superEvent=_whole(record),
        about=_about(record),
        inLanguage=get_language(),
    )


def _start(record):
    """As exact as the source; the time is the local one, without a zone."""
    if record.time and len(record.date) == len("2021-07-28"):
        return f"{record.date}T{record.time:%H:%M}"
    return record.date


def _place(record):
    address = said(
        {
            "addressLocality": words(record, "city"),
            "addressCountry": record.country and record.country.code,
        }
    )
    if not address:
        return None
    place = {"@type": "Place", "address": {"@type": "PostalAddress"} | address}
    return place | said({"name": words(record, "venue") or words(record, "city")})


def _present(record):
    rows = record.participants.all()
    return [row for row in rows if row.is_present and row.person.is_published]


def _attendee(row):
    """A person with the role held that day."""
    return thing("Person", row.person, jobTitle=words(row, "role"))


def _whole(record):
    visits, series = shown([record.visit]), shown([record.series])
    return [
        *(thing("Event", v, startDate=v.start, endDate=v.end) for v in visits),
        *(thing("EventSeries", one) for one in series),
    ]


def _about(record):
    return [
        *map(topic, shown(record.topics.all())),
        *(thing("Project", one) for one in shown(record.initiatives.all())),
        *map(country, record.countries.all()),
        *(thing("Organization", one) for one in shown(record.organisations.all())),
    ]
