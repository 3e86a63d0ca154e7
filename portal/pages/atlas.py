"""The map: how many meetings each country has, as circles on the land of the world.

A circle's area stands for its number. Circles keep their size in pixels at any width of
the map, and move aside for each other just as far as a finger needs to tell them apart;
so each has a place for a wide map, and a further move for a narrow one.
"""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from math import hypot, sqrt
from pathlib import Path

from django.conf import settings

from portal.pages.draw_land import BOTTOM, WIDTH, project
from portal.publishing import tally
from portal.records.models import Country

POSITIONS = Path(__file__).parent / "positions.csv"
LARGEST = 22  # pixels of a radius
SMALLEST = 2
TARGET = 12
ROOMY = 12
SIDE = 122  # of the square around the home country, in units of the map
ROUNDS = 60

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """A part of the map, in its units, with the pixels that it is at least wide: on a
    small screen, and where there is room. Its style makes circles `shrunk` there."""

    left: float
    top: float
    width: float
    height: float
    narrow: int
    wide: int
    shrunk: float = 1

    @property
    def box(self) -> str:
        return f"{self.left:.1f} {self.top:.1f} {self.width:.1f} {self.height:.1f}"

    def holds(self, point: Point) -> bool:
        across, down = point[0] - self.left, point[1] - self.top
        return 0 < across < self.width and 0 < down < self.height


@dataclass(frozen=True)
class Circle:
    """Where a country's circle is: in percent of the frame, then moved by pixels."""

    across: str
    down: str
    move: str
    further: str
    radius: float
    target: float

    @property
    def is_roomy(self) -> bool:
        """Whether its number fits into it."""
        return self.radius >= ROOMY


@dataclass(frozen=True)
class Mark:
    country: Country
    count: int
    circle: Circle


@dataclass(frozen=True)
class View:
    """A frame with its marks, the largest first so that the small ones lie above."""

    frame: Frame
    marks: list[Mark]
    inset: Frame | None = None


def countries_met() -> list[tuple[Country, int]]:
    """The countries of the published meetings with their numbers, most first."""
    counts = {
        facet.removeprefix("country=").upper(): count
        for facet, count in tally.choices("meetings").items()
        if facet.startswith("country=")
    }
    found = Country.objects.published().filter(code__in=counts)
    rows = [(country, counts[country.code]) for country in found]
    return sorted(rows, key=lambda row: (-row[1], row[0].sort_key))


def views(rows: list[tuple[Country, int]]) -> list[View]:
    """The world, and apart from it the surroundings of the home country, each country
    on one of the two; those without a place on the map are on none."""
    placed = [row for row in rows if row[0].code in positions()]
    near = _surroundings()
    within = [row for row in placed if near and near.holds(positions()[row[0].code])]
    apart = [row for row in placed if row not in within]
    most = max((count for _country, count in placed), default=1)
    found = [_view(world(), apart, most, near if within else None)]
    return [*found, _view(near, within, most)] if within else found


def _view(frame, rows, most, inset=None):
    circles = _circles(frame, tuple((c.code, n) for c, n in rows), most)
    marks = [Mark(*row, circle) for row, circle in zip(rows, circles, strict=True)]
    return View(frame, marks, inset)


@cache
def positions() -> dict[str, Point]:
    """Where on the map each country is, by its code."""
    with POSITIONS.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (float(row["x"]), float(row["y"]))
            for row in csv.DictReader(file)
        }


def world() -> Frame:
    height = project(0, BOTTOM)[1]
    return Frame(0, 0, WIDTH, height, narrow=320, wide=560, shrunk=0.6)


def _surroundings() -> Frame | None:
    if settings.HOME_COUNTRY not in positions():
        return None
    x, y = positions()[settings.HOME_COUNTRY]
    return Frame(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE, narrow=290, wide=290)


@lru_cache(maxsize=8)
def _circles(frame: Frame, rows: tuple[tuple[str, int], ...], most: int):
    """The circle of each country on a frame; worked out once for a state of the
    record."""
    radii = [max(LARGEST * sqrt(count / most), SMALLEST) for _code, count in rows]
    places = [positions()[code] for code, _count in rows]
    wide = _moved(frame, frame.wide, places, radii)
    shrunk = [radius * frame.shrunk for radius in radii]
    narrow = _moved(frame, frame.narrow, places, shrunk)
    return [
        Circle(
            across=f"{100 * (x - frame.left) / frame.width:.2f}%",
            down=f"{100 * (y - frame.top) / frame.height:.2f}%",
            move=f"{move[0]:.1f} {move[1]:.1f}",
            further=f"{more[0] - move[0]:.1f} {more[1] - move[1]:.1f}",
            radius=round(radius, 1),
            target=round(max(radius, TARGET), 1),
        )
        for (x, y), radius, move, more in zip(places, radii, wide, narrow, strict=True)
    ]


def _moved(frame, pixels, places, radii):
    """By how many pixels each circle moves aside on a frame of a width in pixels."""
    scale = pixels / frame.width
    before = [((x - frame.left) * scale, (y - frame.top) * scale) for x, y in places]
    points = [[x, y] for x, y in before]
    for _round in range(ROUNDS):
        overlaps = [
            _part(points[a], points[b], radii[a], radii[b]) for a, b in _near(points)
        ]
        for point in points:
            point[0] = min(max(point[0], TARGET), pixels - TARGET)
            point[1] = min(max(point[1], TARGET), frame.height * scale - TARGET)
        if not any(overlaps):
            break
    return [
        (after[0] - place[0], after[1] - place[1])
        for after, place in zip(points, before, strict=True)
    ]


def _near(points):
    """The pairs of points that may be too near, by their numbers."""
    order = sorted(range(len(points)), key=lambda number: points[number][0])
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            if points[other][0] - points[one][0] >= 2 * LARGEST:
                break
            yield one, other


def _part(one, other, radius, others_radius):
    """Moves two points apart where they are nearer than they may be; the larger circle
    moves less."""
    distance = max(2 * TARGET, 0.8 * (radius + others_radius))
    x, y = other[0] - one[0], other[1] - one[1]
    apart = hypot(x, y)
    if apart >= distance:
        return False
    x, y = (x / apart, y / apart) if apart else (1, 0)
    push = distance - apart + 0.1
    share = others_radius / (radius + others_radius) * push
    one[0], one[1] = one[0] - x * share, one[1] - y * share
    share = push - share
    other[0], other[1] = other[0] + x * share, other[1] + y * share
    return True
