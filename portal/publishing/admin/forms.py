"""Forms that store texts as documents hold them, and that refuse to overwrite."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.canon import plain
from portal.publishing.admin.opened import OpenedField
from portal.publishing.languages import language_attrs
from portal.publishing.models import CHANGE_KINDS, validate_slug
from portal.publishing.slugs import ProposedSlug


class BilingualForm(forms.ModelForm):
    def clean(self):
        super().clean()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                self.cleaned_data[name] = tidy(self._field(name), value)
            elif isinstance(value, list) and any("\0" in str(item) for item in value):
                self.add_error(name, _("Null characters are not allowed."))
        return self.cleaned_data

    def _field(self, name):
        fields = self._meta.model._meta.concrete_fields
        return next((field for field in fields if field.name == name), None)


SEEN_ANOTHER = gettext_lazy(
    "Somebody else has saved this record since you opened it, so nothing of yours was "
    "saved. All that you typed is still here: open the record in another window, bring "
    "the two texts together there, and save that."
)


class RecordForm(ProposedSlug, BilingualForm):
    """Remembers which text the editor saw, and refuses to write over another one.

    `opened` is that text itself, kept by `conflicts` to be compared with.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    opened = OpenedField()

    # Where the text left the desk while it was typed, nothing is saved any more.
    is_closed = False
    # An admin that has shown both texts answers for the form.
    has_seen = False
    refusal = SEEN_ANOTHER

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = stamp(self.instance)
        if self.instance.is_published:
            self.fields |= change_fields()

    def change_fields(self):
        """The fields that tell readers what a change of a published record is."""
        return [self[name] for name in self.fields if name.startswith("change_")]

    def change_note(self):
        """What readers are told of the change, by language."""
        texts = {code: self.cleaned_data.get(f"change_note_{code}") for code in NOTES}
        return {code: text or "" for code, text in texts.items()}

    def clean_aliases(self):
        for alias in self.cleaned_data["aliases"]:
            validate_slug(alias)
        return self.cleaned_data["aliases"]

    def clean(self):
        has_seen = self.has_seen or not self.instance.pk
        is_another = self.cleaned_data.get("seen") != stamp(self.instance)
        if self.is_closed or (not has_seen and is_another):
            raise ValidationError(self.refusal, code="refused")
        return super().clean()


def tidy(field, value):
    """A text as documents hold it: plain, of a single line where its field has one."""
    value = plain(value)
    return " ".join(value.split("\n")) if isinstance(field, models.CharField) else value


NOTES = {
    "ar": gettext_lazy("What changed, in Arabic"),
    "en": gettext_lazy("What changed, in English"),
}


def change_fields():
    choices = [(kind.value, kind.label) for kind in CHANGE_KINDS]
    fields = {
        "change_kind": forms.ChoiceField(
            label=gettext_lazy("Why it changes"),
            choices=[("", "---------"), *choices],
            help_text=gettext_lazy("Readers see this beside the note."),
        )
    }
    for code, label in NOTES.items():
        attrs = language_attrs(code) | {"rows": 2, "spellcheck": "true"}
        fields[f"change_note_{code}"] = forms.CharField(
            label=label,
            max_length=1000,
            required=code == settings.LANGUAGE_CODE,
            widget=forms.Textarea(attrs=attrs),
        )
    return fields


def stamp(record):
    """Names the state of a record's content that an editor sees."""
    return record.changed_at.isoformat() if record.pk else ""
