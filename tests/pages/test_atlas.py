"""The map: land without borders, and a circle for each country."""

from itertools import combinations
from math import hypot, isclose

import pytest

from portal.pages import atlas, draw_land
from portal.records.models import Country
from tests.factories import country, make_meeting

pytestmark = pytest.mark.django_db

# Iraq's neighbours with those around, and the small ones of Europe beside each other.
NEAR = ["SA", "KW", "BH", "QA", "AE", "JO", "SY", "LB", "TR", "IR", "OM"]
APART = ["US", "FR", "BE", "DE", "IT", "VA", "GB", "ES", "JP", "RU"]


def met(**numbers):
    return [(country(code), number) for code, number in numbers.items()]


def place(view, mark, pixels, is_narrow=False):
    """Where a circle stands on a view of a width in pixels."""
    scale = pixels / view.frame.width
    size = pixels, view.frame.height * scale
    circle = mark.circle
    parts = [circle.across, circle.down]
    x, y = (float(p[:-1]) / 100 * side for p, side in zip(parts, size, strict=True))
    for move in [circle.move, circle.further] if is_narrow else [circle.move]:
        right, down = map(float, move.split())
        x, y = x + right, y + down
    return x, y


def test_map_counts_published_meetings_the_most_first():
    for code in ("FR", "JO", "FR"):
        make_meeting(countries=[country(code)])
    make_meeting(countries=[country("FR")], state="draft")

    assert atlas.countries_met() == met(FR=2, JO=1)


def test_map_gives_each_circle_an_area_like_its_number():
    world, _near = atlas.views(met(US=16, FR=4, SA=1))

    sixteen, four = (mark.circle.radius for mark in world.marks)
    assert (sixteen, four) == (22, 11)


def test_map_draws_the_small_above_the_large():
    (world,) = atlas.views(met(US=16, FR=4, VA=1))

    assert [mark.count for mark in world.marks] == [16, 4, 1]


def test_map_shows_the_surroundings_apart(settings):
    settings.HOME_COUNTRY = "IQ"
    rows = met(US=3, SA=2, JO=1)

    world, near = atlas.views(rows)

    assert [mark.country.code for mark in world.marks] == ["US"]
    assert [mark.country.code for mark in near.marks] == ["SA", "JO"]
    assert world.inset == near.frame


def test_map_has_other_surroundings_at_another_home(settings):
    settings.HOME_COUNTRY = "DE"

    world, near = atlas.views(met(US=3, FR=2, JO=1))

    assert [mark.country.code for mark in world.marks] == ["US", "JO"]
    assert [mark.country.code for mark in near.marks] == ["FR"]


@pytest.mark.parametrize("home", ["US", "TK"])
def test_map_is_one_where_nobody_near_was_met(settings, home):
    settings.HOME_COUNTRY = home

    (world,) = atlas.views(met(SA=2, TK=1))

    assert [mark.country.code for mark in world.marks] == ["SA"]
    assert world.inset is None


@pytest.mark.parametrize("is_narrow", [True, False])
def test_map_keeps_circles_a_finger_apart(is_narrow):
    rows = met(**{code: n for n, code in enumerate([*APART, *NEAR], start=1)})

    for view in atlas.views(rows):
        pixels = view.frame.narrow if is_narrow else view.frame.wide
        places = [place(view, mark, pixels, is_narrow) for mark in view.marks]
        apart = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places, 2)]
        assert min(apart) > 2 * atlas.TARGET - 0.5
        assert all(0 < x < pixels for x, _y in places)
    assert all(m.circle.target >= 12 for v in atlas.views(rows) for m in v.marks)


def test_map_of_all_countries_is_still_drawn():
    rows = [(one, 1) for one in Country.objects.all()]

    views = atlas.views(rows)

    drawn = sum(len(view.marks) for view in views)
    assert drawn == len([c for c, _n in rows if c.code in atlas.positions()]) > 200


def test_positions_are_of_known_countries_and_inside_the_world():
    codes = set(Country.objects.values_list("code", flat=True))
    world = atlas.world()

    assert set(atlas.positions()) <= codes
    outside = [c for c, point in atlas.positions().items() if not world.holds(point)]
    assert outside == ["AQ"]


def topology(*arcs):
    return {"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": arcs}


def test_land_of_the_same_size_is_drawn_the_same_size():
    at_the_equator = [(0, 0), (4, 0), (0, 1), (-4, 0), (0, -1)]
    shape = {"type": "Polygon", "arcs": [[0]]}
    (low,) = draw_land.rings(topology(at_the_equator), shape)
    # At 60 degrees a degree of longitude is half as long.
    (high,) = draw_land.rings(
        topology([(0, 59), (8, 0), (0, 2), (-8, 0), (0, -2)]), shape
    )

    area, _centre = draw_land.area_and_centre(low)
    larger, _centre = draw_land.area_and_centre(high)

    assert isclose(larger / area, 2, rel_tol=0.01)


def test_land_across_the_date_line_stays_in_one_piece():
    ring = [(178, 0), (2, 0), (-358, 0), (0, 1), (356, 0), (0, -1)]

    (points,) = draw_land.rings(
        topology(ring), {"type": "MultiPolygon", "arcs": [[[0]]]}
    )

    across = [x for x, _y in points]
    assert max(across) - min(across) < 12


def test_land_loses_only_what_nobody_sees():
    line = [(0, 0), (5, 0.1), (10, 0), (15, 4), (20, 0)]

    assert draw_land.simplified(line) == [(0, 0), (10, 0), (15, 4), (20, 0)]


def test_land_is_one_silhouette():
    drawing = draw_land.LAND.read_text(encoding="utf-8")

    assert drawing.count("<path") == 1
    assert len(drawing) < 16_000
