import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_meeting, make_person, make_source, make_statement
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def make_full_statement(size):
    """A statement with this many of everything that its page shows."""
    speaker = make_person()
    meeting = make_meeting(speaker, *[make_person() for _ in range(size)])
    for _ in range(size):
        make_statement(meeting=meeting)
    sources = [make_source() for _ in range(size)]
    return make_statement(meeting=meeting, speaker=speaker, sources=sources)


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_statement_page_stands_in_its_language_with_one_heading(language):
    statement = make_statement(gist_ar="فحوى القول", gist_en="What it says")

    page = read(statement, language[0])

    assert page.status == 200
    assert page.language == language
    assert page.headings == [{"ar": "فحوى القول", "en": "What it says"}[language[0]]]


def test_statement_page_asks_as_much_for_three_of_everything_as_for_one():
    one, three = make_full_statement(1), make_full_statement(3)

    with CaptureQueriesContext(connection) as for_one:
        read(one)
    with CaptureQueriesContext(connection) as for_three:
        read(three)

    assert len(for_three) == len(for_one) <= 20


def test_statement_page_has_speaker_with_role_date_and_meeting():
    speaker = make_person(name_en="Joe Biden")
    meeting = make_meeting(speaker, title_en="White House")
    statement = make_statement(meeting=meeting, speaker=speaker, date="2021-07-26")

    assert read(statement).facts() == {
        "Speaker": ["Joe Biden", "Role 1"],
        "Date": ["26 July 2021"],
        "Meeting": ["White House"],
    }


def test_statement_page_says_that_there_is_no_meeting_and_no_quotation():
    statement = make_statement(speaker=make_person(name_en="Joe Biden"), date="")

    page = read(statement)

    assert page.facts() == {
        "Speaker": ["Joe Biden"],
        "Meeting": ["No meeting in this record."],
    }
    assert "The record has the gist only, no quotation." in words(page.root)


@pytest.mark.parametrize(
    ("language", "direction", "name"),
    [("ar", "rtl", "Arabic"), ("en", "ltr", "English"), ("fr", "ltr", "French")],
)
def test_statement_page_has_the_quotation_in_its_own_language(
    language, direction, name
):
    statement = make_statement(
        quotation="…", quotation_language=language, quotation_form="paraphrase"
    )

    page = read(statement)
    quotation = page.one("blockquote")

    assert dict(quotation.attributes) == {"lang": language, "dir": direction}
    assert words(page.section("quotation")) == f"Quotation … Paraphrase {name}"


def test_statement_page_has_what_else_was_said_at_the_meeting():
    meeting = make_meeting()
    statement = make_statement(meeting=meeting)
    make_statement(
        meeting=meeting, gist_en="Something else", speaker=make_person(name_en="Guest")
    )

    assert read(statement).items("others") == ["Something else Guest"]


def test_statement_page_hides_every_draft_that_it_refers_to():
    draft = {"state": "draft"}
    secret_person = make_person(name_en="Secret person", **draft)
    meeting = make_meeting(secret_person)
    statement = make_statement(
        gist_en="Public gist",
        meeting=meeting,
        speaker=secret_person,
        sources=[make_source(title="Secret source", **draft)],
    )
    make_statement(gist_en="Secret gist", meeting=meeting, **draft)
    make_statement(gist_en="Another gist", meeting=meeting, speaker=secret_person)
    elsewhere = make_statement(meeting=make_meeting(title_en="Secret meeting", **draft))

    page = read(statement)

    assert "Secret" not in words(page.root)
    assert page.items("others") == ["Another gist"]
    assert read(elsewhere).facts()["Meeting"] == ["No meeting in this record."]


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "withdrawn"])
def test_statement_page_is_not_there_unless_published(state):
    assert read(make_statement(state=state)).status == (
        410 if state == "withdrawn" else 404
    )
