"""Both languages of a record side by side."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.publishing.models import State
from portal.records import prose
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_series,
    make_source,
    make_statement,
    make_topic,
    make_visit,
)
from tests.meetings.rows import add_outcome, add_participant, make_full_meeting
from tests.reading import Page, read, words

pytestmark = pytest.mark.django_db

MAKERS = [
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_series,
    make_statement,
    make_topic,
    make_visit,
]


def get(path):
    return Client(headers={"host": "localhost"}).get(path)


def side_by_side(record, language="en"):
    path = record.get_absolute_url()
    return Page(get(f"{path.replace('/en/', f'/{language}/')}?view=parallel"))


def rows(page, within):
    """What stands side by side: `[[(lang, dir, text), …], …]`."""
    return [
        [
            (dict(cell.attributes)["lang"], dict(cell.attributes)["dir"], words(cell))
            for cell in row.children
        ]
        for row in page.all("div", within, class_="parallel-row")
    ]


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
@pytest.mark.parametrize("maker", MAKERS)
def test_every_record_has_its_languages_side_by_side(maker, language):
    page = side_by_side(maker(), language[0])

    assert page.status == 200
    assert page.language == language
    assert len(page.headings) == 1


def test_parallel_page_sets_paragraph_beside_paragraph():
    meeting = make_meeting(
        title_ar="لقاء",
        title_en="Talks",
        summary_ar="أولاً.\nثانياً.",
        summary_en="First.\nSecond.",
        text_ar="<p>نص</p><ul><li><p>بند</p></li></ul>",
        text_en="<p>Text</p><ul><li><p>Item</p></li></ul>",
    )

    page = side_by_side(meeting)

    head, summary, text = page.one("header", class_="parallel-head"), "1", "2"
    assert rows(page, head) == [[("en", "ltr", "Talks"), ("ar", "rtl", "لقاء")]]
    assert rows(page, page.section(f"part-{summary}")) == [
        [("en", "ltr", "First."), ("ar", "rtl", "أولاً.")],
        [("en", "ltr", "Second."), ("ar", "rtl", "ثانياً.")],
    ]
    assert rows(page, page.section(f"part-{text}")) == [
        [("en", "ltr", "Text"), ("ar", "rtl", "نص")],
        [("en", "ltr", "Item"), ("ar", "rtl", "بند")],
    ]


def test_parallel_page_begins_with_the_language_of_the_page():
    page = side_by_side(make_meeting(title_ar="لقاء", title_en="Talks"), "ar")

    assert rows(page, page.one("header", class_="parallel-head")) == [
        [("ar", "rtl", "لقاء"), ("en", "ltr", "Talks")]
    ]


def test_parallel_page_keeps_texts_whole_whose_paragraphs_do_not_match():
    topic = make_topic(evidence_ar="أولاً.\nثانياً.", evidence_en="Both.")

    page = side_by_side(topic)

    assert rows(page, page.section("part-1")) == [
        [("en", "ltr", "Both."), ("ar", "rtl", "أولاً. ثانياً.")]
    ]


def test_parallel_page_says_what_is_not_translated():
    page = side_by_side(make_topic(name_en="", evidence_ar="استنتاج."))

    (cells,) = rows(page, page.section("part-1"))
    assert cells == [("en", "ltr", "not yet translated"), ("ar", "rtl", "استنتاج.")]
    assert page.headings == ["not yet translated"]


def test_parallel_page_has_the_texts_of_rows_statements_and_photographs():
    meeting = make_meeting(
        disagreements_ar="خلاف.",
        disagreements_en="One says 16.",
        photographs=[make_photograph(title_en="Handshake", caption_en="Both smile.")],
    )
    guest = make_person(name_ar="ضيف", name_en="Guest")
    add_participant(meeting, guest, role_en="Envoy", role_ar="مبعوث")
    add_outcome(meeting, text_en="An agreement.", text_ar="اتفاق")
    make_statement(meeting=meeting, gist_en="Said so.", gist_ar="قال ذلك.")

    page = side_by_side(meeting)

    headings = [words(heading) for heading in page.all("h2")]
    assert headings == [
        "Summary",
        "Participants",
        "Outcomes",
        "Statements",
        "Photographs",
        "Where sources disagree",
    ]
    english = [row[0][2] for row in rows(page, page.one("main"))]
    assert english[2:] == [
        "Guest",
        "Envoy",
        "An agreement.",
        "Said so.",
        "Handshake",
        "Both smile.",
        "One says 16.",
    ]


def test_parallel_page_hides_drafts():
    meeting = make_meeting(
        photographs=[make_photograph(title_en="Secret", state=State.DRAFT)]
    )
    add_participant(meeting, make_person(name_en="Secret", state=State.DRAFT))
    make_statement(meeting=meeting, gist_en="Secret", state=State.DRAFT)
    secret = make_visit(title_en="Secret", state=State.DRAFT)
    add_outcome(meeting, followed_by_visit=secret)

    assert "Secret" not in words(side_by_side(meeting).root)
    assert side_by_side(secret).status == 404
    assert side_by_side(make_visit(state=State.WITHDRAWN)).status == 410


def test_parallel_page_and_the_plain_one_lead_to_each_other(settings):
    settings.SITE_URL = "https://record.example.org"
    visit = make_visit(slug="to-paris")

    plain, page = read(visit), side_by_side(visit)

    assert plain.links()["?view=parallel"] == "Arabic and English side by side"
    assert page.links()["/en/visits/to-paris/"] == "Back to the page in one language"
    (canonical,) = page.all("link", rel="canonical")
    assert dict(canonical.attributes)["href"] == (
        "https://record.example.org/en/visits/to-paris/"
    )
    assert list(page.links(page.one("nav", class_="language-switch"))) == [
        "/ar/visits/to-paris/?view=parallel"
    ]


def test_parallel_page_is_kept_under_its_own_query():
    path = make_visit().get_absolute_url()

    assert get(f"{path}?view=parallel").canonical_query == "view=parallel"
    assert get(f"{path}?view=other").canonical_query == ""
    assert get(path).canonical_query == ""


def test_source_has_nothing_to_set_side_by_side():
    source = make_source(title="Report")

    assert side_by_side(source).headings == ["Report"]
    assert "?view=parallel" not in read(source).links()


def test_country_has_its_names_side_by_side():
    page = side_by_side(country("FR"))

    assert rows(page, page.one("header", class_="parallel-head")) == [
        [("en", "ltr", "France"), ("ar", "rtl", "فرنسا")]
    ]


def test_parallel_page_asks_as_much_for_three_as_for_one():
    one, three = make_full_meeting(1), make_full_meeting(3)
    with CaptureQueriesContext(connection) as for_one:
        side_by_side(one)

    with CaptureQueriesContext(connection) as for_three:
        side_by_side(three)

    assert len(for_one) == len(for_three) <= 12


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("plain", ["plain"]),
        (
            "<p>a</p><p>b <strong>c</strong></p>",
            ["<p>a</p>", "<p>b <strong>c</strong></p>"],
        ),
        (
            "<ul><li><p>a</p></li><li>b</li></ul>\n<h3>c</h3>",
            ["<ul><li><p>a</p></li><li>b</li></ul>", "<h3>c</h3>"],
        ),
        (
            "<blockquote><p>a</p></blockquote><script>x</script>",
            ["<blockquote><p>a</p></blockquote>"],
        ),
    ],
)
def test_running_text_falls_into_its_blocks(html, blocks):
    assert prose.blocks(html) == blocks


@pytest.mark.parametrize(
    ("language", "words_of_note"),
    [
        ("en", "translated from an earlier version"),
        ("ar", "تُرجم عن نسخة سابقة من النص"),
    ],
)
def test_parallel_text_from_an_earlier_version_says_so(language, words_of_note):
    meeting = make_meeting(
        make_person(),
        title_en="Old title",
        outdated_translations=["en:title", "en:summary"],
    )

    page = side_by_side(meeting, language)

    notes = page.all("span", class_="fallback-note")
    assert [words(note) for note in notes] == [words_of_note] * 2
    assert {dict(note.attributes)["lang"] for note in notes} == {language}
