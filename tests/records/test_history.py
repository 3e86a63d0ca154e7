"""The public pages of what was ever approved, and the log of it all."""

import hashlib
import json

import pytest
from django.test import Client

from portal.documents.build import to_document
from portal.publishing import proposals, workflow
from portal.publishing.models import LogEntry, State
from tests import factories
from tests.editing import each_language, every_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return factories.make_user("author"), factories.make_user("publisher")


def publish(record, people):
    type(record).objects.filter(pk=record.pk).update(submitted_by=people[0])
    record.refresh_from_db()
    workflow.publish(record, people[1])
    return record


def change(record, people, **texts):
    document = to_document(record)
    for name, text in texts.items():
        document[name] = document[name] | text
    note = {"ar": "صُحِّح العنوان", "en": "The title was wrong"}
    proposal = proposals.propose(record, document, people[0], "error", note)
    proposals.approve(proposal, people[1])
    record.refresh_from_db()


@pytest.fixture
def meeting(people):
    meeting = factories.make_meeting(
        state=State.SUBMITTED, slug="talks", title_en="Talks in Basra"
    )
    publish(meeting, people)
    change(meeting, people, title={"en": "Talks in Erbil"})
    return meeting


def read(path, status=200):
    answer = Client(headers={"host": "localhost"}).get(path)
    assert answer.status_code == status
    return answer.getvalue().decode()


@each_language
@every_type
def test_every_type_has_a_history_in_either_language(make, language, people):
    record = publish(make(state=State.SUBMITTED), people)
    path = record.get_absolute_url().replace("/en/", f"/{language}/")

    for page in (f"{path}history/", f"{path}history/1/"):
        html = read(page)
        assert html.count("<h1") == 1
        assert f'<html lang="{language}"' in html
    read(f"{path}history/2/", 404)


def test_history_tells_what_changed_and_why(meeting):
    english = read("/en/meetings/talks/history/")
    arabic = read("/ar/meetings/talks/history/")

    assert "The title was wrong" in english
    assert "An error" in english or "an error" in english
    assert "صُحِّح العنوان" in arabic
    assert english.index("history/2/") < english.index("history/1/")


def test_history_names_no_editor(meeting, people):
    html = read("/en/meetings/talks/history/") + read("/en/meetings/talks/history/2/")

    assert [user.username for user in people if user.username in html] == []


def test_revision_shows_the_words_that_changed(meeting):
    html = read("/en/meetings/talks/history/2/")

    assert "Basra" in html
    assert "Erbil" in html
    assert LogEntry.objects.get(number=2).hash in html


def test_revisions_are_compared_at_will(meeting, people):
    change(meeting, people, title={"en": "Talks in Mosul"})

    html = read("/en/meetings/talks/history/3/?since=1")

    assert "Basra" in html
    assert "Erbil" not in html


@pytest.mark.parametrize("since", ["9", "x", "1" * 30, "-1"])
def test_comparison_with_no_revision_is_not_found(meeting, since):
    read(f"/en/meetings/talks/history/2/?since={since}", 404)


def test_erased_text_is_said_to_be(meeting):
    LogEntry.objects.filter(number=1).update(document=None)

    assert "erased" in read("/en/meetings/talks/history/2/")


def test_history_of_a_withdrawn_record_is_gone(meeting, people):
    workflow.withdraw(meeting, people[1], {"ar": "خطأ"})

    for page in ("history/", "history/1/", "history/2/"):
        assert "Erbil" not in read(f"/en/meetings/talks/{page}", 410)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "A source was withdrawn"), ("ar", "سُحب أحد المصادر")]
)
def test_withdrawn_page_says_what_kind_of_reason(meeting, people, language, words):
    workflow.withdraw(meeting, people[1], {"ar": "سحبه ناشره"}, "source_withdrawn")

    html = read(f"/{language}/meetings/talks/", 410)

    assert words in html
    assert "سحبه ناشره" in html


def test_history_of_an_earlier_name_leads_to_the_present_one(people):
    meeting = factories.make_meeting(
        state=State.SUBMITTED, slug="talks", aliases=["parley"]
    )
    publish(meeting, people)

    answer = Client(headers={"host": "localhost"}).get("/en/meetings/parley/history/1/")

    assert answer.status_code == 301
    assert answer["Location"] == "/en/meetings/talks/history/1/"


def test_history_names_nothing_that_is_not_public(people):
    topic = factories.make_topic(name_en="Zanbaq")
    meeting = factories.make_meeting(
        state=State.SUBMITTED, slug="talks", topics=[topic]
    )
    publish(meeting, people)
    assert "Zanbaq" in read("/en/meetings/talks/history/1/")
    document = to_document(meeting) | {"topics": []}
    proposal = proposals.propose(meeting, document, people[0], "error", {"ar": "خطأ"})
    proposals.approve(proposal, people[1])

    workflow.withdraw(topic, people[1], {"ar": "خطأ"})

    assert "Zanbaq" not in read("/en/meetings/talks/history/1/")
    assert "Zanbaq" not in read("/en/meetings/talks/history/2/")


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_however_long(count, people, django_assert_num_queries):
    meeting = factories.make_meeting(state=State.SUBMITTED, slug="talks")
    publish(meeting, people)
    for number in range(count):
        change(meeting, people, title={"en": f"Title {number}"})
    read("/en/meetings/talks/history/")

    with django_assert_num_queries(2):
        Client(headers={"host": "localhost"}).get("/en/meetings/talks/history/?x=1")


@each_language
def test_changes_list_the_latest_first(meeting, people, language):
    topic = publish(factories.make_topic(state=State.SUBMITTED), people)

    html = read(f"/{language}/changes/")

    assert html.index(f"/topics/{topic.slug}/") < html.index("/meetings/talks/")
    assert LogEntry.objects.get(number=3).hash in html


def test_changes_are_chosen_by_action(meeting, people):
    topic = publish(factories.make_topic(state=State.SUBMITTED), people)

    html = read("/en/changes/?action=changed")

    assert "/meetings/talks/" in html
    assert f"/topics/{topic.slug}/" not in html


@pytest.mark.parametrize("query", ["action=x", "page=0", "page=9", "page=x"])
def test_changes_that_make_no_sense_are_not_found(meeting, query):
    read(f"/en/changes/?{query}", 404)


def test_changes_tell_of_a_withdrawal_and_not_of_its_text(meeting, people):
    workflow.withdraw(meeting, people[1], {"ar": "خطأ", "en": "Mistaken"}, "error")

    html = read("/en/changes/")
    feed = read("/en/changes/feed.atom")

    for text in (html, feed):
        assert "Mistaken" in text
        assert "Erbil" not in text


def test_file_of_the_log_can_be_checked_by_anyone(meeting):
    lines = read("/data/log.jsonl").splitlines()

    previous = "0" * 64
    for line in lines:
        entry = json.loads(line)
        own = entry.pop("hash")
        text = json.dumps(
            entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert entry["previous"] == previous
        assert hashlib.sha256(text.encode()).hexdigest() == own
        previous = own
    assert [json.loads(line)["action"] for line in lines] == ["published", "changed"]
