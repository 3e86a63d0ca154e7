import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Aim, Initiative, Milestone, Phase, Project
from portal.records.templatetags import record
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_person,
    make_source,
    make_statement,
    make_topic,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def make_full_initiative(size):
    """An initiative with this many of everything that its page shows."""
    initiative = make_initiative(
        topics=[make_topic() for _ in range(size)],
        partner_countries=[country(code) for code in ("FR", "DE", "JO")[:size]],
        sources=[make_source() for _ in range(size)],
    )
    for number in range(1, size + 1):
        for row in (
            Aim(text_en="An aim", stated_by_en=f"Office {number}"),
            Phase(title_en="A phase", start="2021"),
            Project(title_en="A project", kind_en="Port"),
            Milestone(what_en="A milestone", date=f"2021-0{number}"),
        ):
            row.initiative = initiative
            row.save()
            row.sources.set([make_source()])
        meeting = make_meeting(make_person(), initiatives=[initiative])
        make_statement(meeting=meeting, sources=[make_source()])
    return initiative


def cards(page):
    return [words(card) for card in page.all("article", class_="card")]


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_initiative_list_stands_in_its_language_with_one_heading(language):
    make_initiative()

    page = read("/initiatives/", language[0])

    assert page.status == 200
    assert page.language == language
    assert len(page.headings) == 1


def test_initiative_list_asks_as_much_for_three_as_for_one():
    make_initiative(topics=[make_topic()])
    with CaptureQueriesContext(connection) as for_one:
        read("/initiatives/")
    make_initiative(topics=[make_topic()])
    make_initiative(topics=[make_topic()])

    with CaptureQueriesContext(connection) as for_three:
        page = read("/initiatives/")

    assert len(cards(page)) == 3
    assert len(for_three) == len(for_one) <= 12


def test_initiative_list_has_launch_status_summary_and_topics():
    make_initiative(
        title_en="National Dialogue",
        launched="2021-03-08",
        status=Initiative.Status.UNDER_WAY,
        summary_en="A call for a dialogue.",
        topics=[make_topic(name_en="Elections")],
    )
    make_initiative(title_en="Green Economy", launched="", summary_en="Clean power.")

    assert cards(read("/initiatives/")) == [
        "National Dialogue Launched: 8 March 2021 Status: under way"
        " A call for a dialogue. Elections",
        "Green Economy No source dates a launch Status: not stated Clean power.",
    ]


def test_initiative_list_hides_drafts_and_their_topics():
    make_initiative(title_en="Secret initiative", state="draft")
    make_initiative(topics=[make_topic(name_en="Secret topic", state="draft")])

    page = read("/initiatives/")

    assert len(cards(page)) == 1
    assert "Secret" not in words(page.root)


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_initiative_page_stands_in_its_language_with_one_heading(language):
    initiative = make_initiative(title_ar="الحوار الوطني", title_en="National Dialogue")

    page = read(initiative, language[0])

    assert page.status == 200
    assert page.language == language
    assert page.headings == [
        {"ar": "الحوار الوطني", "en": "National Dialogue"}[language[0]]
    ]


def test_initiative_page_asks_as_much_for_three_of_everything_as_for_one():
    one, three = make_full_initiative(1), make_full_initiative(3)

    with CaptureQueriesContext(connection) as for_one:
        read(one)
    with CaptureQueriesContext(connection) as for_three:
        read(three)

    assert len(for_three) == len(for_one) <= 20


def test_initiative_page_begins_with_launch_and_status():
    initiative = make_initiative(
        launched="2021-03-08", status_note_en="Two sessions were held."
    )

    page = read(initiative)

    assert page.facts(page.one("header", class_="page-head")) == {
        "Launched": ["8 March 2021"],
        "Status": ["Not stated", "Two sessions were held."],
    }


def test_initiative_page_has_summary_topics_and_partner_countries():
    initiative = make_initiative(
        summary_en="A call.",
        text_en="<p>It was made in a speech.</p>",
        topics=[make_topic(name_en="Elections")],
        partner_countries=[country("FR"), country("JO")],
    )

    page = read(initiative)

    assert words(page.section("what-it-is")) == (
        "What it is A call. It was made in a speech."
    )
    assert page.facts(page.one("aside")) == {
        "Partner countries": ["France Jordan"],
        "Topics": ["Elections"],
    }


def test_initiative_page_has_the_aims_as_stated_by_each():
    initiative = make_initiative()
    for position, (text, whom) in enumerate(
        [
            ("Stability", "the prime minister's office"),
            ("Fair elections", "the prime minister's office"),
            ("A dialogue", "the president"),
            ("An order", ""),
        ]
    ):
        Aim.objects.create(
            initiative=initiative, position=position, text_en=text, stated_by_en=whom
        )

    section = read(initiative).section("aims")

    assert words(section) == (
        "Aims As stated by the prime minister's office : Stability Fair elections"
        " As stated by the president : A dialogue An order"
    )


def test_initiative_page_has_phases_and_projects():
    initiative = make_initiative()
    Phase.objects.create(
        initiative=initiative, title_en="First phase", start="2021-01", end="2021-06"
    )
    Project.objects.create(
        initiative=initiative,
        title_en="Grand Faw Port",
        kind_en="Port",
        place_en="Basra",
        status_en="Foundation stone laid",
    )

    page = read(initiative)

    assert page.items("phases") == ["First phase January 2021 – June 2021"]
    assert words(page.section("projects")) == (
        "Projects Grand Faw Port Port Basra Foundation stone laid"
    )


def test_initiative_page_interleaves_milestones_and_meetings_by_date():
    initiative = make_initiative()
    for date, what in [("2022-09-05", "Second session."), ("2021-03", "A speech.")]:
        Milestone.objects.create(initiative=initiative, date=date, what_en=what)
    make_meeting(
        initiatives=[initiative], title_en="Session two", date="2022-09-05", slug="two"
    )
    make_meeting(
        initiatives=[initiative],
        title_en="A call",
        date="2022-08-31",
        kind="phone_call",
    )

    page = read(initiative)

    assert page.items("timeline") == [
        "March 2021 A speech.",
        "31 August 2022 Phone call A call",
        "5 September 2022 Second session. Reception Session two",
    ]
    assert page.links(page.section("timeline"))["/en/meetings/two/"] == "Session two"


def test_initiative_page_says_how_old_its_last_evidence_is(monkeypatch):
    monkeypatch.setattr(record, "localdate", lambda: datetime.date(2023, 7, 20))
    initiative = make_initiative()
    Milestone.objects.create(initiative=initiative, date="2021-03", what_en="Speech.")
    make_meeting(initiatives=[initiative], date="2022-07-16")
    make_meeting(initiatives=[initiative], date="2022-12-20", state="draft")
    make_meeting(date="2022-09-20")

    page = read(initiative)

    assert page.facts(page.one("header", class_="page-head"))["Last evidence"] == [
        "16 July 2022",
        "12 months ago",
        "The latest meeting of the whole record is of September 2022 .",
    ]


def test_initiative_page_has_the_statements_of_its_meetings():
    initiative = make_initiative()
    make_statement(
        meeting=make_meeting(initiatives=[initiative]),
        gist_en="All should talk.",
        speaker=make_person(name_en="Joe Biden"),
    )
    make_statement(meeting=make_meeting(), gist_en="Something else.")

    assert read(initiative).items("statements") == ["Joe Biden All should talk."]


def test_initiative_page_names_each_source_once_and_what_it_supports():
    general = make_source(publisher="Agency", title="Report")
    special = make_source(publisher="Ministry", title="Minutes")
    initiative = make_initiative(sources=[general])
    row = Milestone.objects.create(
        initiative=initiative, date="2021", what_en="A speech."
    )
    row.sources.set([special])

    page = read(initiative)

    assert [
        words(item) for item in page.one("ol", page.section("sources")).children
    ] == [
        "Report Agency 28 July 2021 Original page",
        "Minutes Ministry 28 July 2021 Original page Supports: A speech.",
    ]


def test_initiative_page_hides_every_draft_that_it_refers_to():
    draft = {"state": "draft"}
    secret_source = make_source(publisher="Secret publisher", **draft)
    initiative = make_initiative(
        topics=[make_topic(name_en="Secret topic", **draft)], sources=[secret_source]
    )
    row = Aim.objects.create(initiative=initiative, text_en="An aim")
    row.sources.set([secret_source])
    secret_person = make_person(name_en="Secret person", **draft)
    secret = make_meeting(title_en="Secret meeting", initiatives=[initiative], **draft)
    make_statement(meeting=secret, gist_en="Secret words")
    meeting = make_meeting(secret_person, initiatives=[initiative])
    make_statement(meeting=meeting, gist_en="Secret gist", **draft)
    make_statement(
        meeting=meeting,
        gist_en="Public gist",
        speaker=secret_person,
        sources=[secret_source],
    )

    page = read(initiative)

    assert "Secret" not in words(page.root)
    assert len(page.items("timeline")) == 1
    assert page.items("statements") == ["Public gist"]


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "withdrawn"])
def test_initiative_page_is_not_there_unless_published(state):
    assert read(make_initiative(state=state)).status == (
        410 if state == "withdrawn" else 404
    )
