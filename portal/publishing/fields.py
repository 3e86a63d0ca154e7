"""Fields for lists of words, and for what is derived from other fields."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from modeltranslation.utils import build_localized_fieldname

from portal.search import lookup
from portal.search.text import sort_key


class LinesFormField(forms.CharField):
    """Text with one item a line; its value is the list of the items."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of short texts, edited one a line."""

    def validate(self, value, model_instance):
        if not isinstance(value, list) or not all(
            isinstance(item, str) and item.strip() for item in value
        ):
            raise ValidationError(_("This must be a list of texts that are not empty."))
        if any(len(item) > 200 for item in value):
            raise ValidationError(_("A line may have 200 characters."))
        if value or not self.blank:
            super().validate(value, model_instance)

    def formfield(self, **kwargs):
        options = {"form_class": LinesFormField, "required": not self.blank}
        # Past JSONField's own, which would ask for JSON.
        return super(models.JSONField, self).formfield(**options | kwargs)


class ProseField(ProseEditorField):
    """Running text with a little structure, cleaned to that whenever it is entered."""

    EXTENSIONS = {
        "Bold": True,
        "Italic": True,
        "BulletList": True,
        "OrderedList": True,
        "ListItem": True,
        "Blockquote": True,
        "Heading": {"levels": [3, 4]},
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    }

    def __init__(self, *args, **kwargs):
        kwargs |= {"extensions": self.EXTENSIONS, "sanitize": True}
        super().__init__(*args, **kwargs)


class DerivedField:
    """A column computed from other fields of its row whenever the row is written.

    `of` names the fields. A translated field among them is read in the language of
    the column, or in every language where the column is not itself translated. It
    stands in the database to sort and to search by, never in a document.
    """

    is_derived = True

    def __init__(self, *args, of=(), **kwargs):
        self.of = list(of)
        kwargs["editable"] = False
        kwargs["blank"] = True
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def derive(self, instance: models.Model) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.derive(model_instance)
        setattr(model_instance, self.attname, value)
        return value

    def texts(self, instance, names):
        """What some fields say, one text after the other."""
        languages = [code for code, _name in settings.LANGUAGES]
        own = getattr(self, "language", None)
        for name in names:
            values = {
                code: getattr(instance, build_localized_fieldname(name, code), None)
                for code in languages
            }
            if not any(values.values()):
                value = getattr(instance, name) or ""
                yield from value if isinstance(value, list) else [value]
            elif own:
                yield values[own] or next(filter(None, values.values()))
            else:
                yield from filter(None, values.values())


class SortKeyField(DerivedField, models.CharField):
    """Sorts as readers expect in either script: folded, the article off."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def derive(self, instance):
        texts = self.texts(instance, self.of)
        return sort_key(" ".join(texts))[: self.max_length]


class LikenessField(DerivedField, models.CharField):
    """What names that may be one have in common: the sounds of first and last word."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)

    def derive(self, instance):
        name = next(self.texts(instance, self.of), "")
        return lookup.likeness(name)[: self.max_length]


class FoldedField(DerivedField, models.TextField):
    """What the admin's search boxes look in: every name, folded, and its terms."""

    NAMES = ("name", "sort_name", "other_names")

    def derive(self, instance):
        names = [name for name in self.of if name in self.NAMES]
        texts = self.texts(instance, self.of)
        return lookup.column(texts, self.texts(instance, names))
