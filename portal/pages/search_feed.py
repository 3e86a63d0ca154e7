"""A search as a feed: what it finds, with the latest change to the record first."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from portal.pages.asked import Asked
from portal.pages.search_rows import records_of, type_name, written_in
from portal.search.index import Hit

# The newest among so many of the latest dates; a feed has the first of them.
LOOKED_AT = 100
SHOWN = 50
# Countries have no life of their own in the record: they are as they were.
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


class SearchFeed(Atom1Feed):
    """Says of each entry which language it is in, and of none that it changed now."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def latest_post_date(self):
        if self.items:
            return super().latest_post_date()
        return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def write(asked: Asked, language: str) -> str:
    results = asked.sorted_by("date").results(language, per_page=LOOKED_AT)
    own = _address("pages:search_feed", asked)
    feed = SearchFeed(
        title=_("Sijill: %(words)s") % {"words": asked.text or _("a search")},
        link=_address("pages:search", asked),
        description="",
        subtitle=_("The records that this search finds, the latest change first."),
        language=language,
        author_name=_("Sijill"),
        feed_url=own,
        feed_guid=own,
    )
    records = records_of(results.hits)
    hits = {(hit.type, hit.record_id): hit for hit in results.hits}
    latest = sorted(records, key=lambda key: _changed(records[key]), reverse=True)
    for key in latest[:SHOWN]:
        feed.add_item(**_entry(hits[key], records[key]))
    return feed.writeString("utf-8")


def _address(name: str, asked: Asked) -> str:
    query = asked.canonical_query
    return f"{settings.SITE_URL}{reverse(name)}" + (f"?{query}" if query else "")


def _entry(hit: Hit, record) -> dict:
    return {
        "title": hit.title,
        "link": f"{settings.SITE_URL}{hit.url}",
        "description": escape(str(hit.snippet)),
        "unique_id": _id(hit, record),
        "pubdate": getattr(record, "first_published_at", None),
        "updateddate": _changed(record),
        "categories": [type_name(hit)],
        "language": written_in(hit),
    }


def _id(hit: Hit, record) -> str:
    if hasattr(record, "permanent_id"):
        path = reverse("permanent_link", args=[record.permanent_id])
        return f"{settings.SITE_URL}{path}"
    return get_tag_uri(f"{settings.SITE_URL}/{hit.type}/{hit.slug}", SINCE)


def _changed(record) -> datetime:
    return getattr(record, "changed_at", SINCE)
