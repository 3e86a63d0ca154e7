"""What is wrong with documents, each mistake with where it stands."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _


class Mistake(NamedTuple):
    """`where` names the document (`meetings/x.json`), `path` the place inside it."""

    where: str
    path: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


class DocumentError(ValueError):
    """Documents that cannot be applied, with every mistake found; nothing is saved."""

    def __init__(self, mistakes: list[Mistake]):
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))


@dataclass
class Notes:
    """Collects the mistakes of one document while it is read."""

    where: str
    mistakes: list[Mistake]

    def add(self, path: str, message: str) -> None:
        self.mistakes.append(Mistake(self.where, path, message))

    def expect(self, kind: type, value: object, path: str) -> bool:
        """Whether a value is of a JSON kind; notes it where it is not."""
        fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if not fits:
            names = {
                dict: _("an object"),
                list: _("a list"),
                str: _("text"),
                int: _("a whole number"),
                bool: _("true or false"),
            }
            self.add(path, _("this must be %(kind)s") % {"kind": names[kind]})
        return fits
