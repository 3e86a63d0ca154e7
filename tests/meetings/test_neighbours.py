"""Each record leads to the one before and the one after it in its list."""

import pytest

from tests.factories import make_initiative, make_meeting, make_statement, make_visit
from tests.reading import read

pytestmark = pytest.mark.django_db

MAKERS = {
    "visits": (make_visit, "start", "title_en"),
    "statements": (make_statement, "date", "gist_en"),
    "initiatives": (make_initiative, "launched", "title_en"),
    "meetings": (make_meeting, "date", "title_en"),
}
NOUNS = {
    "visits": "Visit",
    "statements": "Statement",
    "initiatives": "Initiative",
    "meetings": "Meeting",
}


@pytest.mark.parametrize("type", MAKERS)
def test_record_leads_to_those_beside_it(type):
    maker, date, label = MAKERS[type]
    for name, day, state in (
        ("earlier", "2020-01-02", "published"),
        ("secret", "2020-01-03", "draft"),
        ("later", "2020-03", "published"),
        ("last", "2020-04", "published"),
    ):
        maker(**{"slug": name, date: day, label: name.title(), "state": state})
    record = maker(**{"slug": "this", date: "2020-02-01", label: "This"})

    page = read(record)

    assert page.links(page.one("nav", class_="neighbours")) == {
        f"/en/{type}/earlier/": f"{NOUNS[type]} before Earlier",
        f"/en/{type}/later/": f"{NOUNS[type]} after Later",
    }


@pytest.mark.parametrize("type", MAKERS)
def test_record_alone_has_no_neighbours(type):
    maker = MAKERS[type][0]

    assert read(maker()).all("nav", class_="neighbours") == []
