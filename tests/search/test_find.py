"""What is found at all. Every test here runs on both databases."""

import pytest

from portal.search.index import complete, find
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
from tests.search.finding import found

pytestmark = pytest.mark.django_db


def test_record_is_found_in_either_language_and_counted_once():
    make_meeting(slug="both", title_ar="مؤتمر COVID", title_en="COVID conference")

    for language, title in (("ar", "مؤتمر COVID"), ("en", "COVID conference")):
        results = find("covid", language=language)
        assert results.count == 1
        assert [(hit.language, hit.title) for hit in results.hits] == [
            (language, title)
        ]
    assert found("مؤتمر", "en") == ["both"]


def test_record_without_the_readers_language_is_shown_in_its_own():
    make_meeting(slug="one", title_ar="مصفاة كربلاء", title_en="", summary_en="")

    (hit,) = find("مصفاة", language="en").hits

    assert (hit.language, hit.title) == ("ar", "مصفاة كربلاء")


@pytest.mark.parametrize(
    ("make", "values", "query"),
    [
        (make_initiative, {"title_en": "Quartz plan"}, "quartz"),
        (make_meeting, {"title_en": "Quartz talks"}, "quartz"),
        (make_visit, {"title_en": "Quartz journey"}, "quartz"),
        (make_series, {"title_en": "Quartz dialogue"}, "quartz"),
        (make_statement, {"gist_en": "On quartz"}, "quartz"),
        (make_person, {"name_en": "Quartz Jones"}, "quartz"),
        (make_organisation, {"name_en": "Quartz council"}, "quartz"),
        (make_topic, {"name_en": "Quartz"}, "quartz"),
        (make_source, {"title": "About quartz"}, "quartz"),
        (make_photograph, {"title_en": "Quartz mine"}, "quartz"),
    ],
)
def test_every_type_is_found(make, values, query):
    record = make(**values)

    assert [(h.slug, h.url) for h in find(query, language="en").hits] == [
        (record.slug, record.get_absolute_url())
    ]


def test_country_is_found_once_something_refers_to_it():
    assert found("Bhutan") == []

    make_meeting(slug="meeting", countries=[country("BT")])

    assert found("Bhutan") == ["bt", "meeting"]


def test_meeting_is_found_by_whom_it_was_with_and_what_about():
    person = make_person(
        slug="person",
        name_ar="مصطفى الكاظمي",
        name_en="Mustafa Al-Kadhimi",
        other_names=["Kadhemy"],
    )
    topic = make_topic(slug="topic", name_ar="الطاقة", name_en="Energy")
    body = make_organisation(slug="body", name_ar="هيئة", name_en="Arab League")
    make_meeting(
        person,
        slug="it",
        kind="signing",
        countries=[country("FR")],
        topics=[topic],
        organisations=[body],
        city_en="Basra",
        city_ar="البصرة",
    )

    for query in (
        "Kadhimi",
        "كاظمي",
        "Kadhemy",
        "Kazemi",
        "France",
        "فرنسي",
        "energy",
        "طاقة",
        "arab league",
        "basra",
        "signing",
        "meetings",
        "Role",
    ):
        assert "it" in found(query), query


def test_words_are_all_needed():
    make_meeting(slug="both", title_en="Oil refinery")
    make_meeting(slug="one", title_en="Oil")

    assert found("oil refinery") == ["both"]


def test_words_may_be_of_different_languages():
    make_meeting(slug="it", title_ar="مصفاة كربلاء", title_en="The Karbala plant")

    assert found("مصفاة Karbala") == ["it"]


def test_phrase_is_found_word_for_word():
    make_meeting(slug="phrase", title_en="The oil sector")
    make_meeting(slug="apart", title_en="A sector of oil")
    make_meeting(slug="between", title_en="Oil", summary_en="sector")

    assert set(found("oil sector")) == {"phrase", "apart", "between"}
    assert found('"oil sector"') == ["phrase"]
    assert found("«oil sector»") == ["phrase"]
    assert found('oil -"oil sector"') in (["apart", "between"], ["between", "apart"])


def test_excluded_word_is_excluded_in_its_other_forms():
    make_meeting(slug="paris", title_en="Talks in Paris", title_ar="لقاء")
    make_meeting(slug="rome", title_en="Talks in Rome", title_ar="المبادرات")

    assert found("talks -Paris") == ["rome"]
    assert found("talks -مبادرة") == ["paris"]


def test_date_said_in_words_narrows():
    make_meeting(slug="july", title_en="Talks", date="2021-07-28")
    make_meeting(slug="august", title_en="Talks", date="2021-08-01")
    make_meeting(slug="year", title_en="Talks", date="2020")

    assert found("talks July 2021") == ["july"]
    assert found("تموز ٢٠٢١", "ar") == ["july"]
    assert found("in 2021") == ["august", "july"]
    assert found("28 July 2021") == ["july"]
    assert found("talks 2020") == ["year"]
    assert found("july") == ["july"]


def test_filters_combine_with_words_and_browse_without():
    topic = make_topic(slug="water", name_en="Water")
    person = make_person(slug="person", name_en="Somebody")
    make_meeting(
        person,
        slug="it",
        title_en="Talks",
        date="2021-07-28",
        kind="signing",
        countries=[country("FR")],
        topics=[topic],
    )
    make_meeting(slug="other", title_en="Talks", date="2020", kind="audience")
    make_visit(slug="visit", title_en="Talks", start="2021")

    for name, value in {
        "kind": "signing",
        "country": "fr",
        "topic": "water",
        "person": "person",
    }.items():
        assert found("talks", filters={name: value}) == ["it"]
        assert found("", filters={name: value, "type": "meetings"}) == ["it"]
    assert found("talks", filters={"type": "meetings", "year": "2021"}) == ["it"]
    assert found("talks in 2021", filters={"year": "2020"}) == []
    assert found("", filters={"type": "visits"}) == ["visit"]


@pytest.mark.parametrize(
    "filters",
    [
        {"year": "20210"},
        {"year": "٢٠٢١"},
        {"year": "x"},
        {"type": '" OR "'},
        {"country": "fr' | 'x"},
        {"topic": "\x00"},
        {"kind": "a b"},
        {"person": "*"},
        {"nonsense": "1"},
    ],
)
def test_filter_that_makes_no_sense_finds_nothing(filters):
    make_meeting(slug="it", title_en="Talks", date="2021")

    assert found("talks", filters=filters) == []


def test_nothing_found_looks_for_some_of_the_words():
    make_meeting(slug="two", title_en="Oil refinery", date="2020")
    make_meeting(slug="one", title_en="Oil", date="2021")

    results = find("oil refinery zirconium", language="en")

    assert results.loosened
    assert [hit.slug for hit in results.hits] == ["two"]
    assert find("oil zirconium", language="en").count == 2


def test_nothing_found_puts_what_has_the_rarer_word_first():
    for year in ("2022", "2021", "2020"):
        make_meeting(slug=f"oil-{year}", title_en="Oil", date=year)
    make_meeting(slug="rare", title_en="Refinery", date="2018")
    common = ["oil-2022", "oil-2021", "oil-2020"]

    assert found("oil refinery zirconium") == ["rare", *common]
    assert found("oil refinery zirconium", sort="date") == [*common, "rare"]
    pages = [
        find("oil refinery zirconium", language="en", page=page, per_page=2)
        for page in (1, 2)
    ]
    hits = [[hit.slug for hit in page.hits] for page in pages]
    assert hits == [["rare", "oil-2022"], ["oil-2021", "oil-2020"]]


def test_nothing_found_takes_a_word_as_begun():
    make_meeting(slug="it", title_en="Refinery")

    results = find("refin", language="en")

    assert results.begun
    assert [hit.slug for hit in results.hits] == ["it"]


def test_misspelled_word_is_put_right_though_a_name_sounds_like_it():
    make_meeting(slug="it", title_ar="الاتحاد الأوروبي")
    make_organisation(slug="league", name_ar="جامعة الدول العربية", name_en="Arab")
    make_person(slug="p", name_en="Orabi", name_ar="عرابي")

    assert find("الاتحاد الاوربي", language="ar").suggestion == "الاتحاد الأوروبي"


def test_short_word_is_not_taken_for_another():
    make_person(slug="mbs", name_en="Mohammed", other_names=["MBS"])

    assert find("MBZ", language="en").suggestion == ""


def test_word_without_two_of_its_letters_is_put_right():
    make_meeting(slug="it", title_en="The initiative", title_ar="لقاء")

    assert find("iniative", language="en").suggestion == "initiative"


def test_final_letter_without_its_dots_is_a_ta_marbuta_too():
    make_topic(slug="trade", name_ar="التجارة", name_en="Trade")
    make_meeting(slug="merchants", title_ar="تجاره")

    assert found("تجاره", "ar") == ["trade", "merchants"]


def test_misspelled_word_is_put_right():
    make_meeting(slug="it", title_en="The refinery", title_ar="المصفاة الجديدة")
    make_person(slug="p", name_en="Emmanuel Macron", name_ar="إيمانويل ماكرون")

    assert find("refinrey", language="en").suggestion == "refinery"
    assert find("the refimery", language="en").suggestion == "the refinery"
    assert find("المصفاه الجديذة", language="ar").suggestion == "المصفاه الجديدة"
    assert find("Makrno", language="en").suggestion in ("Macron", "")
    assert find("xyzxyz", language="en").suggestion == ""


def test_complete_names_what_is_being_typed():
    make_person(slug="macron", name_en="Emmanuel Macron", name_ar="إيمانويل ماكرون")
    make_topic(slug="topic", name_en="Machinery", name_ar="الآلات")
    make_meeting(slug="meeting", title_en="Macron")

    assert {hit.slug for hit in complete("mac", language="en")} == {"macron", "topic"}
    assert [hit.slug for hit in complete("emmanuel mac", language="en")] == ["macron"]
    assert [hit.slug for hit in complete("ماك", language="ar")] == ["macron"]
    assert complete("", language="en") == []


def test_running_text_is_found_by_a_name_in_the_other_script():
    make_person(slug="macron", name_en="Emmanuel Macron", name_ar="إيمانويل ماكرون")
    make_source(slug="source", title="Macron in Baghdad")

    assert found("ماكرون", "ar") == ["macron", "source"]


def test_page_after_the_last_is_empty():
    make_meeting(slug="it", title_en="Talks")

    results = find("talks", language="en", page=10**12)

    assert (results.count, results.hits, results.next) == (1, [], None)


def test_query_count_does_not_grow_with_the_results(django_assert_max_num_queries):
    for number in range(30):
        make_meeting(title_en=f"Talks {number}", countries=[country("FR")])

    with django_assert_max_num_queries(12):
        assert len(find("talks", language="en").hits) == 20


def test_word_is_put_right_as_a_text_writes_it():
    """The latest record has the word in what its kind is called, and nowhere else."""
    make_initiative(title_ar="مؤتمر", title_en="Conference", launched="2022")
    make_meeting(title_ar="لقاء", summary_ar="أُطلقت مبادرة أخرى.", date="2021")

    assert find("مباردة", language="ar").suggestion == "مبادرة"
