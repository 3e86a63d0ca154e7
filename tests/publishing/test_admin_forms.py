"""The form of a record: both languages, mistakes, what is stored."""

import re

import pytest

from portal.documents.build import to_document
from portal.publishing.models import Proposal, State
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


def errors_of(page):
    form = page.context["adminform"].form
    found = {name: list(texts) for name, texts in form.errors.items()}
    for formset in page.context["inline_admin_formsets"]:
        for number, row in enumerate(formset.formset.forms):
            for name, texts in row.errors.items():
                found[f"{formset.formset.prefix}-{number}-{name}"] = list(texts)
    return found


@each_language
@every_type
def test_saving_without_a_change_changes_no_document(client, publisher, make, language):
    record = make(state=State.DRAFT)
    before = to_document(record)
    client.force_login(publisher)
    page = client.get(admin_url(record, language=language))

    answer = client.post(admin_url(record, language=language), form_data(page))

    assert answer.status_code == 302
    assert to_document(type(record).objects.get(pk=record.pk)) == before


@each_language
@every_type
def test_proposing_without_a_change_proposes_nothing(client, author, make, language):
    record = make()
    before = to_document(record)
    client.force_login(author)
    url = admin_url(record, language=language)

    answer = client.post(url, form_data(client.get(url), **NOTE))

    assert answer.status_code == 302
    assert to_document(type(record).objects.get(pk=record.pk)) == before
    assert not Proposal.objects.exists()


@each_language
@every_type
def test_record_is_entered_in_either_language(client, author, make, language):
    record = make(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(record, language=language))
    data = form_data(page, slug="another", seen="")
    # The list of an inline starts anew: rows belong to the record they came from.
    record.delete()

    answer = client.post(admin_url(record, "add", language), data)

    assert answer.status_code == 302
    entered = type(record).objects.get(slug="another")
    assert entered.state == State.DRAFT
    assert str(entered) == str(record)


@each_language
def test_inputs_stand_side_by_side_in_their_languages(client, author, language):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    page = client.get(admin_url(meeting, language=language))

    inputs = form_inputs(page)
    for name in ("title", "summary", "text", "evidence"):
        found = [
            {
                key: inputs[f"{name}_{code}"].get(key)
                for key in ("lang", "dir", "spellcheck")
            }
            for code in ("ar", "en")
        ]
        assert found == [
            {"lang": "ar", "dir": "rtl", "spellcheck": "true"},
            {"lang": "en", "dir": "ltr", "spellcheck": "true"},
        ]
    fieldset = next(iter(page.context["adminform"]))
    assert [line.fields for line in fieldset] == [
        ("title_ar", "title_en"),
        ("summary_ar", "summary_en"),
        ("text_ar", "text_en"),
    ]
    assert (
        page.content.decode().count('<div class="prose-field" lang="ar" dir="rtl">')
        == 1
    )


def test_labels_name_the_language_of_the_input(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    page = client.get(admin_url(meeting))

    fields = page.context["adminform"].form.fields
    assert [str(fields[name].label) for name in ("title_ar", "title_en")] == [
        "Title — Arabic",
        "Title — English",
    ]


def test_text_that_may_only_be_read_keeps_its_language(client, author):
    meeting = factories.make_meeting(
        state=State.SCHEDULED,
        text_ar="<p>نص</p>",
        text_en="<p>Text <strong>and</strong> <script>x</script></p>",
    )
    client.force_login(author)

    html = client.get(admin_url(meeting)).content.decode()

    assert '<div lang="ar" dir="rtl"><p>نص</p></div>' in html
    assert '<div lang="en" dir="ltr"><p>Text <strong>and</strong> </p></div>' in html
    assert "Title — English" in html


@pytest.mark.parametrize(
    ("language", "words"), [("en", "26 July 2021"), ("ar", "26 تموز 2021")]
)
def test_date_that_may_only_be_read_is_said_in_words(client, author, language, words):
    meeting = factories.make_meeting(state=State.SCHEDULED, date="2021-07-26")
    client.force_login(author)

    html = client.get(admin_url(meeting, language=language)).content.decode()

    assert f'<div class="readonly">{words}</div>' in html
    assert '<div class="readonly">2021-07-26</div>' not in html


def test_published_record_leads_to_its_pages(client, author):
    meeting = factories.make_meeting(slug="a-meeting")
    draft = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    def pages(record):
        context = client.get(admin_url(record, language="ar")).context
        return [page["url"] for page in context["pages"]]

    assert pages(meeting) == ["/ar/meetings/a-meeting/", "/en/meetings/a-meeting/"]
    assert pages(draft) == []


def test_mistakes_are_told_where_they_are_and_nothing_typed_is_lost(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))
    typed = {
        "title_ar": "",
        "title_en": "x" * 301,
        "city_en": "nul\0byte",
        "slug": "Not A Slug",
        "aliases": "also not",
        "date_0": "2021",
        "date_1": "02",
        "date_2": "30",
        "summary_en": "Kept",
    }

    page = client.post(admin_url(meeting), form_data(page, **typed))

    assert errors_of(page) == {
        "title_ar": ["This field is required."],
        "title_en": ["Ensure this value has at most 300 characters (it has 301)."],
        "city_en": ["Null characters are not allowed."],
        "slug": ["Use small Latin letters, digits and single hyphens between them."],
        "aliases": ["Use small Latin letters, digits and single hyphens between them."],
        "date": ["There is no such date."],
    }
    shown = form_inputs(page)
    assert {
        name: shown[name]["value"] for name in typed if "\0" not in typed[name]
    } == {name: value for name, value in typed.items() if "\0" not in value}


def test_null_characters_in_lists_of_words_are_refused(client, author):
    person = factories.make_person(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(person))

    page = client.post(admin_url(person), form_data(page, other_names="a\0b"))

    assert errors_of(page) == {"other_names": ["Null characters are not allowed."]}


def test_texts_are_stored_composed_and_with_line_feeds(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))

    client.post(admin_url(meeting), form_data(page, summary_en="Cafe\u0301\r\n\r\nTwo"))

    meeting.refresh_from_db()
    assert meeting.summary_en == "Café\n\nTwo"


def test_slug_is_fixed_once_published(client, publisher):
    published = factories.make_meeting()
    draft = factories.make_meeting(state=State.DRAFT)
    client.force_login(publisher)

    assert "slug" not in form_inputs(client.get(admin_url(published)))
    assert "slug" in form_inputs(client.get(admin_url(draft)))


def test_scripts_carry_the_nonce_of_the_page(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    page = client.get(admin_url(meeting))

    policy = page.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]
    html = page.content.decode()
    assert html.count(f'<script type="importmap" nonce="{nonce}">') == 1


def test_form_asks_no_other_host(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    html = client.get(admin_url(meeting)).content.decode()

    sources = re.findall(r'<(?:script|link|img)[^>]*\s(?:src|href)="([^"]+)"', html)
    assert [source for source in sources if not source.startswith("/")] == []
