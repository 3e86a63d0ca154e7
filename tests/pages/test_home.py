import pytest
from django.test import Client

from portal.publishing.models import State
from tests.factories import make_initiative, make_meeting, make_person, make_source
from tests.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "path"),
    [
        ("en-GB,en;q=0.9", "/en/"),
        ("fr, en;q=0.5", "/en/"),
        ("ar-IQ", "/ar/"),
        ("fr", "/ar/"),
        ("", "/ar/"),
        ("\u0663,;q=x", "/ar/"),
    ],
)
def test_root_leads_to_the_readers_language(accepted, path):
    response = Client(headers={"host": "localhost"}).get(
        "/", headers={"accept-language": accepted}
    )

    assert (response.status_code, response["Location"]) == (302, path)
    assert response["Vary"] == "Accept-Language"


def test_root_asks_no_cookie():
    client = Client(headers={"host": "localhost"})
    client.cookies["django_language"] = "en"

    assert client.get("/")["Location"] == "/ar/"


def test_home_says_what_the_record_is_not():
    notice = read("/", "en").one("div", class_="notice")

    assert words(notice) == (
        "This is a demonstration: an independent compilation from public sources, "
        "not by or for any office. "
        "What it selects, what it lacks and when it was checked"
    )


def test_home_of_an_empty_record_says_so():
    page = read("/")

    assert words(page.section("meetings")) == (
        "Latest meetings No meeting has been published yet."
    )
    assert words(page.section("initiatives")) == (
        "Initiatives No initiative has been published yet."
    )


def test_home_shows_the_latest_meetings_first():
    for year in range(2013, 2021):
        make_meeting(title_en=f"Meeting of {year}", date=f"{year}-05")

    titles = [words(title) for title in read("/").all("h3", class_="card-title")]

    assert titles == [f"Meeting of {year}" for year in range(2020, 2014, -1)]


def test_home_counts_what_is_published():
    make_meeting(make_person(), date="2020-05-07")
    make_meeting(date="2022-10")
    make_meeting(state=State.DRAFT, date="2023-01-01")
    make_source(state=State.WITHDRAWN)

    page = read("/")

    assert page.items("numbers") == [
        "2 meetings",
        "0 initiatives",
        "0 visits",
        "0 statements",
        "1 person",
        "0 organisations",
        "0 photographs",
        "0 sources",
    ]
    assert words(page.section("numbers")).endswith(
        "The meetings of the record run from 7 May 2020 to October 2022 ."
    )


def test_home_hides_drafts():
    make_meeting(title_en="Secret meeting", state=State.DRAFT)
    make_meeting(make_person(name_en="Secret person", state=State.DRAFT))
    make_initiative(title_en="Secret initiative", state=State.SUBMITTED)

    assert "Secret" not in words(read("/").root)


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_same_at_any_size(rows, django_assert_num_queries):
    for _row in range(rows):
        make_meeting(make_person())
        make_initiative()

    with django_assert_num_queries(12):
        read("/")
