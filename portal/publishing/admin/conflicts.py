"""Two editors in one form: the second reads what the first saved, and decides.

The form keeps, signed, the document that its editor opened. Where another one is stored
by now, the form is filled in over the opened one inside a transaction that is undone:
so every row in it exists, and what was typed becomes a document to compare and merge.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.apply import apply_document
from portal.documents.build import to_document
from portal.documents.merge import merge
from portal.documents.mistakes import DocumentError
from portal.documents.outdated import outdated
from portal.documents.trial import undone
from portal.publishing import workflow
from portal.publishing.admin.forms import stamp
from portal.publishing.admin.opened import seal, unseal
from portal.publishing.differences import (
    OUTDATED,
    content_difference,
    in_words,
    kept_for_us,
    overlaps,
)
from portal.publishing.translations import stored_document

CONFLICT = gettext_lazy(
    "Somebody else has saved this record since you opened it, so nothing of yours was "
    "saved yet. All that you typed is still here."
)
CLOSED = gettext_lazy(
    "Since you opened this record it has become “%(state)s”, so nothing of yours was "
    "saved. All that you typed is still here."
)


class Conflicts:
    """For the admins of records, below what captures the texts of published ones."""

    def _changeform_view(self, request, object_id, form_url, extra_context):
        rest = form_url, extra_context
        if request.method != "POST" or object_id is None:
            return super()._changeform_view(request, object_id, *rest)
        record = self.get_object(request, unquote(object_id))
        opened = record and unseal(request.POST.get("opened", ""), record)
        if opened and not workflow.can_edit(record):
            words = CLOSED % {"state": record.get_state_display()}
            request.form_class = {"is_closed": True, "refusal": words}
            return super()._changeform_view(request, object_id, *rest)
        if not opened or request.POST.get("seen") == stamp(record):
            return super()._changeform_view(request, object_id, *rest)
        stored = to_document(record)
        if not content_difference(opened, stored):
            request.form_class = {"has_seen": True}
            return super()._changeform_view(request, object_id, *rest)
        opened |= {name: stored[name] for name in kept_for_us(stored) - {OUTDATED}}
        try:
            return self._conflict(request, record, opened, stored, *rest)
        except DocumentError:
            # What was opened refers to something that is gone.
            request.form_class = {}
            return super()._changeform_view(request, object_id, *rest)

    def shows_typed(self, request):
        """Whether the form only shows what was typed, and saves nothing."""
        return "is_closed" in getattr(request, "form_class", {})

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if attributes := getattr(request, "form_class", None):
            return type(form)(form.__name__, (form,), attributes)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        record, form = context["original"], context["adminform"].form
        is_opened = record and record.pk and not form.is_bound
        if is_opened and self._may_write(request, record):
            formsets = [one.formset for one in context["inline_admin_formsets"]]
            form.initial["opened"] = seal(record, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request, obj):
        if getattr(request, "is_typed", False):
            request.captured = stored_document(obj)
            return HttpResponse()
        return super().response_change(request, obj)

    def _conflict(self, request, record, opened, stored, form_url, extra_context):
        """Shows both texts, or saves what the editor chose after having seen them."""
        rest = form_url, extra_context
        typed, answer = self._typed(request, record, opened, *rest)
        if typed is None:
            return answer
        merged = merge(opened, typed, stored)
        chosen = {"_together": merged.document, "_mine": typed}
        choice = next((name for name in chosen if name in request.POST), None)
        mistakes = []
        if choice and request.POST.get("theirs") == stamp(record):
            try:
                return self._save_chosen(request, record, stored, chosen[choice])
            except DocumentError as error:
                mistakes = error.mistakes
        conflict = {
            "theirs": in_words(content_difference(opened, stored)),
            "overlaps": in_words(overlaps(merged.conflicts, stored, typed)),
            "mistakes": mistakes,
            "entry": _last_entry(record),
            "time": record.changed_at,
            "stamp": stamp(record),
        }
        extra_context = (extra_context or {}) | {"conflict": conflict}
        request.form_class = {"refusal": CONFLICT}
        return self._over(request, record, opened, form_url, extra_context)

    def _typed(self, request, record, opened, form_url, extra_context):
        """The document that the form would make, or none, and what the form answers."""
        messages, request._messages = request._messages, default_storage(request)
        request.is_typed, request.form_class = True, {"has_seen": True}
        try:
            answer = self._over(request, record, opened, form_url, extra_context)
        finally:
            request.is_typed, request._messages = False, messages
        typed, request.captured = request.captured, None
        return typed, answer

    def _over(self, request, record, opened, form_url, extra_context):
        """The answer to the form where the record still is as it was opened."""
        with undone():
            _put(record, opened)
            answer = super()._changeform_view(
                request, str(record.pk), form_url, extra_context
            )
            if hasattr(answer, "render"):
                answer.render()
            return answer

    def _save_chosen(self, request, record, stored, document):
        """Puts a document in place of the stored one; raises `DocumentError`.

        Of a published record it is what is proposed.
        """
        document = document | {name: stored[name] for name in kept_for_us(stored)}
        document[OUTDATED] = outdated(stored, document, stored[OUTDATED])
        if record.is_published:
            with undone():
                _put(record, document)
            request.captured = document
            return HttpResponse()
        with transaction.atomic():
            _put(record, document)
        record.refresh_from_db()
        note = _("Saved together with what somebody else had changed.")
        self.log_change(request, record, note)
        text = _("“%(record)s” was saved.") % {"record": record}
        self.message_user(request, text)
        return self._back(record)


def _put(record, document):
    """Gives a record the content of a document, by which name it may find it."""
    if document["slug"] != record.slug:
        rows = QuerySet(type(record)).filter(pk=record.pk)
        rows.update(slug=document["slug"])
    apply_document(document)


def _last_entry(record):
    """Who saved a record last, if the editing site knows."""
    content_type = ContentType.objects.get_for_model(record)
    entries = LogEntry.objects.filter(content_type=content_type, object_id=record.pk)
    return entries.select_related("user").order_by("-action_time").first()
