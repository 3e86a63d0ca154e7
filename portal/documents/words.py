"""Which words of a text were changed, in time that no text can stretch.

Two texts are matched by their paragraphs, then what differs by its sentences, then by
its words. Arabic marks belong to their word. Python's `SequenceMatcher` finds the
matches; how much it may compare is counted, and what lies beyond is shown as replaced
whole.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from portal.documents.order import longest_increasing

# Letters, with marks above and below them and joiners inside a word.
WORD = re.compile(
    r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+"
)
LEVELS = [
    re.compile(r"[^\n]*\n|[^\n]+"),
    re.compile(r"[^.!?؟؛…\n]*[.!?؟؛…\n]+\s*|[^.!?؟؛…\n]+"),
    re.compile(rf"{WORD.pattern}|\s+|.", re.DOTALL),
]
# How many pairs of equal pieces may be looked at: in all, and before unique pieces are
# matched first.
EFFORT = 1_500_000
BLOCK = 60_000
DEPTH = 8


class Part(NamedTuple):
    """A stretch of text: `kept` in both, only before (`removed`), or only after."""

    action: str
    text: str


class Match(NamedTuple):
    """Where the same piece stands before and after, and how long it is."""

    before: int
    after: int
    size: int


def parts(before: str, after: str) -> list[Part]:
    """The words kept, removed and added, in order.

    Those kept and removed are together the text before, those kept and added the text
    after. Edits with next to nothing between them are one edit.
    """
    found: list[Part] = []
    place = Match(0, 0, 0)
    end = Match(len(before), len(after), 0)
    for match in [*_readable(_matches(before, after), before, end), end]:
        removed = before[place.before + place.size : match.before]
        added = after[place.after + place.size : match.after]
        kept = before[match.before : match.before + match.size]
        texts = (("removed", removed), ("added", added), ("kept", kept))
        found += (Part(action, text) for action, text in texts if text)
        place = match
    return found


def _matches(before: str, after: str) -> list[Match]:
    """The stretches of two texts that are the same, joined where they touch."""
    effort = _Effort(EFFORT)
    found: list[Match] = []
    for match in _at_level(before, after, 0, effort):
        last = found[-1] if found else Match(0, 0, 0)
        offset = last.before + last.size, last.after + last.size
        if found and offset == match[:2]:
            found[-1] = last._replace(size=last.size + match.size)
        else:
            found.append(match)
    return found


def _at_level(
    before: str, after: str, level: int, effort: "_Effort"
) -> Iterator[Match]:
    """Matches whole pieces of one level, and looks inside the rest at the next."""
    if before == after:
        yield Match(0, 0, len(before))
        return
    one, two = (LEVELS[level].findall(text) for text in (before, after))
    places, others = ([0, *accumulate(map(len, pieces))] for pieces in (one, two))
    place = Match(0, 0, 0)
    matches = _in_order(one, two, effort, DEPTH)
    for match in [*matches, Match(len(one), len(two), 0)]:
        start, end = places[place.before + place.size], places[match.before]
        start_after, end_after = others[place.after + place.size], others[match.after]
        if level + 1 < len(LEVELS) and start < end and start_after < end_after:
            texts = before[start:end], after[start_after:end_after]
            for inner in _at_level(*texts, level + 1, effort):
                yield Match(start + inner.before, start_after + inner.after, inner.size)
        if match.size:
            yield Match(end, end_after, places[match.before + match.size] - end)
        place = match


class _Effort:
    """How much may still be compared."""

    def __init__(self, left: int):
        self.left = left

    def takes(self, cost: int) -> bool:
        if cost > self.left:
            return False
        self.left -= cost
        return True


def _in_order(
    before: list[str], after: list[str], effort: _Effort, depth: int
) -> list[Match]:
    """The runs of pieces that two lists share, in the order of both."""
    start = _common(before, after)
    rest = [before[start:], after[start:]]
    end = _common(rest[0][::-1], rest[1][::-1])
    one, two = (pieces[: len(pieces) - end] for pieces in rest)
    found = [Match(0, 0, start)] if start else []
    found += (
        Match(start + match.before, start + match.after, match.size)
        for match in _inside(one, two, effort, depth)
    )
    if end:
        found.append(Match(len(before) - end, len(after) - end, end))
    return found


def _common(before: list[str], after: list[str]) -> int:
    """How many pieces two lists have in common at their start."""
    pairs = zip(before, after, strict=False)
    size = min(len(before), len(after))
    return next((n for n, (one, two) in enumerate(pairs) if one != two), size)


def _inside(
    before: list[str], after: list[str], effort: _Effort, depth: int
) -> list[Match]:
    if not before or not after:
        return []
    counts = Counter(before), Counter(after)
    cost = sum(
        number * counts[1][piece]
        for piece, number in counts[0].items()
        if not piece.isspace()
    )
    if cost <= BLOCK:
        return _longest_first(before, after, effort)
    anchors = _anchors(before, after, counts) if depth else []
    found = []
    place = Match(0, 0, 0)
    for anchor in [*anchors, Match(len(before), len(after), 0)]:
        start, start_after = place.before + place.size, place.after + place.size
        if anchors:
            pieces = before[start : anchor.before], after[start_after : anchor.after]
            found += (
                Match(start + inner.before, start_after + inner.after, inner.size)
                for inner in _in_order(*pieces, effort, depth - 1)
            )
        if anchor.size:
            found.append(anchor)
        place = anchor
    return found


def _anchors(before: list[str], after: list[str], counts) -> list[Match]:
    """The pieces that stand once in each list, as far as their order is the same."""
    places = {piece: index for index, piece in enumerate(after)}
    once = [
        Match(index, places[piece], 1)
        for index, piece in enumerate(before)
        if counts[0][piece] == counts[1][piece] == 1
    ]
    return [once[n] for n in longest_increasing([match.after for match in once])]


def _longest_first(before: list[str], after: list[str], effort: _Effort) -> list[Match]:
    """The longest run, then the longest before and after it, while effort is left."""
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    costs = [0, *accumulate(1 + len(matcher.b2j.get(piece, ())) for piece in before)]
    found = []
    ranges = [(0, len(before), 0, len(after))]
    while ranges:
        start, end, start_after, end_after = ranges.pop()
        is_empty = start == end or start_after == end_after
        if is_empty or not effort.takes(costs[end] - costs[start]):
            continue
        match = matcher.find_longest_match(start, end, start_after, end_after)
        if match.size:
            found.append(Match(*match))
            ranges.append((start, match.a, start_after, match.b))
            ranges.append((match.a + match.size, end, match.b + match.size, end_after))
    return sorted(found)


def _readable(matches: list[Match], text: str, end: Match) -> list[Match]:
    """Without the matches that only break an edit: a lone mark, a chance word.

    `text` is the one before. Matches over the end of a paragraph stay.
    """
    kept: list[Match] = []
    for following in [*matches, end]:
        while kept and _breaks_an_edit(kept, following, text):
            kept.pop()
        kept.append(following)
    return kept[:-1]


def _breaks_an_edit(kept: list[Match], following: Match, text: str) -> bool:
    match = kept[-1]
    edits = [
        _edited(kept[-2] if len(kept) > 1 else Match(0, 0, 0), match),
        _edited(match, following),
    ]
    if not all(edits):
        return False
    same = text[match.before : match.before + match.size]
    if "\n" in same:
        return False
    return 2 * match.size <= min(edits) or not WORD.search(same)


def _edited(one: Match, two: Match) -> int:
    """How many characters lie between two matches, where there are more."""
    return max(two.before - one.before - one.size, two.after - one.after - one.size)
