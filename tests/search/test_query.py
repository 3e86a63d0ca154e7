import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query import MOST_CHARACTERS, MOST_WORDS, parse, spelled


def written(query):
    return [[part[0] for part in word.parts] for word in query.words]


def test_query_has_its_words():
    assert written(parse("oil refinery", "en")) == [["soil"], ["srefinery"]]


@pytest.mark.parametrize(
    "quoted",
    ['"oil sector"', "«oil sector»", "“oil sector”", "„oil sector“", "‘oil sector’"],
)
def test_query_phrase_stands_in_any_quotation_marks(quoted):
    query = parse(f"{quoted} reform", "en")

    assert [spelled(phrase) for phrase in query.phrases] == [("oil", "sector")]
    assert written(query) == [["sreform"]]


def test_query_excludes_words_and_phrases_after_a_minus():
    query = parse('reform -Paris -"oil sector" Al-Kadhimi', "en")

    assert "sparis" in query.excluded
    assert query.excluded_phrases == (("oil", "sector"),)
    assert written(query) == [["sreform"], ["skadhimi"]]


def test_query_date_can_be_removed():
    query = parse("لقاءات تموز ٢٠٢١ بغداد", "ar")

    assert (query.date.words, query.date.date) == ("تموز ٢٠٢١", "2021-07")
    assert query.without_date == "لقاءات بغداد"
    assert len(query.words) == 2


def test_query_date_in_quotation_marks_is_words():
    query = parse('"July 2021"', "en")

    assert query.date is None
    assert [spelled(phrase) for phrase in query.phrases] == [("july", "2021")]


def test_query_leaves_function_words_out_where_there_are_others():
    assert written(parse("the president of Iraq", "en")) == [["spresident"], ["siraq"]]
    assert written(parse("When did he meet?", "en")) == [["smeet"]]
    assert written(parse("متى التقى", "ar")) == [["sالتقي"]]
    assert written(parse("the", "en")) == [["sthe"]]


def test_query_takes_two_words_of_one_name_together():
    (word,) = parse("عبد الله", "ar").words

    assert len(word.parts) == 2
    assert set(word.keys) & set(parse("Abdullah", "en").words[0].keys)


def test_query_is_cut_and_says_so():
    assert parse("a b " * 10_000, "en").is_cut
    assert len(parse("word " * 1000, "en").text) <= MOST_CHARACTERS
    assert len(parse(" ".join(f"w{n}" for n in range(99)), "en").words) == MOST_WORDS
    assert not parse("oil sector", "en").is_cut


@pytest.mark.parametrize("text", ["", "   ", '""', "-", "!?", "\x00", "«»", "-Paris"])
def test_query_without_words_is_empty(text):
    assert parse(text, "en").is_empty


@given(st.text(max_size=200))
def test_query_never_raises(text):
    parse(text, "ar")
