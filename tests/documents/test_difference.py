"""What changed between two documents, field by field and row by row."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.build import to_document
from portal.documents.difference import RowChange, difference
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    people = [factories.make_person(slug=f"person-{n}") for n in range(4)]
    topic = factories.make_topic(slug="water")
    record = factories.make_meeting(*people, slug="m", topics=[topic])
    record.outcomes.create(kind="agreement", text_ar="اتفاق", text_en="Agreement")
    return to_document(record)


def changed(document, **changes):
    return deepcopy(document) | changes


def values(changes):
    return [(one.path, one.before, one.after) for one in changes]


def rows(changes):
    """Each row by its person, with what happened to it."""
    return [
        (
            (one.after or one.before)["person"],
            one.action,
            one.places,
            one.is_moved,
            [inner.path.rpartition("].")[2] for inner in one.changes],
        )
        for one in changes
    ]


def test_document_and_itself_differ_in_nothing(meeting):
    assert difference(meeting, deepcopy(meeting)) == []
    assert difference(None, None) == []


def test_each_language_of_a_text_is_a_change_of_its_own(meeting):
    after = changed(meeting, title={"ar": "غيره", "en": ""}, date="2021-08")

    found = difference(meeting, after)

    assert [(one.path, one.language, one.action) for one in found] == [
        ("title.ar", "ar", "changed"),
        ("title.en", "en", "removed"),
        ("date", "", "changed"),
    ]
    assert found[0].field.name == "title"
    assert (found[0].before, found[0].after) == (meeting["title"]["ar"], "غيره")


def test_lists_tell_what_they_gained_and_lost(meeting):
    after = changed(meeting, topics=["oil"], aliases=["older"], country="FR")

    found = {one.name: one for one in difference(meeting, after)}

    assert list(found) == ["aliases", "country", "topics"]
    assert (found["topics"].added, found["topics"].removed) == (["oil"], ["water"])
    assert (found["aliases"].added, found["aliases"].action) == (["older"], "added")
    assert found["country"].after == "FR"


def test_omitted_fields_are_left_out(meeting):
    after = changed(meeting, state="draft", participants=[], date="2022")

    found = difference(meeting, after, omit={"state", "participants"})

    assert values(found) == [("date", "2021-07-26", "2022")]


def test_new_document_is_all_added_and_a_missing_one_all_removed(meeting):
    added, removed = difference(None, meeting), difference(meeting, None)

    assert {one.action for one in added} == {"added"}
    assert {one.action for one in removed} == {"removed"}
    assert [one.path for one in added] == [one.path for one in removed]
    # An answer of no is no news in a new document.
    assert not {"is_abroad", "venue"} & {one.name for one in added}


def test_answer_changed_to_no_is_a_change(meeting):
    row = meeting["participants"][0]
    after = deepcopy(meeting)
    after["participants"][0]["is_present"] = False

    [change] = difference(meeting, after)

    assert values(change.changes) == [
        (f"participants[{row['id']}].is_present", True, False)
    ]


def test_row_that_moves_and_changes_is_told_once(meeting):
    one, two, three, four = deepcopy(meeting["participants"])
    three["note"]["ar"] = "حضر متأخرًا"
    after = changed(meeting, participants=[three, one, two, four])

    assert rows(difference(meeting, after)) == [
        ("person-2", "changed", (3, 1), True, ["note.ar"])
    ]


def test_fewest_rows_are_moved(meeting):
    one, two, three, four = meeting["participants"]
    after = changed(meeting, participants=[two, three, four, one])

    assert rows(difference(meeting, after)) == [
        ("person-0", "changed", (1, 4), True, [])
    ]


def test_rows_added_and_removed_move_no_other(meeting):
    one, two, three, four = meeting["participants"]
    new = deepcopy(one) | {"id": "0" * 32, "person": "person-9"}
    after = changed(meeting, participants=[new, one, three, four])

    found = rows(difference(meeting, after))

    assert [row[:4] for row in found] == [
        ("person-9", "added", (None, 1), False),
        ("person-1", "removed", (2, None), False),
    ]
    assert "person" in found[0][4]


def test_texts_inside_rows_have_their_paths(meeting):
    after = deepcopy(meeting)
    outcome = after["outcomes"][0]
    outcome["text"]["en"] = "Accord"

    [change] = difference(meeting, after)

    assert isinstance(change, RowChange)
    assert values(change.changes) == [
        (f"outcomes[{outcome['id']}].text.en", "Agreement", "Accord")
    ]


def test_field_that_an_older_document_lacks_counts_as_empty(meeting):
    older = {key: value for key, value in meeting.items() if key != "is_abroad"}
    del older["title"]["en"]

    found = difference(older, changed(meeting, title={"ar": "x", "en": "y"}))

    assert [(one.path, one.action) for one in found] == [
        ("title.ar", "changed"),
        ("title.en", "added"),
    ]


def test_documents_of_two_types_cannot_be_compared(meeting):
    with pytest.raises(ValueError, match="meetings, people"):
        difference(meeting, to_document(factories.make_person()))


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(before=IDS, after=IDS)
def test_telling_what_happened_to_rows_is_enough_to_repeat_it(before, after):
    def document(ids):
        return {
            "type": "people",
            "positions": [{"id": key, "title": {"ar": key}} for key in ids],
        }

    found = difference(document(before), document(after))

    gone = {one.id for one in found if one.action == "removed"}
    placed = {one.id: one.places[1] for one in found if one.is_moved}
    placed |= {one.id: one.places[1] for one in found if one.action == "added"}
    order = [key for key in before if key not in gone and key not in placed]
    for key, place in sorted(placed.items(), key=lambda pair: pair[1]):
        order.insert(place - 1, key)
    assert order == after
