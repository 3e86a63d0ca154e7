"""The rows of a record in its form, shown on the positions of a person."""

import pytest

from portal.records.models import Person, Position
from tests import factories
from tests.editing import admin_url, form_data, form_inputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def positions(person):
    return [(row.position, row.title_en) for row in person.positions.all()]


def new_row(number, **values):
    """What the form sends for a position that was added in the browser."""
    names = ["title_ar", "title_en", "organisation", "position", "id"]
    names += [f"{end}_{part}" for end in ("start", "end") for part in range(3)]
    row = dict.fromkeys(names, "") | values
    return {f"positions-{number}-{name}": value for name, value in row.items()}


def test_author_adds_rows_at_the_end(client, author):
    person = factories.make_person(state="draft")
    person.positions.create(position=4, title_ar="وزير", title_en="Minister")
    page = client.get(admin_url(person))
    rows = new_row(1, title_ar="سفير", title_en="Ambassador")
    rows |= new_row(2, title_ar="نائب", title_en="Member", position="2")

    answer = client.post(
        admin_url(person), form_data(page, **rows, **{"positions-TOTAL_FORMS": "3"})
    )

    assert answer.status_code == 302
    assert positions(person) == [(2, "Member"), (4, "Minister"), (5, "Ambassador")]


def test_row_without_a_number_moves_to_the_end(client, author):
    person = factories.make_person(state="draft")
    for number, title in enumerate(["One", "Two"], start=1):
        person.positions.create(position=number, title_ar=title, title_en=title)
    page = client.get(admin_url(person))

    client.post(admin_url(person), form_data(page, **{"positions-0-position": ""}))

    assert positions(person) == [(2, "Two"), (3, "One")]


def test_author_takes_a_row_out(client, author):
    person = factories.make_person(state="draft")
    person.positions.create(title_ar="وزير", title_en="Minister")
    page = client.get(admin_url(person))

    client.post(admin_url(person), form_data(page, **{"positions-0-DELETE": "on"}))

    assert positions(person) == []


def test_row_keeps_its_id_when_it_is_changed(client, author):
    person = factories.make_person(state="draft")
    row = person.positions.create(title_ar="وزير", title_en="Minister")
    page = client.get(admin_url(person))

    client.post(
        admin_url(person), form_data(page, **{"positions-0-title_en": "Ambassador"})
    )

    assert [(p.pk, p.title_en) for p in Position.objects.all()] == [
        (row.pk, "Ambassador")
    ]


def test_mistakes_in_rows_are_told_and_kept(client, author):
    person = factories.make_person(state="draft")
    page = client.get(admin_url(person))
    rows = new_row(0, title_en="Kept", start_0="2021", end_0="2020", position="-1")

    page = client.post(
        admin_url(person), form_data(page, **rows, **{"positions-TOTAL_FORMS": "1"})
    )

    formset = page.context["inline_admin_formsets"][0].formset
    assert formset.errors == [
        {
            "title_ar": ["This field is required."],
            "end": ["The end is before the start."],
            "position": ["Ensure this value is greater than or equal to 0."],
        }
    ]
    assert form_inputs(page)["positions-0-title_en"]["value"] == "Kept"


def test_rows_of_another_record_cannot_be_taken(client, author):
    mine = factories.make_person(state="draft")
    theirs = factories.make_person()
    row = theirs.positions.create(title_ar="وزير", title_en="Minister")
    page = client.get(admin_url(mine))
    forged = new_row(0, id=str(row.pk), title_ar="س", title_en="Forged")
    counts = {"positions-TOTAL_FORMS": "1", "positions-INITIAL_FORMS": "1"}

    client.post(admin_url(mine), form_data(page, **forged, **counts))

    assert [(p.pk, p.title_en) for p in theirs.positions.all()] == [
        (row.pk, "Minister")
    ]
    assert row.pk not in [p.pk for p in mine.positions.all()]


def test_row_that_is_gone_meanwhile_is_a_mistake_and_no_crash(client, author):
    person = factories.make_person(state="draft")
    row = person.positions.create(title_ar="وزير", title_en="Minister")
    page = client.get(admin_url(person))
    row.delete()
    Person.objects.get(pk=person.pk).save()

    page = client.post(admin_url(person), form_data(page))

    (message,) = page.context["adminform"].form.non_field_errors()
    assert message.startswith("Somebody else has saved this record")
