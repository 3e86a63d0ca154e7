"""What an engine is asked: terms joined by and, or, not. Nothing else reaches it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Any:
    parts: tuple["Expression", ...]


Expression = str | All | Any  # a term, or several


class Phrases(tuple):
    """Sequences of spellings as they stand in the text.

    An engine that has to read texts for them reads once for all the matches of one
    answer, which share them.
    """

    def once(self, read: Callable[["Phrases"], list[int]]) -> list[int]:
        if not hasattr(self, "_keys"):
            self._keys = read(self)
        return self._keys


@dataclass(frozen=True)
class Match:
    """Each of `phrases` has to be there, `not_terms` and `not_phrases` must not.
    `first` and `last` bound the primary keys, both included."""

    expression: Expression
    not_terms: tuple[str, ...] = ()
    phrases: Phrases = Phrases()
    not_phrases: Phrases = Phrases()
    first: int | None = None
    last: int | None = None


def all_of(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def any_of(parts: Sequence[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Any(tuple(parts))


def text(expression: Expression, quote, and_: str, or_: str) -> str:
    """The expression in an engine's syntax."""
    if isinstance(expression, str):
        return quote(expression)
    joint = and_ if isinstance(expression, All) else or_
    parts = (text(part, quote, and_, or_) for part in expression.parts)
    return f"({joint.join(parts)})"
