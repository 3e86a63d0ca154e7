"""What stands in a form while it is being written: raw texts, of which nothing is sure."""

from collections.abc import Iterator

from django.http import QueryDict

MOST_ROWS = 200
LONGEST_KEY = 18


def is_key(text: str) -> bool:
    """Whether a text can be a primary key that the database takes."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class Typed:
    """The texts of a form, or of one row in it, as a browser sends them."""

    def __init__(self, data: QueryDict, prefix: str = ""):
        self._data = data
        self._prefix = prefix

    def text(self, name: str) -> str:
        return (self._data.get(self.name_of(name)) or "").replace("\0", "").strip()

    def first(self, *names: str) -> str:
        """The first text that is there."""
        return next(filter(None, map(self.text, names)), "")

    def parts(self, name: str, count: int) -> list[str]:
        """What stands in an input of several parts."""
        return [self.text(f"{name}_{number}") for number in range(count)]

    def keys(self, name: str) -> list[int]:
        """The primary keys of the records that are chosen."""
        return [
            int(key) for key in self._data.getlist(self.name_of(name)) if is_key(key)
        ]

    def key(self, name: str) -> int | None:
        return next(iter(self.keys(name)), None)

    def is_checked(self, name: str) -> bool:
        return bool(self.text(name))

    def rows(self, prefix: str) -> Iterator["Typed"]:
        """The rows of a list that are not marked to go."""
        total = self.text(f"{prefix}-TOTAL_FORMS")
        count = int(total) if is_key(total) else 0
        for number in range(min(count, MOST_ROWS)):
            row = Typed(self._data, f"{self.name_of(prefix)}-{number}-")
            if not row.is_checked("DELETE"):
                yield row

    def name_of(self, name: str) -> str:
        """The full name of an input."""
        return f"{self._prefix}{name}"

    def id_of(self, name: str) -> str:
        """The id of the element of an input."""
        return f"id_{self.name_of(name)}"
