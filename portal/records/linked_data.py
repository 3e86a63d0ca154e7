"""Records in the words of schema.org, for machines that read a page.

Each floor registers how a type of record is described; what a page does not show, and
what is not published, is not described either. The texts are those of the page, in its
language.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Model

from portal.records.language import label_field, other_languages, translated

Data = dict[str, Any]
Describe = Callable[[Model], Data]

_registered: dict[type[Model], Describe] = {}


def register(model: type[Model], describe: Describe) -> None:
    _registered[model] = describe


def linked_data(record: Model) -> Data | None:
    """The description of a record as a whole document; None for a type without one."""
    describe = _registered.get(type(record))
    if describe is None:
        return None
    return {"@context": "https://schema.org"} | describe(record)


def thing(type: str, record: Model, **properties: Any) -> Data:
    """A record as a thing of a type; properties that say nothing are left out."""
    address = settings.SITE_URL + record.get_absolute_url()
    data = {
        "@type": type,
        "@id": address,
        "url": address,
        "name": words(record, label_field(record)),
    }
    return data | said(properties)


def said(properties: Data) -> Data:
    return {name: value for name, value in properties.items() if value}


def words(record: Model, field: str) -> str:
    return translated(record, field)[0]


def shown(records) -> list[Model]:
    return [record for record in records if record and record.is_published]


def country(record: Model) -> Data:
    return thing("Country", record, identifier=record.code)


def topic(record: Model) -> Data:
    return thing("DefinedTerm", record)


def person(record: Model) -> Data:
    names = [text for text, _code in other_languages(record, "name")]
    item = f"https://www.wikidata.org/wiki/{record.wikidata}" if record.wikidata else ""
    return thing(
        "Person",
        record,
        alternateName=list(dict.fromkeys([*names, *record.other_names])),
        nationality=record.country and country(record.country),
        sameAs=item,
    )
