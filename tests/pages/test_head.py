"""What the head of every page tells search engines and those who share a link."""

import pytest

from portal.pages.sharing.words import address, words_of
from tests import factories
from tests.editing import MAKERS
from tests.reading import read

pytestmark = pytest.mark.django_db

SITE = "https://record.example.org"
LISTS = [
    "meetings",
    "visits",
    "series",
    "statements",
    "initiatives",
    "people",
    "countries",
    "organisations",
    "topics",
    "sources",
    "photographs",
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def links(page):
    """`{"canonical": address, language: address}` without the site's own address."""
    found = {}
    for link in page.all("link"):
        attributes = dict(link.attributes)
        if attributes["rel"] in ("canonical", "alternate"):
            name = attributes.get("hreflang", attributes["rel"])
            assert name not in found
            found[name] = attributes["href"].removeprefix(SITE)
    return found


def social(page):
    found = {}
    for meta in page.all("meta"):
        attributes = dict(meta.attributes)
        if name := attributes.get("property"):
            found[name] = attributes["content"]
    return found


def addresses(language, path):
    return {
        "canonical": f"/{language}{path}",
        "ar": f"/ar{path}",
        "en": f"/en{path}",
        "x-default": f"/ar{path}",
    }


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "path", ["/", "/profile/", "/about/", "/data/", *(f"/{one}/" for one in LISTS)]
)
def test_page_names_itself_in_every_language(path, language):
    page = read(path, language)

    assert links(page) == addresses(language, path)
    assert social(page)["og:url"] == SITE + f"/{language}{path}"


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_page_of_a_record_names_itself_in_every_language(make):
    record = make(slug="a-record")
    path = record.get_absolute_url().removeprefix("/en")

    for language in ("ar", "en"):
        assert links(read(path, language)) == addresses(language, path)
        assert links(read(f"{path}?utm=x", language)) == addresses(language, path)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?kind=reception&year=2021", "?year=2021&kind=reception"),
        ("?year=2021&x=1", "?year=2021"),
        ("?page=2", "?page=2"),
        ("?page=1", ""),
        ("?page=2&year=2021&utm=x", "?year=2021&page=2"),
    ],
)
def test_list_names_what_it_was_asked_in_one_order(query, canonical):
    for _number in range(21):
        factories.make_meeting()

    page = read(f"/meetings/{query}")

    assert links(page) == addresses("en", f"/meetings/{canonical}")
    assert social(page)["og:url"] == f"{SITE}/en/meetings/{canonical}"


def test_page_side_by_side_leads_to_the_page_of_the_record():
    factories.make_person(slug="a-person")

    page = read("/people/a-person/?view=parallel")

    assert links(page)["canonical"] == "/en/people/a-person/"
    assert page.all("script", type="application/ld+json") == []


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/people/nobody/", "/meetings/?year=abc", "/meetings/?page=99"],
)
def test_error_names_no_address(path):
    page = read(path)

    assert links(page) == {}
    assert social(page) == {}
    assert page.all("script", type="application/ld+json") == []
    metas = [dict(meta.attributes) for meta in page.all("meta")]
    assert {"name": "robots", "content": "noindex"} in metas


def test_shared_link_shows_the_record_in_its_language():
    meeting = factories.make_meeting(
        title_ar="لقاء «الأول»",
        title_en='The "first" <meeting> & more',
        summary_en='What happened.\nAnd "then" <b>more</b>.',
    )

    picture = address(meeting, words_of(meeting))

    english, arabic = social(read(meeting)), social(read(meeting, "ar"))

    assert english == {
        "og:site_name": "Sijill",
        "og:type": "article",
        "og:title": 'The "first" <meeting> & more',
        "og:description": 'What happened. And "then" <b>more</b>.',
        "og:url": SITE + f"/en/meetings/{meeting.slug}/",
        "og:locale": "en_US",
        "og:locale:alternate": "ar_IQ",
        "og:image": SITE + picture,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": 'Reception · The "first" <meeting> & more · 26 July 2021',
    }
    assert arabic["og:title"] == "لقاء «الأول»"
    assert arabic["og:locale"] == "ar_IQ"
    assert arabic["og:locale:alternate"] == "en_US"


def test_shared_link_says_what_it_leads_to():
    assert social(read(factories.make_person()))["og:type"] == "profile"
    assert social(read(factories.make_topic()))["og:type"] == "article"
    assert social(read("/people/"))["og:type"] == "website"


def test_shared_link_follows_the_country_of_the_office(settings):
    settings.HOME_COUNTRY = "MA"

    assert social(read("/", "ar"))["og:locale"] == "ar_MA"


def test_words_of_the_head_are_those_of_the_page():
    person = factories.make_person(name_en="O'Neil & <Sons>")

    page = read(person)

    (title,) = page.all("title")
    assert title.children == ["O'Neil & <Sons> – Sijill"]
