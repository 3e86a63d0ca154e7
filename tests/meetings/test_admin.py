import pytest
from django.utils import translation

from meetings.models import Meeting, Participation
from tests import factories
from tests.editing import admin_url, form_data, form_inputs

pytestmark = pytest.mark.django_db

ROLES = "/en/admin/meetings/meeting/roles/"


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


@pytest.fixture
def minister():
    """A person who held one position until 2020 and two from 2021 on."""
    person = factories.make_person(name_ar="فؤاد حسين", name_en="Fuad Hussein")
    held = [
        ("وزير المالية", "Finance Minister", "2018-10", "2020-05"),
        ("وزير الخارجية", "Foreign Minister", "2021-01", ""),
        ("نائب رئيس الوزراء", "Deputy Prime Minister", "2021-06", ""),
    ]
    for position, (title_ar, title_en, start, end) in enumerate(held):
        person.positions.create(
            position=position,
            title_ar=title_ar,
            title_en=title_en,
            start=start,
            end=end,
        )
    return person


def participant(number, person, **values):
    """What the form sends for a participant that was added in the browser."""
    row = dict.fromkeys(
        ["role_ar", "role_en", "note_ar", "note_en", "position", "id"], ""
    )
    row |= {"person": str(person.pk), "side": "counterpart", "is_present": "on"}
    row |= values
    return {f"participants-{number}-{name}": value for name, value in row.items()}


def save(client, meeting, *rows, language="en", **changes):
    page = client.get(admin_url(meeting, language=language))
    data = form_data(page, **changes)
    for row in rows:
        data |= row
    count = meeting.participants.count() + len(rows)
    data["participants-TOTAL_FORMS"] = str(count)
    return client.post(admin_url(meeting, language=language), data)


def row_errors(page):
    return page.context["inline_admin_formsets"][0].formset.errors


def test_empty_role_is_filled_from_the_position_held_that_day(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2019-03-02")

    save(client, meeting, participant(0, minister))

    row = meeting.participants.get()
    assert (row.role_ar, row.role_en) == ("وزير المالية", "Finance Minister")


def test_position_without_dates_counts_where_no_other_is_known(
    client, author, minister
):
    undated = factories.make_person()
    for person in (minister, undated):
        person.positions.create(title_ar="أكاديمي", title_en="Scholar")
    meeting = factories.make_meeting(state="draft", date="2019-03-02")

    save(client, meeting, participant(0, minister), participant(1, undated))

    roles = [row.role_en for row in meeting.participants.all()]
    assert roles == ["Finance Minister", "Scholar"]


def test_role_follows_the_date_that_is_entered_with_it(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2019-03-02")

    save(
        client, meeting, participant(0, minister), date_0="2021", date_1="02", date_2=""
    )

    assert meeting.participants.get().role_en == "Foreign Minister"


def test_role_is_filled_for_a_meeting_that_is_new(client, author, minister):
    template = factories.make_meeting(state="draft", date="2019-03-02")
    data = form_data(client.get(admin_url(template)), slug="new", seen="")
    data |= participant(0, minister) | {"participants-TOTAL_FORMS": "1"}

    client.post(admin_url(template, "add"), data)

    assert (
        Meeting.objects.get(slug="new").participants.get().role_en == "Finance Minister"
    )


def test_role_stays_as_it_was_saved(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2019-03-02")
    save(client, meeting, participant(0, minister))
    minister.positions.update(title_ar="غيره", title_en="Something else")

    save(client, meeting, title_en="Saved again")

    assert meeting.participants.get().role_en == "Finance Minister"


def test_role_that_is_written_is_kept(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2019-03-02")

    save(client, meeting, participant(0, minister, role_ar="ضيف"))

    row = meeting.participants.get()
    assert (row.role_ar, row.role_en or "") == ("ضيف", "")


def test_several_positions_are_named_for_the_editor_to_choose(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2021-07-26")

    page = save(client, meeting, participant(0, minister))

    assert row_errors(page) == [
        {
            "role_ar": [
                "Fuad Hussein may have held several positions on 26 July 2021: "
                "Foreign Minister or Deputy Prime Minister. "
                "Write the role held that day."
            ]
        }
    ]
    assert not meeting.participants.exists()


def test_arabic_editor_reads_the_positions_in_arabic(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2021-07-26")

    page = save(client, meeting, participant(0, minister), language="ar")

    (message,) = row_errors(page)[0]["role_ar"]
    assert "فؤاد حسين" in message
    assert "وزير الخارجية" in message
    assert "نائب رئيس الوزراء" in message


def test_missing_position_is_told(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2015")

    page = save(client, meeting, participant(0, minister))

    assert row_errors(page) == [
        {
            "role_ar": [
                "No position of Fuad Hussein is recorded for 2015. "
                "Write the role held that day."
            ]
        }
    ]


def test_role_is_not_proposed_for_a_date_that_is_none(client, author, minister):
    meeting = factories.make_meeting(state="draft", date="2019-03-02")

    page = save(client, meeting, participant(0, minister), date_1="02", date_2="31")

    assert page.context["adminform"].form.errors == {"date": ["There is no such date."]}


@pytest.mark.parametrize(
    ("date", "roles"),
    [
        ("2019-03-02", ["Finance Minister"]),
        ("2021-07", ["Foreign Minister", "Deputy Prime Minister"]),
        ("2015", []),
        ("", []),
        ("2021-99", []),
        ("\0", []),
    ],
)
def test_roles_are_proposed_to_the_script(client, author, minister, date, roles):
    answer = client.get(ROLES, {"person": minister.pk, "date": date})

    assert [role["en"] for role in answer.json()["roles"]] == roles


@pytest.mark.parametrize("person", ["", "0", "x", "\0", "9" * 40])
def test_roles_of_nobody_are_none(client, author, person):
    answer = client.get(ROLES, {"person": person, "date": "2019"})

    assert answer.json() == {"roles": []}


def test_roles_are_for_editors_only(client, minister):
    question = {"person": minister.pk, "date": "2019"}
    anonymous = client.get(ROLES, question)
    client.force_login(factories.User.objects.create_user("nobody", is_staff=True))

    assert (anonymous.status_code, client.get(ROLES, question).status_code) == (
        302,
        403,
    )


def test_same_person_twice_is_told_at_the_second(client, author, minister):
    meeting = factories.make_meeting(minister, state="draft")

    page = save(client, meeting, participant(1, minister, role_ar="ضيف"))

    assert row_errors(page) == [
        {},
        {"person": ["“Fuad Hussein” stands twice in this list."]},
    ]
    assert meeting.participants.count() == 1


def test_participants_cannot_change_places_in_one_saving(client, author, minister):
    other = factories.make_person()
    meeting = factories.make_meeting(minister, other, state="draft")

    page = save(
        client,
        meeting,
        **{
            "participants-0-person": str(other.pk),
            "participants-1-person": str(minister.pk),
        },
    )

    assert page.status_code == 200
    assert [list(errors) for errors in row_errors(page)] == [["person"], ["person"]]


def test_person_taken_out_can_be_entered_anew_in_one_saving(client, author, minister):
    meeting = factories.make_meeting(minister, state="draft")

    answer = save(
        client,
        meeting,
        participant(1, minister, role_ar="ضيف"),
        **{"participants-0-DELETE": "on"},
    )

    assert answer.status_code == 302
    assert [row.role_ar for row in Participation.objects.all()] == ["ضيف"]


def test_round_has_to_be_of_the_series_chosen(client, author):
    series = factories.make_series()
    number_one = series.rounds.create(number=1)
    meeting = factories.make_meeting(state="draft")

    page = save(client, meeting, round=str(number_one.pk))

    assert page.context["adminform"].form.errors == {
        "round": [f"This is a round of “{series.title}”: choose that series as well."]
    }


def test_round_numbers_cannot_repeat(client, author):
    series = factories.make_series(state="draft")
    for number in (1, 2):
        series.rounds.create(number=number, position=number)
    page = client.get(admin_url(series))

    page = client.post(admin_url(series), form_data(page, **{"rounds-1-number": "1"}))

    assert row_errors(page) == [
        {},
        {"number": ["“1” stands twice in this list."]},
    ]


def test_round_that_a_meeting_refers_to_is_not_taken_out(client, author):
    series = factories.make_series(state="draft")
    number_one = series.rounds.create(number=1)
    factories.make_meeting(series=series, round=number_one)
    page = client.get(admin_url(series))

    page = client.post(admin_url(series), form_data(page, **{"rounds-0-DELETE": "on"}))

    assert page.status_code == 200
    assert series.rounds.count() == 1


def test_person_input_knows_where_to_ask_for_roles(client, author, minister):
    meeting = factories.make_meeting(minister, state="draft")

    with translation.override("ar"):
        page = client.get(admin_url(meeting, language="ar"))

    assert form_inputs(page)["participants-0-person"]["data-roles-url"] == (
        "/ar/admin/meetings/meeting/roles/"
    )
