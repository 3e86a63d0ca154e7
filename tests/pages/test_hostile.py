"""Requests that make no sense get a plain answer, and leave nothing behind."""

import pytest
from django.utils import translation

from portal.pages.page_cache import MAX_HOSTS
from tests.factories import make_meeting, make_person
from tests.pages.asking import Server
from tests.reading import Page

pytestmark = pytest.mark.django_db

DIRECTIONS = {"ar": "rtl", "en": "ltr"}
both = pytest.mark.parametrize("language", DIRECTIONS)


@pytest.fixture
def server():
    make_meeting(make_person(slug="a-person"), slug="a-meeting")
    return Server()


def page_of(answer):
    """The page of an answer, read as tests read those of Django's client."""

    class Response:
        status_code = answer.status
        content = answer.body

    return Page(Response)


def is_plain(answer, status, language):
    """A page of ours with one heading, in the language of its address."""
    page = page_of(answer)
    assert answer.status == status
    assert page.language == (language, DIRECTIONS[language])
    assert len(page.headings) == 1
    assert answer["Set-Cookie"] is None
    return True


@both
@pytest.mark.parametrize(
    "query",
    [
        "year=abc&page=-1&country=ZZ",
        "year=abc",
        "year=99999",
        "year=٢٠٢١",
        "year=2021&month=13",
        "month=5",
        "country=ZZ",
        "country=FR",
        "country=%00",
        "country=fr%00",
        "country=" + "f" * 60_000,
        "topic=../../etc/passwd",
        "person=%27%20OR%201%3D1--",
        "kind=<script>",
        "kind=state_visit%0d%0aSet-Cookie:x=1",
        "place=everywhere",
        "organisation=%ff%fe",
        "series=%F0%9F%98%80",
        "visit=%ED%A0%80",
        "page=-1",
        "page=0",
        "page=abc",
        "page=1e9",
        "page=%00",
        "page=" + "9" * 5000,
        "page=99999999999999999999999",
        "page=%D9%A1%D9%A1",
        "page[]=2&page=x",
    ],
)
def test_list_asked_nonsense_is_not_found(server, query, language):
    query = query.encode().decode("latin-1")

    answer = server.ask(f"/{language}/meetings/?{query}")

    assert is_plain(answer, 404, language)
    assert len(server.store) == 0


@both
@pytest.mark.parametrize(
    "query",
    [
        "x=1",
        "x",
        "page=",
        "=",
        "&&&&",
        "%",
        "%zz=%zz",
        "%00=%00",
        "x=" + "y" * 100_000,
        "&".join(f"x{number}=1" for number in range(999)),
        "YEAR=abc",
        "year%00=abc",
        "\xff\xfe=\xff",
        "__proto__=1&year__gte=0&state=draft",
    ],
)
def test_invented_parameters_are_ignored_and_not_kept(server, query, language):
    plain = server.ask(f"/{language}/meetings/")

    answer = server.ask(f"/{language}/meetings/?{query}")

    assert is_plain(answer, 200, language)
    assert answer.body == plain.body
    assert len(server.store) == 1


def test_too_many_parameters_are_refused(server):
    query = "&".join(f"x{number}=1" for number in range(5000))

    answer = server.ask(f"/en/meetings/?{query}")

    assert is_plain(answer, 400, "ar")
    assert len(server.store) == 0


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("year=2020&year=2021", "year=2021"),
        ("year=abc&year=2021", "year=2021"),
        ("year=2021&year%5B%5D=abc", "year=2021"),
        ("year=2021;kind=x", None),
    ],
)
def test_parameter_said_twice_means_the_last(server, query, canonical):
    answer = server.ask(f"/en/meetings/?{query}")

    if canonical is None:
        assert answer.status == 404
    else:
        assert answer.body == server.ask(f"/en/meetings/?{canonical}").body
        assert len(server.store) == 1


@both
@pytest.mark.parametrize(
    "path",
    [
        "people/a-person%00/",
        "people/a-person%ff/",
        "people/%C0%AE%C0%AE/",
        "people/%ED%A0%80/",
        "people/..%2f..%2fetc%2fpasswd/",
        "../../../etc/passwd",
        "static/../../settings.py",
        "people/a-person/../../admin/",
        "people/%E2%80%AE%D9%85/",
        "people/" + "a" * 10_000 + "/",
        "people/" + "%D9%85" * 5000 + "/",
        "/" * 200,
        "people//a-person/",
        "people/A-PERSON/",
        "people/a-person/;jsessionid=1",
        "people/a-person%0d%0aSet-Cookie:x=1/",
        "meetings/%3Fyear=2021",
        "meetings/${7*7}/",
        "%",
        "%zz/",
    ],
)
def test_address_of_nothing_is_not_found(server, path, language):
    answer = server.ask(f"/{language}/{path}")

    assert is_plain(answer, 404, language)
    assert len(server.store) == 0


@pytest.mark.parametrize(
    "path",
    ["/static/../manage.py", "/static/%2e%2e/%2e%2e/manage.py", "/static/%00", "/.env"],
)
def test_address_leads_to_no_file(server, path):
    answer = server.ask(path)

    assert answer.status == 404
    assert b"DJANGO_SETTINGS_MODULE" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/people",
        "//evil.example",
        "/\\evil.example/people",
        "/%2fevil.example",
    ],
)
@pytest.mark.parametrize("host", ["localhost", "localhost:8000"])
def test_redirect_stays_on_the_site(server, path, host):
    answer = server.ask(path, HTTP_HOST=host, HTTP_ACCEPT_LANGUAGE="en")

    location = answer["Location"] or "/"
    assert answer.status in (301, 302, 404)
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


@both
@pytest.mark.parametrize(
    "path", ["", "about/", "meetings/", "people/a-person/", "nothing/"]
)
@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"]
)
def test_page_can_only_be_read(server, method, path, language):
    answer = server.ask(f"/{language}/{path}", method)

    assert is_plain(answer, 405, language)
    assert answer["Allow"] == "GET, HEAD"
    assert len(server.store) == 0


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/healthz", "/sitemap.xml"])
def test_file_of_the_site_can_only_be_read(server, path):
    assert server.ask(path, "POST").status == 405


def test_method_hidden_in_a_header_is_not_taken(server):
    answer = server.ask("/en/", HTTP_X_HTTP_METHOD_OVERRIDE="DELETE")

    assert answer.status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "localhost@evil.example",
        "localhost:8000@evil.example",
        "localhost, evil.example",
        "localhost\\@evil.example",
        "localhost/../evil",
        "evil.example#localhost",
        "[::1",
        "x" * 5000,
        "local\xffhost",
        ".localhost",
    ],
)
def test_host_of_somebody_else_is_refused(server, host):
    answer = server.ask("/en/meetings/", HTTP_HOST=host)

    assert answer.status == 400
    assert b"evil" not in answer.body
    assert len(server.store) == 0
    assert_clean(server)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_SERVER": "evil.example"},
        {"HTTP_X_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example;proto=https"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_PROTO": "evil.example"},
        {"HTTP_X_FORWARDED_PORT": "443"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1, evil.example"},
        {"HTTP_X_ORIGINAL_URL": "/evil.example"},
        {"HTTP_X_REWRITE_URL": "/evil.example"},
        {"HTTP_X_SCRIPT_NAME": "/evil.example"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_REFERER": "https://evil.example"},
        {"HTTP_USER_AGENT": "evil.example" * 1000},
        {"HTTP_ACCEPT": "evil.example"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_IF_MODIFIED_SINCE": "Sat, 01 Jan 2050 00:00:00 GMT"},
        {"HTTP_IF_NONE_MATCH": "evil.example" * 1000},
        {"HTTP_COOKIE": "sessionid=evil.example; django_language=ar; \xff"},
        {"HTTP_AUTHORIZATION": "Basic evil.example"},
        {"HTTP_ACCEPT_LANGUAGE": "ar," * 25_000},
        {"HTTP_ACCEPT_LANGUAGE": "x-" + "y" * 80_000},
        {"HTTP_ACCEPT_ENCODING": "x;q=" * 16_000},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_header_of_a_stranger_changes_no_page(server, headers):
    path = "/en/meetings/"

    answer = server.ask(path, **headers)

    assert answer.status == 200
    assert_clean(server)
    assert server.ask(path).body == answer.body
    assert b"evil" not in answer.body


def assert_clean(server):
    """What is kept is what a server that nobody has attacked would keep."""
    clean = Server()
    for path in ("/en/meetings/", "/ar/meetings/"):
        wanted, given = clean.ask(path), server.ask(path)
        assert given.body == wanted.body
        assert sorted(given.headers) == sorted(wanted.headers)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en," * 27_000, "en"),
        ("x" * 80_000, "ar"),
        ("en-" * 27_000, "ar"),
        ("*", "ar"),
        ("", "ar"),
        ("en;q=nonsense, ar;q=\xff", "ar"),
        ("\x00", "ar"),
        ("EN-gb;q=0.1", "en"),
    ],
)
def test_first_page_chooses_a_language_whatever_it_is_told(server, accepted, language):
    answer = server.ask("/", HTTP_ACCEPT_LANGUAGE=accepted)

    assert (answer.status, answer["Location"]) == (302, f"/{language}/")
    assert answer["Vary"] == "Accept-Language"


def test_strangers_make_no_process_grow(server):
    for number in range(120):
        server.ask(f"/en/meetings/?x={number}")
        server.ask(f"/en/people/nobody-{number}/")
        server.ask("/en/", HTTP_HOST=f"{'a' * number}.localhost")
        server.ask("/", HTTP_ACCEPT_LANGUAGE=f"x{number}")
        server.ask("/en/about/", HTTP_HOST=f"localhost:{number + 1}")

    assert len(server.store) == 1
    assert len(server.handler._hosts) <= MAX_HOSTS


def test_language_of_the_thread_is_not_that_of_the_last_request(server):
    with translation.override("ar"):
        english = page_of(server.ask("/en/about/")).language
        refused = server.ask("/en/about/", "POST")

    assert english == ("en", "ltr")
    assert is_plain(refused, 405, "en")
