"""Numbered pages that cost the same however many records there are."""

from collections.abc import Sequence
from functools import cached_property

from django.core.paginator import Paginator


class MonthPaginator(Paginator):
    """Pages of records by date, the latest first, found by kept counts of months.

    `months` are the months of exactly these records with their numbers, the last one
    first. A page reads only the months that it falls in; nothing is counted, and no
    more is skipped than the part of one month.
    """

    def __init__(self, object_list, per_page, months: Sequence[tuple[str, int]], **kw):
        super().__init__(object_list, per_page, **kw)
        self.months = months

    @cached_property
    def count(self):
        return sum(number for _month, number in self.months)

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        after = first + self.per_page
        spanned, skipped, reached = [], 0, 0
        for month, size in self.months:
            if reached + size > first and reached < after:
                skipped = skipped if spanned else first - reached
                spanned.append(month)
            reached += size
        rows = self.object_list.none()
        if spanned:
            rows = self.object_list.filter(
                date__gte=spanned[-1], date__lte=_end(spanned[0])
            )[skipped : skipped + self.per_page]
        return self._get_page(rows, number, self)


def _end(month: str) -> str:
    """The last partial date that belongs to a month, or to a bare year."""
    return f"{month}-31" if len(month) == 7 else month


class BoundedPaginator(Paginator):
    """Pages of the first thousand records of a question whose answer is not kept."""

    BOUND = 1000

    def __init__(self, object_list, per_page, **kwargs):
        super().__init__(object_list[: self.BOUND], per_page, **kwargs)
        self.whole = object_list

    @cached_property
    def count(self):
        keys = self.whole.order_by().values_list("pk", flat=True)[: self.BOUND + 1]
        self.is_bounded = len(keys) > self.BOUND
        return min(len(keys), self.BOUND)
