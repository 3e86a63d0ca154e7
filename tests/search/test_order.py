"""What comes first. Every test here runs on both databases."""

import pytest

from portal.search.index import find
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
from tests.search.finding import found

pytestmark = pytest.mark.django_db


def meeting(slug, title="لقاء", summary="ملخص", **values):
    english = {"title_en": "", "summary_en": ""}
    return make_meeting(
        slug=slug, title_ar=title, summary_ar=summary, **english | values
    )


def test_order_spelling_before_light_stem_before_snowball_before_verb():
    meeting("verb", "يستثمرون", date="2022")
    meeting("light", "والمبادرات", date="2021")
    meeting("same", "مبادرة", date="2020")

    assert found("مبادرة", "ar") == ["same", "light"]


def test_order_worst_word_decides():
    meeting("both", "مبادرة اقتصادية", date="2020")
    meeting("one", "المبادرات اقتصادية", date="2021")

    assert found("مبادرة اقتصادية", "ar") == ["both", "one"]


def test_order_title_before_names_before_text():
    person = make_person(slug="someone", name_ar="حسن رفعت", name_en="Hassan Rifaat")
    meeting("text", summary="ذكر رفعت", date="2022")
    make_meeting(person, slug="names", date="2021")
    meeting("title", "رفعت في بغداد", date="2020")

    assert found("رفعت", "ar") == ["someone", "title", "names", "text"]


def test_order_readers_language_before_the_other():
    meeting("arabic", "لقاء COVID", date="2022")
    meeting("both", "لقاء COVID", date="2020", title_en="COVID meeting")

    assert found("covid", "en") == ["both", "arabic"]
    assert found("covid", "ar") == ["arabic", "both"]


def test_order_recent_before_old_then_slug():
    for slug, date in [
        ("b", "2021-07-02"),
        ("a", "2021-07-02"),
        ("year", "2021"),
        ("month", "2021-07"),
        ("new", "2022"),
    ]:
        meeting(slug, "مصفاة", date=date)

    in_order = ["new", "a", "b", "month", "year"]
    assert found("مصفاة", "ar") == in_order
    assert found("مصفاة", "ar", sort="date") == in_order
    assert [
        slug
        for page in (1, 2, 3)
        for slug in found("مصفاة", "ar", page=page, per_page=2)
    ] == in_order


def test_order_by_date_alone_where_asked():
    meeting("old", "مصفاة", date="2020")
    meeting("new", summary="المصفاة", date="2021")

    assert found("مصفاة", "ar") == ["old", "new"]
    assert found("مصفاة", "ar", sort="date") == ["new", "old"]


def test_order_undated_come_last_by_slug():
    for slug in ("c", "a", "b"):
        make_source(slug=slug, title="Refinery", published="")
    make_source(slug="z", title="Refinery", published="1999")

    assert found("refinery") == ["z", "a", "b", "c"]
    assert found("refinery", page=2, per_page=2) == ["b", "c"]


def test_named_person_comes_first_as_itself():
    macron = make_person(
        slug="macron", name_ar="إيمانويل ماكرون", name_en="Emmanuel Macron"
    )
    make_meeting(macron, slug="meeting", title_en="Macron, Macron", date="2025")

    results = find("Macron", language="en")

    assert [hit.slug for hit in results.hits] == ["macron", "meeting"]
    assert [hit.slug for hit in results.named] == ["macron"]


def test_named_country_comes_first_by_its_adjective():
    make_meeting(slug="meeting", title_en="French talks", countries=[country("FR")])

    assert found("french") == ["fr", "meeting"]
    assert found("فرنسا", "en") == ["fr", "meeting"]


def test_named_topic_and_initiative_come_first():
    make_meeting(slug="meeting", title_en="Water Water", date="2025")
    make_topic(slug="topic", name_en="Water")
    make_initiative(slug="initiative", title_en="Clean water")

    assert found("water")[:2] == ["topic", "initiative"]


def test_named_whole_before_named_in_part():
    make_topic(slug="more", name_en="Energy cooperation")
    make_topic(slug="whole", name_en="Energy")

    assert found("energy") == ["whole", "more"]


def test_word_of_many_names_names_none():
    for number in range(25):
        make_person(slug=f"p-{number:02}", name_en=f"Hassan Number{number}")
    make_meeting(slug="meeting", title_en="Hassan", date="2020")

    results = find("hassan", language="en")

    assert results.named == []
    assert results.hits[0].slug == "meeting"


def test_name_spelled_most_like_the_query_comes_first():
    make_person(slug="abdel-fattah", name_en="Abdel Fattah", name_ar="عبد الفتاح")
    make_person(slug="king", name_en="King Abdullah", name_ar="الملك عبد الله")
    make_person(slug="other", name_en="Abdul Rahim", name_ar="عبد الرحيم")

    assert found("Abdallah")[0] == "king"


def test_organisation_that_is_named_comes_first():
    make_meeting(slug="later", title_en="Arab League", date="2022")
    make_organisation(slug="it", name_en="The Arab League", name_ar="جامعة الدول")

    assert found("Arab League") == ["it", "later"]


def test_topic_of_several_parts_is_named_by_one():
    make_meeting(slug="later", title_en="Elections", date="2022")
    make_topic(slug="it", name_en="Elections and electoral reform", name_ar="موضوع")

    assert found("elections") == ["it", "later"]


def test_of_one_day_come_meetings_then_words_and_pictures_then_sources():
    make_source(slug="a", title="Talks", language="en", published="2021-07-26")
    make_photograph(slug="b", title_en="Talks", date="2021-07-26")
    make_statement(slug="c", gist_en="Talks", date="2021-07-26")
    make_visit(slug="d", title_en="Talks", start="2021-07-26")
    make_meeting(slug="f", title_en="Talks", date="2021-07-26")
    make_meeting(slug="e", title_en="Talks", date="2021-07-26")
    make_meeting(slug="g", title_en="Talks", date="2021-07-25")

    assert found("26 July 2021") == ["e", "f", "d", "c", "b", "a"]
    assert found("July 2021", per_page=3, page=2) == ["c", "b", "a"]
    assert found("", filters={"year": "2021"})[-1] == "g"


def test_title_of_a_source_counts_as_text():
    make_source(slug="report", title="Talks on zinc", published="2022")
    meeting("names", title_en="Talks", topics=[make_topic(name_en="Zinc")], date="2021")
    meeting("text", title_en="Talks", summary_en="On zinc", date="2020")

    assert [
        one for one in found("talks zinc") if one in ("report", "names", "text")
    ] == [
        "names",
        "report",
        "text",
    ]
