"""The page on which a record is translated: its source texts beside empty fields."""

from copy import deepcopy
from dataclasses import dataclass

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BoundField
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from js_asset.media import Media

from portal.documents.apply import apply_document
from portal.documents.build import to_document
from portal.documents.mistakes import DocumentError
from portal.documents.outdated import SOURCE, Text, outdated, texts
from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing.admin.bilingual import shown
from portal.publishing.admin.forms import SEEN_ANOTHER, stamp, tidy
from portal.publishing.admin.translation_queue import translation_url
from portal.publishing.languages import label
from portal.publishing.models import Kind
from portal.publishing.proposals import propose
from portal.publishing.translation_queue import queue, tasks, translated_shapes
from portal.publishing.workflow import Refused

TITLES = {
    "ar": gettext_lazy("Translation into Arabic"),
    "en": gettext_lazy("Translation into English"),
}
REVIEWED = gettext_lazy("Reviewed: the translation still says what the source says")


@dataclass
class Item:
    """A text to translate: its field, its source, and the row that owns it if any."""

    heading: str
    label: str
    source: str
    field: BoundField
    reviewed: BoundField | None


class TranslationForm(forms.Form):
    """The texts of a record that are missing in a language, or outdated in it.

    What was typed stays, even where somebody has filled the place meanwhile.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, model_admin, request, record, code):
        super().__init__(request.POST or None, initial={"seen": stamp(record)})
        self.record, self.code = record, code
        self.document = to_document(record)
        self.texts = texts(self.document)
        self.kept = record.outdated_translations
        self.fields_of = {}
        rows = {
            str(row.pk): row
            for name in shape_of(type(record)).rows
            for row in getattr(record, name).all()
        }
        makers = {i.model: i for i in model_admin.get_inline_instances(request, record)}
        for text, words in self.texts.items():
            if self._is_wanted(text, words):
                instance = rows.get(text.row, record)
                maker = makers.get(type(instance), model_admin)
                self._add(text, words[code], instance, maker, request)

    def items(self):
        for text, instance in self.fields_of.items():
            name, reviewed = _name(text), f"{_name(text)}--reviewed"
            model_field = shape_of(type(instance)).options.get_field(text.field)
            source = _source(self.texts[text], self.code)
            yield Item(
                heading=self._heading(text, instance),
                label=capfirst(model_field.verbose_name),
                source=shown(type(instance), f"{text.field}_{source}")(instance),
                field=self[name],
                reviewed=self[reviewed] if reviewed in self.fields else None,
            )

    def clean(self):
        if self.cleaned_data.get("seen") != stamp(self.record):
            raise ValidationError(SEEN_ANOTHER, code="seen_another")
        return super().clean()

    def translated(self):
        """The document with what was entered, and what is outdated in it then."""
        after, reviewed = deepcopy(self.document), set()
        for text in self.fields_of:
            name = _name(text)
            _content(after, text)[text.field][self.code] = self.cleaned_data[name]
            if self.cleaned_data.get(f"{name}--reviewed"):
                reviewed.add(f"{self.code}:{text.path}")
        kept = [name for name in self.kept if name not in reviewed]
        after["outdated_translations"] = outdated(self.document, after, kept)
        return after

    def refuse(self, error):
        """Shows the mistakes of a document beside the texts that they are of."""
        paths = {}
        for text in self.fields_of:
            paths[_mistake_path(self.document, text, self.code)] = _name(text)
        for mistake in error.mistakes:
            self.add_error(paths.get(mistake.path), mistake.message)

    def _is_wanted(self, text, words):
        if _source(words, self.code) is None:
            return False
        is_old = f"{self.code}:{text.path}" in self.kept
        return not words[self.code] or is_old or _name(text) in self.data

    def _add(self, text, value, instance, maker, request):
        model_field = type(instance)._meta.get_field(f"{text.field}_{self.code}")
        field = maker.formfield_for_dbfield(model_field, request)
        field.required, field.initial, field.label = False, value, label(model_field)
        field.clean = _cleaning(field.clean, model_field)
        self.fields[_name(text)] = field
        self.fields_of[text] = instance
        if f"{self.code}:{text.path}" in self.kept:
            reviewed = forms.BooleanField(label=REVIEWED, required=False)
            self.fields[f"{_name(text)}--reviewed"] = reviewed

    def _heading(self, text, row):
        if not text.rows:
            return ""
        number = [one["id"] for one in self.document[text.rows]].index(text.row) + 1
        words = {
            "row": capfirst(row._meta.verbose_name),
            "number": number,
            "name": Truncator(str(row)).words(12),
        }
        own = [words for one, words in self.texts.items() if one.row == text.row]
        if str(row) in [value for one in own for value in one.values()]:
            return _("%(row)s %(number)d") % words
        return _("%(row)s %(number)d: %(name)s") % words


class Translating:
    """For admins of records: the pages on which they are translated."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.translation_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_translation"
        address = "<path:object_id>/translation/<slug:code>/"
        return [path(address, view, name=name), *super().get_urls()]

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

    def save_document(self, request, record, document, note):
        """Puts a document in place of a record's; for a published one, proposes it.

        Raises `DocumentError` or `Refused`.
        """
        if record.is_published:
            propose(record, document, request.user, Kind.WORDING, note)
        else:
            apply_document(document)
        self.log_change(request, record, _("Translated."))

    def _save_translation(self, request, form):
        try:
            note = _in_each_language(TITLES[form.code])
            self.save_document(request, form.record, form.translated(), note)
        except DocumentError as error:
            form.refuse(error)
            return False
        except Refused as refusal:
            form.add_error(None, refusal)
            return False
        text = _("The translation of “%(record)s” was saved.")
        if form.record.is_published:
            text = _("The translation of “%(record)s” waits for a second person.")
        self.message_user(request, text % {"record": form.record})
        return True

    def _after_translation(self, request, record, code):
        url = f"{reverse('admin:translation')}?language={code}"
        if "_next" in request.POST:
            rows = queue(translated_shapes(), code)[:2]
            others = [task.record for task in tasks(rows) if task.record != record]
            url = translation_url(others[0], code) if others else url
        return HttpResponseRedirect(url)

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
            "media": media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/record_translation.html", context)


def _in_each_language(words):
    texts = {}
    for code in LANGUAGES:
        with override(code):
            texts[code] = str(words)
    return texts


def _name(text: Text) -> str:
    """The name of the input of a text."""
    return text.path.replace("/", "--")


def _source(words, code):
    """The language that a text is translated from, None where there is none."""
    others = [SOURCE, *(one for one in LANGUAGES if one != SOURCE)]
    return next((one for one in others if one != code and words[one]), None)


def _content(document, text):
    """The part of a document that a text stands in."""
    if not text.rows:
        return document
    return next(row for row in document[text.rows] if row["id"] == text.row)


def _mistake_path(document, text, code):
    """Where mistakes of a document say that a text stands."""
    own = f"{text.field}.{code}"
    if not text.rows:
        return own
    place = [row["id"] for row in document[text.rows]].index(text.row)
    return f"{text.rows}[{place}].{own}"


def _cleaning(clean, model_field):
    """Cleans an input as the form of the record and the model do."""

    def cleaned(value):
        value = tidy(model_field, clean(value) or "")
        return model_field.clean(value, None) if value else ""

    return cleaned
