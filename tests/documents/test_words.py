"""Words kept, removed and added between two texts: right, readable and quick."""

from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.words import parts

WORDS = ["في", "قطاع", "مُحَمَّد", "water", "Baghdad.", "،", "a", "\n", "  ", "؟ "]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)
TEN_THOUSAND = 10_000


def marked(before, after):
    """The parts as one line: `[-removed-]{+added+}`."""
    forms = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    found = parts(before, after)
    return "".join(forms[part.action].format(part.text) for part in found)


def text(seed=1, *, paragraphs=True, sentences=True):
    """Ten thousand words, few of them often and many seldom, as in any language."""
    random = Random(seed)
    vocabulary = [f"كلمة{number}" for number in range(4000)]
    weights = [1 / (number + 1) for number in range(4000)]
    words = random.choices(vocabulary, weights, k=TEN_THOUSAND)
    for place in range(14, TEN_THOUSAND, 15):
        words[place] += "." if sentences else ""
    for place in range(79, TEN_THOUSAND, 80):
        words[place] += "\n" if paragraphs else ""
    return " ".join(words)


def edited(words, every):
    """The text with one of so many words replaced."""
    pieces = words.split(" ")
    return " ".join(
        "جديدة" if place % every == every // 2 else piece
        for place, piece in enumerate(pieces)
    )


@given(TEXTS, TEXTS)
def test_parts_join_to_exactly_both_texts(before, after):
    found = parts(before, after)

    assert "".join(part.text for part in found if part.action != "added") == before
    assert "".join(part.text for part in found if part.action != "removed") == after
    assert all(part.text for part in found)


@given(TEXTS)
def test_text_and_itself_are_one_kept_part(words):
    assert parts(words, words) == ([("kept", words)] if words else [])


@given(TEXTS, TEXTS)
def test_no_two_parts_of_one_kind_stand_together(before, after):
    actions = [part.action for part in parts(before, after)]

    assert all(one != two for one, two in zip(actions, actions[1:], strict=False))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        (
            "a quick brown fox",
            "a slow brown dog",
            "a [-quick-]{+slow+} brown [-fox-]{+dog+}",
        ),
        (
            "اجتماعًا في قطاع المياه",
            "اجتماعاً موسعًا في قطاعي المياه والطاقة",
            "[-اجتماعًا-]{+اجتماعاً موسعًا+} في [-قطاع-]{+قطاعي+} المياه{+ والطاقة+}",
        ),
        ("زار مُحَمَّد بغداد", "زار مُحَمَّدٌ بغداد", "زار [-مُحَمَّد-]{+مُحَمَّدٌ+} بغداد"),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n[-Two.\n-]Three."),
        ("in the old port", "in a new port", "in [-the old-]{+a new+} port"),
        ("3 agreements", "4 agreements", "[-3-]{+4+} agreements"),
    ],
)
def test_difference_reads_as_a_person_would_mark_it(before, after, line):
    assert marked(before, after) == line


def test_moved_paragraph_leaves_the_others_kept():
    before = "First one.\nSecond one.\nThird one.\n"
    after = "Second one.\nThird one.\nFirst one.\n"

    assert marked(before, after) == (
        "[-First one.\n-]Second one.\nThird one.\n{+First one.\n+}"
    )


def test_one_word_added_to_a_long_text_is_one_word():
    before = text()
    middle = before.index(" ", len(before) // 2) + 1
    after = before[:middle] + "جديدة " + before[middle:]

    added = [part for part in parts(before, after) if part.action != "kept"]

    assert added == [("added", "جديدة ")]


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        (text(), edited(text(), 80), 0.98),
        (text(), edited(text(), 15), 0.85),
        (text(paragraphs=False), edited(text(paragraphs=False), 15), 0.85),
        (
            text(paragraphs=False, sentences=False),
            edited(text(paragraphs=False, sentences=False), 80),
            0.98,
        ),
        (text(), text(seed=2), 0),
        ("a " * TEN_THOUSAND, "a " * (TEN_THOUSAND - 7) + "b ", 0.99),
        ("a b " * 5000, "b a " * 5000, 0),
        ("." * 60_000, "." * 59_000 + "x" + "." * 100, 0.9),
        ("\n" * 60_000, "\n x" * 20_000, 0),
        ("x" * 60_000, "x" * 59_999, 0),
        ("َ" * 60_000, "َّ" * 30_000, 0),
        (
            " ".join(Random(1).choices("abcdefgh", k=TEN_THOUSAND)),
            " ".join(Random(2).choices("abcdefgh", k=TEN_THOUSAND)),
            0,
        ),
        (
            " ".join(map(str, range(TEN_THOUSAND))),
            " ".join(map(str, Random(1).sample(range(TEN_THOUSAND), TEN_THOUSAND))),
            0,
        ),
    ],
    ids=[
        *("every paragraph", "every sentence", "no paragraphs", "no sentences"),
        *("other text", "one word", "two words", "marks", "lines", "letters"),
        *("diacritics", "eight words", "shuffled"),
    ],
)
def test_ten_thousand_words_take_half_a_second(before, after, kept):
    start = process_time()
    found = parts(before, after)
    seconds = process_time() - start

    assert seconds <= 0.5
    same = sum(len(part.text) for part in found if part.action == "kept")
    assert same >= kept * len(before)
