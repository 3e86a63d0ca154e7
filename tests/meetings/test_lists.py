import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Round
from tests.factories import (
    country,
    make_meeting,
    make_person,
    make_series,
    make_statement,
    make_visit,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def add_meeting():
    counterpart = make_person()
    make_meeting(counterpart, make_person(), country=country("IQ"), city_en="Baghdad")


def add_visit():
    make_meeting(visit=make_visit(countries=[country("FR")]))


def add_series():
    series = make_series()
    row = Round.objects.create(series=series, number=1)
    make_meeting(series=series, round=row)


def add_statement():
    make_statement(meeting=make_meeting())


LISTS = {
    "/meetings/": add_meeting,
    "/visits/": add_visit,
    "/series/": add_series,
    "/statements/": add_statement,
}


def cards(page):
    return [words(card) for card in page.all("article", class_="card")]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_list_stands_in_its_language_with_one_heading(path, language):
    LISTS[path]()

    page = read(path, language[0])

    assert page.status == 200
    assert page.language == language
    assert len(page.headings) == 1


@pytest.mark.parametrize("path", LISTS)
def test_list_asks_as_much_for_three_as_for_one(path):
    LISTS[path]()
    with CaptureQueriesContext(connection) as for_one:
        read(path)
    LISTS[path]()
    LISTS[path]()

    with CaptureQueriesContext(connection) as for_three:
        page = read(path)

    assert len(cards(page)) == 3
    assert len(for_three) == len(for_one) <= 12


@pytest.mark.parametrize("path", LISTS)
def test_list_without_records_is_a_page(path):
    page = read(path)

    assert page.status == 200
    assert cards(page) == []


def test_meeting_list_has_date_kind_place_and_counterparts_latest_first():
    office_holder = make_person(name_en="Office Holder")
    earlier = make_meeting(
        office_holder,
        make_person(name_en="Emmanuel Macron"),
        make_person(name_en="Jean Castex"),
        title_en="Talks in Paris",
        date="2020-10-19",
        kind=Meeting.Kind.BILATERAL,
        city_en="Paris",
    )
    earlier.participants.filter(person=office_holder).update(side="home")
    make_meeting(
        title_en="First session",
        date="2022-08",
        kind=Meeting.Kind.CONFERENCE,
        status=Meeting.Status.POSTPONED,
    )

    page = read("/meetings/")

    assert cards(page) == [
        "August 2022 Conference or summit Postponed First session",
        "19 October 2020 Bilateral talks Paris Talks in Paris"
        " Emmanuel Macron Jean Castex",
    ]
    assert words(page.one("p", class_="lede")) == (
        "2 meetings in the record, the latest first"
    )


def test_meeting_list_shows_twenty_a_page():
    for _ in range(21):
        make_meeting()

    assert len(cards(read("/meetings/"))) == 20
    assert len(cards(read("/meetings/?page=2"))) == 1


def test_meeting_list_marks_a_title_that_has_no_translation():
    make_meeting(title_ar="لقاء بلا ترجمة", title_en="")

    page = read("/meetings/")
    title = page.one("a", page.one("h2", class_="card-title"))

    assert dict(page.one("span", title).attributes) == {"lang": "ar", "dir": "rtl"}


def test_visit_list_has_dates_countries_and_how_many_meetings():
    visit = make_visit(
        title_en="Visit to Europe",
        start="2020-10-18",
        end="2020-10-22",
        countries=[country("DE"), country("FR")],
    )
    make_meeting(visit=visit)
    make_meeting(visit=visit)
    make_visit(title_en="Visit to Kuwait", start="2021-08-22", end="2021-08-22")

    assert cards(read("/visits/")) == [
        "Visit to Kuwait 22 August 2021 No meeting of it is in this record.",
        "Visit to Europe 18 – 22 October 2020 France Germany 2 meetings",
    ]


def test_series_list_has_how_many_rounds_and_meetings():
    series = make_series(title_en="Strategic Dialogue")
    Round.objects.create(series=series, number=1)
    Round.objects.create(series=series, number=2)
    make_meeting(series=series)

    assert cards(read("/series/")) == ["Strategic Dialogue 2 rounds 1 meeting"]


def test_statement_list_has_date_and_speaker():
    make_statement(
        gist_en="Would be glad to visit Moscow",
        speaker=make_person(name_en="Mustafa Al-Kadhimi"),
        date="2020-05-14",
        quotation="سيكون سعيدا بزيارة موسكو",
        quotation_language="ar",
        quotation_form="original",
    )

    assert cards(read("/statements/")) == [
        "Would be glad to visit Moscow 14 May 2020 Mustafa Al-Kadhimi With a quotation"
    ]


def test_lists_hide_what_is_not_published():
    make_meeting(state="draft")
    make_meeting(state="withdrawn")
    make_visit(state="submitted")
    make_series(state="draft")
    make_statement(state="scheduled")

    assert [cards(read(path)) for path in LISTS] == [[], [], [], []]


def test_lists_hide_drafts_of_what_their_records_refer_to():
    draft = make_person(name_en="Not Yet Public", state="draft")
    make_meeting(draft, title_en="Reception", date="2021-07-26")
    make_statement(speaker=draft, gist_en="Said so", date="2021-07-27")
    visit = make_visit(title_en="Journey", start="2021-07-25", end="2021-07-25")
    make_meeting(visit=visit, state="draft")

    assert cards(read("/meetings/")) == ["26 July 2021 Reception Reception"]
    assert cards(read("/statements/")) == ["Said so 27 July 2021"]
    assert cards(read("/visits/")) == [
        "Journey 25 July 2021 No meeting of it is in this record."
    ]
