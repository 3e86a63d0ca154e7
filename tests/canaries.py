"""Records whose every text has a word that occurs nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from initiatives.models import Aim, Milestone, Phase, Project
from meetings.models import Meeting, Outcome, Participation, Round
from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing.models import State
from portal.records.models import LifeEvent, Person, Position
from tests import factories
from tests.factories import PUBLISHED_AT, country, publicly

CANARY = "zanbaq"
FAR = PUBLISHED_AT.replace(year=2999)
NO_WORDS = {
    "slug",
    "image",
    "wikidata",
    "language",
    "quotation_language",
    "date",
    "start",
    "end",
    "launched",
    "published",
    "url",
    "archived_url",
}


def sing(instance):
    """Puts the word into every text of a record or row, in every language."""
    for name, field in texts(instance):
        limit = field.max_length or 100
        setattr(instance, name, f"{CANARY} {name}"[:limit])
    if hasattr(instance, "other_names"):
        instance.other_names = [f"{CANARY} other"]
    instance.save()
    return instance


def texts(instance):
    shape = shape_of(type(instance))
    for name, field in shape.values.items():
        if name in shape.translated and field.editable:
            for code in LANGUAGES:
                yield f"{name}_{code}", field
        elif isinstance(field, models.CharField | models.TextField):
            is_free = not field.choices and not field.validators[1:]
            if is_free and field.editable and name not in NO_WORDS:
                yield name, field


class World:
    """One record of every type in a state, with rows, all referring to each other."""

    def __init__(self, state):
        self.state = state
        self.records = []
        self.source = self.make("source", url=f"https://example.org/{CANARY}")
        known = {"sources": [self.source]}
        self.topic = self.make("topic", **known)
        self.organisation = self.make("organisation", country=country("FR"), **known)
        self.person = self.make("person", country=country("FR"), **known)
        self.photograph = self.make("photograph", people=[self.person], **known)
        self.initiative = self.make(
            "initiative",
            topics=[self.topic],
            partner_countries=[country("FR")],
            **known,
        )
        self.visit = self.make("visit", countries=[country("FR")], **known)
        self.series = self.make("series", **known)
        self.meeting = self.make("meeting", **self.relations())
        self.statement = self.make(
            "statement",
            speaker=self.person,
            meeting=self.meeting,
            quotation="x",
            quotation_language="en",
            quotation_form="original",
            **known,
        )
        self.add_rows()

    def make(self, noun, **values):
        times = {"publish_at": FAR} if self.state == State.SCHEDULED else {}
        record = getattr(factories, f"make_{noun}")(
            slug=f"{CANARY}-{noun}-{self.state}", state=self.state, **values, **times
        )
        self.records.append(publicly(sing(record)))
        return record

    def relations(self):
        return {
            "country": country("IQ"),
            "visit": self.visit,
            "series": self.series,
            "countries": [country("FR")],
            "organisations": [self.organisation],
            "topics": [self.topic],
            "initiatives": [self.initiative],
            "photographs": [self.photograph],
            "sources": [self.source],
        }

    def add_rows(self):
        rows = [
            Round(series=self.series, number=1),
            Aim(initiative=self.initiative),
            Phase(initiative=self.initiative),
            Project(initiative=self.initiative),
            Milestone(initiative=self.initiative, date="2021"),
            Position(person=self.person, organisation=self.organisation),
            LifeEvent(person=self.person),
            Participation(meeting=self.meeting, person=self.person),
            Outcome(meeting=self.meeting, kind=Outcome.Kind.INVITATION_RECEIVED),
        ]
        for row in rows:
            row.position = 1
            sing(row).sources.add(self.source)
        Meeting.objects.filter(pk=self.meeting.pk).update(round=rows[0])

    def publish(self):
        for record in self.records:
            times = {"first_published_at": PUBLISHED_AT, "withdrawn_at": None}
            rows = QuerySet(type(record)).filter(pk=record.pk)
            rows.update(state=State.PUBLISHED, **times)
        for record in self.records:
            publicly(record)


def entangle(world):
    """Public records that refer to everything of a world, however that came about."""
    holder = {"slug": settings.OFFICE_HOLDER}
    person = Person.objects.filter(**holder).first() or factories.make_person(**holder)
    meeting = factories.make_meeting(
        person, world.person, slug=f"public-meeting-{world.state}", **world.relations()
    )
    outcome = Outcome.objects.create(
        meeting=meeting,
        position=1,
        kind=Outcome.Kind.INVITATION_EXTENDED,
        text_ar="دعوة",
        text_en="Invitation",
        followed_by_meeting=world.meeting,
        followed_by_visit=world.visit,
    )
    outcome.people.add(world.person)
    outcome.organisations.add(world.organisation)
    Position.objects.create(
        person=person, position=1, title_ar="x", organisation=world.organisation
    )
    sources = {"sources": [world.source]}
    factories.make_statement(speaker=person, meeting=world.meeting, **sources)
    factories.make_statement(speaker=world.person, meeting=meeting, **sources)
    factories.make_topic(broader=world.topic, **sources)
    factories.make_topic(slug=f"public-topic-{world.state}", **sources)
    factories.make_organisation(country=country("FR"), **sources)
    factories.make_photograph(people=[world.person], **sources)
    factories.make_visit(
        slug=f"public-visit-{world.state}", countries=[country("FR")], **sources
    )
    factories.make_series(slug=f"public-series-{world.state}", **sources)
    factories.make_initiative(
        slug=f"public-initiative-{world.state}",
        topics=[world.topic],
        partner_countries=[country("FR")],
        **sources,
    )
