"""The lists of shared records."""

import pytest

from portal.publishing.models import State
from tests.factories import (
    country,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_topic,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db

MAKERS = {
    "people": (make_person, "name"),
    "organisations": (make_organisation, "name"),
    "topics": (make_topic, "name"),
    "photographs": (make_photograph, "title"),
}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
LISTS = ["people", "organisations", "topics", "countries", "sources", "photographs"]
UNPUBLISHED = [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]


def listed(page):
    links = page.links(page.one("main"))
    return [text for path, text in links.items() if not path.endswith("/about/")]


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("type", LISTS)
def test_list_has_one_heading_in_its_language(type, language):
    page = read(f"/{type}/", language)

    assert page.status == 200
    assert page.language == (language, DIRECTIONS[language])
    assert len(page.headings) == 1


@pytest.mark.parametrize("type", MAKERS)
def test_list_hides_what_is_not_published(type):
    maker, field = MAKERS[type]
    for state in UNPUBLISHED:
        maker(**{f"{field}_en": "Secret", "state": state})

    assert "Secret" not in words(read(f"/{type}/").root)


def test_people_are_sorted_by_their_folded_names():
    make_person(name_en="Mustafa Al-Kadhimi", sort_name_en="Al-Kadhimi, Mustafa")
    make_person(name_en="Élise Hakim", sort_name_en="Hakim, Élise")
    make_person(name_en="Emmanuel Macron", sort_name_en="Macron, Emmanuel")

    page = read("/people/")

    assert listed(page) == ["Élise Hakim", "Mustafa Al-Kadhimi", "Emmanuel Macron"]
    assert [words(letter) for letter in page.all("h2")] == ["H", "K", "M"]


def test_people_in_arabic_are_sorted_without_the_article():
    for name in ("وليد", "الكاظمي", "أحمد", "بايدن"):
        make_person(name_ar=name)

    assert listed(read("/people/", "ar")) == ["أحمد", "بايدن", "الكاظمي", "وليد"]


def test_long_list_goes_on_over_pages():
    for number in range(61):
        make_person(name_en=f"Person {number:03}")

    first, second = read("/people/"), read("/people/?page=2")

    assert words(first.one("p", class_="lede")) == "61 people in the record, by name"
    assert first.links(first.one("nav", class_="pagination")) == {
        "?page=2": "Next page"
    }
    assert listed(second)[0] == "Person 060"
    assert [words(one) for one in second.all("span", aria_current="page")] == ["Page 2"]


def test_long_relation_leads_to_the_filtered_list():
    person = make_person(slug="joe-biden")
    for _meeting in range(13):
        make_meeting(person)

    page = read(person)

    assert len(page.items("meetings")) == 12
    assert "/en/meetings/?person=joe-biden" in page.links()


def test_country_list_names_only_countries_of_the_record():
    make_meeting(countries=[country("FR")])
    make_meeting(countries=[country("FR")], state=State.DRAFT)
    make_meeting(countries=[country("DE")], state=State.DRAFT)
    make_person(country=country("IT"))

    page = read("/countries/")

    items = [words(one) for one in page.all("li", page.one("ul", class_="index-list"))]
    assert items == ["France 1 meeting", "Italy 0 meetings"]
