"""Adding a topic to many records at once."""

import pytest
from django.contrib.messages import get_messages

from portal.documents.build import to_document
from portal.publishing.models import Proposal, State
from tests import factories
from tests.editing import each_language, every_type

pytestmark = pytest.mark.django_db

MEETINGS = "/en/admin/meetings/meeting/"


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def send(client, *records, url=MEETINGS, **more):
    keys = [str(record.pk) for record in records]
    data = {"action": "add_topic", "_selected_action": keys}
    return client.post(url, data | more)


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@each_language
def test_topic_is_asked_for(client, author, language):
    meetings = [factories.make_meeting(), factories.make_meeting()]
    topic = factories.make_topic()

    page = send(client, *meetings, url=f"/{language}/admin/meetings/meeting/")

    assert set(page.context["records"]) == set(meetings)
    assert f'<option value="{topic.pk}">' in page.content.decode()


def test_each_record_is_told_what_became_of_it(client, author):
    topic = factories.make_topic(name_en="Energy")
    draft = factories.make_meeting(state=State.DRAFT, title_en="Draft")
    published = factories.make_meeting(title_en="Published")
    withdrawn = factories.make_meeting(state=State.WITHDRAWN, title_en="Withdrawn")
    has_it = factories.make_meeting(
        state=State.DRAFT, title_en="Has it", topics=[topic]
    )
    before = to_document(published)

    answer = send(
        client, draft, published, withdrawn, has_it, topic=str(topic.pk), date="x"
    )

    assert sorted(told(answer)) == [
        "“Draft” has the topic “Energy” now.",
        "“Has it”: It has this topic already.",
        "“Published”: the topic “Energy” waits for a second person.",
        "“Withdrawn”: In its state you cannot change it.",
    ]
    assert list(draft.topics.all()) == [topic]
    assert list(withdrawn.topics.all()) == []
    assert to_document(published) == before
    proposal = Proposal.objects.get()
    assert (proposal.author, proposal.note_en) == (
        author,
        "The topic “Energy” was added.",
    )
    assert proposal.note_ar == f"أُضيف الموضوع «{topic.name_ar}»."


def test_whoever_approves_sees_that_the_text_has_changed(client, author):
    submitted = factories.make_meeting(state=State.SUBMITTED)
    before = submitted.changed_at

    send(client, submitted, topic=str(factories.make_topic().pk))

    submitted.refresh_from_db()
    assert submitted.changed_at > before
    assert submitted.state == State.SUBMITTED


@pytest.mark.parametrize("topic", ["", "0", "x", "\0"])
def test_topic_that_is_none_is_told(client, author, topic):
    meeting = factories.make_meeting(state=State.DRAFT)

    page = send(client, meeting, topic=topic)

    assert list(page.context["form"].errors) == ["topic"]
    assert not meeting.topics.exists()


@every_type
def test_topics_are_for_types_that_have_them(client, author, make):
    record = make(state=State.DRAFT)
    options = record._meta
    url = f"/en/admin/{options.app_label}/{options.model_name}/"

    page = client.get(url)

    offered = page.context["action_form"].fields["action"].choices
    names = [name for name, _label in offered]
    assert ("add_topic" in names) == hasattr(record, "topics")


def test_topics_are_added_by_editors_only(client):
    meeting = factories.make_meeting(state=State.DRAFT)
    topic = factories.make_topic()
    client.force_login(factories.User.objects.create_user("nobody", is_staff=True))

    assert send(client, meeting, topic=str(topic.pk)).status_code == 403
    assert not meeting.topics.exists()
