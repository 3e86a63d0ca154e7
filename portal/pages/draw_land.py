"""Draws the land of the map and finds where on it each country is.

It reads Natural Earth 4.1.0 (public domain) as world-atlas 2.0.2 packs it (ISC), and is
run by hand where those change:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python -m portal.pages.draw_land package

The projection is Equal Earth (Šavrič, Patterson and Jenny 2018), in which every square
kilometre is as large as any other; borders are left out.
"""

import csv
import json
import sys
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from babel.core import get_global

LAND = Path(__file__).parents[2] / "templates" / "pages" / "_land.svg"
POSITIONS = Path(__file__).parent / "positions.csv"
WIDTH = 1000
TOP, BOTTOM = 84, -57  # degrees; the Antarctic has no country
TOLERANCE = 0.4
SMALLEST = 1.2
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
FACTOR = 2 * sqrt(3) / 3

Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """A place in the units of the map, from its upper left corner."""
    x, y = _equal_earth(longitude, latitude)
    widest, _zero = _equal_earth(180, 0)
    _zero, highest = _equal_earth(0, TOP)
    scale = WIDTH / (2 * widest)
    return (x + widest) * scale, (highest - y) * scale


def _equal_earth(longitude: float, latitude: float) -> Point:
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = t * t
    t6 = t2**3
    slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)
    x = FACTOR * radians(longitude) * cos(t) / slope
    return x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


def rings(topology: dict, geometry: dict) -> list[Ring]:
    """The outer rings of a geometry of TopoJSON, on the map."""
    polygons = geometry.get("arcs", [])
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [_ring(topology, polygon[0]) for polygon in polygons]


def _ring(topology: dict, numbers: list[int]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = _arc(topology, number if number >= 0 else ~number)
        points += arc if number >= 0 else arc[::-1]
    return [project(*point) for point in _whole(points)]


def _whole(points: Ring) -> Ring:
    """A ring that crosses the 180th meridian, in one piece on the side of its most."""
    whole = points[:1]
    for longitude, latitude in points[1:]:
        turns = round((whole[-1][0] - longitude) / 360)
        whole.append((longitude + 360 * turns, latitude))
    middle = sum(longitude for longitude, _latitude in whole) / len(whole)
    turns = round(middle / 360)
    return [(longitude - 360 * turns, latitude) for longitude, latitude in whole]


def _arc(topology: dict, number: int) -> Ring:
    (dx, dy), (left, low) = (topology["transform"][k] for k in ("scale", "translate"))
    x = y = 0
    points = []
    for step_x, step_y in topology["arcs"][number]:
        x, y = x + step_x, y + step_y
        points.append((x * dx + left, y * dy + low))
    return points


def area_and_centre(ring: Ring) -> tuple[float, Point]:
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return abs(area) / 2, (x / (3 * area), y / (3 * area)) if area else ring[0]


def simplified(points: Ring) -> Ring:
    """The line without what strays less than the tolerance (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)

    def distance(point: Point) -> float:
        x, y = point
        if not length:
            return sqrt((x - x1) ** 2 + (y - y1) ** 2)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length

    farthest = max(range(1, len(points) - 1), key=lambda i: distance(points[i]))
    if distance(points[farthest]) < TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def path(ring: Ring) -> str:
    """A ring in the words of SVG, in fifths of a unit, each point from the one before."""
    fifths = [(round(x * 5), round(y * 5)) for x, y in simplified(ring)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(fifths)]
    numbers = [number for step in steps if step != (0, 0) for number in step]
    moves = " ".join(map(str, numbers)).replace(" -", "-")
    return f"M{fifths[0][0]} {fifths[0][1]}l{moves}z"


def draw_land(atlas: Path) -> str:
    topology = json.loads((atlas / "land-110m.json").read_text())
    lowest = project(0, BOTTOM)[1]
    found = [
        ring
        for geometry in topology["objects"]["land"]["geometries"]
        for ring in rings(topology, geometry)
        if area_and_centre(ring)[0] > SMALLEST and max(y for _x, y in ring) < lowest
    ]
    paths = "".join(path(ring) for ring in found)
    return f'<path id="land" transform="scale(.2)" d="{paths}"/>\n'


def positions(atlas: Path) -> list[tuple[str, float, float]]:
    """Code and place of each country: the middle of its largest piece of land."""
    topology = json.loads((atlas / "countries-10m.json").read_text())
    aliases = get_global("territory_aliases")
    largest: dict[str, tuple[float, Point]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = aliases.get(geometry.get("id", ""), [""])[0]
        for ring in rings(topology, geometry):
            piece = area_and_centre(ring)
            largest[code] = max(piece, largest.get(code, piece))
    largest.pop("", None)
    return [
        (code, round(x, 1), round(y, 1))
        for code, (_area, (x, y)) in sorted(largest.items())
    ]


def main(atlas: Path) -> None:
    LAND.write_text(draw_land(atlas), encoding="utf-8")
    with POSITIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("code", "x", "y"), *positions(atlas)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
