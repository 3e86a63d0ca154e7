"""Statements as rows in the form of their meeting: new ones are entered there."""

from modeltranslation.admin import TranslationStackedInline

from meetings.forms import StatementForm, StatementRowFormSet
from meetings.models import Statement
from portal.publishing import workflow
from portal.publishing.admin import Bilingual
from portal.publishing.models import State


class StatementInline(Bilingual, TranslationStackedInline):
    """A statement is a record with a life of its own; here it only begins.

    While the meeting has not been submitted, statements can be entered with it. Those
    that are there already are listed, and changed in their own forms.
    """

    model = Statement
    form = StatementForm
    formset = StatementRowFormSet
    template = "admin/meetings/statement_rows.html"
    extra = 0
    can_delete = False
    codes = ["quotation_language"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "speaker",
                    "gist",
                    "quotation",
                    ("quotation_language", "quotation_form"),
                    "sources",
                ]
            },
        )
    ]
    autocomplete_fields = ["speaker", "sources"]

    def get_queryset(self, request):
        return super().get_queryset(request).none()

    def has_add_permission(self, request, obj=None):
        is_open = obj is None or obj.state in (State.DRAFT, State.SUBMITTED)
        return is_open and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return False

    def _may_write(self, request, obj):
        return self.has_add_permission(request, obj)


class StatementRows:
    """For the admin of meetings: what happens with the statements entered there."""

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if formset.model is Statement:
            request.new_statements = formset.new_objects
            for statement in formset.new_objects:
                self.log_addition(request, statement, [{"added": {}}])

    def render_change_form(self, request, context, *args, **kwargs):
        meeting = context["original"]
        if meeting and meeting.pk:
            statements = meeting.statements.select_related("speaker")
            context["statements"] = list(statements)
        return super().render_change_form(request, context, *args, **kwargs)

    def _submit_saved(self, request, record):
        """Submits with a meeting the statements that were entered with it."""
        super()._submit_saved(request, record)
        if "_submit" in request.POST and self.has_submit_permission(request):
            for statement in getattr(request, "new_statements", []):
                self._take_plainly(request, workflow.STEPS["submit"], statement)
