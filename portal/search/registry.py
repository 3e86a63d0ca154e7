"""What is searched for: each type of record, and how its entries are built.

An app registers its types in its `search.py`, loaded from `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model


@dataclass
class Text:
    """What one published record is found by and shown with.

    `titles` and `texts` are by language, only of languages that the record has; a text
    is plain, and snippets are cut from it. `spellings` are other names of the record
    itself, as good as its title. `names` are of people and places in every recorded
    spelling and script; `about` has further words of any language: kinds, topics,
    other words for the type. `facets` are pairs such as `("country", "fr")`.
    `refers` are the records whose names stand in this one, as pairs of type and primary
    key, published or not: when their names change, this one follows.
    """

    record_id: int
    slug: str
    date: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    spellings: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    facets: list[tuple[str, str]] = field(default_factory=list)
    refers: list[tuple[str, int]] = field(default_factory=list)


Build = Callable[[list[int]], Iterable[Text]]


@dataclass(frozen=True)
class Type:
    """A registered type; see `register`."""

    model: type[Model]
    name: str
    build: Build
    key: str = "slug"
    is_named: bool = False
    is_proper: bool = False
    is_called: bool = False
    is_there_if_referred: bool = False
    is_cited: bool = False
    place: int = 0

    def url(self, slug: str) -> str:
        """The address of a record's page under the active language."""
        # Without the work of making a whole record, which is more than all the rest.
        record = self.model.__new__(self.model)
        setattr(record, self.key, slug.upper() if self.key == "code" else slug)
        return record.get_absolute_url()


_by_name: dict[str, Type] = {}
_by_model: dict[type[Model], Type] = {}


def register(model, name: str, build: Build, **options) -> None:
    """Makes the records of a model found.

    `name` is the plural that names the type in URLs. `build` takes primary keys and
    gives the texts of those that the public may read. `is_named`: a query that names
    such a record finds it first, as itself. `is_proper`: its titles are proper names,
    found across scripts and by one of their words. `is_called`: its names stand in
    other records. `is_there_if_referred`: it is public while another record refers to
    it. `is_cited`: others wrote its titles, which count as texts. Types registered earlier come first among equals; but of one date those with
    less of a `place`.
    """
    _by_name[name] = _by_model[model] = Type(model, name, build, **options)


def types() -> list[Type]:
    return list(_by_name.values())


def type_named(name: str) -> Type | None:
    return _by_name.get(name)


def type_of(model) -> Type | None:
    return _by_model.get(model)
