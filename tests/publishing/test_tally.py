import pytest

from meetings.models import Meeting
from portal.publishing import tally, workflow
from portal.publishing.models import State, Tallied, Tally
from tests import factories

pytestmark = pytest.mark.django_db


def counts():
    rows = Tally.objects.filter(count__gt=0)
    return set(rows.values_list("type", "facet", "further", "month", "count"))


@pytest.fixture
def meetings():
    france, iran = factories.country("FR"), factories.country("IR")
    water = factories.make_topic(slug="water")
    return [
        factories.make_meeting(date="2021-07-26", countries=[france], topics=[water]),
        factories.make_meeting(date="2021-07", countries=[france], kind="phone_call"),
        factories.make_meeting(date="2021", countries=[iran], is_abroad=True),
        factories.make_meeting(date="2020-05-14", countries=[iran], summary_en=""),
        factories.make_meeting(state=State.DRAFT, countries=[france]),
    ]


def test_tally_counts_what_is_published(meetings):
    assert tally.count("meetings") == 4
    assert tally.count("meetings", "country=fr") == 2
    assert tally.count("meetings", "lacks=en") == 1
    assert tally.count("meetings", "country=de") == 0


def test_tally_knows_months_the_last_first(meetings):
    assert tally.months("meetings") == [("2021-07", 2), ("2021", 1), ("2020-05", 1)]
    assert tally.months("meetings", "country=ir", within="2020") == [("2020-05", 1)]
    assert tally.months("meetings", within="2021-07") == [("2021-07", 2)]


def test_tally_knows_what_each_further_choice_would_leave(meetings):
    assert tally.choices("meetings", "country=fr") == {
        "kind=phone_call": 1,
        "kind=reception": 1,
        "place=home": 2,
        "topic=water": 1,
        "year=2021": 2,
    }


def test_tally_follows_withdrawal_and_publication(meetings):
    publisher = factories.make_user("publisher")
    before = counts()

    workflow.withdraw(meetings[0], publisher, {"ar": "سبب"})
    assert tally.count("meetings", "country=fr") == 1

    workflow.restore(meetings[0], publisher)
    workflow.submit(meetings[0], factories.make_user("author"))
    workflow.publish(meetings[0], publisher)
    assert counts() == before


def test_tally_follows_a_correction(meetings):
    meetings[0].countries.set([factories.country("IR")])
    Meeting.objects.filter(pk=meetings[0].pk).update(date="2019-01-01")

    tally.recount(Meeting, [meetings[0].pk])

    assert tally.count("meetings", "country=fr") == 1
    assert tally.months("meetings", "country=ir")[-1] == ("2019-01", 1)


def test_tally_made_anew_is_the_tally_kept(meetings):
    kept = counts()

    tally.recount_all()

    assert counts() == kept
    assert Tallied.objects.count() == 4


def test_tally_is_made_where_a_record_came_before_it(meetings):
    kept = counts()
    Tally.objects.all().delete()
    Tallied.objects.all().delete()

    tally.count_once()

    assert counts() == kept
