from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.publishing.admin import (
    BilingualAdmin,
    RecordAdmin,
    RowInline,
    year_filter,
)
from portal.publishing.public import renew
from portal.records import models
from portal.records.dates import display
from portal.records.forms import SourceForm
from portal.records.warnings import cited_already, same_name

EVIDENCE = (
    _("Sources and evidence"),
    {"fields": ["sources", "disagreements", "evidence"], "classes": ["closing"]},
)
ADDRESS = (_("Address"), {"fields": ["slug", "aliases"], "classes": ["closing"]})
ROW_SOURCES = (_("Sources"), {"fields": ["sources"], "classes": ["collapse"]})


class SourcedRecordAdmin(RecordAdmin):
    autocomplete_fields = ["sources"]


class SourcedRowInline(RowInline):
    autocomplete_fields = ["sources"]


def shown_date(name):
    """A column with a partial date in words."""

    @admin.display(description=_("date"), ordering=name)
    def column(record):
        return display(getattr(record, name))

    return column


class PositionInline(SourcedRowInline):
    model = models.Position
    fieldsets = [
        (None, {"fields": [("organisation", "position"), "title", ("start", "end")]}),
        ROW_SOURCES,
    ]
    autocomplete_fields = ["organisation", "sources"]


class LifeEventInline(SourcedRowInline):
    model = models.LifeEvent
    fieldsets = [
        (None, {"fields": [("date", "position"), "what", "is_claim"]}),
        ROW_SOURCES,
    ]


@admin.register(models.Person)
class PersonAdmin(SourcedRecordAdmin):
    list_help = _("Everybody the record names, each once, under any spelling.")
    form_help = _(
        "One person: the name in all its spellings, and the positions held from when to when."
    )
    quick_fields = ["name", "sort_name", "country"]
    not_copied = ["other_names", "wikidata"]
    checks = [*SourcedRecordAdmin.checks, same_name(models.Person)]
    list_display = ["name", "country"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    codes = [*RecordAdmin.codes, "wikidata"]
    fieldsets = [
        (
            None,
            {"fields": ["name", "sort_name", "other_names", ("country", "wikidata")]},
        ),
        (_("Biography"), {"fields": ["biography"]}),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = ["country", "sources"]
    inlines = [PositionInline, LifeEventInline]


@admin.register(models.Organisation)
class OrganisationAdmin(SourcedRecordAdmin):
    list_help = _("Every body the record names, each once, under any name.")
    form_help = _("One body, with the names it is known by.")
    quick_fields = ["name", "kind", "country"]
    not_copied = ["other_names"]
    checks = [*SourcedRecordAdmin.checks, same_name(models.Organisation)]
    list_display = ["name", "kind", "country"]
    list_filter = ["kind", ("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    fieldsets = [
        (None, {"fields": ["name", "other_names", ("kind", "country")]}),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = ["country", "sources"]


@admin.register(models.Topic)
class TopicAdmin(SourcedRecordAdmin):
    list_help = _("The subjects by which readers find records.")
    form_help = _("One subject; a broader one may stand above it.")
    quick_fields = ["name"]
    checks = [*SourcedRecordAdmin.checks, same_name(models.Topic)]
    list_display = ["name", "broader"]
    list_select_related = ["broader"]
    fieldsets = [(None, {"fields": ["name", "broader"]}), EVIDENCE, ADDRESS]
    autocomplete_fields = ["broader", "sources"]


@admin.register(models.Source)
class SourceAdmin(RecordAdmin):
    list_help = _("Every text that facts of the record rest on.")
    form_help = _("One text that facts rest on, described in its own language.")
    form = SourceForm
    quick_fields = ["url", "title", "publisher", "language", "published", "kind"]
    not_copied = ["title", "url", "archived_url"]
    checks = [*RecordAdmin.checks, cited_already]
    list_display = ["title", "publisher", shown_date("published"), "language"]
    list_filter = ["kind", year_filter("published"), "language"]
    codes = [*RecordAdmin.codes, "language"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("publisher", "language"),
                    ("kind", "published"),
                    "url",
                    "archived_url",
                ]
            },
        ),
        ADDRESS,
    ]

    def get_changeform_initial_data(self, request):
        """Most sources are in the language that their editor works in."""
        return {"language": get_language()} | super().get_changeform_initial_data(
            request
        )


@admin.register(models.Photograph)
class PhotographAdmin(SourcedRecordAdmin):
    list_help = _(
        "Photographs as facts, with an image only where the rights permit it."
    )
    form_help = _(
        "What a photograph shows, whose it is, and whether its image may be shown."
    )
    not_copied = ["image"]
    list_display = ["title", shown_date("date"), "credit", "rights"]
    list_filter = ["rights", year_filter("date")]
    fieldsets = [
        (
            None,
            {"fields": ["title", "caption", ("date", "country"), "place", "people"]},
        ),
        (
            _("Image and rights"),
            {"fields": ["image", "alt_text", ("credit", "rights"), "rights_note"]},
        ),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = ["country", "people", "sources"]


@admin.register(models.Country)
class CountryAdmin(BilingualAdmin):
    """All of ISO 3166 is there; only the names are the office's to change."""

    list_help = _("The countries of ISO 3166, with the names that readers see.")
    form_help = _("The names of a country, where the office writes them otherwise.")
    list_display = ["name", "code"]
    fieldsets = [(None, {"fields": ["code", "name"]})]
    readonly_fields = ["code"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renew({self.model: [obj.pk]})
