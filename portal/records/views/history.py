"""What was ever public of a record: its revisions, and how each differs from another."""

import json

from django.http import Http404
from django.urls import path

from portal.publishing import log
from portal.publishing.differences import content_difference, in_words
from portal.records.views.base import RecordDetail, keep


class RecordHistory(RecordDetail):
    """The revisions of a published record, the latest first."""

    template_name = "records/record_history.html"
    context_object_name = "record"
    parallel_relations = None

    def get_context_data(self, **kwargs):
        entries = log.revisions(self.object).defer("document").order_by("-number")
        return super().get_context_data(entries=list(entries), **kwargs)


class RecordRevision(RecordDetail):
    """One revision; `?since=<n>` compares it with another one than that before it."""

    template_name = "records/record_revision.html"
    context_object_name = "record"
    parallel_relations = None

    def get_context_data(self, **kwargs):
        found = {entry.revision: entry for entry in log.texts(self.object)}
        number = self.kwargs["revision"]
        if number not in found:
            raise Http404
        since = self._since(found, number)
        entry, base = found[number], found.get(since)
        is_erased = not entry.document or bool(base and not base.document)
        changes = [] if is_erased else _changes(base, entry)
        return super().get_context_data(
            entry=entry,
            since=since,
            changes=changes,
            is_erased=is_erased,
            is_present=number == max(found),
            others=[one for one in found if one not in (number, since)],
            **kwargs,
        )

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        is_asked = "since" in self.request.GET and context["since"]
        return keep(response, f"since={context['since']}" if is_asked else "")

    def _since(self, found, number):
        """The revision to compare with: the one asked for, or else the one before."""
        asked = self.request.GET.get("since", "")
        if not asked:
            return max((one for one in found if one < number), default=None)
        if not asked.isdecimal() or len(asked) > 9 or int(asked) not in found:
            raise Http404
        return int(asked)


def _changes(base, entry):
    before = json.loads(base.document) if base else None
    changes = content_difference(before, json.loads(entry.document))
    return in_words(changes, is_public=True)


def history_paths(prefix, model, stem, key="slug"):
    """The addresses below the page of a record: `history/` and `history/<n>/`.

    `key` is what the address names the record by.
    """
    options = {"model": model, "slug_url_kwarg": key, "slug_field": key}
    return [
        path(
            f"{prefix}history/",
            RecordHistory.as_view(**options),
            name=f"{stem}_history",
        ),
        path(
            f"{prefix}history/<int:revision>/",
            RecordRevision.as_view(**options),
            name=f"{stem}_revision",
        ),
    ]
