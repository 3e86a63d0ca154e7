"""Adding a topic to many records at once, by the rules that hold for each of them."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing import proposals, workflow
from portal.publishing.admin.steps import Steps
from portal.publishing.models.log import Kind
from portal.publishing.translations import stored_document

TOPICS = "topics"


class TopicForm(forms.Form):
    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"] = forms.ModelChoiceField(
            topics, label=gettext_lazy("Topic to add")
        )


class Bulk:
    """For the admins of records whose types have topics."""

    actions = [*Steps.actions, "add_topic"]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if TOPICS not in shape_of(self.model).many:
            actions.pop("add_topic", None)
        return actions

    @admin.action(
        description=gettext_lazy("Add a topic to what is selected"),
        permissions=["submit"],
    )
    def add_topic(self, request, queryset):
        topics = shape_of(self.model).many[TOPICS].related_model._default_manager
        is_sent = "topic" in request.POST
        form = TopicForm(request.POST if is_sent else None, topics=topics.all())
        if is_sent and form.is_valid():
            for record in queryset:
                self._add_topic(request, record, form.cleaned_data["topic"])
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Add a topic to what is selected"),
            "opts": self.opts,
            "records": queryset,
            "form": form,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/add_topic.html", context)

    def _add_topic(self, request, record, topic):
        """Adds a topic to one record, or tells why not."""
        names = {"record": record, "topic": topic}
        try:
            with transaction.atomic():
                text = self._added(request, record, topic)
        except workflow.Refused as refusal:
            names["reason"] = " ".join(refusal.messages)
            text = _("“%(record)s”: %(reason)s") % names
            self.message_user(request, text, messages.ERROR)
        else:
            self.message_user(request, text % names)

    def _added(self, request, record, topic):
        """What is told of a record that now has a topic, or would have it."""
        row = QuerySet(self.model).select_for_update().get(pk=record.pk)
        if not self.has_change_permission(request, row):
            raise workflow.Refused(_("In its state you cannot change it."))
        if row.topics.filter(pk=topic.pk).exists():
            raise workflow.Refused(_("It has this topic already."))
        if row.is_published:
            document = stored_document(row)
            document[TOPICS] = sorted([*document[TOPICS], topic.slug])
            details = (request.user, Kind.WORDING, _note(topic))
            proposals.propose(row, document, *details)
            self.log_change(request, row, _("Proposed a change."))
            return _("“%(record)s”: the topic “%(topic)s” waits for a second person.")
        row.topics.add(topic)
        row.save(update_fields=["changed_at"])
        self.log_change(request, row, _("Added a topic."))
        return _("“%(record)s” has the topic “%(topic)s” now.")


def _note(topic):
    """What readers are told of a topic that was added, in every language."""
    words = {}
    for code in LANGUAGES:
        with override(code):
            words[code] = _("The topic “%(topic)s” was added.") % {"topic": topic}
    return words
