"""The public log as readers see it: a list, a feed and a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.documents.canon import canonical
from portal.documents.shape import shape_of_type
from portal.publishing.log import envelope
from portal.publishing.models import LogEntry
from portal.records.language import translated

CHUNK = 500
FEED_SIZE = 50


@dataclass(frozen=True)
class Row:
    """An entry with its record, None where that is not public now."""

    entry: LogEntry
    record: Model | None

    @property
    def noun(self) -> str:
        return shape_of_type(self.entry.type).options.verbose_name


def rows(entries: list[LogEntry]) -> list[Row]:
    """Entries with their records, in one query for each type."""
    found = {}
    for type_ in {entry.type for entry in entries}:
        keys = {entry.record_id for entry in entries if entry.type == type_}
        records = shape_of_type(type_).model.objects.published().in_bulk(keys)
        found |= {(type_, key): record for key, record in records.items()}
    return [Row(one, found.get((one.type, one.record_id))) for one in entries]


def feed(language: str) -> str:
    """The latest entries as an Atom feed in the active language."""
    site, own = settings.SITE_URL, reverse("pages:changes_feed")
    written = Atom1Feed(
        title=_("Sijill: changes and corrections"),
        link=f"{site}{reverse('pages:changes')}",
        description="",
        subtitle=_("What was published, corrected and withdrawn, the latest first."),
        language=language,
        author_name=_("Sijill"),
        feed_url=f"{site}{own}",
        feed_guid=f"{site}{own}",
    )
    latest = LogEntry.objects.defer("document").order_by("-number")[:FEED_SIZE]
    for row in rows(list(latest)):
        written.add_item(**_item(row, site))
    return written.writeString("utf-8")


def lines() -> Iterator[str]:
    """Each entry as one line of JSON: its envelope and the hash of that."""
    last = 0
    entries = LogEntry.objects.defer("document").order_by("number")
    while chunk := list(entries.filter(number__gt=last)[:CHUNK]):
        for entry in chunk:
            yield canonical(envelope(entry) | {"hash": entry.hash}) + "\n"
        last = chunk[-1].number


def _item(row: Row, site: str) -> dict:
    entry, note = row.entry, translated(row.entry, "note")[0]
    name = str(row.record) if row.record else entry.permanent_id
    link = reverse("pages:changes")
    if row.record:
        link = row.record.get_absolute_url()
        if not entry.is_withdrawal:
            link = f"{link}history/{entry.revision}/"
    words = {"action": capfirst(entry.get_action_display()), "name": name}
    return {
        "title": _("%(action)s: %(name)s") % words,
        "link": f"{site}{link}",
        "description": escape(note),
        "unique_id": get_tag_uri(f"{site}/log/{entry.number}", entry.at),
        "pubdate": entry.at,
        "updateddate": entry.at,
        "categories": [capfirst(row.noun)],
    }
