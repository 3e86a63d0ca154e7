"""Finding by text within a column, where there is no index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import lookup


def is_found(search, *texts, names=()):
    column = lookup.column([*texts, *names], names)
    needles = lookup.needles(search)
    return all(any(needle in column for needle in some) for some in needles)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("سفراء", "السفير الفرنسي"),
        ("سفير", "سفراء الاتحاد"),
        ("ambassador", "Ambassadors of the Union"),
        ("فرنسي", "The French ambassador"),
        ("يوليو", "لقاءات تموز"),
        ("ambass", "The ambassador"),
        ("بغداد ماكرون", "ماكرون في بغداد"),
    ],
)
def test_text_is_found_by_other_forms_of_its_words(search, text):
    assert is_found(search, text)


@pytest.mark.parametrize("search", ["Kazemi", "كاظمي", "al-Kadhimy", "kadh"])
def test_name_is_found_in_other_spellings(search):
    assert is_found(search, names=["Mustafa Al-Kadhimi"])


def test_running_text_is_not_taken_for_names():
    assert not is_found("Kazemi", "He met Mustafa Al-Kadhimi")


@pytest.mark.parametrize("search", ["وزير", "Berlin", "ماكرون باريس"])
def test_other_words_are_not_found(search):
    assert not is_found(search, "السفير الفرنسي ماكرون في بغداد")


@given(st.text(max_size=200), st.text(max_size=50))
def test_anything_can_be_looked_up(text, search):
    lookup.column([text], [text])

    assert len(lookup.needles(search)) <= lookup.MOST_WORDS


@given(st.text(max_size=40))
def test_text_is_found_by_itself(text):
    assert is_found(text, text)
