"""How long texts should be at most; what is longer is warned of, never refused."""

from typing import NamedTuple


class Limit(NamedTuple):
    number: int
    unit: str  # "length" in characters, or "words"


SUMMARY = Limit(600, "length")
QUOTATION = Limit(50, "words")
# By the names of the fields, whichever type of record has them.
ADVISED = {"summary": SUMMARY, "quotation": QUOTATION}
