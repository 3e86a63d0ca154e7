import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Round
from tests.factories import country, make_meeting, make_person, make_series, make_source
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def make_full_series(size):
    """A series with this many of everything that its page shows."""
    series = make_series(sources=[make_source() for _ in range(size)])
    for number in range(1, size + 1):
        row = Round.objects.create(series=series, number=number, note_en="A note.")
        row.sources.set([make_source()])
        make_meeting(make_person(), series=series, round=row, country=country("FR"))
    return series


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_series_page_stands_in_its_language_with_one_heading(language):
    series = make_series(title_ar="حوار", title_en="Dialogue")

    page = read(series, language[0])

    assert page.status == 200
    assert page.language == language
    assert page.headings == [{"ar": "حوار", "en": "Dialogue"}[language[0]]]


def test_series_page_asks_as_much_for_three_of_everything_as_for_one():
    one, three = make_full_series(1), make_full_series(3)

    with CaptureQueriesContext(connection) as for_one:
        read(one)
    with CaptureQueriesContext(connection) as for_three:
        read(three)

    assert len(for_three) == len(for_one) <= 20


def test_series_page_has_rounds_with_their_meetings():
    series = make_series(summary_en="Four rounds.")
    first = Round.objects.create(
        series=series, number=1, position=1, date="2020-06-11", note_en="Held by video."
    )
    second = Round.objects.create(
        series=series, position=2, date="2020-08", place_en="Washington, D.C."
    )
    make_meeting(series=series, round=second, title_en="Later", date="2020-08-20")
    make_meeting(series=series, round=second, title_en="Earlier", date="2020-08-19")
    make_meeting(series=series, title_en="Between rounds", date="2021-01")

    page = read(series)
    rounds = page.one("ol", class_="entries rounds").children

    assert [words(row) for row in rounds] == [
        "Round 1 11 June 2020 Held by video. No meeting of it is in this record.",
        "A round without a number August 2020 Washington, D.C."
        " 19 August 2020 Reception Earlier 20 August 2020 Reception Later",
    ]
    assert page.items("meetings") == ["January 2021 Reception Between rounds"]
    assert first.meetings.count() == 0


def test_series_page_names_the_sources_of_its_rounds():
    series = make_series(sources=[make_source(publisher="Agency", title="Report")])
    row = Round.objects.create(series=series, number=2)
    row.sources.set([make_source(publisher="Ministry", title="Minutes")])

    page = read(series)

    assert [
        words(item) for item in page.one("ol", page.section("sources")).children
    ] == [
        "Report Agency 28 July 2021 Original page",
        "Minutes Ministry 28 July 2021 Original page Supports: Round 2",
    ]


def test_series_page_hides_every_draft_that_it_refers_to():
    draft = {"state": "draft"}
    secret_source = make_source(publisher="Secret publisher", **draft)
    series = make_series(sources=[secret_source])
    row = Round.objects.create(series=series, number=1)
    row.sources.set([secret_source])
    make_meeting(series=series, round=row, title_en="Secret meeting", **draft)
    make_meeting(series=series, title_en="Secret other meeting", **draft)

    page = read(series)

    assert "Secret" not in words(page.root)
    assert page.items("rounds") == ["Round 1 No meeting of it is in this record."]


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "withdrawn"])
def test_series_page_is_not_there_unless_published(state):
    assert read(make_series(state=state)).status == (
        410 if state == "withdrawn" else 404
    )
