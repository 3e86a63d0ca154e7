import json

import pytest

from meetings.models import Meeting, Outcome
from portal.documents.build import to_document
from portal.publishing import proposals, workflow
from portal.publishing.log import Head, read_head
from portal.publishing.models import LogEntry, State
from portal.publishing.verify import verify
from tests import factories

pytestmark = pytest.mark.django_db

REASON = {"ar": "طلب المصدر حذفه"}


@pytest.fixture
def meeting():
    """A meeting published and then changed: two entries of the log."""
    author = factories.make_user("author")
    publisher = factories.make_user("publisher")
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    Outcome.objects.create(meeting=meeting, kind="agreement", text_ar="اتفاق")
    workflow.publish(meeting, publisher)
    document = to_document(meeting)
    document["title"]["en"] = "Corrected"
    proposal = proposals.propose(meeting, document, author, "error", {"ar": "خطأ"})
    proposals.approve(proposal, publisher)
    meeting.refresh_from_db()
    return meeting


def found():
    return list(verify())


def test_what_was_approved_verifies(meeting):
    assert found() == []
    assert read_head() == Head(2, LogEntry.objects.get(number=2).hash)


def test_text_changed_in_silence_is_named_with_its_place(meeting):
    Meeting.objects.update(title_en="Slipped in")
    outcome = Outcome.objects.get()
    Outcome.objects.update(text_ar="اتفاق آخر")

    assert found() == [
        f"meetings/{meeting.slug} is not as approved in log entry 2: "
        f"title.en, outcomes[{outcome.pk}].text.ar"
    ]


def test_altered_envelope_is_named(meeting):
    LogEntry.objects.filter(number=1).update(note_ar="غير ذلك")

    assert found() == [
        f"log entry 1 (meetings/{meeting.slug}) was altered: its hash is another"
    ]


def test_altered_revision_is_named(meeting):
    entry = LogEntry.objects.get(number=1)
    document = json.loads(entry.document) | {"city": "elsewhere"}
    LogEntry.objects.filter(number=1).update(document=json.dumps(document))

    assert found() == [
        f"log entry 1 (meetings/{meeting.slug}): the text of revision 1 was altered"
    ]


def test_missing_entry_breaks_the_chain(meeting):
    LogEntry.objects.filter(number=1).delete()

    assert found() == [
        "log entries 1 to 1 are missing",
        f"log entry 2 (meetings/{meeting.slug}) does not follow the entry before it",
    ]


def test_erased_text_leaves_the_chain_whole(meeting):
    LogEntry.objects.filter(number=1).update(document=None)

    assert found() == []


def test_published_without_the_log_is_named(meeting):
    other = factories.make_topic()

    assert found() == [f"topics/{other.slug} is public and not in the log"]


def test_hidden_without_the_log_is_named(meeting):
    Meeting.objects.update(state=State.DRAFT)

    assert found() == [
        f"meetings/{meeting.slug} is not public, and log entry 2 published it"
    ]


def test_withdrawal_is_in_the_log(meeting):
    workflow.withdraw(meeting, factories.make_user("publisher"), REASON, "error")

    assert found() == []
    entry = LogEntry.objects.get(number=3)
    assert (entry.action, entry.kind, entry.note_ar) == (
        "withdrawn",
        "error",
        REASON["ar"],
    )
    assert not entry.document
    Meeting.objects.update(state=State.PUBLISHED)
    assert found() == [
        f"meetings/{meeting.slug} is public and was withdrawn in log entry 3"
    ]


def test_end_of_the_chain_noted_earlier_has_to_be_met(meeting):
    noted = read_head()
    factories.make_topic()

    assert [*verify(noted)][:0] == []
    other = Head(2, "0" * 64)
    assert f"no entry 2 with the hash {'0' * 64} is in the log" in [*verify(other)]
    assert not any("hash" in sentence for sentence in verify(noted))
