"""The ledger of invitations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.publishing.models import State
from tests.factories import (
    country,
    make_meeting,
    make_organisation,
    make_person,
    make_visit,
)
from tests.meetings.rows import add_outcome
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def ledger(query="", language="en"):
    page = read(f"/invitations/{query}", language)
    return [words(one) for one in page.all("li", class_="ledger-entry")]


def invite(kind="invitation_received", **kwargs):
    date = kwargs.pop("date", "2020-05-14")
    meeting = make_meeting(title_en="Reception", date=date)
    return add_outcome(meeting, kind=kind, **kwargs)


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_ledger_stands_in_its_language_with_one_heading(language):
    invite()

    page = read("/invitations/", language[0])

    assert (page.status, page.language) == (200, language)
    assert len(page.headings) == 1


def test_ledger_says_between_whom_at_which_meeting_and_what_followed():
    france = country("FR")
    invite(
        text_en="An invitation to Paris.",
        people=[make_person(name_en="Emmanuel Macron")],
        organisations=[make_organisation(name_en="Élysée")],
        countries=[france],
        followed_by_visit=make_visit(title_en="Visit to Paris"),
    )
    invite(
        "invitation_extended",
        date="2021-07",
        text_en="An invitation to Baghdad.",
        countries=[france],
    )
    add_outcome(make_meeting(), kind="agreement", text_en="An agreement.")

    assert ledger() == [
        "July 2021 Invitation extended An invitation to Baghdad."
        " At the meeting: Reception Parties France"
        " What followed No visit in this record.",
        "14 May 2020 Invitation received An invitation to Paris."
        " At the meeting: Reception Parties Emmanuel Macron Élysée France"
        " What followed Visit to Paris 25 – 29 July 2021",
    ]


def test_ledger_says_how_complete_it_is():
    invite()
    invite(date="2021-07", text_en="")

    head = read("/invitations/").one("header", class_="page-head")

    assert "2 invitations in the record, the latest first" in words(head)
    assert "The list runs from 14 May 2020 to July 2021 ." in words(head)
    assert "1 entry is not yet translated into English." in words(head)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?kind=invitation_received", 2),
        ("?kind=invitation_extended", 1),
        ("?country=fr", 1),
        ("?year=2021", 1),
        ("?year=2021&country=fr", 0),
    ],
)
def test_ledger_can_be_narrowed(query, count):
    invite(countries=[country("FR")])
    invite()
    invite("invitation_extended", date="2021-07-26")

    assert len(ledger(query)) == count


@pytest.mark.parametrize("query", ["?kind=agreement", "?country=zz", "?year=abc"])
def test_ledger_has_no_page_for_what_makes_no_sense(query):
    assert read(f"/invitations/{query}").status == 404


def test_ledger_hides_what_is_not_published():
    secret = make_visit(title_en="Secret", state=State.DRAFT)
    person = make_person(name_en="Secret", state=State.DRAFT)
    invite(followed_by_visit=secret, people=[person])
    draft = make_meeting(title_en="Secret", state=State.DRAFT)
    add_outcome(draft, kind="invitation_received", text_en="Secret")

    (entry,) = ledger()

    assert entry.endswith("What followed No visit in this record.")
    assert "Secret" not in words(read("/invitations/").root)


def add_invitation():
    invite(
        people=[make_person()],
        organisations=[make_organisation()],
        countries=[country("FR")],
        followed_by_visit=make_visit(),
        followed_by_meeting=make_meeting(),
    )


def test_ledger_asks_as_much_for_three_as_for_one():
    add_invitation()
    with CaptureQueriesContext(connection) as for_one:
        ledger()
    add_invitation()
    add_invitation()

    with CaptureQueriesContext(connection) as for_three:
        assert len(ledger()) == 3

    assert len(for_three) == len(for_one) <= 12
