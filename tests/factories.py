"""Makes records for tests: published, with a text in each language, unless told else."""

from datetime import UTC, datetime
from itertools import count

from django.contrib.auth.models import Group, User

from initiatives.models import Initiative
from meetings.models import Meeting, Participation, Series, Statement, Visit
from portal.publishing.models import State
from portal.publishing.public import renew
from portal.records.models import (
    Country,
    Organisation,
    Person,
    Photograph,
    Source,
    Topic,
)

PUBLISHED_AT = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)
numbers = count(1)


def make(model, noun, defaults, many):
    """Saves a record; lists among the arguments become many-to-many relations."""
    number = next(numbers)
    values = {"slug": f"{noun}-{number}", "state": State.PUBLISHED, **defaults(number)}
    values |= many
    relations = {f.name for f in model._meta.many_to_many}
    lists = {name: values.pop(name) for name in list(values) if name in relations}
    if values["state"] == State.PUBLISHED:
        values.setdefault("first_published_at", PUBLISHED_AT)
    if values["state"] == State.WITHDRAWN:
        values.setdefault("first_published_at", PUBLISHED_AT)
        values.setdefault("withdrawn_at", PUBLISHED_AT)
    if values["state"] == State.SCHEDULED:
        values.setdefault("publish_at", PUBLISHED_AT)
    record = model.objects.create(**values)
    for name, records in lists.items():
        getattr(record, name).set(records)
    return publicly(record)


def publicly(record):
    """Lets counts, and all else that follows the public record, know of a record."""
    renew({type(record): [record.pk]})
    return record


def make_source(**kwargs):
    def defaults(number):
        return {
            "publisher": f"Publisher {number}",
            "title": f"Report {number}",
            "language": "en",
            "url": f"https://example.org/{number}",
            "published": "2021-07-28",
        }

    return make(Source, "source", defaults, kwargs)


def make_topic(**kwargs):
    return make(
        Topic,
        "topic",
        lambda n: {"name_ar": f"موضوع {n}", "name_en": f"Topic {n}"},
        kwargs,
    )


def make_organisation(**kwargs):
    def defaults(number):
        return {
            "name_ar": f"منظمة {number}",
            "name_en": f"Organisation {number}",
            "kind": Organisation.Kind.GOVERNMENT,
        }

    return make(Organisation, "organisation", defaults, kwargs)


def make_person(**kwargs):
    def defaults(number):
        return {"name_ar": f"فلان {number}", "name_en": f"Person {number}"}

    return make(Person, "person", defaults, kwargs)


def make_photograph(**kwargs):
    def defaults(number):
        return {
            "title_ar": f"صورة {number}",
            "title_en": f"Photograph {number}",
            "credit": "Agency",
            "date": "2021-07-28",
        }

    return make(Photograph, "photograph", defaults, kwargs)


def make_initiative(**kwargs):
    def defaults(number):
        return {
            "title_ar": f"مبادرة {number}",
            "title_en": f"Initiative {number}",
            "summary_ar": f"ملخص المبادرة {number}.",
            "summary_en": f"Summary of initiative {number}.",
            "launched": "2021-03",
        }

    return make(Initiative, "initiative", defaults, kwargs)


def make_visit(**kwargs):
    def defaults(number):
        return {
            "title_ar": f"زيارة {number}",
            "title_en": f"Visit {number}",
            "start": "2021-07-25",
            "end": "2021-07-29",
        }

    return make(Visit, "visit", defaults, kwargs)


def make_series(**kwargs):
    def defaults(number):
        return {"title_ar": f"حوار {number}", "title_en": f"Dialogue {number}"}

    return make(Series, "series", defaults, kwargs)


def make_meeting(*people, **kwargs):
    """A meeting; the people given take part in it."""

    def defaults(number):
        return {
            "title_ar": f"لقاء {number}",
            "title_en": f"Meeting {number}",
            "summary_ar": f"ملخص اللقاء {number}.",
            "summary_en": f"Summary of meeting {number}.",
            "date": "2021-07-26",
            "kind": Meeting.Kind.RECEPTION,
        }

    meeting = make(Meeting, "meeting", defaults, kwargs)
    for position, person in enumerate(people, start=1):
        Participation.objects.create(
            meeting=meeting,
            person=person,
            position=position,
            role_ar=f"صفة {position}",
            role_en=f"Role {position}",
        )
    return publicly(meeting)


def make_statement(**kwargs):
    def defaults(number):
        return {
            "gist_ar": f"فحوى {number}",
            "gist_en": f"Gist {number}",
            "date": "2021-07-26",
        }

    if "speaker" not in kwargs:
        kwargs["speaker"] = make_person()
    return make(Statement, "statement", defaults, kwargs)


def country(code):
    return Country.objects.get(code=code)


def make_user(role, **kwargs):
    """A member of staff: "author", "publisher" or "superuser"."""
    number = next(numbers)
    user = User.objects.create_user(
        f"{role}-{number}",
        password="a long pass phrase",
        is_staff=True,
        is_superuser=role == "superuser",
        **kwargs,
    )
    if role != "superuser":
        user.groups.add(Group.objects.get(name=f"{role.capitalize()}s"))
    return user
