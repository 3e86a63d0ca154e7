"""The store of pages answers as Django would, and forgets whatever has moved."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import brotli
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.pages.page_cache import OVERHEAD, Page, Store
from portal.publishing import workflow
from portal.publishing.models import State
from portal.publishing.version import read_due_again
from tests.factories import make_meeting, make_person, make_user, publicly
from tests.pages.asking import Server

pytestmark = pytest.mark.django_db

DECODERS = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: lambda body: body,
}
ACCEPTING = {
    "br": "gzip, deflate, br, zstd",
    "gzip": "gzip;q=1.0, br;q=0",
    None: "",
}


@pytest.fixture
def server():
    return Server()


def texts(answer):
    return DECODERS[answer["Content-Encoding"]](answer.body).decode()


# What an answer is


@pytest.mark.parametrize("encoding", ACCEPTING)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_answer_from_the_store_is_the_one_first_rendered(server, encoding, language):
    meeting = make_meeting(title_en="Shown", title_ar="يظهر")
    path = f"/{language}/meetings/{meeting.slug}/"
    accepting = {"HTTP_ACCEPT_ENCODING": ACCEPTING[encoding]}

    missed = server.ask(path, **accepting)
    assert server.is_kept(path)
    hit = server.ask(path, **accepting)

    assert missed.status == hit.status == 200
    assert missed.body == hit.body
    assert sorted(missed.headers) == sorted(hit.headers)
    assert hit["Content-Encoding"] == encoding
    assert hit["Content-Length"] == str(len(hit.body))
    assert hit["Vary"] == "Accept-Encoding"
    assert hit["Cache-Control"] == "public, max-age=60"
    assert {"ar": "يظهر", "en": "Shown"}[language] in texts(hit)


def test_answers_in_every_encoding_hold_the_same_page(server):
    make_meeting()

    bodies = {
        texts(server.ask("/en/", HTTP_ACCEPT_ENCODING=accepted))
        for accepted in ACCEPTING.values()
    }

    assert len(bodies) == 1


def test_answer_from_the_store_asks_the_database_once(
    server, django_assert_num_queries
):
    make_meeting()
    server.ask("/en/meetings/")

    with django_assert_num_queries(1):
        server.ask("/en/meetings/")


@pytest.mark.parametrize("path", ["/en/", "/en/meetings/", "/robots.txt"])
def test_head_is_get_without_the_body(server, path):
    first = server.ask(path, "HEAD")
    answer = server.ask(path)
    again = server.ask(path, "HEAD")

    assert answer.body != b""
    assert first.body == again.body == b""
    assert sorted(first.headers) == sorted(again.headers) == sorted(answer.headers)


@pytest.mark.parametrize(
    "offered",
    ["{}", '"another", {}', 'W/"another",{}', "*"],
)
def test_unmoved_page_is_not_sent_again(server, offered):
    etag = server.ask("/en/")["ETag"]
    fresh = Server()
    for one in (fresh, server):
        answer = one.ask("/en/", HTTP_IF_NONE_MATCH=offered.format(etag))

        assert (answer.status, answer.body) == (304, b"")
        assert answer["ETag"] == etag
        assert answer["Content-Length"] is None
        assert answer["Content-Encoding"] is None
        assert answer["Vary"] == "Accept-Encoding"
        assert answer["Cache-Control"] == "public, max-age=60"
        assert answer["Content-Security-Policy"].count("'none'") >= 3


def test_unmoved_page_is_known_by_a_tag_that_a_proxy_made_strong(server):
    etag = server.ask("/en/")["ETag"].removeprefix("W/")

    assert server.ask("/en/", HTTP_IF_NONE_MATCH=etag).status == 304


@pytest.mark.parametrize("offered", ['W/"x"', "nonsense", '"', "", 'W/"*"'])
def test_page_is_sent_to_whoever_has_another(server, offered):
    assert server.ask("/en/", HTTP_IF_NONE_MATCH=offered).status == 200


def test_tag_moves_with_record_day_language_and_address(server, monkeypatch):
    def tag(path="/en/about/"):
        return server.ask(path)["ETag"]

    tags = [tag(), tag("/ar/about/"), tag("/en/data/")]
    publicly(make_person())
    tags.append(tag())
    day = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: day)
    tags.append(tag())
    monkeypatch.setattr("portal.pages.page_cache.release", lambda: "another")
    tags.append(tag())

    assert len(set(tags)) == 6
    assert tag() == tags[-1]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br", "br"),
        ("BR", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip ; q = 0", None),
        ("deflate, zstd", None),
        ("*", None),
        ("identity", None),
        ("x" * 80_000, None),
        (",;=,;q=br", None),
    ],
)
def test_encoding_is_one_that_the_reader_named(server, accepted, encoding):
    answer = server.ask("/en/about/", HTTP_ACCEPT_ENCODING=accepted)

    assert answer["Content-Encoding"] == encoding


# What is kept


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/meetings/?kind=reception&year=2021",
        "/en/meetings/?year=2021&kind=reception",
        "/en/meetings/?page=2",
        "/robots.txt",
        "/sitemap.xml",
    ],
)
def test_page_that_views_know_is_kept(server, path):
    for _number in range(21):
        make_meeting()

    assert server.ask(path).status == 200
    assert len(server.store) == 1


def test_questions_in_any_order_are_one_page(server):
    make_meeting()
    first = server.ask("/en/meetings/?year=2021&kind=reception")
    second = server.ask("/en/meetings/?kind=reception&year=2021")

    assert first.body == second.body
    assert len(server.store) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/en/?x=1",
        "/en/meetings/?x=1",
        "/en/meetings/?year=2021&x",
        "/en/meetings/?year=2021&year=2021",
        "/en/meetings/?year=2020&year=2021",
        "/en/meetings/?page=1",
        "/en/meetings/?page=last",
        "/en/meetings/?&",
        "/en/meetings/?year=%32021",
        "/en/meetings/?YEAR=2021",
        "/en/about/?page=2",
    ],
)
def test_page_asked_for_with_anything_else_is_rendered_and_not_kept(server, path):
    make_meeting()

    assert server.ask(path).status == 200
    assert len(server.store) == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/healthz", 200),
        ("/en/nothing/", 404),
        ("/en/meetings/?page=99", 404),
        ("/en/meetings/?year=", 302),
        ("/en/meetings", 301),
        ("/en/admin/", 302),
        ("/en/admin/login/", 200),
        ("/static/nothing.css", 404),
    ],
)
def test_what_is_no_page_is_not_kept(server, path, status):
    assert server.ask(path).status == status
    assert len(server.store) == 0


def test_question_mark_in_a_path_is_not_that_of_a_query(server):
    for _number in range(21):
        make_meeting()
    server.ask("/en/meetings/?page=2")

    assert server.ask("/en/meetings/%3Fpage=2").status == 404


@pytest.mark.parametrize(
    "spoil",
    [
        lambda response: response.set_cookie("name", "value"),
        lambda response: response.headers.update({"Vary": "Cookie"}),
        lambda response: response.headers.update({"Vary": "accept-encoding, cookie"}),
        lambda response: response.headers.update({"Vary": "*"}),
        lambda response: response.headers.update(
            {"Content-Security-Policy": "script-src 'nonce-abc'"}
        ),
    ],
    ids=["cookie", "vary", "small letters", "anything", "nonce"],
)
def test_answer_for_one_reader_is_never_kept(server, monkeypatch, spoil):
    def view(request):
        response = HttpResponse("for you")
        response.canonical_query = ""
        response.headers = _Headers(response.headers)
        spoil(response)
        return response

    monkeypatch.setattr("django.core.handlers.base.BaseHandler.get_response", _of(view))

    answer = server.ask("/en/about/")

    assert (answer.status, answer.body) == (200, b"for you")
    assert answer["ETag"] is None
    assert answer["Cache-Control"] is None
    assert len(server.store) == 0


def _of(view):
    return lambda handler, request: view(request)


class _Headers(dict):
    """Headers that can be updated; the response reads them as its own."""

    def __init__(self, headers):
        super().__init__(headers.items())


def test_editor_reads_what_everybody_reads_and_gets_no_cookie(server):
    user = make_user("publisher")
    client = Client()
    client.force_login(user)
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())

    own = server.ask("/en/meetings/", HTTP_COOKIE=cookies)
    plain = Server().ask("/en/meetings/")

    assert own.body == plain.body
    assert sorted(own.headers) == sorted(plain.headers)
    assert own["Set-Cookie"] is None
    assert user.username not in texts(own)
    assert server.ask("/en/meetings/").body == plain.body


# What moves


def test_publication_and_withdrawal_show_at_the_next_request(server):
    author, publisher = make_user("author"), make_user("publisher")
    person = make_person(name_en="Newcomer", state=State.DRAFT)
    page = f"/en/people/{person.slug}/"

    def reads():
        return server.ask(page).status, "Newcomer" in texts(server.ask("/en/people/"))

    assert reads() == (404, False)
    workflow.submit(person, author)
    assert reads() == (404, False)
    workflow.publish(person, publisher)
    assert reads() == (200, True)
    workflow.withdraw(person, publisher, {"ar": "خطأ"})
    status, is_listed = reads()
    assert status in (404, 410)
    assert not is_listed


def test_schedule_shows_at_the_first_request_after_its_time(server, monkeypatch):
    person = make_person(name_en="Newcomer", state=State.SUBMITTED)
    when = timezone.now() + timedelta(hours=1)
    workflow.schedule(person, make_user("publisher"), when)
    path = "/en/people/"

    assert "Newcomer" not in texts(server.ask(path))
    monkeypatch.setattr(timezone, "now", lambda: when + timedelta(seconds=1))

    assert "Newcomer" in texts(server.ask(path))
    person.refresh_from_db()
    assert person.state == State.PUBLISHED


def test_schedule_that_cannot_be_published_keeps_no_page_away(
    server, monkeypatch, caplog
):
    past = datetime(2026, 1, 1, tzinfo=UTC)
    make_person(state=State.SCHEDULED, publish_at=past)
    read_due_again()

    def fail():
        raise ValidationError("no")

    monkeypatch.setattr("portal.pages.page_cache.publish_due", fail)

    assert server.ask("/en/about/").status == 200
    assert "could not be published" in caplog.text


def test_two_processes_notice_what_the_other_published():
    servers = Server(), Server()
    for number in range(4):
        name = f"Newcomer {number}"
        publicly(make_person(name_en=name))

        for server in servers:
            assert name in texts(server.ask("/en/people/"))
            assert server.is_kept("/en/people/")


def test_store_holds_pages_of_one_state_only(server):
    for path in ("/en/", "/ar/", "/en/about/"):
        server.ask(path)
    assert len(server.store) == 3

    publicly(make_person())
    server.ask("/en/")

    assert len(server.store) == 1


def test_page_is_rendered_and_not_kept_while_the_version_cannot_be_read(
    server, monkeypatch
):
    def fail():
        raise DatabaseError

    monkeypatch.setattr("portal.pages.page_cache.current_tag", fail)
    monkeypatch.setattr("portal.pages.page_cache.connection.close", lambda: None)

    answer = server.ask("/en/about/")

    assert answer.status == 200
    assert answer["ETag"] is None
    assert len(server.store) == 0


# How much is kept


def page_of(size):
    return Page('W/"1"', [], b"x" * size)


def test_store_lets_go_of_the_longest_unused_first():
    store = Store(max_bytes=3 * page_of(1000).size)
    store.get(("/", ""), "1")
    for name in "abc":
        store.put((name, ""), "1", page_of(1000))
    store.get(("a", ""), "1")

    store.put(("d", ""), "1", page_of(1000))

    kept = [name for name in "abcd" if store.get((name, ""), "1")]
    assert kept == ["a", "c", "d"]
    assert store.size == 3 * page_of(1000).size


def test_store_takes_no_page_for_another_state():
    store = Store()
    store.get(("a", ""), "2")

    store.put(("a", ""), "1", page_of(10))

    assert (len(store), store.size) == (0, 0)


def test_store_takes_no_page_of_more_than_two_mebibytes():
    store = Store()
    store.get(("a", ""), "1")

    store.put(("a", ""), "1", page_of(2 * 1024 * 1024 + 1))

    assert (len(store), store.size) == (0, 0)


def test_store_counts_small_pages_with_all_that_holds_them():
    store = Store(max_bytes=100 * OVERHEAD)
    store.get(("a", ""), "1")

    for number in range(1000):
        store.put((str(number), ""), "1", page_of(1))

    assert len(store) < 100
    assert store.size <= store.max_bytes


def test_store_is_sound_under_many_threads():
    store = Store(max_bytes=20 * page_of(1000).size)

    def work(thread):
        for number in range(2000):
            key, tag = (str(number % 50), ""), str(number // 500)
            page = store.get(key, tag)
            if page is None:
                store.put(key, tag, page_of(1000))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))

    assert store.size == sum(page.size for page in store._pages.values())
    assert store.size <= store.max_bytes


@pytest.mark.django_db(transaction=True)
def test_threads_read_the_same_page(server):
    with transaction.atomic():
        meetings = [make_meeting() for _number in range(5)]
    paths = ["/en/", "/ar/", *(f"/ar/meetings/{one.slug}/" for one in meetings)]
    expected = {path: Server().ask(path).body for path in paths}

    def work(_thread):
        try:
            return [server.ask(path).body == expected[path] for path in paths * 5]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(work, range(6)))

    assert all(all(result) for result in results)
    assert len(server.store) == len(paths)


def test_day_of_the_tag_is_that_of_the_site(server, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 3, 1))

    assert "-20260301-" in server.ask("/en/")["ETag"]
