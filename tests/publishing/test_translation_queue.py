"""What waits to be translated, and the page that lists it."""

import pytest
from django.contrib.auth.models import User

from meetings.models import Outcome
from portal.documents.build import to_document
from portal.publishing.models import State
from portal.publishing.proposals import propose
from portal.publishing.translation_queue import queue, tasks, translated_shapes
from tests import factories
from tests.editing import admin_url, each_language

pytestmark = pytest.mark.django_db

URL = "/en/admin/translation/"


@pytest.fixture
def author():
    return factories.make_user("author")


def waiting(code="en", what=""):
    """The slugs of what waits, with how much is missing and outdated."""
    rows = tasks(queue(translated_shapes(), code, what))
    return [(task.record.slug, task.missing, task.outdated) for task in rows]


def test_queue_puts_first_what_readers_miss():
    old = {"outdated_translations": ["en:title"]}
    bare = {"title_en": "", "summary_en": ""}
    half = {"summary_en": ""}
    factories.make_meeting(slug="complete")
    factories.make_meeting(slug="gone", state=State.WITHDRAWN, **bare)
    factories.make_meeting(slug="draft", state=State.DRAFT, **half)
    factories.make_meeting(slug="submitted", state=State.SUBMITTED, **half)
    factories.make_meeting(slug="scheduled", state=State.SCHEDULED, **half)
    factories.make_meeting(slug="outdated", date="2022-01-01", **old)
    factories.make_meeting(slug="earlier", date="2020-01-01", **bare)
    factories.make_meeting(slug="later", date="2021-01-01", **half, **old)
    factories.make_meeting(slug="later-bare", date="2021-01-01", **bare)

    assert waiting() == [
        ("later-bare", 2, 0),
        ("later", 1, 1),
        ("earlier", 2, 0),
        ("outdated", 0, 1),
        ("scheduled", 1, 0),
        ("submitted", 1, 0),
        ("draft", 1, 0),
    ]
    assert [slug for slug, *_rest in waiting(what="outdated")] == ["later", "outdated"]
    assert "outdated" not in [slug for slug, *_rest in waiting(what="missing")]


def test_queue_counts_the_texts_of_rows_in_either_direction():
    meeting = factories.make_meeting(factories.make_person(), slug="meeting")
    for number in range(2):
        Outcome.objects.create(
            meeting=meeting, kind="agreement", text_ar=f"اتفاق {number}"
        )
    meeting.participants.update(note_en="In writing.")

    assert waiting("en") == [("meeting", 2, 0)]
    assert waiting("ar") == [("meeting", 1, 0)]


def test_queue_holds_every_type_that_has_texts():
    makers = [
        factories.make_initiative,
        factories.make_visit,
        factories.make_series,
        factories.make_photograph,
    ]
    for make in makers:
        make(title_en="", summary_en="") if make in makers[:1] else make(title_en="")
    factories.make_person(name_en="")
    factories.make_organisation(name_en="")
    factories.make_topic(name_en="")
    factories.make_statement(gist_en="", speaker=factories.make_person())
    factories.make_source()

    assert len(waiting()) == 8


def test_queue_costs_the_same_at_any_length(client, author, django_assert_num_queries):
    client.force_login(author)

    def fill(count):
        for _number in range(count):
            factories.make_meeting(title_en="")
            factories.make_person(name_en="")

    fill(1)
    client.get(URL)
    with django_assert_num_queries(9) as at_one:
        client.get(URL)
    fill(3)
    with django_assert_num_queries(len(at_one)):
        client.get(URL)


@each_language
def test_queue_page_leads_to_the_translation_of_each(client, author, language):
    meeting = factories.make_meeting(title_en="", summary_en="", state=State.DRAFT)
    client.force_login(author)

    page = client.get(URL.replace("/en/", f"/{language}/"))

    url = f"/{language}/admin/meetings/meeting/{meeting.pk}/translation/en/"
    assert [entry["url"] for entry in page.context["entries"]] == [url]
    assert f'href="{url}"' in page.content.decode()


def test_queue_page_answers_what_is_asked(client, author):
    factories.make_meeting(slug="meeting", title_en="")
    factories.make_person(slug="person", name_en="")
    factories.make_visit(slug="visit", outdated_translations=["en:title"])
    factories.make_topic(slug="topic", name_ar="")
    client.force_login(author)

    def found(query):
        page = client.get(f"{URL}?{query}")
        return {entry["task"].record.slug for entry in page.context["entries"]}

    assert found("") == {"meeting", "person", "visit"}
    assert found("type=people") == {"person"}
    assert found("what=outdated") == {"visit"}
    assert found("language=ar") == {"topic"}
    assert found("language=fr&type=%00&what=x&page=x") == {"meeting", "person", "visit"}


def test_queue_page_keeps_the_question_from_page_to_page(client, author):
    for _number in range(26):
        factories.make_meeting(title_en="")
    client.force_login(author)

    first = client.get(f"{URL}?type=meetings")
    second = client.get(f"{URL}?language=en&type=meetings&page=2")

    link = 'href="?language=en&amp;type=meetings&amp;page=2"'
    assert link in first.content.decode()
    assert [len(page.context["entries"]) for page in (first, second)] == [25, 1]
    assert "26 records" in second.content.decode()


def test_queue_page_is_closed_to_others(client):
    assert client.get(URL).status_code == 302

    client.force_login(User.objects.create_user("nobody", is_staff=True))

    assert client.get(URL).status_code == 403


def test_queue_page_tells_where_a_change_waits(client, author):
    waiting = factories.make_meeting(venue_ar="القصر")
    factories.make_meeting(venue_ar="القصر")
    document = to_document(waiting)
    document["venue"] |= {"en": "The palace"}
    propose(waiting, document, author, "wording", {"ar": "ترجمة"})
    client.force_login(author)

    page = client.get(URL)

    found = {e["task"].record: e["waits"] for e in page.context["entries"]}
    assert [record for record, waits in found.items() if waits] == [waiting]


def test_queue_page_leads_to_the_form_of_what_may_only_be_read(client, author):
    scheduled = factories.make_meeting(state=State.SCHEDULED, title_en="")
    client.force_login(author)

    page = client.get(URL)

    assert [e["url"] for e in page.context["entries"]] == [admin_url(scheduled)]
