"""Two people's changes to one document brought together; nothing lost unsaid."""

from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.documents.build import to_document
from portal.documents.merge import merge
from portal.documents.shape import shape_of
from tests import factories
from tests.documents.strategies import document, pool_of

pytestmark = pytest.mark.django_db

ROWS = [f"00000000-0000-4000-8000-{number:012}" for number in range(6)]


@pytest.fixture
def base():
    people = [factories.make_person(slug=f"person-{n}") for n in range(3)]
    topics = [factories.make_topic(slug=f"topic-{n}") for n in range(3)]
    meeting = factories.make_meeting(*people, slug="m", topics=topics[:2])
    meeting.aliases = ["one", "two"]
    return to_document(meeting)


def paths(merged):
    return [conflict.path for conflict in merged.conflicts]


def test_changes_in_different_places_all_stay(base):
    mine, theirs = deepcopy(base), deepcopy(base)
    mine["title"]["ar"] = "عنوان"
    mine["date"] = "2021-08"
    mine["participants"][0]["role"]["en"] = "Minister"
    theirs["title"]["en"] = "Title"
    theirs["city"]["ar"] = "بغداد"
    theirs["participants"][0]["role"]["ar"] = "وزير"

    merged = merge(base, mine, theirs)

    assert merged.conflicts == []
    assert merged.document["title"] == {"ar": "عنوان", "en": "Title"}
    assert merged.document["date"] == "2021-08"
    assert merged.document["city"]["ar"] == "بغداد"
    row = merged.document["participants"][0]
    assert row["role"] == {"ar": "وزير", "en": "Minister"}


def test_same_change_by_both_is_no_conflict(base):
    same = deepcopy(base) | {"date": "2022"}

    merged = merge(base, deepcopy(same), deepcopy(same))

    assert (merged.document, merged.conflicts) == (same, [])


def test_two_changes_of_one_value_are_a_conflict_that_keeps_mine(base):
    mine = deepcopy(base) | {"date": "2021", "country": "FR"}
    theirs = deepcopy(base) | {"date": "2022", "country": "JO"}
    theirs["summary"]["en"] = mine["summary"]["en"] + " More."

    merged = merge(base, mine, theirs)

    date = next(one for one in merged.conflicts if one.path == "date")
    assert (date.base, date.mine, date.theirs) == ("2021-07-26", "2021", "2022")
    assert sorted(paths(merged)) == ["country", "date"]
    assert merged.document["date"] == "2021"
    assert merged.document["summary"] == theirs["summary"]


def test_lists_take_what_either_added_and_lose_what_either_removed(base):
    mine = base | {"topics": ["topic-1", "topic-2"], "aliases": ["two", "mine"]}
    theirs = base | {"topics": ["topic-0"], "aliases": ["one", "two", "theirs"]}

    merged = merge(base, mine, theirs)

    assert merged.document["topics"] == ["topic-2"]
    assert merged.document["aliases"] == ["two", "theirs", "mine"]
    assert merged.conflicts == []


def test_rows_added_by_both_stand_where_each_put_them(base):
    one, two, three = base["participants"]
    mine = base | {"participants": [one, one | {"id": ROWS[0]}, two, three]}
    theirs = base | {"participants": [one, two, three, one | {"id": ROWS[1]}]}

    merged = merge(base, mine, theirs)

    ids = [row["id"] for row in merged.document["participants"]]
    assert ids == [one["id"], ROWS[0], two["id"], three["id"], ROWS[1]]
    assert merged.conflicts == []


def test_row_removed_by_one_goes_unless_the_other_changed_it(base):
    one, two, three = deepcopy(base["participants"])
    mine = base | {"participants": [one]}
    theirs = base | {"participants": [one, two, three | {"side": "home"}]}

    merged = merge(base, mine, theirs)

    assert [row["id"] for row in merged.document["participants"]] == [
        one["id"],
        three["id"],
    ]
    assert paths(merged) == [f"participants[{three['id']}]"]
    assert merged.conflicts[0].mine is None
    assert merged.conflicts[0].theirs["side"] == "home"


@pytest.mark.parametrize("is_mine", [True, False])
def test_new_order_of_one_stays_with_the_new_row_of_the_other(is_mine, base):
    one, two, three = base["participants"]
    new = one | {"id": ROWS[0]}
    reordered = base | {"participants": [three, one, two]}
    longer = base | {"participants": [one, two, new, three]}
    pair = (reordered, longer) if is_mine else (longer, reordered)

    merged = merge(base, *pair)

    assert merged.document["participants"] == [three, one, two, new]
    assert merged.conflicts == []


def test_two_new_orders_are_a_conflict(base):
    one, two, three = base["participants"]
    mine = base | {"participants": [three, two, one]}
    theirs = base | {"participants": [two, one, three]}

    merged = merge(base, mine, theirs)

    assert merged.document["participants"] == [three, two, one]
    assert paths(merged) == ["participants"]


def test_same_place_changed_in_one_row_is_named_with_the_row(base):
    mine, theirs = deepcopy(base), deepcopy(base)
    mine["participants"][1]["role"]["en"] = "Mine"
    theirs["participants"][1]["role"]["en"] = "Theirs"

    row = base["participants"][1]["id"]
    assert paths(merge(base, mine, theirs)) == [f"participants[{row}].role.en"]


def test_documents_of_two_types_cannot_be_merged(base):
    person = to_document(factories.make_person())

    with pytest.raises(ValueError, match="different types"):
        merge(base, base, person)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_merge_with_nothing_changed_on_one_side_is_the_other(data, base):
    meeting = factories.make_meeting(factories.make_person())
    shape = shape_of(type(meeting))
    others = [factories.country("FR"), factories.make_topic(), factories.make_source()]
    others += [factories.make_visit(), factories.make_series(), meeting]
    others += [factories.make_organisation(), factories.make_initiative()]
    others += [factories.make_photograph(), factories.make_person()]
    others[4].rounds.create(number=1)
    pool = pool_of(others)
    one, two = (data.draw(document(shape, pool, "m")) for _ in range(2))

    for merged, expected in (
        (merge(one, one, two), two),
        (merge(one, two, one), two),
        (merge(one, two, two), two),
    ):
        assert (merged.document, merged.conflicts) == (expected, [])
    conflicts = paths(merge(base | {"slug": "m"}, one, two))
    assert sorted(conflicts) == sorted(paths(merge(base | {"slug": "m"}, two, one)))
