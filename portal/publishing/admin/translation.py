"""The page on which a record is translated: its source texts beside empty fields."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from js_asset.media import Media

from portal.documents.apply import apply_document
from portal.documents.mistakes import DocumentError
from portal.documents.outdated import text_names
from portal.documents.shape import LANGUAGES, shape_of
from portal.documents.trial import trial
from portal.publishing.admin.proposing import review_url
from portal.publishing.admin.translation_form import TranslationForm
from portal.publishing.admin.translation_queue import (
    entries,
    translation_url,
    visible_shapes,
)
from portal.publishing.models import Kind
from portal.publishing.proposals import propose, revise
from portal.publishing.translation_queue import queue, tasks
from portal.publishing.workflow import Refused

AHEAD = 100
TITLES = {
    "ar": gettext_lazy("Translation into Arabic"),
    "en": gettext_lazy("Translation into English"),
}


class Translating:
    """For admins of records: the pages on which they are translated."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.translation_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_translation"
        address = "<path:object_id>/translation/<slug:code>/"
        return [path(address, view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        record = context["original"]
        if record and record.pk and self._may_write(request, record):
            context["translations"] = list(translation_links(self.model, record))
        return super().render_change_form(request, context, *args, **kwargs)

    def translation_view(self, request, object_id, code):
        if code not in LANGUAGES:
            raise Http404
        with transaction.atomic():
            record = self.get_object(request, unquote(object_id))
            if record is None:
                return self._get_obj_does_not_exist_redirect(
                    request, self.opts, object_id
                )
            if not self.has_change_permission(request, record):
                raise PermissionDenied
            form = TranslationForm(self, request, record, code)
            if form.is_valid() and self._save_translation(request, form):
                return self._after_translation(request, record, code)
        return self._translation_page(request, form)

    def _save_translation(self, request, form):
        is_public = form.record.is_published
        save = self._propose_translation if is_public else self._write_translation
        try:
            with transaction.atomic():
                save(request, form, form.translated())
        except DocumentError as error:
            form.refuse(error)
        except Refused as refusal:
            form.add_error(None, refusal)
        return not form.errors

    def _write_translation(self, request, form, document):
        record = apply_document(document)
        self.log_change(request, record, _("Translated."))
        text = _("The translation of “%(record)s” was saved.")
        self.message_user(request, text % {"record": record})

    def _propose_translation(self, request, form, document):
        """Readers are told beside the change that it is a translation."""
        with trial(document):
            pass  # Says what is wrong with it while it can be corrected.
        if own := form.proposal:
            note = {code: getattr(own, f"note_{code}") or "" for code in LANGUAGES}
            revise(own, document, request.user, own.kind, note)
        else:
            note = _in_each_language(TITLES[form.code])
            propose(form.record, document, request.user, Kind.WORDING, note)
        self.log_change(request, form.record, _("Proposed a change."))
        text = _("The translation of “%(record)s” waits for a second person.")
        self.message_user(request, text % {"record": form.record})

    def _after_translation(self, request, record, code):
        url = f"{reverse('admin:translation')}?language={code}"
        if "_next" in request.POST and (following := self._next(request, record, code)):
            url = translation_url(following, code)
        return HttpResponseRedirect(url)

    def _next(self, request, record, code):
        """The most urgent record that a user may translate and nobody has proposed."""
        found = tasks(queue(visible_shapes(request), code)[:AHEAD])
        for one in entries(request, found, code):
            other = one["task"].record
            is_free = not one["waits"] and one["url"] == translation_url(other, code)
            if is_free and other != record:
                return other
        return None

    def _translation_page(self, request, form):
        media = Media.from_media(self.media + form.media, nonce=str(request.csp_nonce))
        context = self.admin_site.each_context(request) | {
            "title": TITLES.get(form.code, form.code),
            "subtitle": str(form.record),
            "opts": self.opts,
            "original": form.record,
            "form": form,
            "items": list(form.items()),
            "code": form.code,
            "review_url": review_url(form.proposal) if form.proposal else "",
            "media": media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/record_translation.html", context)


def translation_links(model, record):
    """The pages on which a record of a type with texts is translated."""
    for code in LANGUAGES if text_names(shape_of(model)) else ():
        yield {"url": translation_url(record, code), "label": TITLES.get(code, code)}


def _in_each_language(words):
    texts = {}
    for code in LANGUAGES:
        with override(code):
            texts[code] = str(words)
    return texts
