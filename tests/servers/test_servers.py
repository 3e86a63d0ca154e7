"""What one server does, the other knows at the next request."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from tests.servers.desk import Desk, Reader

ADD = "/en/admin/records/person/add/"
# Enough for every process of a server to be asked.
TIMES = 12


@pytest.fixture
def editors(servers):
    first, second = servers
    return Desk(first, "author"), Desk(second, "publisher")


def enter(author, name, **more):
    """Enters a person; the path of its pages in the editing site."""
    slug = name.lower().replace(" ", "-")
    location = author.save(
        ADD,
        "person_form",
        name_ar=name,
        name_en=name,
        slug=slug,
        _continue="1",
        **more,
    )
    assert location.endswith("/change/"), "the form was not accepted"
    return location.removesuffix("change/"), f"/en/people/{slug}/"


def read(servers, path):
    """The statuses that all processes of all servers give, without repetition."""
    readers = [Reader(server) for server in servers]
    return {reader.ask(path)[0] for reader in readers for _time in range(TIMES)}


def lists(servers, name):
    readers = [Reader(server) for server in servers]
    path = "/en/people/?page=2"
    pages = [reader.ask(path)[2] for reader in readers for _time in range(TIMES)]
    return {name in page for page in pages}


def test_publication_and_withdrawal_on_one_server_show_on_the_other(servers, editors):
    author, publisher = editors
    name = "Zz Newcomer"
    record, page = enter(author, name, _submit="1")
    assert (read(servers, page), lists(servers, name)) == ({404}, {False})

    assert publisher.take(record, "publish")
    assert (read(servers, page), lists(servers, name)) == ({200}, {True})

    assert publisher.take(record, "withdraw", reason_ar="خطأ")
    assert (read(servers, page), lists(servers, name)) == ({410}, {False})


def test_correction_on_one_server_shows_on_the_other(servers, editors):
    author, publisher = editors
    record, page = enter(author, "Zz Corrected", _submit="1")
    assert publisher.take(record, "publish")
    readers = [Reader(server) for server in servers]

    for number in range(3):
        name = f"Zz Correct {number}"
        review = author.propose(record, "person_form", name_en=name)

        answers = [r.ask(page)[2] for r in readers for _time in range(TIMES)]
        assert {name in text for text in answers} == {False}
        assert publisher.approve(review)
        answers = [r.ask(page)[2] for r in readers for _time in range(TIMES)]
        assert {name in text for text in answers} == {True}


def test_one_of_eight_approvals_at_once_succeeds(servers, editors):
    author, publisher = editors
    record, _page = enter(author, "Zz Contended", _submit="1")
    assert publisher.take(record, "publish")
    review = author.propose(record, "person_form", name_en="Zz Approved Once")
    desks = [Desk(servers[number % 2], "publisher") for number in range(8)]
    pages = [desk.read_review(review) for desk in desks]

    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda desk, page: desk.post(
                    review, page[0], decision="approve", **page[1]
                ),
                desks,
                pages,
            )
        )

    assert sorted(status for status, _location, _page in answers) == [200] * 7 + [302]
    told = [page for status, _location, page in answers if status == 200]
    assert all("no longer open: approved by publisher" in page for page in told)


def test_session_of_one_server_holds_on_the_other(servers):
    first, second = servers
    desk = Desk(first, "author")

    desk.server = second

    assert desk.ask("/en/admin/")[0] == 200


def test_nobody_publishes_alone(servers, editors):
    author, _publisher = editors
    record, page = enter(author, "Zz Alone", _submit="1")

    _status, _location, form = author.ask(f"{record}change/")
    status, _location, _page = author.post(f"{record}step/publish/", form, seen="")

    assert status == 403
    assert read(servers, page) == {404}


def workers_of(server):
    pid = server.process.pid
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def test_killed_process_loses_nothing_that_was_acknowledged(servers):
    first, second = servers
    author = Desk(first, "author")
    record, _page = enter(author, "Zz Kept")
    tried = acknowledged = 0

    for tried in range(1, 31):
        if tried % 5 == 0:
            victim = workers_of(first)[0]
            delay = 0.02 * (tried // 5)
            threading.Timer(delay, os.kill, (victim, signal.SIGKILL)).start()
        try:
            changes = {"name_en": f"Zz Kept {tried}"}
            if author.save(f"{record}change/", "person_form", **changes):
                acknowledged = tried
        except (OSError, HTTPException):
            continue
        author_elsewhere = Desk(second, "author") if tried % 5 == 0 else author
        _status, _location, form = author_elsewhere.ask(f"{record}change/")
        assert f"Zz Kept {acknowledged}" in form or f"Zz Kept {tried}" in form

    assert acknowledged >= 20
    assert len(workers_of(first)) == 2
    assert read(servers, "/healthz") == {200}
