"""Forms that begin with another record, and the next round of a dialogue."""

import pytest
from django.contrib.messages import get_messages

from meetings.models import Meeting
from portal.publishing.models import Proposal, State
from tests import factories
from tests.editing import admin_url, each_language, every_type, form_data, form_inputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def copy_of(record, language="en"):
    return f"{admin_url(record, 'add', language)}?copy={record.pk}"


@each_language
@every_type
def test_form_of_a_published_record_leads_to_a_copy(client, author, make, language):
    record = make()

    page = client.get(admin_url(record, language=language))
    copy = client.get(page.context["copy_url"])

    assert page.context["copy_url"] == copy_of(record, language)
    assert copy.context["copied_from"] == record
    inputs = form_inputs(copy)
    assert inputs["slug"]["value"] == ""
    assert inputs["aliases"]["value"] == ""


def test_copy_of_a_meeting_begins_with_its_rows_and_without_its_proof(client, author):
    person, source = factories.make_person(), factories.make_source()
    country = factories.country("FR")
    meeting = factories.make_meeting(
        person, countries=[country], sources=[source], date="2020-09-02"
    )
    meeting.participants.get().sources.add(source)
    meeting.outcomes.create(kind="agreement", text_ar="اتفاق", text_en="Agreement")

    page = client.get(copy_of(meeting))
    data = form_data(page, date_0="2021", slug="another")
    answer = client.post(copy_of(meeting), data)

    assert data["date_1"] == [""]
    assert answer.status_code == 302
    copy = Meeting.objects.get(slug="another")
    assert (copy.title_ar, copy.state) == (meeting.title_ar, State.DRAFT)
    assert copy.permanent_id != meeting.permanent_id
    assert list(copy.countries.all()) == [country]
    assert list(copy.sources.all()) == []
    row = copy.participants.get()
    assert (row.person, row.role_en, list(row.sources.all())) == (person, "Role 1", [])
    assert copy.outcomes.get().text_en == "Agreement"
    assert meeting.participants.count() == 1


def test_role_of_a_copy_gives_way_to_the_one_of_its_day(client, author):
    meeting = factories.make_meeting(factories.make_person())

    inputs = form_inputs(client.get(copy_of(meeting)))

    assert inputs["participants-0-role_ar"]["data-proposed"] == "صفة 1"


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30])
def test_copy_of_nothing_is_an_empty_form(client, author, key):
    page = client.get(f"/en/admin/meetings/meeting/add/?copy={key}")

    assert (page.status_code, page.context["copied_from"]) == (200, None)


def test_copying_is_for_editors_only(client):
    meeting = factories.make_meeting()
    client.force_login(factories.User.objects.create_user("nobody", is_staff=True))

    assert client.get(copy_of(meeting)).status_code == 403


def next_round(client, series, language="en"):
    page = client.get(admin_url(series, language=language))
    return page.context["next_round_url"]


@each_language
def test_next_round_begins_with_those_of_the_last(client, author, language):
    series = factories.make_series(state=State.DRAFT)
    series.rounds.create(number=3)
    person, country = factories.make_person(), factories.country("US")
    factories.make_meeting(series=series, date="2020")
    factories.make_meeting(person, series=series, date="2021", countries=[country])
    url = next_round(client, series, language)

    data = form_data(client.get(url))

    assert url == f"/{language}/admin/meetings/meeting/add/?round_of={series.pk}"
    assert {
        name: data[name]
        for name in ("series", "new_round", "title_ar", "date_0", "countries")
    } == {
        "series": [str(series.pk)],
        "new_round": ["4"],
        "title_ar": [""],
        "date_0": [""],
        "countries": [str(country.pk)],
    }
    assert data["participants-0-person"] == [str(person.pk)]


def enter_next_round(client, dialogue, **values):
    url = next_round(client, dialogue)
    values = {"title_ar": "الجولة", "city_ar": "بغداد", "date_0": "2022"} | values
    data = form_data(client.get(url), kind="bilateral", slug="next", **values)
    return client.post(url, data)


def test_round_is_added_to_a_series_that_is_a_draft(client, author):
    series = factories.make_series(state=State.DRAFT)

    enter_next_round(client, series)

    added = series.rounds.get()
    assert (added.number, added.date, added.place_ar) == (1, "2022", "بغداد")
    assert Meeting.objects.get(slug="next").round == added


def test_round_of_a_published_series_is_proposed(client, author):
    series = factories.make_series()
    series.rounds.create(number=1)

    answer = enter_next_round(client, series)

    assert Meeting.objects.get(slug="next").series == series
    assert series.rounds.count() == 1
    proposal = Proposal.objects.get()
    assert proposal.author == author
    assert '"number":2' in proposal.document
    assert (proposal.note_ar, proposal.note_en) == (
        "أُضيفت الجولة 2.",
        "Round 2 was added.",
    )
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("round 2 was proposed there" in text for text in told)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"new_round": "1"}, "The series has a round of this number."),
        ({"series": ""}, "Choose the dialogue series of the round."),
        ({"new_round": "0"}, "Ensure this value is greater than or equal to 1."),
    ],
)
def test_round_that_cannot_be_added_is_told(client, author, values, error):
    series = factories.make_series(state=State.DRAFT)
    series.rounds.create(number=1)

    page = enter_next_round(client, series, **values)

    assert page.context["adminform"].form.errors["new_round"] == [error]
    assert not Meeting.objects.filter(slug="next").exists()


def test_plain_form_asks_for_no_round_number(client, author):
    page = client.get("/en/admin/meetings/meeting/add/")

    assert "new_round" not in form_inputs(page)
