from itertools import groupby
from operator import attrgetter

from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from portal.publishing import tally
from portal.records.citations import citations
from portal.records.models import Country, Source, Topic
from portal.records.neighbours import neighbours
from portal.records.views import RecordDetail, RecordList, published


class InitiativeList(RecordList):
    model = Initiative
    filter_class = InitiativeFilter
    dates = ("launched",)

    def get_queryset(self):
        initiatives = super().get_queryset()
        return initiatives.prefetch_related(published("topics", Topic.objects))


class InitiativeDetail(RecordDetail):
    model = Initiative

    def get_queryset(self):
        initiatives = super().get_queryset()
        return initiatives.prefetch_related(
            "aims",
            "phases",
            "projects",
            "milestones",
            published("aims__sources", Source.objects),
            published("phases__sources", Source.objects),
            published("projects__sources", Source.objects),
            published("milestones__sources", Source.objects),
            published("topics", Topic.objects),
            published("partner_countries", Country.objects),
            published("sources", Source.objects),
        )

    def get_context_data(self, **kwargs):
        initiative = self.object
        initiatives = Initiative.objects.published()
        earlier, later = neighbours(initiatives, initiative, "launched")
        meetings = initiative.meetings.published().with_participants().with_statements()
        timeline = _timeline(initiative.milestones.all(), meetings)
        statements = [row for one in meetings for row in one.statements.all()]
        return super().get_context_data(
            earlier=earlier,
            later=later,
            aims=_by_whom(initiative.aims.all()),
            timeline=timeline,
            last_evidence=timeline[-1][0] if timeline else "",
            last_month=next(iter(tally.months("meetings")), ("", 0))[0],
            statements=statements,
            citations=citations(initiative, _facts(initiative, statements)),
            **kwargs,
        )


def _by_whom(aims):
    """The aims in their order, gathered under whoever stated them."""
    groups = [list(rows) for _, rows in groupby(aims, attrgetter("stated_by"))]
    return [(rows[0], rows) for rows in groups]


def _timeline(milestones, meetings):
    """Milestones and meetings by date: `[(date, milestones, meetings), …]`."""
    dates = sorted({row.date for row in [*milestones, *meetings]})
    return [
        (
            date,
            [row for row in milestones if row.date == date],
            [row for row in meetings if row.date == date],
        )
        for date in dates
    ]


def _facts(initiative, statements):
    """What on the page of an initiative names sources of its own."""
    return [
        *((row, row, "text") for row in initiative.aims.all()),
        *((row, row, "title") for row in initiative.phases.all()),
        *((row, row, "title") for row in initiative.projects.all()),
        *((row, row, "what") for row in initiative.milestones.all()),
        *((row, row, "gist") for row in statements),
    ]
