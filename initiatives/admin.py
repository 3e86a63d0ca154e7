from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives import models
from portal.publishing.admin import year_filter
from portal.records.admin import (
    ADDRESS,
    EVIDENCE,
    ROW_SOURCES,
    SourcedRecordAdmin,
    SourcedRowInline,
    shown_date,
)


class AimInline(SourcedRowInline):
    model = models.Aim
    fieldsets = [(None, {"fields": ["text", "stated_by", "position"]}), ROW_SOURCES]


class PhaseInline(SourcedRowInline):
    model = models.Phase
    fieldsets = [
        (None, {"fields": ["title", ("start", "end"), "position"]}),
        ROW_SOURCES,
    ]


class ProjectInline(SourcedRowInline):
    model = models.Project
    fieldsets = [
        (None, {"fields": ["title", "kind", "place", "status", "position"]}),
        ROW_SOURCES,
    ]


class MilestoneInline(SourcedRowInline):
    model = models.Milestone
    fieldsets = [(None, {"fields": [("date", "position"), "what"]}), ROW_SOURCES]


@admin.register(models.Initiative)
class InitiativeAdmin(SourcedRecordAdmin):
    list_help = _("Every initiative of the record, in any state.")
    form_help = _(
        "What was launched: its aims as stated, its phases, projects and milestones."
    )
    list_display = ["title", shown_date("launched"), "status"]
    list_filter = [
        "status",
        year_filter("launched"),
        ("partner_countries", admin.RelatedOnlyFieldListFilter),
    ]
    fieldsets = [
        (None, {"fields": ["title", "summary", "text"]}),
        (
            _("Launch and status"),
            {"fields": [("launched", "status"), "status_note"]},
        ),
        (_("About what, with whom"), {"fields": ["topics", "partner_countries"]}),
        EVIDENCE,
        ADDRESS,
    ]
    autocomplete_fields = ["topics", "partner_countries", "sources"]
    inlines = [AimInline, PhaseInline, ProjectInline, MilestoneInline]
