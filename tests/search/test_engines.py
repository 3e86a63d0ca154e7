"""What the engines do beneath the searching, and what holds for one alone."""

import pytest
from django.db import connection

from portal.search import entries, order
from portal.search.engines import engine
from portal.search.expression import Match, Phrases
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")
def test_planner_does_not_learn_how_common_terms_are():
    for _number in range(5):
        make_meeting(title_en="Cooperation")
    engine().tidy()

    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'search_terms'")
        known = {name for (name,) in cursor.fetchall()}

    assert known == {"key"}


def test_spans_give_the_first_keys_and_count_up_to_the_most():
    dates = ["2022-02", "2021-03", "2021-02", "2021-01", "2019-05"]
    for date in dates:
        make_meeting(title_en="Cooperation", date=date)
    keys = engine().keys(Match(entries.ALL))
    # The people and sources that come with a meeting have no date or another one.
    in_order = [key for key in keys if order.year_of(key) in ("2022", "2021", "2019")]
    match = Match(f"{entries.TITLE}scooperation", last=in_order[-2])

    spans = engine().spans(match, order.bounds(["2022", "2021", "2020", "2019"]), 2, 2)

    assert spans == [(in_order[:1], 1), (in_order[1:3], 2), ([], 0), ([], 0)]
    assert engine().spans(match, [], 2, 2) == []


def test_phrases_are_read_once_for_the_matches_of_one_answer(
    django_assert_max_num_queries,
):
    make_meeting(title_en="Talks on water and oil")
    make_meeting(title_en="Talks on oil and water")
    phrases = Phrases([("water", "and", "oil")])
    match = Match(entries.ALL, phrases=phrases)
    others = Match(entries.ALL, not_phrases=phrases)

    with django_assert_max_num_queries(4):
        found, again = engine().keys(match), engine().keys(match)
        without = engine().keys(others)

    assert len(found) == 1
    assert again == found
    assert set(without) == set(engine().keys(Match(entries.ALL))) - set(found)
