from portal.records.models import Organisation, Person, Photograph, Source
from portal.records.views.base import RecordDetail, RecordList, excerpt, published


class PersonList(RecordList):
    model = Person
    paginate_by = 60

    def get_queryset(self):
        return super().get_queryset().select_related("country")


class PersonDetail(RecordDetail):
    model = Person

    def get_queryset(self):
        people = super().get_queryset().select_related("country")
        return people.prefetch_related(
            published("sources", Source.objects),
            "positions",
            published("positions__organisation", Organisation.objects),
            published("positions__sources", Source.objects),
            "life_events",
            published("life_events__sources", Source.objects),
            published("photographs", Photograph.objects),
        )

    def get_context_data(self, **kwargs):
        person = self.object
        return super().get_context_data(
            participations=excerpt(person.participations.in_published_meetings()),
            statements=excerpt(person.statements.published(), size=20),
            sources=sources_behind(person),
            **kwargs,
        )


def sources_behind(person):
    """The sources of a person and of what the page tells, each once, in their order."""
    told = [person, *person.positions.all(), *person.life_events.all()]
    return list(dict.fromkeys(source for fact in told for source in fact.sources.all()))
