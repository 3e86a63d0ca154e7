"""What holds for one engine alone."""

import pytest
from django.db import connection

from portal.search.engines import engine
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
