"""The form of what is missing or outdated in a language, text by text."""

from copy import deepcopy
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.build import to_document
from portal.documents.outdated import SOURCE, Text, outdated, texts
from portal.documents.shape import LANGUAGES, Shape, shape_of
from portal.publishing.admin.bilingual import shown
from portal.publishing.admin.forms import SEEN_ANOTHER, stamp, tidy
from portal.publishing.differences import Shown
from portal.publishing.languages import label
from portal.publishing.models import Proposal
from portal.publishing.proposals import document_of, is_stale, open_proposals
from portal.publishing.source_changes import changes_of_source

REVIEWED = gettext_lazy("Reviewed: the translation still says what the source says")


@dataclass
class Item:
    """A text to translate: its field, its source, and the row that owns it if any.

    `changes` tell what the source says since the translation was written.
    """

    heading: str
    label: str
    source: str
    field: BoundField
    reviewed: BoundField | None
    changes: list[Shown]


class TranslationForm(forms.Form):
    """The texts of a record that are missing in a language, or outdated in it.

    They are those of one's own open proposal where there is one. What was typed stays,
    even where somebody has filled the place meanwhile.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, model_admin, request, record, code):
        self.record, self.code = record, code
        self.proposal = own_proposal(record, request.user)
        self.stamp = stamp(self.proposal or record)
        super().__init__(request.POST or None, initial={"seen": self.stamp})
        document = document_of(self.proposal) if self.proposal else to_document(record)
        self.document, self.texts = document, texts(document)
        self.kept = document["outdated_translations"]
        self.instances = {}
        self._add_fields(model_admin, request)

    def items(self):
        kept = [text for text in self.instances if self._is_old(text)]
        changes = changes_of_source(self.record, self.document, kept, self.code)
        for text, instance in self.instances.items():
            name, reviewed = _name(text), f"{_name(text)}--reviewed"
            model_field = shape_of(type(instance)).options.get_field(text.field)
            source = _source(self.texts[text], self.code)
            yield Item(
                heading=self._heading(text, instance),
                label=capfirst(model_field.verbose_name),
                source=shown(type(instance), f"{text.field}_{source}")(instance),
                field=self[name],
                reviewed=self[reviewed] if reviewed in self.fields else None,
                changes=changes.get(text, []),
            )

    def clean(self):
        if self.cleaned_data.get("seen") != self.stamp:
            raise ValidationError(SEEN_ANOTHER, code="seen_another")
        return super().clean()

    def translated(self):
        """The document with what was entered, and what is outdated in it then."""
        after, reviewed = deepcopy(self.document), set()
        for text in self.instances:
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
        for text in self.instances:
            paths[_mistake_path(self.document, text, self.code)] = _name(text)
        for mistake in error.mistakes:
            self.add_error(paths.get(mistake.path), mistake.message)

    def _add_fields(self, model_admin, request):
        shape = shape_of(type(self.record))
        makers = model_admin.get_inline_instances(request, self.record)
        makers = {maker.model: maker for maker in makers}
        for text, words in self.texts.items():
            if self._is_wanted(text, words):
                part = shape.rows[text.rows] if text.rows else shape
                maker = makers.get(part.model, model_admin)
                self._add(text, words[self.code], part, maker, request)

    def _is_wanted(self, text, words):
        if _source(words, self.code) is None:
            return False
        is_typed = _name(text) in self.data
        return not words[self.code] or self._is_old(text) or is_typed

    def _is_old(self, text):
        return f"{self.code}:{text.path}" in self.kept

    def _add(self, text, value, shape, maker, request):
        model_field = shape.options.get_field(f"{text.field}_{self.code}")
        field = maker.formfield_for_dbfield(model_field, request)
        field.required, field.initial, field.label = False, value, label(model_field)
        field.clean = _cleaning(field.clean, model_field)
        self.fields[_name(text)] = field
        self.instances[text] = _instance(shape, _content(self.document, text))
        if self._is_old(text):
            reviewed = forms.BooleanField(label=REVIEWED, required=False)
            self.fields[f"{_name(text)}--reviewed"] = reviewed

    def _heading(self, text, row):
        if not text.rows:
            return ""
        number = [one["id"] for one in self.document[text.rows]].index(text.row) + 1
        words = {"row": capfirst(row._meta.verbose_name), "number": number}
        own = [words for one, words in self.texts.items() if one.row == text.row]
        stored = type(row)._base_manager.filter(pk=row.pk).first()
        if stored is None or str(stored) in [t for one in own for t in one.values()]:
            return _("%(row)s %(number)d") % words
        words["name"] = Truncator(str(stored)).words(12)
        return _("%(row)s %(number)d: %(name)s") % words


def own_proposal(record, user) -> Proposal | None:
    """The proposal of a user on a record that may be gone on with."""
    if not record.is_published:
        return None
    own = open_proposals(record).filter(author=user).first()
    return own if own and not is_stale(own) else None


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


def _instance(shape: Shape, content) -> models.Model:
    """A record or row with the texts of a document, which may not be stored."""
    words = {
        f"{name}_{code}": content[name][code]
        for name in shape.translated & content.keys()
        for code in LANGUAGES
    }
    key = {"pk": content["id"]} if shape.owner else {}
    return shape.model(**key, **words)


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
