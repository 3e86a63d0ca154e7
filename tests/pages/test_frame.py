"""What every page has around its content."""

import pytest
from django.test import Client

from tests.factories import make_person
from tests.reading import Page, read, words

pytestmark = pytest.mark.django_db

PAGES = ["/", "/profile/", "/about/", "/data/"]
DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def get(path, **headers):
    return Client(headers={"host": "localhost"} | headers).get(path)


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", PAGES)
def test_page_has_one_heading_in_its_language(path, language):
    page = read(path, language)

    assert page.status == 200
    assert page.language == (language, DIRECTIONS[language])
    assert len(page.headings) == 1


@pytest.mark.parametrize("path", PAGES)
def test_page_sets_no_cookie_and_varies_by_nothing(path):
    response = get(f"/en{path}")

    assert not response.cookies
    assert "Vary" not in response


def test_language_switch_leads_to_the_same_page():
    person = make_person(slug="joe-biden")
    switch = read(person, "ar").one("nav", class_="language-switch")

    (link,) = read(person, "ar").all("a", switch)

    assert dict(link.attributes) == {
        "href": "/en/people/joe-biden/",
        "rel": "alternate",
        "lang": "en",
        "dir": "ltr",
        "hreflang": "en",
    }
    assert words(switch) == "العربية English"


def test_language_switch_keeps_what_the_list_knows(monkeypatch):
    for number in range(61):
        make_person(slug=f"person-a{number}")

    page = Page(get("/en/people/?page=2&unknown=1"))

    assert list(page.links(page.one("nav", class_="language-switch"))) == [
        "/ar/people/?page=2"
    ]


def test_head_names_the_page_in_every_language(settings):
    settings.SITE_URL = "https://record.example.org"
    links = [dict(link.attributes) for link in read("/about/", "en").all("link")]

    found = {
        (link["rel"], link.get("hreflang")): link["href"]
        for link in links
        if link["rel"] in ("canonical", "alternate")
    }

    assert found == {
        ("canonical", None): "https://record.example.org/en/about/",
        ("alternate", "ar"): "https://record.example.org/ar/about/",
        ("alternate", "en"): "https://record.example.org/en/about/",
        ("alternate", "x-default"): "https://record.example.org/ar/about/",
    }


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/people/nobody/",
        "/people/%00/",
        "/people/%D9%85%D8%B5%D8%B7%D9%81%D9%89/",
        f"/people/{'a' * 10_000}/",
        "/people/?page=abc",
        "/people/?page=99",
        "/countries/IQ/",
        "/countries/zz/",
        "/people/../%ff/",
    ],
)
def test_missing_page_answers_in_its_language(path, language):
    response = get(f"/{language}{path}")

    page = Page(response)
    assert response.status_code == 404
    assert page.language == (language, DIRECTIONS[language])
    assert len(page.headings) == 1
    assert page.all("link", rel="canonical") == []


def test_missing_page_outside_a_language_follows_the_reader():
    page = Page(get("/nothing/", **{"accept-language": "en"}))

    assert page.language == ("en", "ltr")
    assert list(page.links(page.one("nav", class_="language-switch"))) == ["/ar/"]


def test_broken_server_answers_in_both_languages(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("portal.pages.views.front.numbers", fail)
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)

    response = client.get("/en/about/")

    page = Page(response)
    assert response.status_code == 500
    assert page.headings == ["حدث خطأ في الموقع"]
    assert words(page.one("h2")) == "Something went wrong here"


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("path", ["/about/", "/data/", "/"])
def test_notice_of_independence_is_on_the_page(path, language):
    page = read(path, language)

    assert page.all("div", class_="notice") or page.all("p", class_="notice")


def test_about_tells_the_same_parts_in_both_languages():
    parts = ["what", "selects", "lacks", "sources", "checked", "numbers"]

    for language in DIRECTIONS:
        sections = read("/about/", language).all("section")
        assert [dict(one.attributes)["aria-labelledby"] for one in sections] == parts
