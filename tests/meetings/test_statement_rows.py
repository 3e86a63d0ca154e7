"""Statements that are entered in the form of their meeting."""

import pytest
from django.contrib.messages import get_messages

from meetings.models import Meeting, Statement
from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url, each_language, form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def rows(*statements):
    """What the form sends of statements that were added in the browser."""
    data = {"statements-TOTAL_FORMS": str(len(statements))}
    for number, values in enumerate(statements):
        row = dict.fromkeys(
            [
                *("speaker", "gist_ar", "gist_en", "id"),
                *("quotation", "quotation_language", "quotation_form"),
            ],
            "",
        )
        row |= values
        data |= {f"statements-{number}-{name}": text for name, text in row.items()}
    return data


def gist(speaker, **values):
    return {"speaker": str(speaker.pk), "gist_ar": "فحوى", "gist_en": "Gist"} | values


@each_language
def test_statements_are_made_with_a_new_meeting(client, author, language):
    speaker = factories.make_person(name_en="Jeppe Kofod")
    template = factories.make_meeting(state=State.DRAFT, date="2021-02-09")
    data = form_data(client.get(admin_url(template)), slug="new", seen="")

    answer = client.post(
        admin_url(template, "add", language),
        data | rows(gist(speaker), gist(speaker)),
    )

    assert answer.status_code == 302
    meeting = Meeting.objects.get(slug="new")
    assert [
        (one.slug, one.date, one.meeting, one.state, one.speaker)
        for one in Statement.objects.order_by("slug")
    ] == [
        ("kofod-gist", "2021-02-09", meeting, State.DRAFT, speaker),
        ("kofod-gist-2", "2021-02-09", meeting, State.DRAFT, speaker),
    ]


def test_statements_are_submitted_with_their_meeting(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    older = factories.make_statement(meeting=meeting, state=State.DRAFT)
    data = form_data(client.get(admin_url(meeting)), _submit="1")

    answer = client.post(admin_url(meeting), data | rows(gist(factories.make_person())))

    states = {one.gist_en: one.state for one in Statement.objects.all()}
    assert states == {older.gist_en: State.DRAFT, "Gist": State.SUBMITTED}
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "“Gist” was submitted for review." in told


def test_mistakes_in_statements_save_nothing(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    data = form_data(client.get(admin_url(meeting)), title_en="Changed")
    faulty = {"gist_ar": "فحوى", "quotation": "كلمات"}

    page = client.post(admin_url(meeting), data | rows(faulty))

    formset = page.context["inline_admin_formsets"][-1].formset
    assert sorted(formset.errors[0]) == ["quotation", "speaker"]
    meeting.refresh_from_db()
    assert meeting.title_en != "Changed"
    assert not Statement.objects.exists()


def test_statements_that_are_there_are_listed(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    statement = factories.make_statement(meeting=meeting)

    page = client.get(admin_url(meeting))

    assert page.context["statements"] == [statement]
    assert admin_url(statement) in page.content.decode()


@pytest.mark.parametrize("state", [State.PUBLISHED, State.SCHEDULED])
def test_published_meeting_takes_no_statements(client, state):
    client.force_login(factories.make_user("publisher"))
    meeting = factories.make_meeting(state=state)
    data = form_data(client.get(admin_url(meeting)))

    client.post(admin_url(meeting), data | rows(gist(factories.make_person())))

    assert not Statement.objects.exists()


def test_saving_a_meeting_leaves_its_statements_alone(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    statement = factories.make_statement(meeting=meeting)
    before = statement.changed_at
    page = client.get(admin_url(meeting))

    client.post(admin_url(meeting), form_data(page, title_en="Changed"))

    statement.refresh_from_db()
    assert statement.changed_at == before
