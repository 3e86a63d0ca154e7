"""The page on which a record is translated."""

import re

import pytest

from meetings.models import Meeting, Outcome
from portal.documents.build import to_document
from portal.publishing.log import Approval, append
from portal.publishing.models import Action, Proposal, State
from portal.publishing.proposals import approve, document_of, propose
from tests import factories
from tests.editing import (
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


def url_of(record, code="en", language="en"):
    options = record._meta
    place = f"/{language}/admin/{options.app_label}/{options.model_name}"
    return f"{place}/{record.pk}/translation/{code}/"


def inputs(page):
    return set(form_inputs(page)) - {"csrfmiddlewaretoken", "seen"}


@pytest.fixture
def draft():
    """A draft with an English title, an outdated summary and an outcome in Arabic."""
    draft = factories.make_meeting(
        state=State.DRAFT,
        title_ar="عنوان",
        summary_ar="ملخص جديد",
        venue_ar="القصر",
        outdated_translations=["en:summary"],
    )
    outcome = Outcome.objects.create(meeting=draft, kind="agreement", text_ar="اتفاق")
    draft.row = f"outcomes--{outcome.pk}--text"
    return draft


@each_language
def test_page_holds_what_is_missing_or_outdated_and_nothing_else(
    client, author, draft, language
):
    client.force_login(author)

    page = client.get(url_of(draft, language=language))

    assert inputs(page) == {"summary", "venue", draft.row}
    html = page.content.decode()
    assert html.count('name="summary--reviewed"') == 1
    for words in ("ملخص جديد", "القصر", "اتفاق"):
        assert f'<div lang="ar" dir="rtl">{words}</div>' in html


def test_page_saves_what_was_translated_and_leaves_the_rest(client, author, draft):
    client.force_login(author)
    page = client.get(url_of(draft))

    client.post(
        url_of(draft),
        form_data(page, venue="The  palace", **{draft.row: "Agreement"}),
    )

    draft = Meeting.objects.get(pk=draft.pk)
    assert draft.venue_en == "The  palace"
    assert draft.outcomes.get().text_en == "Agreement"
    assert draft.outdated_translations == ["en:summary"]
    assert inputs(client.get(url_of(draft))) == {"summary"}


@pytest.mark.parametrize(
    "changes", [{"summary": "New summary"}, {"summary--reviewed": "on"}]
)
def test_page_makes_a_translation_up_to_date(client, author, draft, changes):
    client.force_login(author)
    page = client.get(url_of(draft))
    before = draft.summary_en

    client.post(url_of(draft), form_data(page, **changes))

    draft = Meeting.objects.get(pk=draft.pk)
    assert draft.outdated_translations == []
    assert draft.summary_en == changes.get("summary", before)


def test_page_refuses_to_write_over_what_somebody_else_saved(client, author, draft):
    client.force_login(author)
    page = client.get(url_of(draft))
    draft.venue_en = "The palace"
    draft.save()

    answer = client.post(url_of(draft), form_data(page, venue="A house", summary="New"))

    assert Meeting.objects.get(pk=draft.pk).venue_en == "The palace"
    assert "Somebody else has saved this record" in answer.content.decode()
    assert form_inputs(answer)["venue"]["value"] == "A house"
    assert form_inputs(answer)["summary"]["value"] == "New"


def test_page_shows_mistakes_beside_their_text(client, author, draft):
    client.force_login(author)
    page = client.get(url_of(draft))

    answer = client.post(url_of(draft), form_data(page, venue="x" * 5000))

    assert list(answer.context["form"].errors) == ["venue"]
    assert Meeting.objects.get(pk=draft.pk).venue_en in ("", None)


def test_page_leads_on_to_what_is_next(client, author, draft):
    person = factories.make_person(name_en="", state=State.DRAFT)
    client.force_login(author)
    page = client.get(url_of(person))

    answer = client.post(url_of(person), form_data(page, name="Somebody", _next="1"))

    assert answer.url == url_of(draft)


def test_page_leads_to_nothing_that_is_proposed_or_waits_for_its_time(
    client, author, published
):
    other = factories.make_meeting(venue_ar="القصر", date="2020-01-01")
    factories.make_meeting(venue_ar="القصر", state=State.SCHEDULED)
    client.force_login(author)
    urls = []

    for record in (published, other):
        data = form_data(client.get(url_of(record)), venue="The palace", _next="1")
        urls.append(client.post(url_of(record), data).url)

    assert urls == [url_of(other), "/en/admin/translation/?language=en"]


def test_page_of_a_complete_record_says_so(client, author):
    complete = factories.make_person(state=State.DRAFT)
    client.force_login(author)

    page = client.get(url_of(complete))

    assert inputs(page) == set()
    assert "Nothing is missing or outdated here." in page.content.decode()


def test_page_cleans_running_text(client, author):
    draft = factories.make_person(state=State.DRAFT, biography_ar="<p>سيرة</p>")
    client.force_login(author)
    page = client.get(url_of(draft))

    client.post(
        url_of(draft),
        form_data(page, biography="<p>Life<script>alert(1)</script></p>"),
    )

    draft.refresh_from_db()
    assert draft.biography_en == "<p>Life</p>"


@every_type
def test_page_opens_for_every_type(client, author, make):
    record = make(state=State.DRAFT)
    client.force_login(author)

    answers = [client.get(url_of(record, code)).status_code for code in ("ar", "en")]

    assert answers == [200, 200]
    assert client.get(url_of(record, "fr")).status_code == 404


@every_type
def test_page_is_closed_to_others(client, make):
    record = make(state=State.DRAFT)

    assert client.get(url_of(record)).status_code == 302
    assert client.post(url_of(record)).status_code == 302


@pytest.fixture
def published():
    return factories.make_meeting(title_ar="عنوان", venue_ar="القصر", venue_en="")


def test_page_proposes_the_translation_of_what_is_published(client, author, published):
    client.force_login(author)
    page = client.get(url_of(published))

    client.post(url_of(published), form_data(page, venue="The palace"))

    proposal = Proposal.objects.get()
    published.refresh_from_db()
    assert not published.venue_en
    assert document_of(proposal)["venue"] == {"ar": "القصر", "en": "The palace"}
    assert (proposal.author, proposal.kind) == (author, "wording")
    assert (proposal.note_ar, proposal.note_en) == (
        "الترجمة إلى الإنجليزية",
        "Translation into English",
    )


def test_page_goes_on_from_ones_own_proposal(client, author, published):
    client.force_login(author)
    page = client.get(url_of(published))
    client.post(url_of(published), form_data(page, venue="The palace"))

    again = client.get(url_of(published))

    assert inputs(again) == set()
    assert "This goes on from your proposal" in again.content.decode()
    client.force_login(factories.make_user("author"))
    assert inputs(client.get(url_of(published))) == {"venue"}


def test_page_revises_ones_own_proposal(client, author, published):
    published.outdated_translations = ["en:title"]
    published.save()
    client.force_login(author)
    page = client.get(url_of(published))
    client.post(url_of(published), form_data(page, venue="The palace"))

    again = client.get(url_of(published))
    client.post(url_of(published), form_data(again, **{"title--reviewed": "on"}))

    document = document_of(Proposal.objects.get())
    assert document["outdated_translations"] == []
    assert document["venue"]["en"] == "The palace"


def test_page_of_what_is_published_refuses_what_changes_nothing(
    client, author, published
):
    client.force_login(author)
    page = client.get(url_of(published))

    answer = client.post(url_of(published), form_data(page))

    assert "nothing would change" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_page_shows_what_the_source_says_since(client, author):
    publisher = factories.make_user("publisher")
    meeting = factories.make_meeting(summary_ar="استقبل الرئيس السفير في بغداد")
    note = {"ar": "تصحيح", "en": ""}
    document = to_document(meeting)
    append(Meeting, [meeting.pk], Approval(Action.IMPORTED))
    document["summary"] |= {"ar": "استقبل الرئيس السفير في أربيل"}
    document["outdated_translations"] = ["en:summary"]
    proposal = propose(meeting, document, author, "error", note)
    approve(proposal, publisher)
    client.force_login(author)

    html = client.get(url_of(meeting)).content.decode().replace("&zwnj;", "")

    assert "What changed in the source since" in html
    removed, added = re.findall(r"</span>([^<]+)<span[^>]*>\]</span></(del|ins)>", html)
    assert (removed, added) == (("بغداد", "del"), ("أربيل", "ins"))


def test_form_of_a_record_leads_to_its_translations(client, author, published):
    client.force_login(author)

    html = client.get(admin_url(published)).content.decode()

    for code in ("ar", "en"):
        assert f'href="{url_of(published, code)}"' in html
