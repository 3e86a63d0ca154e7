"""The words that the index knows are counted as they come and go."""

import pytest
from django.db import connection

from meetings.models import Meeting
from portal.publishing.models import State
from portal.search.engines import Row
from portal.search.models import SearchWord
from portal.search.update import in_bulk, rebuild, renew
from portal.search.vocabulary import Moves
from tests.factories import make_meeting, make_person

pytestmark = pytest.mark.django_db


def known():
    """All words with their counts, and all ways to them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT way, word FROM search_ways")
        ways = set(cursor.fetchall())
    return set(SearchWord.objects.values_list("word", "count", "name_count")), ways


def counted(step, *words):
    """The moves of one record that has some words, in or out."""
    row = Row(1, "".join(f" xs{word}" for word in sorted(words)) + " ", "")
    moves = Moves()
    moves.add(*(([], [row]) if step > 0 else ([row], [])))
    return moves


def test_rebuilding_counts_words_as_publishing_them_did():
    for name in ("Quartz Granite", "Granite", "Basalt"):
        make_meeting(make_person(name_en=name), title_en=f"Meeting {name}")
    before = known()

    rebuild()

    assert known() == before


def test_words_of_changes_in_bulk_are_known_at_their_end():
    meeting = make_meeting(title_en="Quartz")
    Meeting.objects.update(title_en="Granite", state=State.PUBLISHED)

    with in_bulk():
        renew(Meeting, [meeting.pk])
        assert SearchWord.objects.filter(word="quartz").exists()

    words = set(SearchWord.objects.values_list("word", flat=True))
    assert "granite" in words
    assert "quartz" not in words


def test_word_counted_out_before_it_is_counted_in_leaves_nothing():
    before = known()

    counted(-1, "quartz").write()
    counted(+1, "quartz").write()

    assert known() == before


def test_word_counted_out_early_has_its_ways_when_others_have_it():
    counted(-1, "quartz").write()
    moves = counted(+1, "quartz", "granite")
    moves.add([], [Row(2, " xsquartz ", "")])
    moves.write()

    words, ways = known()
    assert {("quartz", 1, 0), ("granite", 1, 0)} <= words
    assert ("quatz", "quartz") in ways
