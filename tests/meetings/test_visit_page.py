import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import country, make_meeting, make_person, make_source, make_visit
from tests.meetings.rows import add_outcome
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def make_full_visit(size):
    """A visit with this many of everything that its page shows."""
    visit = make_visit(
        countries=[country(code) for code in ("FR", "DE", "JO")[:size]],
        sources=[make_source() for _ in range(size)],
    )
    for _ in range(size):
        make_meeting(make_person(), visit=visit, country=country("FR"))
        add_outcome(make_meeting(), followed_by_visit=visit)
    return visit


@pytest.mark.parametrize("language", [("ar", "rtl"), ("en", "ltr")])
def test_visit_page_stands_in_its_language_with_one_heading(language):
    visit = make_visit(title_ar="زيارة باريس", title_en="Visit to Paris")

    page = read(visit, language[0])

    assert page.status == 200
    assert page.language == language
    assert page.headings == [{"ar": "زيارة باريس", "en": "Visit to Paris"}[language[0]]]


def test_visit_page_asks_as_much_for_three_of_everything_as_for_one():
    one, three = make_full_visit(1), make_full_visit(3)

    with CaptureQueriesContext(connection) as for_one:
        read(one)
    with CaptureQueriesContext(connection) as for_three:
        read(three)

    assert len(for_three) == len(for_one) <= 20


def test_visit_page_has_dates_countries_and_meetings_in_order():
    visit = make_visit(
        start="2020-10-18",
        end="2020-10-22",
        countries=[country("FR"), country("DE")],
        summary_en="Three capitals.",
    )
    berlin = {"title_en": "Talks in Berlin", "summary_en": "Then Berlin."}
    paris = {"title_en": "Talks in Paris", "summary_en": "Paris was first."}
    make_meeting(visit=visit, date="2020-10-20", **berlin)
    make_meeting(visit=visit, date="2020-10-19", **paris)

    page = read(visit)

    assert page.facts() == {
        "Dates": ["18 – 22 October 2020"],
        "Countries": ["France Germany"],
    }
    nothing = "No meeting of this day is in the record."
    assert [words(day) for day in page.all("li", class_="day")] == [
        f"18 October 2020 Sunday {nothing}",
        "19 October 2020 Monday Reception Talks in Paris Paris was first.",
        "20 October 2020 Tuesday Reception Talks in Berlin Then Berlin.",
        f"21 October 2020 Wednesday {nothing}",
        f"22 October 2020 Thursday {nothing}",
    ]
    assert "Three capitals." in words(page.root)


def test_visit_page_has_whom_he_met_each_day_and_what_came_of_it():
    visit = make_visit(start="2021-07-02", end="2021-07-02")
    meeting = make_meeting(
        make_person(name_en="Mario Draghi"),
        visit=visit,
        date="2021-07-02",
        time="10:30",
        title_en="Talks in Rome",
        city_en="Rome",
        summary_en="They met.",
    )
    followed = make_meeting(title_en="Secret", state="draft")
    add_outcome(meeting, text_en="A rail link.", followed_by_meeting=followed)

    page = read(visit)

    assert [words(day) for day in page.all("li", class_="day")] == [
        "2 July 2021 Friday 10:30 Reception Rome Talks in Rome Mario Draghi Role 1"
        " They met. Agreement A rail link."
    ]


def test_visit_page_has_meetings_whose_day_is_not_stated():
    visit = make_visit(start="2021-07", end="")
    make_meeting(visit=visit, date="2021-07", title_en="Talks", summary_en="So.")

    page = read(visit)

    assert [words(day) for day in page.all("li", class_="day")] == [
        "July 2021 Reception Talks So."
    ]


def test_visit_page_says_that_its_end_and_its_meetings_are_not_known():
    page = read(make_visit(start="2021-08-22", end=""))

    assert page.facts() == {
        "Dates": ["from 22 August 2021", "No source of this record gives the end."]
    }
    assert words(page.section("meetings")) == (
        "Day by day No meeting of it is in this record."
    )


def test_visit_page_says_what_the_visit_followed():
    visit = make_visit()
    invitation = make_meeting(title_en="A call", date="2020-07-22")
    add_outcome(invitation, kind="invitation_received", followed_by_visit=visit)

    page = read(visit)

    assert page.items("follows") == ["Invitation received A call 22 July 2020"]


def test_visit_page_has_sources_disagreements_and_evidence():
    visit = make_visit(
        sources=[make_source(publisher="Agency", title="Report")],
        disagreements_en="One says 20, the other 21.",
        evidence_en="The end is not known.",
    )

    page = read(visit)

    assert page.items("sources") == ["Report Agency 28 July 2021 Original page"]
    assert words(page.section("disagreements")) == (
        "Where sources disagree One says 20, the other 21."
    )
    assert words(page.section("evidence")) == "About the evidence The end is not known."


def test_visit_page_hides_every_draft_that_it_refers_to():
    draft = {"state": "draft"}
    visit = make_visit(sources=[make_source(title="Secret source", **draft)])
    secret = make_meeting(visit=visit, title_en="Secret meeting", **draft)
    add_outcome(secret, followed_by_visit=visit)
    make_meeting(make_person(name_en="Secret person", **draft), visit=visit)

    page = read(visit)

    assert "Secret" not in words(page.root)
    assert len(page.all("article", class_="day-meeting")) == 1
    assert page.all("section", aria_labelledby="follows") == []


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "withdrawn"])
def test_visit_page_is_not_there_unless_published(state):
    assert read(make_visit(state=state)).status == (
        410 if state == "withdrawn" else 404
    )
