import random
import re
import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.analysis import spans, terms

TIERS = "smclnv"


def meet(one, other):
    """The tier by which two words meet, the best there is."""
    common = set(terms(one, "ar")[0]) & set(terms(other, "ar")[0])
    return min((term[0] for term in common), key=TIERS.index, default=None)


@pytest.mark.parametrize(
    ("query", "word", "tier"),
    [
        ("مبادرة", "مبادره", "s"),
        ("أحمد", "احمد", "s"),
        ("٢٠٢١", "2021", "s"),
        ("Erdoğan", "erdogan", "s"),
        ("تموز", "July", "m"),
        ("فرنسا", "الفرنسية", "c"),
        ("مبادرة", "والمبادرات", "l"),
        ("وزير", "وزراؤهم", "l"),
        ("للجنة", "اللجان", "l"),
        ("اقتصاد", "اقتصادية", "n"),
        ("minister", "ministers", "n"),
        ("organization", "organisations", "n"),
        ("defence", "defense", "n"),
        ("labour", "labor", "n"),
        ("Iraq's", "Iraq", "s"),
        ("زار", "سيزور", "v"),
        ("أعلن", "يعلنون", "v"),
        ("كتاب", "مكتب", None),
        ("بغداد", "بعقوبة", None),
    ],
)
def test_words_meet_by_the_best_tier(query, word, tier):
    assert meet(query, word) == tier


def test_terms_are_best_first():
    text = "استقبل رئيس مجلس الوزراء السفير الفرنسي في أيار 2020, the French ambassador"
    order = [[TIERS.index(term[0]) for term in word] for word in terms(text, "ar")]

    assert order == [sorted(tiers) for tiers in order]


def test_terms_do_not_depend_on_which_of_the_two_languages_a_text_is_in():
    text = "لقاء مع the ambassadors of فرنسا"

    assert terms(text, "ar") == terms(text, "en")


def test_terms_of_another_language_are_its_spelling():
    assert terms("وەزارەتی ناوخۆ", "ckb") == [["sوهزارهتي"], ["sناوخۆ"]]


def test_terms_of_an_empty_text_are_none():
    assert terms("", "ar") == []
    assert terms(" ،!\u200f", "ar") == []


@given(st.text(), st.sampled_from(["ar", "en", "ckb", ""]))
def test_terms_never_raise_and_are_plain(text, language):
    for word in terms(text, language):
        assert word[0][0] == "s"
        for term in word:
            assert re.fullmatch(
                "[smclnv][a-z0-9\u0620-\u063f\u0641-\u064a\u066e-\u06d3]+", term
            )


@given(st.text(alphabet="ابةىيؤئأإآلوفبكمنهتسرء' -aelsd1٢,", max_size=60))
def test_terms_never_raise_on_likely_letters(text):
    terms(text, "ar")


@given(st.text(min_size=1, max_size=40))
def test_terms_are_linear_in_the_text(text):
    once = sum(map(len, terms(text, "ar")))
    words = len(terms(f"{text} ! ", "ar"))

    thrice = terms(f"{text} ! " * 3, "ar")

    assert len(thrice) == 3 * words
    # Only a month beside a number, or a phrase, adds a term where texts touch.
    assert sum(map(len, thrice)) <= 3 * once + 6 * (words + 1)


@pytest.mark.parametrize(
    "unit",
    ["a b ", "x", "كانون ", "united states ", "بa", "1a", "al-", "\u0301\u0316", "ﷺ"],
)
def test_terms_of_a_megabyte_take_a_moment(unit):
    text = unit * (1_000_000 // len(unit.encode()))

    start = time.process_time()
    terms(text, "ar")

    # Two seconds where nothing else runs; the bound is for busy machines.
    assert time.process_time() - start < 8


def test_terms_of_random_letters_take_a_moment():
    rng = random.Random(4)
    text = "".join(rng.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإ  ", k=200_000))

    start = time.process_time()
    terms(text, "ar")

    assert time.process_time() - start < 8


def test_terms_survive_the_tokenizer_of_fts5():
    text = "والمبادرات تموز ٢٠٢١ Erdoğan's Путин كوفيد19 سلطنة عُمان 5th پێشمەرگە"
    expected = {term for word in terms(text, "ar") for term in word}
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE entry USING fts5(body)")
    database.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(entry, row)")

    database.execute("INSERT INTO entry VALUES (?)", [" ".join(expected)])

    stored = {row[0] for row in database.execute("SELECT term FROM vocabulary")}
    database.close()
    assert stored == expected


def test_spans_place_each_word_in_the_text_as_written():
    text = "رحّب بالمُبادرات، وقال: Erdoğan's"

    found = [(text[start:end], word[0]) for start, end, word in spans(text, "ar")]

    assert found == [
        ("رحّب", "sرحب"),
        ("بالمُبادرات", "sبالمبادرات"),
        ("وقال", "sوقال"),
        ("Erdoğan's", "serdogan"),
    ]


@given(st.text())
def test_spans_have_the_words_of_the_text(text):
    for start, end, word in spans(text, "ar"):
        assert 0 <= start < end <= len(text)
        assert word[0][0] == "s"
