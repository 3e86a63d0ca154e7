"""What programs, feed readers and browsers are answered when they search."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from tests.pages.asking import Server

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def get(path):
    return Client(headers={"host": "localhost"}).get(path)


@pytest.fixture
def macron():
    return factories.make_person(
        slug="emmanuel-macron",
        name_ar="إيمانويل ماكرون",
        name_en="Emmanuel Macron",
        other_names=["Makron"],
    )


@pytest.fixture
def call():
    return factories.make_meeting(
        slug="a-call",
        title_ar="اتصال بين الكاظمي وماكرون",
        title_en="",
        summary_ar="اتصال & وشكر",
        summary_en="",
        date="2021-07",
        kind="phone_call",
        countries=[factories.country("FR")],
    )


def test_search_json_keeps_its_contract(macron, call):
    response = get("/en/search.json?q=%D9%85%D8%A7%D9%83%D8%B1%D9%88%D9%86")

    answer = response.json()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert list(answer) == [
        *("query", "count", "page", "next", "results", "facets", "suggestion")
    ]
    assert answer["query"] == "ماكرون"
    assert (answer["count"], answer["page"], answer["next"]) == (2, 1, None)
    assert answer["suggestion"] == ""
    assert answer["facets"]["kind"] == [
        {"value": "phone_call", "count": 1, "is_capped": False}
    ]
    assert answer["results"][0]["slug"] == "emmanuel-macron"
    assert answer["results"][1] == {
        "type": "meetings",
        "slug": "a-call",
        "url": f"{settings.SITE_URL}/ar/meetings/a-call/",
        "title": "اتصال بين الكاظمي وماكرون",
        "language": "ar",
        "date": "2021-07",
        "snippet": answer["results"][1]["snippet"],
    }
    assert answer["results"][1]["snippet"].startswith("اتصال & وشكر")


def test_source_in_another_language_has_a_page_of_the_site():
    factories.make_source(slug="a-source", title="Conferenza stampa", language="it")

    (result,) = get("/ar/search.json?q=Conferenza").json()["results"]

    assert result["url"] == f"{settings.SITE_URL}/ar/sources/a-source/"
    assert result["language"] == "it"


def test_search_json_narrows_as_the_page_does(macron, call):
    answer = get("/ar/search.json?q=Macron&type=meetings&year=2021&country=fr").json()

    assert [result["slug"] for result in answer["results"]] == []
    answer = get("/ar/search.json?type=meetings&year=2021&country=fr").json()
    assert [result["slug"] for result in answer["results"]] == ["a-call"]


def test_search_json_has_pages_of_twenty():
    for number in range(21):
        factories.make_meeting(title_en=f"Reception of delegates {number}")

    first = get("/en/search.json?q=delegates").json()
    second = get("/en/search.json?q=delegates&page=2").json()

    assert (first["count"], first["next"], len(first["results"])) == (21, 2, 20)
    assert (second["page"], second["next"], len(second["results"])) == (2, None, 1)
    assert get("/en/search.json?q=delegates&page=9").json()["results"] == []


def test_search_json_without_a_search_is_empty(call):
    answer = get("/en/search.json").json()

    assert (answer["count"], answer["results"], answer["query"]) == (0, [], "")


def test_feed_has_the_latest_change_first(macron, call):
    older = factories.make_meeting(title_en="Macron once more", date="2022-01-01")
    call.title_en = "Macron on the phone"
    call.save()
    factories.publicly(call)

    response = get("/en/search/feed.atom?q=Macron&type=meetings")

    root = ElementTree.fromstring(response.content)
    entries = root.findall(f"{ATOM}entry")
    assert response["Content-Type"].startswith("application/atom+xml")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{settings.SITE_URL}/r/{call.permanent_id}",
        f"{settings.SITE_URL}/r/{older.permanent_id}",
    ]
    assert entries[0].find(f"{ATOM}link").get("href") == (
        f"{settings.SITE_URL}/en/meetings/a-call/"
    )
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    query = "?q=Macron&type=meetings"
    assert links == {
        "self": f"{settings.SITE_URL}/en/search/feed.atom{query}",
        "alternate": f"{settings.SITE_URL}/en/search/{query}",
    }
    assert root.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
    assert root.find(f"{ATOM}author") is not None


def test_feed_says_which_language_an_entry_is_in(call):
    root = ElementTree.fromstring(get("/en/search/feed.atom?type=meetings").content)

    entry = root.find(f"{ATOM}entry")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (root.get(lang), entry.get(lang)) == ("en", "ar")
    assert entry.findtext(f"{ATOM}summary").startswith("اتصال &amp; وشكر")


def test_feed_that_finds_nothing_does_not_change_by_itself():
    first = get("/ar/search/feed.atom?q=nothing")

    assert first.status_code == 200
    assert get("/ar/search/feed.atom?q=nothing").content == first.content


def test_feed_identifies_a_country(call):
    root = ElementTree.fromstring(get("/en/search/feed.atom?q=France").content)

    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    host = settings.SITE_URL.partition("//")[2].partition(":")[0]
    assert f"tag:{host},2020-01-01:/countries/fr/" in ids


@pytest.mark.parametrize("text", ["mac", "Emmanuel mac", "Makron", "ماك", "ايمانويل"])
def test_suggestions_are_names_in_any_spelling(text, macron):
    assert get(f"/en/suggest.json?q={text}").json() == [
        text,
        ["Emmanuel Macron"],
        ["Person"],
        [f"{settings.SITE_URL}/en/people/emmanuel-macron/"],
    ]


def test_suggestions_are_few_and_published():
    for number in range(12):
        factories.make_person(name_en=f"Macro {number}", name_ar=f"ماكرو {number}")
        factories.make_person(name_en=f"Hidden {number}", state="draft")

    assert len(get("/en/suggest.json?q=macr").json()[1]) == 8
    assert get("/en/suggest.json?q=hidd").json() == ["hidd", [], [], []]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%22", "?q=" + "ا" * 900])
def test_suggestions_take_whatever_is_typed(query, macron):
    assert get(f"/ar/suggest.json{query}").json()[1] == []


@pytest.mark.parametrize(("query", "first"), [("", "ar"), ("?language=en", "en")])
def test_browsers_are_told_where_to_search(query, first):
    response = get(f"/opensearch.xml{query}")

    root = ElementTree.fromstring(response.content)
    pages = [
        url.get("template")
        for url in root.findall(f"{OPENSEARCH}Url")
        if url.get("type") == "text/html"
    ]
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert pages[0] == f"{settings.SITE_URL}/{first}/search/?q={{searchTerms}}"
    assert len(pages) == 2
    head = get(f"/{first}/about/").content.decode()
    assert f'href="/opensearch.xml?language={first}"' in head


def test_answers_for_machines_are_kept_and_not_indexed(macron):
    server = Server()
    paths = [
        "/en/search.json?q=Macron",
        "/en/search/feed.atom?q=Macron",
        "/en/suggest.json?q=mac",
        "/opensearch.xml",
        "/opensearch.xml?language=en",
        "/en/search/help/",
    ]

    for path in paths:
        assert server.ask(path)["Cache-Control"] == "public, max-age=60"

    assert all(map(server.is_kept, paths))
    assert server.ask(paths[0])["X-Robots-Tag"] == "noindex"
