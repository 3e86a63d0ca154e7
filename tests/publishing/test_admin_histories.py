"""The history of a record as editors read it, and the way back to an earlier text."""

import pytest

from portal.documents.build import to_document
from portal.publishing import proposals, workflow
from portal.publishing.models import LogEntry, Proposal, State
from tests import factories
from tests.editing import admin_url, each_language

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


@pytest.fixture
def meeting(author, publisher):
    """A meeting with the titles First, Second and Third, one a revision."""
    meeting = factories.make_meeting(
        state=State.SUBMITTED, submitted_by=author, title_en="First"
    )
    workflow.publish(meeting, publisher)
    for title in ("Second", "Third"):
        document = to_document(meeting)
        document["title"]["en"] = title
        note = {"ar": "خطأ", "en": f"Now {title}"}
        proposal = proposals.propose(meeting, document, author, "error", note)
        proposals.approve(proposal, publisher)
        meeting.refresh_from_db()
    return meeting


@each_language
def test_history_names_who_wrote_and_who_approved(client, meeting, author, language):
    client.force_login(author)

    html = client.get(admin_url(meeting, "history", language)).content.decode()

    assert author.username in html
    assert "publisher-" in html
    assert html.count("/restore/") == 2


def test_any_two_revisions_are_compared(client, meeting, author):
    client.force_login(author)
    url = admin_url(meeting, "history")

    page = client.get(url, {"since": 1, "until": 3})

    words = [part.text for part in page.context["changes"][0].parts]
    assert words == ["First", "Third"]
    assert "changes" not in client.get(url, {"since": 1, "until": 9}).context


def test_earlier_text_comes_back_in_two_clicks(client, meeting, author, publisher):
    client.force_login(author)
    url = admin_url(meeting, "history/1/restore")
    page = client.get(url)

    client.post(url, page.context["form"].initial)
    proposal = Proposal.objects.open().get()
    assert (proposal.note_ar, proposal.note_en) == (
        "أُعيد نص النسخة 1.",
        "The text of revision 1 is back.",
    )
    proposals.approve(proposal, publisher)

    meeting.refresh_from_db()
    assert meeting.title_en == "First"
    assert LogEntry.objects.filter(action="changed").count() == 3


def test_present_text_is_not_restored(client, meeting, author):
    client.force_login(author)
    url = admin_url(meeting, "history/3/restore")

    page = client.post(url, client.get(url).context["form"].initial)

    assert page.context["form"].non_field_errors() == [
        "This is what is published already: nothing would change."
    ]


@pytest.mark.parametrize("revision", [0, 4])
def test_unknown_revision_is_not_found(client, meeting, author, revision):
    client.force_login(author)

    url = admin_url(meeting, f"history/{revision}/restore")
    assert client.get(url).status_code == 404


def test_withdrawn_record_offers_no_earlier_text(client, meeting, author, publisher):
    workflow.withdraw(meeting, publisher, {"ar": "خطأ"}, "error")
    client.force_login(author)

    html = client.get(admin_url(meeting, "history")).content.decode()

    assert "/restore/" not in html
    assert client.get(admin_url(meeting, "history/1/restore")).status_code == 403
