import pytest

from portal.search.query import parse
from portal.search.snippets import LENGTH, Marker


def marked(text, query, language="en"):
    parts = Marker(parse(query, language)).snippet(text, language).parts
    return "".join(f"[{part}]" if is_marked else part for part, is_marked in parts)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Two meetings held", "meeting", "Two [meetings] held"),
        ("أطلق والمبادرات معًا", "مبادرة", "أطلق [والمبادرات] معًا"),
        ("قَرَأَ الكِتابَ", "كتاب", "قَرَأَ [الكِتابَ]"),
        ("The French embassy", "فرنسا", "The [French] embassy"),
        ("Mustafa Al-Kadhimi", "الكاظمي", "Mustafa [Al-Kadhimi]"),
        ("الملك عبد الله الثاني", "Abdullah", "الملك [عبد الله] الثاني"),
        ("Nothing here", "quartz", "Nothing here"),
        ("", "quartz", ""),
    ],
)
def test_snippet_marks_the_words_as_they_stand(text, query, expected):
    assert marked(text, query) == expected


def test_snippet_shows_the_text_around_the_first_mark():
    text = "word " * 200 + "quartz " + "word " * 200

    shown = marked(text, "quartz")

    assert "[quartz]" in shown
    assert shown[:5] + shown[-5:] == "…wordword…"
    assert len(shown) <= LENGTH + 4
