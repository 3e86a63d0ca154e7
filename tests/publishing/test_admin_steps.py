"""The steps of a record's life, taken in the editors' site."""

import pytest

from portal.documents.build import to_document
from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url, form_data, form_inputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def said(page):
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("ask_for_changes", State.SUBMITTED),
        ("publish", State.SUBMITTED),
        ("schedule", State.SUBMITTED),
        ("withdraw", State.PUBLISHED),
        ("restore", State.WITHDRAWN),
    ],
)
def test_steps_of_publishers_are_refused_to_authors(client, author, step, state):
    meeting = factories.make_meeting(state=state)
    client.force_login(author)
    url = admin_url(meeting, f"step/{step}")
    seen = {"seen": meeting.changed_at.isoformat(), "reason_ar": "خطأ"}

    assert [client.get(url).status_code, client.post(url, seen).status_code] == [
        403,
        403,
    ]
    meeting.refresh_from_db()
    assert meeting.state == state


def test_unknown_step_is_not_found(admin_client):
    meeting = factories.make_meeting()

    assert admin_client.get(admin_url(meeting, "step/erase")).status_code == 404


def test_form_offers_the_steps_that_its_reader_may_take(client, author, publisher):
    draft = factories.make_meeting(state=State.DRAFT)
    submitted = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    published = factories.make_meeting()

    def offered(user, record):
        client.force_login(user)
        page = client.get(admin_url(record))
        return [offer["step"].name for offer in page.context["steps"]]

    assert offered(author, draft) == ["submit"]
    assert offered(author, submitted) == []
    assert offered(author, published) == []
    assert offered(publisher, submitted) == ["ask_for_changes", "publish", "schedule"]
    assert offered(publisher, published) == ["withdraw"]


def test_record_goes_through_its_life_by_the_buttons(client, author, publisher):
    meeting = factories.make_meeting(state=State.DRAFT)

    def take(user, step, **data):
        client.force_login(user)
        page = client.get(admin_url(meeting))
        seen = {"seen": page.context["seen"]}
        url = admin_url(meeting, f"step/{step}")
        answer = client.post(url, seen | data, follow=True)
        meeting.refresh_from_db()
        return meeting.state, said(answer)

    name = meeting.title
    assert take(author, "submit") == (
        State.SUBMITTED,
        [f"“{name}” was submitted for review."],
    )
    when = {"when_0": "2099-01-01", "when_1": "08:30"}
    assert take(publisher, "schedule", **when)[0] == State.SCHEDULED
    assert take(publisher, "publish") == (State.PUBLISHED, [f"“{name}” is published."])
    reason = {"reason_ar": "خطأ في التاريخ", "reason_en": "Wrong date"}
    assert take(publisher, "withdraw", **reason)[0] == State.WITHDRAWN
    assert meeting.withdrawal_reason_ar == "خطأ في التاريخ"
    assert meeting.withdrawal_reason_en == "Wrong date"
    assert take(publisher, "restore")[0] == State.DRAFT


def test_withdrawing_asks_for_the_reason_and_keeps_what_was_typed(client, publisher):
    meeting = factories.make_meeting()
    client.force_login(publisher)
    url = admin_url(meeting, "step/withdraw")

    page = client.post(
        url, {"seen": meeting.changed_at.isoformat(), "reason_en": "Wrong date"}
    )

    assert page.context["form"].non_field_errors() == [
        "Readers have to be told why, in Arabic at least."
    ]
    assert "Wrong date</textarea>" in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == State.PUBLISHED


def test_time_of_publication_has_to_be_one(client, author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    client.force_login(publisher)
    seen = {"seen": meeting.changed_at.isoformat()}

    page = client.post(
        admin_url(meeting, "step/schedule"),
        seen | {"when_0": "2099-02-31", "when_1": "8"},
    )

    assert page.context["form"].errors.keys() == {"when"}
    assert 'value="2099-02-31"' in page.content.decode()


def test_text_that_changed_unseen_is_not_published(client, author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    client.force_login(publisher)
    seen = client.get(admin_url(meeting)).context["seen"]
    meeting.title_en = "Slipped in"
    meeting.save()

    page = client.post(admin_url(meeting, "step/publish"), {"seen": seen})

    assert page.context["form"].non_field_errors() == [
        "The text has changed since you opened it. Read it again first."
    ]
    meeting.refresh_from_db()
    assert meeting.state == State.SUBMITTED


def test_step_that_does_not_lead_from_here_says_so(client, publisher):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(publisher)

    answer = client.get(admin_url(meeting, "step/withdraw"), follow=True)

    assert said(answer) == [f"“{meeting.title}” cannot take this step now."]


def test_list_submits_several_and_tells_of_each(client, author):
    draft = factories.make_topic(state=State.DRAFT)
    published = factories.make_topic()
    client.force_login(author)
    url = admin_url(draft, "add").removesuffix("add/")

    answer = client.post(
        url,
        {"action": "submit_selected", "_selected_action": [draft.pk, published.pk]},
        follow=True,
    )

    assert sorted(said(answer)) == [
        f"“{draft.name}” was submitted for review.",
        f"“{published.name}” is published; this step does not lead from there.",
    ]
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_list_publishes_for_publishers_only(client, author, publisher):
    topic = factories.make_topic(state=State.SUBMITTED, submitted_by=author)
    url = admin_url(topic, "add").removesuffix("add/")
    chosen = {"action": "publish_selected", "_selected_action": [topic.pk]}

    states = []
    for user in (author, publisher):
        client.force_login(user)
        client.post(url, chosen)
        topic.refresh_from_db()
        states.append(topic.state)

    assert states == [State.SUBMITTED, State.PUBLISHED]


def test_saving_can_submit_at_once(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))

    client.post(admin_url(meeting), form_data(page, _submit="1"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.submitted_by) == (State.SUBMITTED, author)


def test_form_never_writes_the_workflow(client, publisher):
    meeting = factories.make_meeting()
    client.force_login(publisher)
    page = client.get(admin_url(meeting))
    forged = {
        "state": "draft",
        "withdrawal_reason_ar": "x",
        "first_published_at": "2000-01-01",
        "permanent_id": "2222222222",
        "slug": "elsewhere",
    }
    before = to_document(meeting)

    client.post(admin_url(meeting), form_data(page, **forged))

    assert to_document(type(meeting).objects.get()) == before


def test_form_opened_before_a_step_leaves_the_step_alone(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))
    type(meeting).objects.update(state=State.SUBMITTED, submitted_by=author)

    client.post(admin_url(meeting), form_data(page, title_en="Retold"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.title_en) == (State.SUBMITTED, "Retold")


def test_second_of_two_editors_is_refused_and_loses_nothing(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))
    client.post(admin_url(meeting), form_data(page, title_en="First"))

    second = client.post(admin_url(meeting), form_data(page, title_en="Second"))

    (message,) = second.context["adminform"].form.non_field_errors()
    assert message.startswith("Somebody else has saved this record")
    assert form_inputs(second)["title_en"]["value"] == "Second"
    meeting.refresh_from_db()
    assert meeting.title_en == "First"


def test_who_changes_a_submitted_text_does_not_approve_it(client, author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    client.force_login(publisher)
    page = client.get(admin_url(meeting))

    answer = client.post(
        admin_url(meeting), form_data(page, title_en="Retold"), follow=True
    )

    meeting.refresh_from_db()
    assert meeting.submitted_by == publisher
    warning = "You changed a submitted text: somebody else has to approve it."
    assert warning in said(answer)
    offered = [o["step"].name for o in client.get(admin_url(meeting)).context["steps"]]
    assert offered == ["ask_for_changes"]
