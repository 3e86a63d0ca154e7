"""The timeline drawn: how much each month or day has, at a glance.

Widths are in percent and heights in pixels, so that a drawing fits any screen and all
of it stays large enough to be touched. Time runs as the language does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from portal.pages.chronology import Entry

TALLEST = 56
STEP = 24
MANY_MARKS = 12
MONTHS = 12
DAYS = 11


@dataclass(frozen=True)
class Mark:
    """One entry, at a height in its column."""

    entry: Entry
    height: int


@dataclass(frozen=True)
class Cell:
    """A month or a day with the number of its entries: a column with a bar, or with a
    mark for each entry. Without entries it leads nowhere."""

    period: str
    count: int
    url: str
    start: str
    middle: str
    bar: int
    marks: list[Mark]

    @property
    def label(self) -> int:
        return int(self.period[-2:])


@dataclass(frozen=True)
class Row:
    cells: list[Cell]
    columns: int
    period: str = ""
    count: int = 0
    url: str = ""

    @property
    def width(self) -> str:
        return f"{100 / self.columns:.3f}%"

    @property
    def has_marks(self) -> bool:
        return any(cell.marks for cell in self.cells)

    @property
    def tallest(self) -> int:
        marks = max((len(cell.marks) for cell in self.cells), default=0)
        return max(marks, 1) * STEP if self.has_marks else TALLEST

    @property
    def height(self) -> int:
        """With the line of numbers below."""
        return self.tallest + STEP


@dataclass(frozen=True)
class Drawing:
    """What there is: numbers by period; `address` gives the page of a period, and
    `entries`, where they are few enough to be counted, stand for the numbers."""

    numbers: dict[str, int]
    address: Callable[[str], str]
    entries: list[Entry]

    @property
    def most(self) -> int:
        return max((n for p, n in self.numbers.items() if len(p) > 4), default=1)

    def years(self) -> list[Row]:
        """A row for each year from the first to the last."""
        dated = [int(period[:4]) for period in self.numbers]
        years = range(min(dated), max(dated) + 1) if dated else []
        return [self._year_among(str(year)) for year in years]

    def _year_among(self, year: str) -> Row:
        row = self.year(year)
        count = sum(n for p, n in self.numbers.items() if p[:4] == year)
        return Row(row.cells, MONTHS, year, count, self.address(year) if count else "")

    def year(self, year: str) -> Row:
        return self._row([f"{year}-{n:02}" for n in range(1, MONTHS + 1)], MONTHS)

    def month(self, month: str, days: int) -> list[Row]:
        """The days of a month in three rows."""
        dates = [f"{month}-{n:02}" for n in range(1, days + 1)]
        parts = dates[:10], dates[10:20], dates[20:]
        return [self._row(part, DAYS) for part in parts]

    def _row(self, periods: list[str], columns: int) -> Row:
        cells = [self._cell(p, n, columns) for n, p in enumerate(periods)]
        return Row(cells, columns)

    def _cell(self, period: str, column: int, columns: int) -> Cell:
        place = columns - 1 - column if get_language_bidi() else column
        count = self.numbers.get(period, 0)
        return Cell(
            period,
            count,
            self.address(period) if count else "",
            start=f"{100 * place / columns:.3f}%",
            middle=f"{100 * (place + 0.5) / columns:.3f}%",
            bar=max(round(TALLEST * count / self.most), 3) if count else 0,
            marks=self._marks(period) if self.is_countable else [],
        )

    @property
    def is_countable(self) -> bool:
        return bool(self.entries) and self.most <= MANY_MARKS

    def _marks(self, period: str) -> list[Mark]:
        found = [entry for entry in self.entries if entry.date.startswith(period)]
        return [Mark(one, n * STEP + STEP // 2) for n, one in enumerate(found)]
