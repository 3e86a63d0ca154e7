"""Nothing that a person types raises an error or reaches an engine as its syntax."""

import pytest

from portal.search.index import complete, find
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "''",
    '" OR ""',
    "a AND",
    "NOT",
    "NEAR(a b)",
    "a*",
    "^a",
    "col:a",
    "{a b}:c",
    "a NOT b",
    "(",
    ")))",
    "-",
    "--",
    "- -",
    '-"',
    '-""',
    "a & b | !c",
    "a <-> b",
    "a:*",
    "a:AB",
    "'a' & ",
    "\\",
    "\\'",
    "%s",
    "%(x)s",
    "%",
    "_",
    "{}",
    "$1",
    ";--",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202e\u2066abc",
    "🙂",
    "👩‍👩‍👧",
    "a" * 10_000,
    "ا" * 10_000,
    " ".join("a" * 5000),
    '"' * 5000,
    "«" * 5000,
    "-a " * 3000,
    "(" * 5000,
    "\u0301" * 5000,
    "ﷺ" * 2000,
    "𞤀𞤁",
    "\u200f",
    "=all",
    "@people:1",
    "=type=meetings",
    "xsa",
    "NULL",
    "' OR 1=1 --",
    "<script>",
    "2021-99-99",
    "99999999999999999999",
    "0000-00",
    "في 0000",
    "January 0000",
    "-2020-05-14",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered(text):
    make_meeting(slug="it", title_en="Talks", title_ar="لقاء")

    for language in ("ar", "en"):
        for sort in ("relevance", "date"):
            find(text, language=language, sort=sort)
        find(f"talks {text}", language=language, filters={"type": text})
    complete(text, language="en")


def test_hostile_operator_is_a_word():
    make_meeting(slug="it", title_en="Oil and gas")
    make_meeting(slug="or", title_en="Tea or coffee")

    assert find("oil NOT gas", language="en").loosened
    assert find("tea OR oil", language="en").loosened
    assert find("oil*", language="en").count == 1
    assert find("title:oil", language="en").loosened


def test_hostile_text_is_shown_escaped():
    make_meeting(title_en="<b>Talks</b> & more", summary_en="<script>talks</script>")

    (hit,) = find("talks", language="en").hits

    assert hit.marked_title.html == "&lt;b&gt;<mark>Talks</mark>&lt;/b&gt; &amp; more"
    assert "<script>" not in hit.snippet.html
