from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from meetings import models
from meetings.forms import (
    MeetingForm,
    ParticipationForm,
    ParticipationFormSet,
    RolesForm,
    StatementForm,
)
from meetings.roles import roles_on
from meetings.rounds import NextRound, SeriesRounds
from meetings.statement_rows import StatementInline, StatementRows
from meetings.warnings import long_quotations, outside_term, same_day
from portal.publishing.admin import RecordAdmin, year_filter
from portal.publishing.warnings import long_quotation
from portal.records.admin import (
    ADDRESS,
    EVIDENCE,
    ROW_SOURCES,
    SourcedRecordAdmin,
    SourcedRowInline,
    shown_date,
)


class ParticipationInline(SourcedRowInline):
    model = models.Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    fieldsets = [
        (None, {"fields": [("person", "side"), "role", ("is_present", "position")]}),
        (
            _("Note and sources"),
            {"fields": ["note", "sources"], "classes": ["collapse"]},
        ),
    ]
    autocomplete_fields = ["person", "sources"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "person":
            url = reverse("admin:meetings_meeting_roles")
            field.widget.attrs["data-roles-url"] = url
        return field


class OutcomeInline(SourcedRowInline):
    model = models.Outcome
    fk_name = "meeting"
    fieldsets = [
        (None, {"fields": [("kind", "position"), "text"]}),
        (
            _("Between whom"),
            {"fields": ["people", "countries", "organisations"]},
        ),
        (
            _("What followed"),
            {"fields": [("followed_by_meeting", "followed_by_visit")]},
        ),
        ROW_SOURCES,
    ]
    autocomplete_fields = [
        "people",
        "countries",
        "organisations",
        "followed_by_meeting",
        "followed_by_visit",
        "sources",
    ]


@admin.register(models.Meeting)
class MeetingAdmin(StatementRows, NextRound, SourcedRecordAdmin):
    list_help = _("Every meeting of the record, in any state, the latest first.")
    form_help = _(
        "One encounter on one day: who was there and as what, and what came of it."
    )
    form = MeetingForm
    checks = [*SourcedRecordAdmin.checks, same_day, outside_term, long_quotations]
    not_copied = ["date", "time", "round", "photographs"]
    list_display = ["title", shown_date("date"), "kind"]
    list_filter = [
        "kind",
        year_filter("date"),
        "status",
        ("countries", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["folded", "participants__person__folded"]
    fieldsets = [
        (None, {"fields": ["title", "summary", "text"]}),
        (
            _("When, where and how"),
            {
                "fields": [
                    ("date", "time"),
                    ("kind", "presence"),
                    ("status", "is_abroad"),
                    "city",
                    "venue",
                    "country",
                ]
            },
        ),
        (_("Part of"), {"fields": ["visit", ("series", "round")]}),
        (
            _("With whom and about what"),
            {
                "fields": [
                    ("countries", "organisations"),
                    ("topics", "initiatives"),
                    "photographs",
                ]
            },
        ),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = [
        "country",
        "visit",
        "series",
        "countries",
        "organisations",
        "topics",
        "initiatives",
        "photographs",
        "sources",
    ]
    inlines = [ParticipationInline, OutcomeInline, StatementInline]

    class Media:
        js = [Script("js/admin-roles.js", type="module")]

    def get_urls(self):
        view = self.admin_site.admin_view(self.roles_view)
        return [
            path("roles/", view, name="meetings_meeting_roles"),
            *super().get_urls(),
        ]

    def roles_view(self, request):
        """The roles to propose for a person on a date, as JSON."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = RolesForm(request.GET)
        roles = roles_on(**form.cleaned_data) if form.is_valid() else []
        return JsonResponse({"roles": roles})

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "round":
            kwargs["queryset"] = models.Round.objects.select_related("series")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(models.Visit)
class VisitAdmin(SourcedRecordAdmin):
    list_help = _("Every journey, at home and abroad, that holds meetings together.")
    form_help = _(
        "A journey with its dates and countries; its meetings name it in their own forms."
    )
    not_copied = ["start", "end"]
    list_display = ["title", shown_date("start")]
    list_filter = [
        year_filter("start"),
        ("countries", admin.RelatedOnlyFieldListFilter),
    ]
    fieldsets = [
        (None, {"fields": ["title", "summary", ("start", "end"), "countries"]}),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = ["countries", "sources"]


class RoundInline(SourcedRowInline):
    model = models.Round
    fieldsets = [
        (None, {"fields": [("number", "date", "position"), "place", "note"]}),
        ROW_SOURCES,
    ]


@admin.register(models.Series)
class SeriesAdmin(SeriesRounds, SourcedRecordAdmin):
    list_help = _("Every dialogue that goes on in rounds.")
    form_help = _(
        "A dialogue and its rounds; the meetings of a round name it in their own forms."
    )
    list_display = ["title"]
    fieldsets = [(None, {"fields": ["title", "summary"]}), EVIDENCE, ADDRESS]
    inlines = [RoundInline]


@admin.register(models.Statement)
class StatementAdmin(SourcedRecordAdmin):
    list_help = _("What was said, by whom, and in which meeting.")
    form_help = _(
        "What somebody said: its gist in our words, and a short quotation where one is printed."
    )
    form = StatementForm
    checks = [*SourcedRecordAdmin.checks, long_quotation]
    not_copied = ["gist", "quotation", "quotation_language", "quotation_form"]
    list_display = ["gist", "speaker", shown_date("date")]
    list_filter = ["quotation_form", year_filter("date")]
    list_select_related = ["speaker"]
    search_fields = ["folded", "speaker__folded"]
    codes = [*RecordAdmin.codes, "quotation_language"]
    fieldsets = [
        (None, {"fields": ["gist", ("speaker", "date"), "meeting"]}),
        (
            _("Quotation"),
            {"fields": ["quotation", ("quotation_language", "quotation_form")]},
        ),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = ["speaker", "meeting", "sources"]
