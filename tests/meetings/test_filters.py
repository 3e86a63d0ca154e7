import pytest

from portal.publishing.models import State
from tests.factories import (
    country,
    make_meeting,
    make_organisation,
    make_person,
    make_topic,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def titles(query):
    page = read(f"/meetings/?{query}")
    return [words(title) for title in page.all("h2", class_="card-title")]


def make_two(**kwargs):
    make_meeting(make_person(slug="joe-biden"), title_en="Asked for", **kwargs)
    make_meeting(make_person(), title_en="Other")


@pytest.mark.parametrize(
    "query",
    [
        "country=fr",
        "person=joe-biden",
        "organisation=gcc",
        "topic=water",
        "place=abroad",
        "country=fr&topic=water&unknown=1",
    ],
)
def test_list_can_be_narrowed(query):
    make_two(
        countries=[country("FR")],
        organisations=[make_organisation(slug="gcc")],
        topics=[make_topic(slug="water")],
        is_abroad=True,
    )

    assert titles(query) == ["Asked for"]


@pytest.mark.parametrize(
    "query",
    [
        "country=zz",
        "country=%00",
        f"person={'a' * 5000}",
        "topic=%D9%85",
        "place=nowhere",
    ],
)
def test_question_that_makes_no_sense_has_no_page(query):
    make_two(countries=[country("FR")])

    assert read(f"/meetings/?{query}").status == 404


def test_question_without_an_answer_finds_nothing():
    make_two(countries=[country("FR")])

    assert read("/meetings/?country=fr&place=abroad").status == 200
    assert titles("country=fr&place=abroad") == []


def test_draft_cannot_be_asked_for():
    person = make_person(slug="secret", state=State.DRAFT)
    topic = make_topic(slug="secret", state=State.DRAFT)
    body = make_organisation(slug="secret", state=State.DRAFT)
    make_meeting(person, topics=[topic], organisations=[body])

    assert read("/meetings/?person=secret").status == 404
    assert read("/meetings/?topic=secret").status == 404
    assert read("/meetings/?organisation=secret").status == 404


def test_pages_keep_what_was_asked_for_and_nothing_else():
    for _meeting in range(21):
        make_meeting(countries=[country("FR")])

    page = read("/meetings/?unknown=1&country=fr")

    assert list(page.links(page.one("nav", class_="pagination"))) == [
        "?country=fr&page=2"
    ]
    (canonical,) = page.all("link", rel="canonical")
    assert dict(canonical.attributes)["href"].endswith("/en/meetings/?country=fr")
