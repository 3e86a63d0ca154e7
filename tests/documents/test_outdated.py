import pytest

from meetings.models import Outcome
from portal.documents.apply import apply_document
from portal.documents.build import to_document
from portal.documents.mistakes import DocumentError
from portal.documents.outdated import outdated
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return factories.make_meeting(title_ar="عنوان", title_en="Title")


@pytest.fixture
def outcome(meeting):
    return Outcome.objects.create(
        meeting=meeting, kind="agreement", text_ar="اتفاق", text_en="Agreement"
    )


def changed(document, **fields):
    return document | {name: document[name] | words for name, words in fields.items()}


def test_translation_is_outdated_when_its_source_is_rewritten(meeting):
    before = to_document(meeting)

    after = changed(before, title={"ar": "عنوان آخر"})

    assert outdated(before, after, []) == ["en:title"]


def test_translation_is_not_outdated_when_both_are_rewritten(meeting):
    before = to_document(meeting)

    after = changed(before, title={"ar": "عنوان آخر", "en": "Another"})

    assert outdated(before, after, []) == []


def test_translation_stays_outdated_until_it_is_rewritten(meeting):
    before = to_document(meeting)
    other = changed(before, summary={"ar": "آخر"})

    later = changed(other, title={"en": "Another"})

    assert outdated(before, other, ["en:title"]) == ["en:summary", "en:title"]
    assert outdated(other, later, ["en:summary", "en:title"]) == ["en:summary"]


def test_translation_that_is_missing_or_emptied_is_not_outdated(meeting):
    before = to_document(meeting)
    missing = changed(before, summary={"en": ""})
    rewritten = changed(missing, summary={"ar": "آخر"})
    emptied = changed(before, title={"en": ""})

    assert outdated(missing, rewritten, []) == []
    assert outdated(before, emptied, ["en:title"]) == []


def test_text_first_written_in_the_other_language_makes_nothing_outdated(meeting):
    before = changed(to_document(meeting), evidence={"ar": "", "en": "One source."})

    after = changed(before, evidence={"ar": "مصدر واحد."})

    assert outdated(before, after, []) == []


def test_new_record_has_nothing_outdated(meeting):
    assert outdated(None, to_document(meeting), []) == []


def test_text_of_a_row_is_named_by_its_row_wherever_it_moves(meeting, outcome):
    before = to_document(meeting)
    row = before["outcomes"][0]
    new = row | {"id": "00000000-0000-4000-8000-000000000000"}
    after = before | {"outcomes": [new, row | {"text": row["text"] | {"ar": "عهد"}}]}

    assert outdated(before, after, []) == [f"en:outcomes/{outcome.pk}/text"]


def test_text_of_a_row_that_is_gone_is_no_longer_named(meeting, outcome):
    before = to_document(meeting)
    kept = [f"en:outcomes/{outcome.pk}/text"]

    assert outdated(before, before, kept) == kept
    assert outdated(before, before | {"outcomes": []}, kept) == []


def test_document_that_leaves_the_list_out_keeps_it(meeting):
    document = to_document(meeting)
    apply_document(document | {"outdated_translations": ["en:title"]})

    del document["outdated_translations"]
    meeting = apply_document(document | {"venue": {"ar": "القصر", "en": ""}})

    assert meeting.outdated_translations == ["en:title"]
    assert meeting.venue_ar == "القصر"


@pytest.mark.parametrize("name", ["ar:title", "title", "en:outcomes/1/text", "en:"])
def test_document_with_another_name_in_the_list_is_refused(meeting, name):
    document = to_document(meeting) | {"outdated_translations": [name]}

    with pytest.raises(DocumentError) as refusal:
        apply_document(document)

    assert [(m.path, m.message) for m in refusal.value.mistakes] == [
        (
            "outdated_translations",
            "A translation is named as in en:summary or en:outcomes/<id>/text.",
        )
    ]
