"""The search page: what it shows, what it links to and what it takes."""

from urllib.parse import quote_plus

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.pages.asking import Server
from tests.reading import Page, words

pytestmark = pytest.mark.django_db


def ask(query="", language="en"):
    client = Client(headers={"host": "localhost"})
    return client.get(f"/{language}/search/" + (f"?{query}" if query else ""))


def page(query="", language="en"):
    return Page(ask(query, language))


def found(page):
    return [words(heading) for heading in page.all("h3", class_="result-title")]


@pytest.fixture
def macron():
    return factories.make_person(
        slug="emmanuel-macron",
        name_ar="إيمانويل ماكرون",
        name_en="Emmanuel Macron",
        country=factories.country("FR"),
    )


@pytest.fixture
def meetings(macron):
    france = factories.country("FR")
    return [
        factories.make_meeting(
            macron,
            slug=f"fr-macron-{year}",
            title_ar=f"لقاء ماكرون في بغداد {year}",
            title_en=f"Macron comes to Baghdad {year}",
            date=f"{year}-07-14",
            countries=[france],
        )
        for year in (2020, 2021)
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_search_without_words_offers_ways(language):
    shown = page(language=language)

    assert shown.status == 200
    assert len(shown.headings) == 1
    assert shown.language == (language, {"ar": "rtl", "en": "ltr"}[language])
    assert found(shown) == []
    assert f"/{language}/search/help/" in shown.links()
    assert f"/{language}/countries/" in shown.links()
    assert b"noindex" not in ask(language=language).content


def test_search_shows_the_named_first_and_counts_each_record_once(meetings):
    shown = page("q=Macron")

    assert found(shown) == [
        "Emmanuel Macron",
        "Macron comes to Baghdad 2021",
        "Macron comes to Baghdad 2020",
    ]
    assert words(shown.one("h2", id="found")) == "3 records found"
    assert len(shown.all("article", class_="result result-named")) == 1


def test_search_says_how_the_named_is_also_spelled(macron):
    shown = page("q=Macron", "ar")

    assert found(shown) == ["إيمانويل ماكرون"]
    (also,) = shown.all("p", class_="result-also")
    assert words(shown.one("bdi", also)) == "Emmanuel Macron"


def test_result_stands_in_its_own_language(macron):
    factories.make_meeting(title_ar="لقاء السفير", title_en="", summary_en="")

    (result,) = page("q=" + quote_plus("سفراء")).all("article", class_="result")

    shown = page("q=" + quote_plus("سفراء"))
    link = shown.one("a", result)
    assert dict(link.attributes)["lang"] == "ar"
    assert dict(link.attributes)["dir"] == "rtl"
    assert words(shown.one("mark", link)) == "السفير"
    assert "not yet translated" in words(result)


def test_source_stands_in_the_language_that_it_is_written_in():
    factories.make_source(title="Press conference of delegates", language="ar")

    shown = page("q=delegates", "ar")

    link = shown.one("a", shown.one("h3", class_="result-title"))
    assert dict(link.attributes)["lang"] == "en"
    assert shown.all("span", class_="fallback-note") == []


def test_date_in_words_is_shown_and_can_be_removed(meetings):
    shown = page("q=Macron+July+2021")

    assert found(shown) == ["Macron comes to Baghdad 2021"]
    chosen = shown.one("ul", class_="chosen")
    assert shown.links(chosen) == {"/en/search/?q=Macron": "Date: July 2021 (remove)"}


def test_filters_narrow_and_are_removed_one_by_one(meetings):
    shown = page("q=Baghdad&year=2020&country=fr")

    assert found(shown) == ["Macron comes to Baghdad 2020"]
    assert shown.links(shown.one("ul", class_="chosen")) == {
        "/en/search/?q=Baghdad&country=fr": "Year: 2020 (remove)",
        "/en/search/?q=Baghdad&year=2020": "Country: France (remove)",
        "/en/search/?q=Baghdad": "Remove all filters",
    }


def test_facets_are_links_with_numbers(meetings):
    shown = page("q=Macron")

    facets = shown.one("aside", class_="search-facets")
    assert shown.links(facets)["/en/search/?q=Macron&year=2021"] == "2021"
    assert shown.links(facets)["/en/search/?q=Macron&country=fr"] == "France"
    assert "France 3" in [words(item) for item in shown.all("li", facets)]


def test_results_can_be_sorted_by_date(meetings):
    shown = page("q=Macron&sort=date")

    assert found(shown)[:2] == [
        "Macron comes to Baghdad 2021",
        "Macron comes to Baghdad 2020",
    ]
    assert "?q=Macron" in shown.links()


def test_loosened_search_says_so(meetings):
    shown = page("q=Macron+helicopters")

    assert "No record has all the words" in words(shown.one("p", class_="notice"))
    assert "Emmanuel Macron" in found(shown)


def test_search_in_other_words_says_so(meetings):
    shown = page("q=treaties")
    assert not found(shown)

    factories.make_meeting(title_en="An accord of both countries")
    shown = page("q=treaties")

    notice = words(shown.one("p", class_="notice"))
    assert notice == "No record has these words; these say the same in others."
    assert found(shown) == ["An accord of both countries"]


def test_slip_is_put_right_and_said_to_be():
    factories.make_meeting(title_en="Reception of the delegates")

    shown = page("q=deleagtes&year=2021")

    notice = shown.one("p", class_="notice")
    assert words(notice).startswith("No record has all of “deleagtes”")
    assert shown.links(notice) == {"/en/search/?q=delegates&year=2021": "delegates"}
    assert found(shown) == ["Reception of the delegates"]
    answer = Client(headers={"host": "localhost"}).get("/en/search.json?q=deleagtes")
    assert answer.json()["query"] == "deleagtes"
    assert answer.json()["suggestion"] == "delegates"
    assert answer.json()["count"] == 1


def test_nothing_found_offers_to_remove_filters_and_other_ways(meetings):
    shown = page("q=Macron&year=1999&country=fr")

    assert words(shown.one("h2", id="found")) == "Nothing found"
    links = shown.links(shown.one("div", class_="search-nothing"))
    assert "/en/search/?q=Macron&country=fr" in links
    assert "/en/search/?q=Macron" in links
    assert "/en/search/help/" in shown.links()


def test_long_search_says_that_it_is_cut(meetings):
    shown = page("q=" + quote_plus("Macron " + "and peace " * 60))

    assert "only its first words" in words(shown.one("main"))


def test_results_have_pages():
    for number in range(21):
        factories.make_meeting(title_en=f"Reception of delegates {number}")

    first, second = page("q=delegates"), page("q=delegates&page=2")

    assert len(found(first)) == 20
    assert "?q=delegates&page=2" in first.links()
    assert len(found(second)) == 1
    assert dict(second.one("ol", class_="results").attributes)["start"] == "21"
    assert ask("q=delegates&page=9").headers["Location"] == (
        "/en/search/?q=delegates&page=2"
    )


def test_unpublished_records_are_not_found(macron):
    for state in ("draft", "submitted", "scheduled", "withdrawn"):
        factories.make_meeting(title_en=f"Macron secretly {state}", state=state)

    assert found(page("q=secretly")) == []
    assert found(page("q=Macron")) == ["Emmanuel Macron"]


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%FF%FE",
        "q=%22%22%22",
        "q=(a+OR+b)*+NEAR+^",
        "q=%26+%7C+!+%3A*",
        "q=-",
        "q=؟!",
        "q=" + quote_plus("\u202e\u2066أ\u200f"),
        "q=" + "x" * 3000,
        "q=a&type=nothing&year=abc&country=%27%3B--&kind=%00&topic=%0A&person=é",
        "q=a&page=-1",
        "q=a&page=99999999999999999999",
        "q=a&page=²",
        "q=a&sort=%27",
        "year=٢٠٢١",
        "country=zz&page=3",
        "q=a&q=b&year=2020&year=2021",
    ],
)
@pytest.mark.parametrize("path", ["search/", "search.json", "search/feed.atom"])
def test_nothing_that_is_typed_is_an_error(path, query, meetings):
    client = Client(headers={"host": "localhost"})

    for language in ("ar", "en"):
        response = client.get(f"/{language}/{path}?{query}", follow=True)
        assert response.status_code == 200
        assert b"\0" not in response.content


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=60), year=st.text(max_size=5))
def test_any_text_is_answered(text, year, meetings):
    assert ask(f"q={quote_plus(text)}&year={quote_plus(year)}").status_code == 200


def test_typed_text_is_escaped():
    response = ask("q=" + quote_plus("<script>alert(1)</script>\"'>"))

    assert b"<script>alert" not in response.content
    assert b"&lt;script&gt;" in response.content


def test_results_name_their_feed(meetings):
    content = ask("q=Macron").content.decode()

    assert 'type="application/atom+xml" href="/en/search/feed.atom?q=Macron"' in content


@pytest.mark.parametrize(
    ("query", "is_indexed"),
    [
        ("q=Macron", True),
        ("q=Macron&page=1", True),
        ("q=xyzzyx", False),
        ("q=Macron&type=meetings", False),
        ("q=Macron&sort=date", False),
        ("year=2021", False),
    ],
)
def test_results_that_narrow_or_find_nothing_are_not_indexed(
    meetings, query, is_indexed
):
    content = ask(query).content.decode()

    mark = '<meta name="robots" content="noindex">'
    assert (mark not in content) == is_indexed


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_the_same_queries_for_any_number_of_results(
    count, macron, django_assert_max_num_queries
):
    for number in range(count):
        factories.make_meeting(macron, title_en=f"Macron visits {number}")
    ask("q=warm")

    with django_assert_max_num_queries(20):
        ask("q=Macron")


def test_short_searches_are_kept_and_others_only_answered(meetings):
    server = Server()
    kept = "/en/search/?q=Macron"
    others = [
        "/en/search/?q=" + "Macron+" * 20,
        "/en/search/?q=Macron&year=2021&country=fr",
        "/en/search/?q=Macron&utm_source=x",
        "/en/search/?q=+Macron+",
    ]

    for path in (kept, *others):
        answer = server.ask(path)
        assert answer.status == 200
        assert answer["Cache-Control"] == "public, max-age=60"

    assert server.is_kept(kept)
    assert not any(map(server.is_kept, others))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_search_box_stands_on_every_page(language):
    shown = Page(Client(headers={"host": "localhost"}).get(f"/{language}/about/"))

    box = shown.one("form", class_="search-box")
    assert dict(box.attributes)["action"] == f"/{language}/search/"
    assert dict(box.attributes)["role"] == "search"
    assert dict(shown.one("input", box, type="search").attributes)["dir"] == "auto"
