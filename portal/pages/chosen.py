"""What the timeline shows: the entries of a period, all or only the meetings that
were asked for, and how many there are, month by month or day by day."""

from collections import Counter
from functools import cached_property

from meetings.filters import MANY, TYPE, MeetingFilter
from meetings.models import Meeting
from portal.pages import chronology
from portal.pages.chronology import MOST, Entry, Kind
from portal.publishing import tally


class Chosen:
    """`period` is a year or a month, or empty for all of the record."""

    def __init__(self, asked: MeetingFilter):
        self.asked = asked
        date = [asked.values[n] for n in ("year", "month") if n in asked.values]
        self.period = "-".join(date)
        meeting = Kind("meeting", "date", self._meetings)
        self.kinds = [meeting] if asked.beside_date else chronology.KINDS

    @property
    def is_narrowed(self) -> bool:
        """Whether only meetings are shown."""
        return bool(self.asked.beside_date)

    def _meetings(self):
        meetings = Meeting.objects.published()
        return self.asked.narrow(meetings, without=("year", "month"))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """By month; by year for what has no month."""
        if not self.is_narrowed:
            return chronology.months()
        if self.asked.is_tallied:
            return dict(sorted(tally.months(TYPE, self.asked.beside_date[0])))
        dates = self._dates
        return dict(sorted(Counter(date[:7] for date in dates).items()))

    @cached_property
    def _dates(self) -> list[str]:
        """The dates of meetings of which no numbers are kept, up to a few too many."""
        meetings = self._meetings().order_by()
        return list(meetings.values_list("date", flat=True)[: MANY + 1])

    @property
    def has_too_many(self) -> bool:
        return not self.asked.is_tallied and len(self._dates) > MANY

    def total_of(self, period: str) -> int:
        return sum(n for date, n in self.numbers.items() if date.startswith(period))

    @property
    def total(self) -> int:
        return MANY if self.has_too_many else self.total_of(self.period)

    @property
    def found(self) -> dict:
        """The number of matches, as a paginator tells it; empty if there are too many."""
        return {} if self.has_too_many else {"count": self.total}

    @property
    def is_listed(self) -> bool:
        return bool(self.period) and self.total <= MOST

    @cached_property
    def entries(self) -> list[Entry]:
        """Those of a year or a month; none of a year that has too many, and of such a
        month all but the meetings."""
        if self.is_listed:
            return chronology.entries(self.period, self.kinds)
        if len(self.period) == 7 and not self.is_narrowed:
            others = [one for one in self.kinds if one is not chronology.MEETING]
            return chronology.entries(self.period, others)
        return []

    @property
    def left_out(self) -> int:
        """How many meetings of a month are too many to be listed."""
        if len(self.period) < 7 or self.is_listed:
            return 0
        if self.is_narrowed:
            return self.total
        return dict(tally.months(TYPE, within=self.period)).get(self.period, 0)

    @cached_property
    def numbers_within(self) -> dict[str, int]:
        """Those of the period: by day for a month, else by month."""
        if len(self.period) < 7:
            found = self.numbers.items()
            return {date: n for date, n in found if date.startswith(self.period)}
        if self.is_listed:
            return dict(Counter(entry.date for entry in self.entries))
        numbers: Counter[str] = Counter()
        for kind in self.kinds:
            numbers.update(kind.numbers(kind.within(self.period), 10))
        return dict(numbers)
