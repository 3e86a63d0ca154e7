"""The pages of shared records."""

import pytest

from portal.publishing.models import State
from portal.records.models import LifeEvent, Position
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_photograph,
    make_source,
    make_statement,
    make_topic,
    make_visit,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db

MAKERS = {
    "people": (make_person, "name"),
    "organisations": (make_organisation, "name"),
    "topics": (make_topic, "name"),
    "photographs": (make_photograph, "title"),
}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
UNPUBLISHED = [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]


@pytest.mark.parametrize("language", DIRECTIONS)
@pytest.mark.parametrize("type", MAKERS)
def test_page_has_one_heading_in_its_language(type, language):
    maker, field = MAKERS[type]
    record = maker()

    page = read(record, language)

    assert page.status == 200
    assert page.language == (language, DIRECTIONS[language])
    assert page.headings == [getattr(record, f"{field}_{language}")]


@pytest.mark.parametrize("type", MAKERS)
def test_missing_english_is_shown_in_arabic_and_marked(type):
    maker, field = MAKERS[type]
    record = maker(**{f"{field}_ar": "اسم", f"{field}_en": ""})

    heading = read(record, "en").one("h1")
    (link,) = read(f"/{type}/", "en").all("span", lang="ar", dir="rtl")

    assert words(heading) == "اسم not yet translated"
    assert words(link) == "اسم"


@pytest.mark.parametrize("state", UNPUBLISHED)
@pytest.mark.parametrize(
    "maker", [make_source, *(maker for maker, _ in MAKERS.values())]
)
def test_unpublished_record_has_no_page(maker, state):
    assert read(maker(state=state)).status == (410 if state == "withdrawn" else 404)


def test_person_page_tells_what_is_recorded():
    person = make_person(
        name_en="Emmanuel Macron",
        name_ar="إيمانويل ماكرون",
        other_names=["ماكرون", "Macron"],
        country=country("FR"),
        wikidata="Q3052772",
        evidence_en="Two points rest on one source.",
        sources=[make_source(title="First report")],
    )
    position = Position.objects.create(
        person=person,
        position=1,
        title_ar="رئيس فرنسا",
        title_en="President of France",
        organisation=make_organisation(name_en="Presidency of France"),
        start="2017-05-14",
    )
    position.sources.add(make_source(publisher="Agency", title="Second report"))

    page = read(person)

    assert page.facts() == {
        "Arabic": ["إيمانويل ماكرون"],
        "Country": ["France"],
        "Other spellings": ["ماكرون Macron"],
        "Wikidata": ["Q3052772"],
    }
    assert page.items("positions") == [
        "from 14 May 2017 President of France Presidency of France Sources: Agency"
    ]
    assert words(page.section("evidence")) == (
        "About the evidence Two points rest on one source."
    )
    titles = [words(link) for link in page.all("a", class_="source-title")]
    assert titles == ["First report", "Second report"]


def test_person_page_gives_the_role_of_each_meeting():
    person = make_person()
    make_meeting(person, title_en="Earlier meeting", date="2020-05-14")
    make_meeting(person, title_en="Later meeting", date="2021-07")
    make_meeting(person, title_en="Secret meeting", state=State.DRAFT)
    make_statement(speaker=person, gist_en="Secret gist", state=State.DRAFT)

    page = read(person)

    assert page.items("meetings") == [
        "July 2021 Later meeting Role 1",
        "14 May 2020 Earlier meeting Role 1",
    ]
    assert "Secret" not in words(page.root)


def test_person_page_hides_drafts_it_refers_to():
    person = make_person(
        sources=[make_source(title="Secret report", state=State.DRAFT)],
    )
    make_photograph(title_en="Secret picture", people=[person], state=State.DRAFT)
    event = LifeEvent.objects.create(person=person, position=1, what_ar="حدث")
    event.sources.add(make_source(publisher="Secret agency", state=State.WITHDRAWN))

    assert "Secret" not in words(read(person).root)


def test_photograph_page_says_why_there_is_no_image():
    photograph = make_photograph(
        caption_en="Before the talks.",
        credit="Agency / Somebody",
        place_en="Baghdad",
        country=country("IQ"),
        rights_note_en="Not to be reproduced.",
        people=[
            make_person(name_en="Shown person"),
            make_person(name_en="Secret person", state=State.DRAFT),
        ],
    )
    make_meeting(title_en="Shown meeting", photographs=[photograph])
    make_meeting(title_en="Secret meeting", photographs=[photograph], state=State.DRAFT)

    page = read(photograph)

    assert words(page.one("figure")) == "Not reproduced here Before the talks."
    assert page.all("img") == []
    assert page.facts() == {
        "Date": ["28 July 2021"],
        "Place": ["Baghdad"],
        "Country": ["Iraq"],
        "Who is shown": ["Shown person"],
        "Credit": ["Agency / Somebody"],
        "Rights": ["Not stated by the publisher", "Not to be reproduced."],
    }
    assert [words(one) for one in page.all("h3", class_="card-title")] == [
        "Shown meeting"
    ]


def test_source_page_tells_what_rests_on_it():
    source = make_source(title="تقرير", language="ar", publisher="Agency")
    person = make_person(name_en="Told person")
    event = LifeEvent.objects.create(person=person, position=1, what_ar="حدث")
    event.sources.add(source)
    make_meeting(title_en="Told meeting", sources=[source])
    make_meeting(title_en="Secret meeting", sources=[source], state=State.DRAFT)

    page = read(source)

    assert dict(page.one("h1").attributes) == {"lang": "ar", "dir": "rtl"}
    cited = [words(section) for section in page.all("section")]
    assert cited == ["People Told person", "Meetings Told meeting"]


def test_source_page_writes_its_address_in_letters():
    url = "https://example.org/%D9%84%D9%82%D8%A7%D8%A1"

    assert read(make_source(url=url)).links()[url] == "https://example.org/لقاء"


def test_source_that_nothing_rests_on_says_so():
    page = read(make_source())

    assert "Nothing published rests on this source." in words(page.one("main"))


def test_topic_page_gathers_meetings_and_initiatives():
    broader = make_topic(name_en="Economy")
    topic = make_topic(name_en="Investment", broader=broader)
    make_topic(name_en="Secret topic", broader=topic, state=State.DRAFT)
    make_topic(name_en="Bonds", broader=topic)
    make_meeting(title_en="Talks", topics=[topic])
    make_initiative(title_en="Plan", topics=[topic])
    make_initiative(title_en="Secret plan", topics=[topic], state=State.DRAFT)

    page = read(topic)

    assert page.facts(page.one("aside")) == {
        "Broader topic": ["Economy"],
        "Narrower topics": ["Bonds"],
    }
    assert page.items("initiatives") == ["Plan March 2021"]
    assert [words(one) for one in page.all("h3", class_="card-title")] == ["Talks"]
    assert "Secret" not in words(page.root)


def test_draft_of_a_broader_topic_is_not_named():
    broader = make_topic(name_en="Secret topic", state=State.DRAFT)

    assert "Secret" not in words(read(make_topic(broader=broader)).root)


def test_organisation_page_names_who_held_positions_in_it():
    body = make_organisation(other_names=["NATO"], country=country("BE"))
    for name, state in (("Shown", State.PUBLISHED), ("Secret", State.DRAFT)):
        person = make_person(name_en=f"{name} person", state=state)
        Position.objects.create(
            person=person, organisation=body, position=1, title_ar="م", title_en=name
        )
    make_meeting(title_en="Secret meeting", organisations=[body], state=State.DRAFT)

    page = read(body)

    assert page.items("people") == ["Shown person Shown"]
    assert page.facts()["Other names"] == ["NATO"]
    assert "Secret" not in words(page.root)


def test_country_page_gathers_the_relationship():
    france = country("FR")
    make_meeting(title_en="Call with Paris", countries=[france])
    make_meeting(title_en="Secret call", countries=[france], state=State.DRAFT)
    make_visit(title_en="Visit to Paris", countries=[france])
    make_visit(title_en="Secret visit", countries=[france], state=State.DRAFT)
    make_initiative(title_en="Secret plan", partner_countries=[france], state="draft")
    make_person(name_en="Emmanuel Macron", country=france)
    make_person(name_en="Secret person", country=france, state=State.DRAFT)
    make_organisation(name_en="Secret body", country=france, state=State.DRAFT)

    page = read("/countries/fr/")

    assert page.headings == ["France"]
    assert page.items("relationship") == [
        "26 July 2021 Received Call with Paris",
        "25 – 29 July 2021 Visit Visit to Paris",
    ]
    assert page.items("people") == ["Emmanuel Macron"]
    assert "Secret" not in words(page.root)


def test_home_country_page_shows_the_meetings_held_there():
    make_meeting(title_en="At home", country=country("IQ"), countries=[country("FR")])

    assert words(read("/countries/iq/").section("meetings-here")).startswith(
        "Meetings held here"
    )
