import pytest

from meetings.models import Meeting
from tests.factories import (
    country,
    make_meeting,
    make_person,
    make_photograph,
    make_source,
    make_statement,
)
from tests.meetings.rows import add_outcome, add_participant
from tests.reading import read, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_meeting_page_stands_in_its_language_with_one_heading(language):
    meeting = make_meeting(title_ar="لقاء بغداد", title_en="Meeting in Baghdad")

    page = read(meeting, language[0])

    assert page.status == 200
    assert page.language == language
    assert page.headings == [
        {"ar": "لقاء بغداد", "en": "Meeting in Baghdad"}[language[0]]
    ]


def test_meeting_page_begins_with_date_place_kind_presence_and_status():
    meeting = make_meeting(
        date="2021-07-26",
        time="14:30",
        kind=Meeting.Kind.BILATERAL,
        presence=Meeting.Presence.IN_PERSON,
        status=Meeting.Status.HELD,
        venue_en="White House",
        city_en="Washington, D.C.",
        country=country("US"),
    )

    page = read(meeting)

    assert page.facts(page.one("header", class_="page-head")) == {
        "Date": ["26 July 2021", "14:30 local time"],
        "Place": ["White House Washington, D.C. United States"],
        "Kind": ["Bilateral talks"],
        "How they met": ["In person"],
        "Status": ["Held"],
    }


def test_meeting_page_has_no_place_for_a_call():
    meeting = make_meeting(kind=Meeting.Kind.PHONE_CALL, presence="call")

    page = read(meeting)

    assert list(page.facts(page.one("header", class_="page-head"))) == [
        "Date",
        "Kind",
        "How they met",
        "Status",
    ]


def test_meeting_page_says_who_was_present_on_each_side_and_who_was_not():
    meeting = make_meeting()
    add_participant(
        meeting,
        make_person(name_en="Sender"),
        "other",
        is_present=False,
        note_en="Sender of the letter",
        note_ar="المرسل",
    )
    add_participant(meeting, make_person(name_en="Guest", slug="guest"), "counterpart")
    add_participant(meeting, make_person(name_en="Host"), "home")
    add_participant(meeting, make_person(name_en="Observer"), "other")

    page = read(meeting)
    section = page.section("participants")

    assert [words(heading) for heading in page.all("h3", section)] == [
        "Home side",
        "Counterpart",
        "Also present",
        "Not present",
    ]
    assert page.items("participants") == [
        "Host Role 3",
        "Guest Role 2",
        "Observer Role 4",
        "Sender Role 1 Sender of the letter",
    ]
    assert page.links(section)["/en/people/guest/"] == "Guest"


def test_meeting_page_has_summary_and_text():
    meeting = make_meeting(
        summary_en="First line.\nSecond line.",
        text_en="<p>More of it.</p><script>alert(1)</script>",
    )

    page = read(meeting)

    assert [words(p) for p in page.all("p", page.section("what-happened"))] == [
        "First line.",
        "Second line.",
        "More of it.",
    ]
    assert page.all("script", page.one("main")) == []


def test_meeting_page_says_where_a_text_is_not_yet_translated():
    meeting = make_meeting(summary_ar="ملخص.", summary_en="")

    page = read(meeting)
    text = page.one("div", page.section("what-happened"), class_="prose")

    assert dict(text.attributes)["lang"] == "ar"
    assert dict(text.attributes)["dir"] == "rtl"
    assert words(page.section("what-happened")) == (
        "What happened not yet translated ملخص."
    )


def test_meeting_page_has_statements_with_quotations_in_their_own_language():
    meeting = make_meeting()
    make_statement(
        meeting=meeting,
        speaker=make_person(name_en="Joe Biden"),
        gist_en="Combat role to end.",
        quotation="سيكون سعيدا بزيارة موسكو",
        quotation_language="ar",
        quotation_form="translation_in_source",
        sources=[make_source(publisher="Yes Iraq")],
    )

    page = read(meeting)
    quotation = page.one("blockquote", page.section("statements"))

    assert page.items("statements") == [
        "Joe Biden Combat role to end. سيكون سعيدا بزيارة موسكو"
        " Translated by the publisher Arabic Sources: Yes Iraq"
    ]
    assert dict(quotation.attributes) == {"lang": "ar", "dir": "rtl"}


def test_meeting_page_has_photographs_with_credit_and_rights():
    photograph = make_photograph(
        title_en="At the White House",
        caption_en="Two men at a table.",
        credit="Reuters",
        rights="restricted",
    )
    meeting = make_meeting(photographs=[photograph])

    page = read(meeting)

    assert words(page.one("figure", page.section("photographs"))) == (
        "Not reproduced here At the White House Two men at a table."
        " Photo: Reuters Rights: restricted"
    )
    assert page.all("img", page.section("photographs")) == []


def test_meeting_page_names_each_source_once_and_what_it_supports():
    general = make_source(publisher="Agency", title="Report", published="2021-07-28")
    special = make_source(publisher="Ministry", title="Minutes", published="2021-07")
    meeting = make_meeting(sources=[general])
    add_outcome(meeting, text_en="A waiver.", sources=[general, special])

    page = read(meeting)

    assert [
        words(item) for item in page.one("ol", page.section("sources")).children
    ] == [
        "Report Agency 28 July 2021 Original page"
        " Supports: the record as a whole A waiver.",
        "Minutes Ministry July 2021 Original page Supports: A waiver.",
    ]


def test_meeting_page_says_where_sources_disagree_and_what_is_inferred():
    meeting = make_meeting(
        disagreements_en="One says 16, the other 17.",
        evidence_en="The day is inferred.",
    )

    page = read(meeting)

    assert words(page.section("disagreements")) == (
        "Where sources disagree One says 16, the other 17."
    )
    assert words(page.section("evidence")) == "About the evidence The day is inferred."


def test_meeting_page_has_its_permanent_link(settings):
    settings.SITE_URL = "https://record.example.org"
    meeting = make_meeting(permanent_id="23456789ab")

    page = read(meeting)

    assert words(page.one("p", class_="permanent-id")) == (
        "Permanent link to this record: https://record.example.org/r/23456789ab"
    )
