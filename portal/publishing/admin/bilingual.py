"""Both languages of a field side by side, each in its own direction."""

from functools import cache

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django_prose_editor.widgets import AdminProseEditorWidget
from modeltranslation.admin import TranslationAdmin
from modeltranslation.fields import TranslationField
from modeltranslation.utils import build_localized_fieldname

from portal.documents.shape import LANGUAGES
from portal.publishing import lengths
from portal.publishing.admin.choices import (
    Chosen,
    ChosenSelect,
    ChosenSelectMultiple,
)
from portal.publishing.admin.forms import BilingualForm
from portal.publishing.admin.quick import offer_quick_adding
from portal.publishing.fields import ProseField
from portal.publishing.languages import label, language_attrs
from portal.search import lookup

LONG_LINE = 300


class ProseWidget(AdminProseEditorWidget):
    """The editor for running text, in an element that carries its language."""

    template_name = "publishing/prose.html"

    def get_config(self):
        """Leaves checking the spelling to the browser, which knows the language."""
        config = super().get_config()
        config["extensions"].pop("NoSpellCheck", None)
        return config


class Bilingual:
    """For admins and inlines of translated models, before their Django class.

    `fieldsets` name translated fields without their language; each becomes a row with
    one input for every language. `codes` names fields that read from left to right in
    any language; text of no known language finds its own direction.
    """

    form = BilingualForm
    codes = ()

    def get_fieldsets(self, request, obj=None):
        shown_only = not self._may_write(request, obj)
        return [
            (name, options | {"fields": [*self._rows(options["fields"], shown_only)]})
            for name, options in self.fieldsets
        ]

    def get_readonly_fields(self, request, obj=None):
        if self._may_write(request, obj):
            return self.readonly_fields
        return [*self.readonly_fields, *map(self._shown, self._shown_names())]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        options = self._options(db_field) | kwargs
        field = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(db_field, models.CharField | models.TextField | models.JSONField):
            self._direct(field, db_field)
        if db_field.is_relation:
            offer_quick_adding(field, self.admin_site, request)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._find_while_typing(db_field, request, kwargs, ChosenSelect)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._find_while_typing(db_field, request, kwargs, ChosenSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _find_while_typing(self, db_field, request, options, widget):
        if db_field.name in self.get_autocomplete_fields(request):
            chosen = Chosen.of(request)
            made = widget(db_field, self.admin_site, chosen=chosen)
            options.setdefault("widget", made)

    def _options(self, db_field):
        """What the form field of a model field is made with."""
        if isinstance(db_field, ProseField):
            return {"widget": ProseWidget()}
        if isinstance(db_field, models.URLField):
            return {"assume_scheme": "https"}
        if isinstance(db_field, models.TimeField):
            attrs = {"type": "time", "step": "any"}
            return {"widget": forms.TimeInput(attrs=attrs)}
        is_line = isinstance(db_field, models.CharField) and not db_field.choices
        if is_line and db_field.max_length >= LONG_LINE:
            return {"widget": AdminTextareaWidget(attrs={"rows": 1})}
        return {}

    def _may_write(self, request, obj):
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def _rows(self, fields, shown_only):
        for field in fields:
            row = field
            if field in self.trans_opts.all_fields:
                row = tuple(
                    build_localized_fieldname(field, code) for code in LANGUAGES
                )
            if not shown_only:
                yield row
            elif isinstance(row, str):
                yield self._shown(row)
            else:
                yield tuple(map(self._shown, row))

    def _localized_names(self):
        return [
            f.name
            for f in self.opts.get_fields()
            if isinstance(f, TranslationField) and f.editable
        ]

    def _shown_names(self):
        """The fields that are said in other words where they may only be read."""
        worded = [f.name for f in self.opts.get_fields() if hasattr(f, "in_words")]
        return [*self._localized_names(), *worded]

    def _shown(self, name):
        return shown(self.model, name) if name in self._shown_names() else name

    def labels(self):
        """What the translated fields are called in each language."""
        fields = map(self.opts.get_field, self._localized_names())
        return {field.name: label(field) for field in fields}

    def _get_form_or_formset(self, request, obj, **kwargs):
        labels = self.labels()
        return super()._get_form_or_formset(request, obj, labels=labels, **kwargs)

    def _direct(self, field, db_field):
        if isinstance(db_field, TranslationField):
            attrs = language_attrs(db_field.language) | {"spellcheck": "true"}
        elif isinstance(db_field, models.URLField) or db_field.name in self.codes:
            attrs = {"dir": "ltr", "spellcheck": "false"}
        else:
            attrs = {"dir": "auto"}
        if field and not db_field.choices:
            field.widget.attrs |= attrs | advised(db_field)


class BilingualAdmin(Bilingual, TranslationAdmin):
    """An admin whose searches meet any form of a word and any spelling of a name."""

    search_fields = ["folded"]

    def get_search_results(self, request, queryset, search_term):
        """Takes records whose folded texts hold each of the words in some form."""
        for needles in lookup.needles(search_term):
            found = [
                models.Q(**{f"{name}__contains": needle})
                for name in self.search_fields
                for needle in needles
            ]
            queryset = queryset.filter(models.Q(*found, _connector=models.Q.OR))
        return queryset, any("__" in name for name in self.search_fields)


def advised(field):
    """The attributes that name how long a text should be at most."""
    original = getattr(field, "translated_field", field)
    limit = lengths.ADVISED.get(original.name)
    return {f"data-advised-{limit.unit}": limit.number} if limit else {}


@cache
def shown(model, name):
    """Stands for a translated field or a date where it may only be read."""
    field = model._meta.get_field(name)
    is_text = isinstance(field, TranslationField)

    @admin.display(description=label(field) if is_text else field.verbose_name)
    def show(record):
        value = getattr(record, name) or ""
        if not is_text:
            return field.in_words(value) or admin.site.empty_value_display
        is_prose = isinstance(field, ProseField)
        html = mark_safe(field.sanitize(value)) if is_prose else linebreaksbr(value)
        html = html or admin.site.empty_value_display
        attrs = language_attrs(field.language)
        return format_html(
            '<div lang="{lang}" dir="{dir}">{html}</div>', html=html, **attrs
        )

    show.__name__ = name
    return show
