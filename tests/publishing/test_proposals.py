import pytest
from django.utils.translation import override

from portal.documents.build import to_document
from portal.publishing import proposals, workflow
from portal.publishing.log import read_head, revisions
from portal.publishing.models import Action, Kind, LogEntry, Proposal, State
from tests import factories

pytestmark = pytest.mark.django_db

NOTE = {"ar": "صُحِّح العنوان", "en": "The title was corrected"}


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def propose(record, user, **texts):
    document = to_document(record)
    for name, text in texts.items():
        document[name] = document[name] | text if isinstance(text, dict) else text
    return proposals.propose(record, document, user, Kind.ERROR, NOTE)


def refusal(step, *arguments):
    with pytest.raises(workflow.Refused) as caught:
        step(*arguments)
    return caught.value.messages


def test_proposal_leaves_the_public_text_until_it_is_approved(author, publisher):
    meeting = factories.make_meeting(title_en="Talks")
    proposal = propose(meeting, author, title={"en": "Long talks"})

    meeting.refresh_from_db()
    assert meeting.title_en == "Talks"

    proposals.approve(proposal, publisher)

    meeting.refresh_from_db()
    assert meeting.title_en == "Long talks"
    assert proposal.state == Proposal.State.APPROVED
    entry = revisions(meeting).last()
    assert (entry.action, entry.kind) == (Action.CHANGED, Kind.ERROR)
    assert (entry.author, entry.approver) == (author, publisher)
    assert (entry.note_ar, entry.note_en) == (NOTE["ar"], NOTE["en"])


def test_proposer_cannot_approve_it(publisher):
    meeting = factories.make_meeting()
    proposal = propose(meeting, publisher, title={"en": "Other"})

    assert refusal(proposals.approve, proposal, publisher) == [
        "Whoever proposed a text cannot approve it."
    ]
    meeting.refresh_from_db()
    assert meeting.title_en != "Other"


def test_author_cannot_approve(author):
    proposal = propose(factories.make_meeting(), author, title={"en": "Other"})
    other = factories.make_user("author")

    assert refusal(proposals.approve, proposal, other) == [
        "Only a publisher may do this."
    ]


def test_proposal_on_a_stale_base_is_refused(author, publisher):
    meeting = factories.make_meeting()
    first = propose(meeting, author, title={"en": "First"})
    second = propose(meeting, author, title={"en": "Second"})

    proposals.approve(first, publisher)

    assert proposals.is_stale(second)
    assert refusal(proposals.approve, second, publisher) == [
        "The record has changed since this was proposed."
    ]
    meeting.refresh_from_db()
    assert meeting.title_en == "First"


def test_stale_proposal_can_be_brought_onto_the_present_text(author, publisher):
    meeting = factories.make_meeting(title_en="Old", city_en="Old city")
    first = propose(meeting, author, title={"ar": "س", "en": "First"})
    second = propose(meeting, author, city={"ar": "", "en": "Second city"})
    proposals.approve(first, publisher)

    proposals.bring_up_to_date(second, publisher)

    assert not proposals.is_stale(second)
    assert second.author == author
    proposals.approve(second, publisher)
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.city_en) == ("First", "Second city")


def test_proposed_text_stands_where_both_changed_the_same(author, publisher):
    meeting = factories.make_meeting()
    first = propose(meeting, author, title={"en": "First"}, date="2021-08")
    second = propose(meeting, author, title={"en": "Second"})
    proposals.approve(first, publisher)

    proposals.bring_up_to_date(second, author)

    document = proposals.document_of(second)
    assert (document["title"]["en"], document["date"]) == ("Second", "2021-08")
    assert proposals.base_of(second)["title"]["en"] == "First"


def test_stale_proposal_that_says_nothing_new_is_refused(author, publisher):
    meeting = factories.make_meeting()
    first = propose(meeting, author, title={"en": "Same"}, date="2021-08")
    second = propose(meeting, author, title={"en": "Same"})
    proposals.approve(first, publisher)

    assert refusal(proposals.bring_up_to_date, second, author) == [
        "This is published already: nothing would change."
    ]
    assert proposals.is_stale(second)


def test_only_its_author_or_a_publisher_brings_a_proposal_up_to_date(author, publisher):
    meeting = factories.make_meeting()
    first = propose(meeting, author, title={"en": "First"})
    second = propose(meeting, author, date="2021-08")
    proposals.approve(first, publisher)
    other = factories.make_user("author")

    assert refusal(proposals.bring_up_to_date, second, other) == [
        "Only its author or a publisher may do this."
    ]
    assert refusal(proposals.bring_up_to_date, first, publisher) == [
        f"This proposal is no longer open: approved by {publisher}."
    ]


def test_two_texts_that_are_wrong_together_are_not_made_one(author, publisher):
    one, two = factories.make_series(), factories.make_series()
    turn = one.rounds.create(number=1)
    meeting = factories.make_meeting(series=one)
    first = propose(meeting, author, series=two.slug)
    second = propose(meeting, author, round=f"{one.slug}#{turn.pk}")
    proposals.approve(first, publisher)

    (reason,) = refusal(proposals.bring_up_to_date, second, author)

    assert "round" in reason
    assert proposals.is_stale(second)


def test_proposal_is_decided_once(author, publisher):
    meeting = factories.make_meeting()
    proposal = propose(meeting, author, title={"en": "First"})
    seen_before = Proposal.objects.get()

    proposals.approve(proposal, publisher)

    assert refusal(proposals.approve, seen_before, publisher) == [
        f"This proposal is no longer open: approved by {publisher}."
    ]
    assert LogEntry.objects.count() == 1


def test_declined_proposal_says_why(author, publisher):
    meeting = factories.make_meeting()
    proposal = propose(meeting, author, title={"en": "First"})

    assert refusal(proposals.decline, proposal, publisher, " ") == [
        "Say why it is declined."
    ]
    proposals.decline(proposal, publisher, "No source says so")

    assert (proposal.state, proposal.remark) == ("declined", "No source says so")
    assert not LogEntry.objects.exists()


def test_author_revises_a_pending_proposal(author, publisher):
    meeting = factories.make_meeting()
    proposal = propose(meeting, author, title={"en": "Frist"})
    document = proposals.document_of(proposal)
    document["title"]["en"] = "First"

    proposals.revise(proposal, document, author, Kind.WORDING, NOTE)
    proposals.approve(proposal, publisher)

    meeting.refresh_from_db()
    assert meeting.title_en == "First"
    assert revisions(meeting).get().kind == Kind.WORDING


def test_only_its_author_takes_a_proposal_back(author, publisher):
    proposal = propose(factories.make_meeting(), author, title={"en": "First"})

    assert refusal(proposals.discard, proposal, publisher) == [
        "Only its author may take a proposal back."
    ]
    proposals.discard(proposal, author)
    assert proposal.state == Proposal.State.DISCARDED


def test_proposal_that_changes_nothing_is_refused(author):
    meeting = factories.make_meeting()

    assert refusal(propose, meeting, author) == [
        "This is what is published already: nothing would change."
    ]


def test_proposal_needs_a_kind_and_a_note_in_arabic(author):
    meeting = factories.make_meeting()
    document = to_document(meeting)

    assert refusal(proposals.propose, meeting, document, author, "law", NOTE) == [
        "Say what kind of change this is."
    ]
    note = {"en": "Only English"}
    assert refusal(proposals.propose, meeting, document, author, "error", note) == [
        "Readers have to be told what changed, in Arabic at least."
    ]


@pytest.mark.parametrize("state", [s for s in State if s != State.PUBLISHED])
def test_only_what_is_published_has_proposals(state, author):
    meeting = factories.make_meeting(state=state)

    with pytest.raises(workflow.Refused):
        propose(meeting, author, title={"en": "Other"})
    assert not Proposal.objects.exists()


def test_proposal_changes_nothing_of_the_workflow(author, publisher):
    meeting = factories.make_meeting(slug="talks")
    document = to_document(meeting) | {
        "slug": "elsewhere",
        "state": "withdrawn",
        "permanent_id": "2222222222",
    }
    document["title"]["en"] = "Retitled"
    proposal = proposals.propose(meeting, document, author, Kind.ERROR, NOTE)

    proposals.approve(proposal, publisher)

    after = type(meeting).objects.get()
    assert (after.slug, after.state) == ("talks", State.PUBLISHED)
    assert after.permanent_id == meeting.permanent_id


def test_companions_are_approved_in_the_same_review(author, publisher):
    meeting = factories.make_meeting()
    source = factories.make_source(state=State.DRAFT)
    document = to_document(meeting) | {"sources": [source.slug]}
    proposal = proposals.propose(meeting, document, author, Kind.ERROR, NOTE)

    assert proposals.companions_of(proposal) == [source]
    assert refusal(proposals.approve, proposal, publisher) == [
        f"These are referred to and not published: {source}."
    ]
    proposals.approve(proposal, publisher, [source])

    source.refresh_from_db()
    assert source.is_published
    assert [(e.type, e.action) for e in LogEntry.objects.all()] == [
        ("sources", "published"),
        ("meetings", "changed"),
    ]
    assert read_head().number == 2


def test_proposal_is_called_as_its_record_is_in_either_language(author):
    meeting = factories.make_meeting(title_ar="مباحثات", title_en="Talks")

    with override("ar"):
        proposal = propose(meeting, author, title={"en": "Long talks"})

    assert (proposal.title_ar, proposal.title_en) == ("مباحثات", "Talks")
