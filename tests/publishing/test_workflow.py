from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Meeting
from portal.publishing import workflow
from portal.publishing.due import publish_due
from portal.publishing.models import LogEntry, RecordVersion, Remark, State
from portal.records.models import Person
from tests import factories

pytestmark = pytest.mark.django_db

REASON = {"ar": "طلب المصدر حذفه", "en": "The source asked for it"}


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def version():
    row = RecordVersion.objects.first()
    return row.number if row else 0


def refusal(step, *arguments):
    with pytest.raises(workflow.Refused) as caught:
        step(*arguments)
    return caught.value.messages


def test_meeting_goes_from_draft_to_published_by_two_people(author, publisher):
    meeting = factories.make_meeting(state=State.DRAFT)

    workflow.submit(meeting, author)
    assert (meeting.state, meeting.submitted_by) == (State.SUBMITTED, author)

    workflow.publish(meeting, publisher)
    assert meeting.state == State.PUBLISHED
    assert meeting.first_published_at is not None
    assert list(Meeting.objects.published()) == [meeting]


def test_publishing_takes_someone_who_did_not_submit(publisher):
    meeting = factories.make_meeting(state=State.DRAFT)
    workflow.submit(meeting, publisher)

    assert refusal(workflow.publish, meeting, publisher) == [
        "Whoever submitted a text cannot approve it."
    ]
    assert Meeting.objects.get().state == State.SUBMITTED


def test_publishing_takes_one_person_where_the_office_says_so(publisher, settings):
    settings.TWO_PEOPLE = False
    meeting = factories.make_meeting(state=State.DRAFT)

    workflow.submit(meeting, publisher)
    workflow.publish(meeting, publisher)

    assert meeting.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("publish", State.SUBMITTED),
        ("ask_for_changes", State.SUBMITTED),
        ("withdraw", State.PUBLISHED),
        ("restore", State.WITHDRAWN),
    ],
)
def test_author_cannot_take_a_publishers_step(step, state, author):
    meeting = factories.make_meeting(state=state)
    arguments = {"withdraw": [REASON], "ask_for_changes": ["A date"]}.get(step, [])

    assert refusal(getattr(workflow, step), meeting, author, *arguments) == [
        "Only a publisher may do this."
    ]
    assert Meeting.objects.get().state == state


@pytest.mark.parametrize("state", State)
def test_steps_lead_only_from_their_own_states(state, publisher):
    meeting = factories.make_meeting(state=state)

    names = [step.name for step in workflow.steps_for(meeting, publisher)]

    assert (
        names
        == {
            State.DRAFT: ["submit"],
            State.SUBMITTED: ["ask_for_changes", "publish", "schedule"],
            State.SCHEDULED: ["ask_for_changes", "publish"],
            State.PUBLISHED: ["withdraw"],
            State.WITHDRAWN: ["restore"],
        }[state]
    )


def test_publishing_requires_all_that_is_referred_to(author, publisher):
    minister = factories.make_person(name_en="Minister", state=State.DRAFT)
    topic = factories.make_topic(name_en="Water", state=State.SUBMITTED)
    meeting = factories.make_meeting(minister, topics=[topic], state=State.SUBMITTED)

    assert refusal(workflow.publish, meeting, publisher) == [
        "These are referred to and not published: Minister and Water."
    ]


def test_withdrawing_what_is_referred_to_is_refused(publisher):
    minister = factories.make_person()
    meeting = factories.make_meeting(minister, title_en="Talks")
    factories.make_meeting(minister, state=State.DRAFT, title_en="Draft")

    assert refusal(workflow.withdraw, minister, publisher, REASON) == [
        "These are published and refer to it: Talks."
    ]
    workflow.withdraw(meeting, publisher, REASON)
    workflow.withdraw(minister, publisher, REASON)
    assert list(Person.objects.published()) == []


def test_withdrawn_record_keeps_its_reason_and_its_first_date(publisher):
    meeting = factories.make_meeting()

    workflow.withdraw(meeting, publisher, REASON)

    assert meeting.withdrawal_reason_ar == REASON["ar"]
    assert meeting.withdrawal_reason_en == REASON["en"]
    assert meeting.withdrawn_at is not None

    workflow.restore(meeting, publisher)

    assert meeting.state == State.DRAFT
    assert meeting.withdrawal_reason_ar == ""
    assert meeting.first_published_at == factories.PUBLISHED_AT


def test_withdrawing_needs_a_reason_in_arabic(publisher):
    meeting = factories.make_meeting()

    assert refusal(workflow.withdraw, meeting, publisher, {"en": "x", "ar": " "}) == [
        "Readers have to be told why, in Arabic at least."
    ]


def test_scheduling_needs_a_time_to_come(publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED)
    now = timezone.now()

    assert refusal(workflow.schedule, meeting, publisher, now) == [
        "The time of publication has to be in the future."
    ]
    workflow.schedule(meeting, publisher, now + timedelta(hours=1))
    assert meeting.state == State.SCHEDULED


def test_steps_move_the_version_when_the_public_sees_a_change(author, publisher):
    meeting = factories.make_meeting(state=State.DRAFT)
    before = version()

    workflow.submit(meeting, author)
    assert version() == before
    workflow.publish(meeting, publisher)
    assert version() == before + 1
    workflow.withdraw(meeting, publisher, REASON)
    assert version() == before + 2
    workflow.restore(meeting, publisher)
    assert version() == before + 2


def test_steps_write_no_content(author):
    factories.make_meeting(state=State.DRAFT)
    stale = Meeting.objects.get()
    Meeting.objects.update(title_en="Newer")

    workflow.submit(stale, author)

    assert Meeting.objects.get().title_en == "Newer"


@pytest.mark.parametrize("state", State)
def test_text_is_edited_until_it_is_approved_and_proposed_to_afterwards(state):
    meeting = factories.make_meeting(state=state)

    is_open = state in (State.DRAFT, State.SUBMITTED, State.PUBLISHED)
    assert workflow.can_edit(meeting) == is_open


def test_asking_for_changes_takes_a_remark(author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)

    assert refusal(workflow.ask_for_changes, meeting, publisher, " ") == [
        "Say what has to change."
    ]
    workflow.ask_for_changes(meeting, publisher, "Which day?")

    assert meeting.state == State.DRAFT
    remark = Remark.objects.get()
    assert (remark.type, remark.record_id) == ("meetings", meeting.pk)
    assert (remark.text, remark.author) == ("Which day?", publisher)


def test_companions_are_published_with_what_refers_to_them(author, publisher):
    topic = factories.make_topic(state=State.DRAFT)
    narrower = factories.make_topic(state=State.DRAFT, broader=topic)
    meeting = factories.make_meeting(state=State.SUBMITTED, topics=[narrower])
    type(meeting).objects.update(submitted_by=author)
    meeting.refresh_from_db()

    workflow.publish(meeting, publisher, [narrower, topic])

    entries = LogEntry.objects.values_list("type", "slug", "author", "approver")
    assert [*entries] == [
        ("topics", topic.slug, author.pk, publisher.pk),
        ("topics", narrower.slug, author.pk, publisher.pk),
        ("meetings", meeting.slug, author.pk, publisher.pk),
    ]
    assert meeting.is_published


def test_own_companion_is_not_approved(publisher, author):
    topic = factories.make_topic(state=State.SUBMITTED, submitted_by=publisher)
    meeting = factories.make_meeting(state=State.SUBMITTED, topics=[topic])

    assert refusal(workflow.publish, meeting, publisher, [topic]) == [
        f"You submitted these yourself: {topic}."
    ]


def test_withdrawn_companion_is_refused(publisher):
    topic = factories.make_topic(state=State.WITHDRAWN)
    meeting = factories.make_meeting(state=State.SUBMITTED, topics=[topic])

    assert refusal(workflow.publish, meeting, publisher, [topic]) == [
        f"These are referred to and not published: {topic}."
    ]


def test_scheduled_publication_is_logged_with_who_approved_it(author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    topic = factories.make_topic(state=State.DRAFT)
    meeting.topics.add(topic)
    later = timezone.now() + timedelta(hours=1)

    workflow.schedule(meeting, publisher, later, [topic])
    for one in (meeting, topic):
        type(one).objects.filter(pk=one.pk).update(publish_at=timezone.now())
    published = publish_due()

    assert published == [topic, meeting]
    entries = LogEntry.objects.values_list("slug", "author", "approver")
    assert [*entries] == [
        (topic.slug, author.pk, publisher.pk),
        (meeting.slug, author.pk, publisher.pk),
    ]
