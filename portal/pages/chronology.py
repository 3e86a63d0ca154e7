"""What happened when: the dated records and rows of every type in one order."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Model, Q, QuerySet
from django.db.models.functions import Length, Substr

from initiatives.models import Initiative, Milestone
from meetings.models import Meeting, Statement, Visit
from portal.publishing import tally

MOST = 200


@dataclass(frozen=True)
class Kind:
    """One way of being dated. `records` gives the published ones; `date` is the field
    that dates them."""

    name: str
    date: str
    records: Callable[[], QuerySet]

    def within(self, period: str) -> QuerySet:
        """Those of a year, a month or a day, as exact as they are dated."""
        after, before = f"{self.date}__gte", f"{self.date}__lte"
        return self.records().filter(**{after: period, before: f"{period}-99"})

    def numbers(self, records: QuerySet, length: int) -> dict[str, int]:
        """How many of them each date has, cut to its first characters."""
        rows = records.order_by().values_list(Substr(self.date, 1, length))
        found = rows.annotate(number=Count("pk"))
        return {date: number for date, number in found if date}


def _milestones():
    initiatives = Initiative.objects.published()
    milestones = Milestone.objects.filter(initiative__in=initiatives)
    return milestones.select_related("initiative")


MEETING = Kind("meeting", "date", lambda: Meeting.objects.published())
VISIT = Kind("visit", "start", lambda: Visit.objects.published())
OTHERS = [
    Kind("launch", "launched", lambda: Initiative.objects.published()),
    Kind("milestone", "date", _milestones),
    Kind("statement", "date", lambda: Statement.objects.published()),
]
KINDS = [VISIT, MEETING, *OTHERS]


@dataclass(frozen=True)
class Entry:
    """One thing that happened; `kind` is the name of its kind."""

    date: str
    kind: str
    record: Model


def entries(period: str, kinds: list[Kind] = KINDS) -> list[Entry]:
    """What happened in a year, a month or a day, the earliest first; of each kind no
    more than `MOST`. What is dated less exactly comes before."""
    found = [
        Entry(getattr(record, kind.date), kind.name, record)
        for kind in kinds
        for record in kind.within(period).order_by(kind.date, "pk")[:MOST]
    ]
    return sorted(found, key=lambda entry: entry.date)


def months() -> dict[str, int]:
    """How many entries every month has, and every year for those without a month; the
    meetings from kept counts."""
    numbers = Counter(dict(tally.months("meetings")))
    for kind in (VISIT, *OTHERS):
        numbers.update(kind.numbers(kind.records(), 7))
    return dict(sorted(numbers.items()))


def days(month: str) -> dict[str, int]:
    """How many entries the days of a month have, and the month for those without a
    day; visits apart."""
    numbers = Counter()
    for kind in (MEETING, *OTHERS):
        numbers.update(kind.numbers(kind.within(month), 10))
    return dict(numbers)


def on_day_of_year(today: date) -> list[Entry]:
    """What happened on a day of this month and number in the last hundred years, the
    latest first; of each kind no more than `MOST`."""
    years = range(today.year - 99, today.year + 1)
    days = [f"{year}-{today:%m-%d}" for year in years]
    found = [
        Entry(getattr(record, kind.date), kind.name, record)
        for kind in KINDS
        for record in kind.records().filter(**{f"{kind.date}__in": days})[:MOST]
    ]
    return sorted(found, key=lambda entry: entry.date, reverse=True)


def visits_during(first: str, last: str) -> QuerySet:
    """The visits that were under way on some day of a period."""
    in_it = Q(start__gte=first) | Q(end__gte=first)
    return VISIT.records().filter(in_it, start__lte=last).order_by("start", "slug")


def is_under_way(visit: Visit, day: str) -> bool:
    """Whether a visit is known to have been under way on a day."""
    return visit.start <= day <= (visit.end or visit.start) and len(visit.start) == 10


def days_beside(day: str) -> tuple[str, str]:
    """The last day before and the first day after this one that have entries."""
    before, after = [], []
    for kind in (MEETING, *OTHERS):
        dated = kind.records().alias(length=Length(kind.date)).filter(length=10)
        dated = dated.values_list(kind.date, flat=True)
        earlier = dated.filter(**{f"{kind.date}__lt": day})
        later = dated.filter(**{f"{kind.date}__gt": day})
        before += earlier.order_by(F(kind.date).desc())[:1]
        after += later.order_by(F(kind.date).asc())[:1]
    return max(before, default=""), min(after, default="")
