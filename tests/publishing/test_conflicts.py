"""Two editors in one form: nothing is overwritten unseen and nothing typed is lost."""

import json
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core import signing
from django.utils import timezone, translation

from meetings.models import Meeting
from portal.documents.build import to_document
from portal.publishing import workflow
from portal.publishing.admin.opened import SALT, seal
from portal.publishing.models import Kind, Proposal, State
from portal.publishing.proposals import approve, propose
from tests import factories
from tests.editing import admin_url, each_language, form_data, form_inputs

pytestmark = pytest.mark.django_db

BEFORE = {"title_en": "Opened", "city_en": "Opened city", "date": "2021-07-26"}


@pytest.fixture
def meeting():
    people = [factories.make_person(slug=f"person-{n}") for n in range(3)]
    meeting = factories.make_meeting(*people, slug="m", state=State.DRAFT, **BEFORE)
    meeting.outcomes.create(kind="agreement", text_ar="اتفاق", text_en="Agreement")
    return meeting


@pytest.fixture
def first(client):
    """Somebody whose browser is another than the one of the test."""
    user = factories.make_user("author")
    client.force_login(factories.make_user("author"))
    return user


@pytest.fixture
def desk(client, first, meeting):
    """What two editors do in the form of one meeting."""
    return Desk(client, first, meeting)


class Desk:
    def __init__(self, client, first, meeting):
        self.client = client
        self.first = first
        self.meeting = meeting
        self.url = admin_url(meeting)
        self.opened = client.get(self.url)

    def other_saves(self, **changes):
        other = type(self.client)()
        other.force_login(self.first)
        page = other.get(self.url)
        answer = other.post(self.url, form_data(page, **changes))
        assert answer.status_code == 302

    def saves(self, page=None, **changes):
        return self.client.post(self.url, form_data(page or self.opened, **changes))

    @property
    def rows(self):
        return list(self.meeting.participants.all())

    @property
    def stored(self):
        return to_document(Meeting.objects.get(pk=self.meeting.pk))


def shown(changes):
    """The labels of changes, those in rows below the name of their row."""
    found = []
    for change in changes:
        inner = getattr(change, "is_row", False) and shown(change.changes)
        found.append((change.title, inner) if inner is not False else change.label)
    return found


def test_second_save_shows_what_the_first_changed_and_keeps_what_was_typed(desk):
    desk.other_saves(title_en="First", **{"participants-1-role_en": "First role"})
    before = desk.stored

    page = desk.saves(city_en="Mine", **{"participants-0-role_en": "My role"})

    assert page.status_code == 200
    assert desk.stored == before
    assert shown(page.context["conflict"]["theirs"]) == [
        "Title — English",
        (str(desk.rows[1]), ["Role held that day — English"]),
    ]
    assert page.context["conflict"]["overlaps"] == []
    assert page.context["conflict"]["entry"].user == desk.first
    inputs = form_inputs(page)
    assert inputs["city_en"]["value"] == "Mine"
    assert inputs["participants-0-role_en"]["value"] == "My role"
    assert inputs["title_en"]["value"] == "Opened"


def test_texts_that_do_not_overlap_are_saved_together(desk):
    row = str(desk.rows[0].pk)
    desk.other_saves(title_en="First", **{"participants-1-role_en": "First role"})
    page = desk.saves(city_en="Mine", **{"participants-0-role_en": "My role"})

    answer = desk.saves(page, _together="1")

    stored = desk.stored
    assert answer.status_code == 302
    assert (stored["title"]["en"], stored["city"]["en"]) == ("First", "Mine")
    roles = [one["role"]["en"] for one in stored["participants"]]
    assert roles == ["My role", "First role", "Role 3"]
    assert stored["participants"][0]["id"] == row
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["“First” was saved."]
    entry = LogEntry.objects.first()
    assert entry.change_message == "Saved together with what somebody else had changed."


def test_same_place_is_shown_from_both_and_decided_by_the_editor(desk):
    changes = {"title_en": "First", "participants-1-role_en": "First role"}
    desk.other_saves(city_en="First city", **changes)
    mine = {"title_en": "Mine", "participants-1-role_en": "My role"}
    page = desk.saves(**mine)

    overlaps = page.context["conflict"]["overlaps"]
    words = [(part.action, part.text) for part in overlaps[0].parts]
    answer = desk.saves(page, _together="1")

    assert words == [("removed", "First"), ("added", "Mine")]
    assert shown(overlaps)[1][1] == ["Role held that day — English"]
    assert "Save both together, mine where we changed the same" in str(page.content)
    assert answer.status_code == 302
    stored = desk.stored
    assert (stored["title"]["en"], stored["city"]["en"]) == ("Mine", "First city")
    assert stored["participants"][1]["role"]["en"] == "My role"


def test_mine_may_be_saved_over_the_other_once_it_was_seen(desk):
    desk.other_saves(title_en="First", city_en="First city")
    page = desk.saves(title_en="Mine")

    desk.saves(page, _mine="1")

    stored = desk.stored
    assert (stored["title"]["en"], stored["city"]["en"]) == ("Mine", "Opened city")


def test_ordinary_save_is_refused_until_the_editor_has_chosen(desk):
    desk.other_saves(title_en="First")
    page = desk.saves(city_en="Mine")

    again = desk.saves(page, _save="Save")

    assert again.status_code == 200
    assert desk.stored["title"]["en"] == "First"
    assert desk.stored["city"]["en"] == "Opened city"


@pytest.mark.parametrize("choice", ["_together", "_mine"])
def test_choice_is_only_good_for_the_text_that_was_shown(desk, choice):
    desk.other_saves(title_en="First")
    page = desk.saves(city_en="Mine")
    desk.other_saves(title_en="Third")

    again = desk.saves(page, **{choice: "1"})

    assert again.status_code == 200
    assert desk.stored["title"]["en"] == "Third"
    assert [part.text for part in again.context["conflict"]["theirs"][0].parts] == [
        "Opened",
        "Third",
    ]


@pytest.mark.parametrize("choice", ["_together", "_mine"])
def test_nobody_chooses_without_having_seen_the_other_text(desk, choice):
    desk.other_saves(title_en="First")

    page = desk.saves(city_en="Mine", **{choice: "1"})

    assert page.status_code == 200
    assert desk.stored["city"]["en"] == "Opened city"


def test_row_that_the_other_removed_is_kept_in_the_form_and_decided(desk):
    row = desk.rows[1]
    desk.other_saves(**{"participants-1-DELETE": "on"})

    page = desk.saves(**{"participants-1-role_en": "My role", "city_en": "Mine"})
    answer = desk.saves(page, _together="1")

    overlaps = page.context["conflict"]["overlaps"]
    assert [(one.title, one.action) for one in overlaps] == [(str(row.person), "added")]
    assert form_inputs(page)["participants-1-role_en"]["value"] == "My role"
    assert page.context["conflict"]["theirs"][0].action == "removed"
    assert answer.status_code == 302
    kept = next(p for p in desk.stored["participants"] if p["id"] == str(row.pk))
    assert kept["role"]["en"] == "My role"


def test_row_that_the_other_removed_stays_removed_where_i_left_it_alone(desk):
    desk.other_saves(**{"participants-1-DELETE": "on"})

    page = desk.saves(city_en="Mine")
    desk.saves(page, _together="1")

    assert [p["person"] for p in desk.stored["participants"]] == [
        "person-0",
        "person-2",
    ]
    assert desk.stored["city"]["en"] == "Mine"


def test_rows_that_both_added_all_stay(desk):
    def new(text):
        rows = {"outcomes-TOTAL_FORMS": "2", "outcomes-1-kind": "commitment"}
        rows |= {"outcomes-1-id": "", "outcomes-1-meeting": str(desk.meeting.pk)}
        return rows | {"outcomes-1-text_ar": text, "outcomes-1-position": ""}

    desk.other_saves(**new("أول"))
    page = desk.saves(**new("ثان"))
    desk.saves(page, _together="1")

    texts = [one["text"]["ar"] for one in desk.stored["outcomes"]]
    assert sorted(texts) == sorted(["اتفاق", "أول", "ثان"])


def test_form_with_mistakes_shows_these_first(desk):
    desk.other_saves(title_en="First")

    page = desk.saves(title_ar="", city_en="Mine")

    form = page.context["adminform"].form
    assert list(form.errors) == ["title_ar"]
    assert "conflict" not in page.context
    assert form_inputs(page)["city_en"]["value"] == "Mine"
    mended = desk.saves(page, title_ar="عنوان")
    assert shown(mended.context["conflict"]["theirs"]) == ["Title — English"]


def test_two_texts_that_are_wrong_together_are_not_saved(desk):
    series = [factories.make_series(slug=f"series-{n}") for n in range(2)]
    turn = series[0].rounds.create(number=1)
    Meeting.objects.filter(pk=desk.meeting.pk).update(series=series[0])
    opened = desk.client.get(desk.url)
    desk.other_saves(series=str(series[1].pk))
    page = desk.saves(opened, round=str(turn.pk))

    again = desk.saves(page, _together="1")

    assert again.status_code == 200
    assert [one.path for one in again.context["conflict"]["mistakes"]] == ["round"]
    assert desk.stored["round"] is None


def test_change_that_is_no_change_of_content_is_no_conflict(desk):
    Meeting.objects.get(pk=desk.meeting.pk).save()

    answer = desk.saves(city_en="Mine")

    assert answer.status_code == 302
    assert desk.stored["city"]["en"] == "Mine"


def test_steps_taken_meanwhile_stay_taken(desk):
    desk.other_saves(title_en="First", _submit="1")
    page = desk.saves(city_en="Mine")
    desk.saves(page, _mine="1")

    assert desk.stored["state"] == "submitted"
    assert desk.stored["city"]["en"] == "Mine"


def test_name_in_the_address_may_be_changed_by_either(desk):
    desk.other_saves(slug="renamed", title_en="First")

    page = desk.saves(city_en="Mine")
    desk.saves(page, _together="1")

    assert (desk.stored["slug"], desk.stored["city"]["en"]) == ("renamed", "Mine")
    assert Meeting.objects.count() == 1


def approved(meeting, **changes):
    """Two other people propose and approve another text of a published meeting."""
    document = to_document(Meeting.objects.get(pk=meeting.pk)) | changes
    other, publisher = factories.make_user("author"), factories.make_user("publisher")
    proposal = propose(meeting, document, other, Kind.WORDING, {"ar": "صياغة"})
    approve(proposal, publisher)


NOTE = {"change_kind": "wording", "change_note_ar": "صياغة أخرى"}


def test_text_published_meanwhile_is_brought_together_in_a_proposal(client, first):
    meeting = factories.make_meeting(slug="m", **BEFORE)
    desk = Desk(client, first, meeting)
    approved(meeting, title={"ar": "س", "en": "First"})
    published = desk.stored

    page = desk.saves(city_en="Mine", **NOTE)
    answer = desk.saves(page, _together="1")

    assert shown(page.context["conflict"]["theirs"]) == [
        "Title — Arabic",
        "Title — English",
    ]
    assert answer.status_code == 302
    assert desk.stored == published
    proposal = Proposal.objects.open().get()
    assert json.loads(proposal.base) == published
    document = json.loads(proposal.document)
    assert (document["title"]["en"], document["city"]["en"]) == ("First", "Mine")
    assert (proposal.kind, proposal.note_ar) == ("wording", "صياغة أخرى")


def test_record_published_meanwhile_becomes_a_proposal_with_a_note(desk):
    url = desk.url
    Meeting.objects.filter(pk=desk.meeting.pk).update(
        state=State.PUBLISHED, first_published_at=factories.PUBLISHED_AT
    )
    approved(desk.meeting, title={"ar": "س", "en": "First"})

    page = desk.saves(city_en="Mine")
    noted = desk.saves(page, **NOTE)
    desk.saves(noted, _together="1", **NOTE)

    assert list(page.context["adminform"].form.errors) == [
        "change_kind",
        "change_note_ar",
    ]
    assert "conflict" in noted.context
    assert url == desk.url
    assert json.loads(Proposal.objects.open().get().document)["city"]["en"] == "Mine"


def test_two_editors_of_one_proposal_lose_nothing(client, first):
    meeting = factories.make_meeting(slug="m", **BEFORE)
    document = to_document(meeting) | {"venue": {"ar": "قاعة", "en": "Hall"}}
    proposal = propose(meeting, document, first, Kind.WORDING, {"ar": "صياغة"})
    desk = Desk(client, first, meeting)
    desk.url += f"?proposal={proposal.pk}"
    desk.opened = client.get(desk.url)
    published = desk.stored
    desk.other_saves(title_en="First", **NOTE)

    page = desk.saves(city_en="Mine", **NOTE)
    answer = desk.saves(page, _together="1", **NOTE)

    assert shown(page.context["conflict"]["theirs"]) == ["Title — English"]
    assert answer.status_code == 302
    proposal.refresh_from_db()
    document = json.loads(proposal.document)
    assert (document["title"]["en"], document["city"]["en"]) == ("First", "Mine")
    assert document["venue"]["en"] == "Hall"
    assert desk.stored == published


def test_opened_text_that_refers_to_what_is_gone_is_refused_plainly(desk):
    topic = factories.make_topic(state=State.DRAFT)
    desk.meeting.topics.add(topic)
    page = desk.client.get(desk.url)
    desk.other_saves(title_en="First", topics=[])
    topic.delete()

    answer = desk.saves(page, city_en="Mine")

    assert answer.status_code == 200
    assert form_inputs(answer)["city_en"]["value"] == "Mine"
    assert desk.stored["city"]["en"] == "Opened city"


def test_translation_that_the_other_left_behind_is_noted(desk):
    desk.other_saves(title_en="First")

    page = desk.saves(summary_ar="ملخص جديد")
    desk.saves(page, _together="1")

    assert desk.stored["outdated_translations"] == ["en:summary"]


@pytest.mark.parametrize("kind", ["nothing", "garbage", "another record", "forged"])
def test_opened_text_that_is_not_ours_is_not_used(desk, kind):
    opened = {
        "nothing": "",
        "garbage": "x:y:z",
        "another record": seal(factories.make_meeting(**BEFORE)),
        "forged": signing.dumps(to_document(desk.meeting), key="mine", salt=SALT),
    }[kind]
    desk.other_saves(title_en="First")

    page = desk.saves(city_en="Mine", opened=opened, _together="1", theirs="x")

    (message,) = page.context["adminform"].form.non_field_errors()
    assert message.startswith("Somebody else has saved this record")
    assert "conflict" not in page.context
    assert form_inputs(page)["city_en"]["value"] == "Mine"
    assert desk.stored["city"]["en"] == "Opened city"


def test_those_who_may_not_write_learn_and_change_nothing(desk):
    desk.other_saves(title_en="First")
    page = desk.saves(city_en="Mine")
    desk.client.force_login(factories.User.objects.create_user("n", is_staff=True))

    answers = [desk.saves(page), desk.saves(page, _mine="1")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert b"First" not in answers[0].content
    assert desk.stored["city"]["en"] == "Opened city"


def leave(desk, state):
    """Somebody else approves the text meanwhile, or it leaves the record."""
    publisher = factories.make_user("publisher")
    workflow.submit(desk.meeting, desk.first)
    if state == State.SCHEDULED:
        tomorrow = timezone.now() + timedelta(days=1)
        return workflow.schedule(desk.meeting, publisher, tomorrow)
    workflow.publish(desk.meeting, publisher)
    return workflow.withdraw(desk.meeting, publisher, {"ar": "خطأ"})


@each_language
@pytest.mark.parametrize("state", [State.SCHEDULED, State.WITHDRAWN])
def test_record_that_left_the_desk_keeps_what_was_typed(desk, state, language):
    desk.url = desk.url.replace("/en/", f"/{language}/")
    leave(desk, state)
    before = desk.stored

    page = desk.saves(city_en="Mine", **{"outcomes-0-text_en": "My agreement"})

    (message,) = page.context["adminform"].form.non_field_errors()
    with translation.override(language):
        assert str(State(state).label) in message
    inputs = form_inputs(page)
    assert inputs["city_en"]["value"] == "Mine"
    assert "My agreement" in page.content.decode()
    assert desk.saves(page).status_code == 200
    assert desk.stored == before


def test_record_that_left_the_desk_is_closed_to_who_opened_no_form(desk):
    leave(desk, State.WITHDRAWN)

    assert desk.saves(city_en="Mine", opened="").status_code == 403


def test_record_that_is_gone_meanwhile_is_told(desk):
    Meeting.objects.all().delete()

    assert desk.saves(city_en="Mine").status_code == 302


def test_enter_key_decides_nothing(desk):
    desk.other_saves(title_en="First")

    html = desk.saves(city_en="Mine").content.decode()

    form = html.partition('id="meeting_form"')[2]
    buttons = [tag.partition(">")[0] for tag in form.split("<button")[1:]]
    submits = [tag for tag in buttons if 'type="submit"' in tag]
    assert "disabled" in submits[0]


@each_language
def test_conflict_is_told_in_the_language_of_the_editor(desk, language):
    desk.other_saves(title_en="First")
    url = admin_url(desk.meeting, language=language)

    html = desk.client.post(
        url, form_data(desk.opened, city_en="Mine")
    ).content.decode()

    words = {"ar": "حفظ النصين معاً", "en": "Save both together"}
    assert words[language] in html
    with translation.override(language):
        assert desk.meeting._meta.get_field("title").verbose_name.capitalize() in html
