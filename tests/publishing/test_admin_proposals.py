"""Proposals as editors make, read and decide them."""

import pytest

from meetings.models import Outcome
from portal.documents.build import to_document
from portal.publishing import proposals
from portal.publishing.models import Proposal, State
from portal.publishing.version import read_version
from tests import factories
from tests.editing import (
    NOTE,
    admin_url,
    each_language,
    every_type,
    form_data,
    form_inputs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def review_url(proposal, language="en"):
    return f"/{language}/admin/publishing/proposal/{proposal.pk}/change/"


def propose(client, user, record, language="en", **changes):
    """Saves the form of a published record with other texts; the proposal."""
    client.force_login(user)
    url = admin_url(record, language=language)
    client.post(url, form_data(client.get(url), **NOTE | changes))
    return Proposal.objects.latest("pk")


def decide(client, user, proposal, decision, **data):
    client.force_login(user)
    page = client.get(review_url(proposal))
    seen = {"seen": page.context["seen"]}
    seen["companions"] = page.context["seen_companions"]
    url = review_url(proposal)
    return client.post(url, seen | {"decision": decision} | data, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


@each_language
@every_type
def test_saving_what_is_published_makes_a_proposal(client, author, make, language):
    record = make()
    before = to_document(record)
    version = read_version().number
    words = {"disagreements_en": "Two sources differ."}
    if not hasattr(record, "disagreements"):
        words = {"aliases": "earlier-name"}

    proposal = propose(client, author, record, language, **words)

    assert to_document(type(record).objects.get(pk=record.pk)) == before
    assert read_version().number == version
    document = proposals.document_of(proposal)
    changed = {name for name in before if document[name] != before[name]}
    assert changed == {next(iter(words)).removesuffix("_en")}


def test_proposal_holds_rows_with_their_ids(client, author, publisher):
    meeting = factories.make_meeting(factories.make_person())
    outcome = Outcome.objects.create(meeting=meeting, kind="agreement", text_ar="اتفاق")
    url = admin_url(meeting)
    client.force_login(author)
    data = form_data(client.get(url), **NOTE)
    data["outcomes-0-text_en"] = "An agreement"

    client.post(url, data)
    proposal = Proposal.objects.get()
    assert not Outcome.objects.get().text_en
    decide(client, publisher, proposal, "approve")

    assert Outcome.objects.get().pk == outcome.pk
    assert Outcome.objects.get().text_en == "An agreement"


def test_change_without_a_note_keeps_what_was_typed(client, author):
    meeting = factories.make_meeting()
    client.force_login(author)
    url = admin_url(meeting)

    page = client.post(url, form_data(client.get(url), title_en="Retold"))

    assert set(page.context["adminform"].form.errors) == {
        "change_kind",
        "change_note_ar",
    }
    assert form_inputs(page)["title_en"]["value"] == "Retold"
    assert not Proposal.objects.exists()


def test_review_shows_words_and_approves_them(client, author, publisher):
    meeting = factories.make_meeting(title_en="Talks in Baghdad")
    proposal = propose(client, author, meeting, title_en="Talks in Erbil")
    client.force_login(publisher)

    html = client.get(review_url(proposal)).content.decode()
    answer = decide(client, publisher, proposal, "approve")

    assert "Baghdad" in html
    assert "<ins>" in html
    assert said(answer) == ["“Talks in Baghdad” reads as proposed from now on."]
    meeting.refresh_from_db()
    assert meeting.title_en == "Talks in Erbil"


def test_own_proposal_offers_no_approval(client, publisher):
    proposal = propose(client, publisher, factories.make_meeting(), title_en="Mine")

    page = client.get(review_url(proposal))

    assert not page.context["may_approve"]
    assert page.context["reasons"] == ["Whoever proposed a text cannot approve it."]
    answer = decide(client, publisher, proposal, "approve")
    assert answer.context["form"].non_field_errors() == page.context["reasons"]


def test_proposal_that_changed_unseen_is_not_approved(client, author, publisher):
    meeting = factories.make_meeting()
    proposal = propose(client, author, meeting, title_en="Seen")
    client.force_login(publisher)
    seen = client.get(review_url(proposal)).context["seen"]
    document = proposals.document_of(proposal)
    document["title"]["en"] = "Unseen"
    proposals.revise(proposal, document, author, "error", {"ar": "خطأ"})

    page = client.post(review_url(proposal), {"decision": "approve", "seen": seen})

    assert page.context["form"].non_field_errors() == [
        "The proposal has changed since you opened it. Read it again first."
    ]
    meeting.refresh_from_db()
    assert meeting.title_en not in ("Seen", "Unseen")


def test_second_decision_is_told_of_the_first(client, author, publisher):
    proposal = propose(client, author, factories.make_meeting(), title_en="Talks")
    client.force_login(publisher)
    page = client.get(review_url(proposal))
    seen = {"seen": page.context["seen"], "companions": ""}
    decide(client, publisher, proposal, "approve")

    page = client.post(review_url(proposal), seen | {"decision": "approve"})

    told = f"This proposal is no longer open: approved by {publisher}."
    assert told in page.content.decode()


def test_declining_says_why(client, author, publisher):
    proposal = propose(client, author, factories.make_meeting(), title_en="No")

    page = decide(client, publisher, proposal, "decline")
    assert page.context["form"].non_field_errors() == ["Say why it is declined."]
    decide(client, publisher, proposal, "decline", remark="No source")

    client.force_login(author)
    assert "No source" in client.get(review_url(proposal)).content.decode()


def test_stale_proposal_shows_both_versions(client, author, publisher):
    meeting = factories.make_meeting(title_en="Old")
    first = propose(client, author, meeting, title_en="First")
    second = propose(client, author, meeting, title_en="Second")
    decide(client, publisher, first, "approve")

    page = client.get(review_url(second))

    assert page.context["is_stale"]
    assert not page.context["may_approve"]
    html = page.content.decode()
    assert "First" in html
    assert "Second" in html


def test_stale_proposal_is_brought_onto_the_present_text(client, author, publisher):
    meeting = factories.make_meeting(title_en="Old", city_en="Old city")
    first = propose(client, author, meeting, title_en="First", city_en="First city")
    second = propose(client, author, meeting, title_en="Second", venue_en="Hall")
    decide(client, publisher, first, "approve")
    stale = client.get(review_url(second))

    page = client.post(review_url(second), {"decision": "update"}, follow=True)

    (overlap,) = stale.context["overlaps"]
    assert [part.text for part in overlap.parts] == ["First", "Second"]
    assert not page.context["is_stale"]
    assert page.context["may_approve"]
    assert [change.label for change in page.context["changes"]] == [
        "Title — English",
        "Venue — English",
    ]
    assert said(page) == [
        "The change of “Old” now stands on the present text: read it again."
    ]
    decide(client, publisher, second, "approve")
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.city_en) == ("Second", "First city")


def test_proposal_is_brought_up_to_date_by_nobody_else(client, author, publisher):
    meeting = factories.make_meeting()
    first = propose(client, author, meeting, title_en="First")
    second = propose(client, author, meeting, city_en="Second")
    decide(client, publisher, first, "approve")
    client.force_login(factories.make_user("author"))

    page = client.post(review_url(second), {"decision": "update"})

    assert not page.context["may_update"]
    assert page.context["form"].non_field_errors() == [
        "Only its author or a publisher may do this."
    ]


def test_open_proposals_are_shown_to_each_other(client, author, publisher):
    meeting = factories.make_meeting()
    first = propose(client, author, meeting, title_en="First")
    second = propose(client, publisher, meeting, title_en="Second")

    review = client.get(review_url(first)).content.decode()
    form = client.get(admin_url(meeting)).content.decode()

    assert review_url(second) in review
    assert review_url(first) in form
    assert review_url(second) in form


def test_author_goes_on_editing_a_pending_proposal(client, author, publisher):
    person = factories.make_person()
    meeting = factories.make_meeting(person, title_en="Old")
    proposal = propose(client, author, meeting, title_en="Newer")
    client.force_login(author)
    url = f"{admin_url(meeting)}?proposal={proposal.pk}"
    page = client.get(url)

    assert form_inputs(page)["title_en"]["value"] == "Newer"
    client.post(url, form_data(page, **NOTE | {"title_en": "Newest"}))

    assert Proposal.objects.count() == 1
    meeting.refresh_from_db()
    assert meeting.title_en == "Old"
    decide(client, publisher, proposal, "approve")
    meeting.refresh_from_db()
    assert meeting.title_en == "Newest"
    assert meeting.participants.get().person == person


def test_wrong_text_in_a_pending_proposal_is_shown_and_not_kept(client, author):
    meeting = factories.make_meeting(title_en="Old")
    proposal = propose(client, author, meeting, title_en="Newer")
    client.force_login(author)
    url = f"{admin_url(meeting)}?proposal={proposal.pk}"
    data = form_data(client.get(url), **NOTE | {"date": "2021-02-31", "date_0": "x"})

    page = client.post(url, data | {"title_ar": ""})

    assert page.status_code == 200
    assert form_inputs(page)["title_en"]["value"] == "Newer"
    meeting.refresh_from_db()
    assert meeting.title_en == "Old"


@pytest.mark.parametrize("number", ["0", "x", "9" * 30])
def test_form_of_an_unknown_proposal_leads_to_the_record(client, author, number):
    meeting = factories.make_meeting()
    client.force_login(author)

    answer = client.get(f"{admin_url(meeting)}?proposal={number}", follow=True)

    assert said(answer) == ["That proposal is not open any more."]


def test_companion_is_read_and_approved_in_the_review(client, author, publisher):
    meeting = factories.make_meeting()
    source = factories.make_source(state=State.DRAFT, title="A new report")
    proposal = propose(client, author, meeting, sources=[str(source.pk)])

    client.force_login(publisher)
    assert "A new report" in client.get(review_url(proposal)).content.decode()
    decide(client, publisher, proposal, "approve")

    source.refresh_from_db()
    assert source.is_published


def test_companion_is_read_and_published_with_a_draft(client, author, publisher):
    source = factories.make_source(state=State.DRAFT, title="A new report")
    meeting = factories.make_meeting(
        state=State.SUBMITTED, submitted_by=author, sources=[source]
    )
    client.force_login(publisher)
    url = admin_url(meeting, "step/publish")
    page = client.get(url)

    assert "A new report" in page.content.decode()
    client.post(url, page.context["form"].initial)

    for record in (source, meeting):
        record.refresh_from_db()
        assert record.is_published


def test_companion_that_changed_unseen_is_not_published(client, author, publisher):
    source = factories.make_source(state=State.DRAFT)
    meeting = factories.make_meeting(
        state=State.SUBMITTED, submitted_by=author, sources=[source]
    )
    client.force_login(publisher)
    url = admin_url(meeting, "step/publish")
    seen = client.get(url).context["form"].initial
    source.title = "Slipped in"
    source.save()

    page = client.post(url, seen)

    assert page.context["form"].non_field_errors() == [
        f"These are referred to and not published: {source}."
    ]
