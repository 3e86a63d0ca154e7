"""Adds to meetings what they own."""

from meetings.models import Outcome, Participation, Round
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_series,
    make_source,
    make_statement,
    make_topic,
    make_visit,
)


def add_participant(meeting, person, side="counterpart", **kwargs):
    number = meeting.participants.count() + 1
    return Participation.objects.create(
        meeting=meeting,
        person=person,
        side=side,
        position=number,
        **{"role_ar": f"صفة {number}", "role_en": f"Role {number}"} | kwargs,
    )


def add_outcome(meeting, **kwargs):
    values = {"kind": "agreement", "text_ar": "اتفاق", "text_en": "An agreement."}
    relations = ("people", "countries", "organisations", "sources")
    many = {name: kwargs.pop(name) for name in relations if name in kwargs}
    outcome = Outcome.objects.create(meeting=meeting, **values | kwargs)
    for name, records in many.items():
        getattr(outcome, name).set(records)
    return outcome


def make_full_meeting(size):
    """A meeting with this many of everything that its page shows."""
    series = make_series()
    row = Round.objects.create(series=series, number=1)
    meeting = make_meeting(
        visit=make_visit(),
        series=series,
        round=row,
        country=country("IQ"),
        countries=[country(code) for code in ("FR", "DE", "JO")[:size]],
        organisations=[make_organisation() for _ in range(size)],
        topics=[make_topic() for _ in range(size)],
        initiatives=[make_initiative() for _ in range(size)],
        photographs=[make_photograph() for _ in range(size)],
        sources=[make_source() for _ in range(size)],
    )
    for number in range(size):
        add_participant(meeting, make_person()).sources.set([make_source()])
        add_outcome(
            meeting,
            people=[make_person()],
            countries=[country("FR")],
            organisations=[make_organisation()],
            sources=[make_source()],
            followed_by_meeting=make_meeting(),
            followed_by_visit=make_visit(),
        )
        make_statement(meeting=meeting, sources=[make_source()])
        make_meeting(series=series, round=row, date=f"2021-08-0{number + 1}")
        add_outcome(make_meeting(date="2020-05-14"), followed_by_meeting=meeting)
    return meeting
