"""The page that lists what waits to be translated."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.outdated import SOURCE
from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing.models import Proposal, State
from portal.publishing.translation_queue import (
    MISSING,
    OUTDATED,
    count,
    queue,
    tasks,
    translated_shapes,
)

PER_PAGE = 25
INTO = {
    "ar": gettext_lazy("Into Arabic"),
    "en": gettext_lazy("Into English"),
}
GROUPS = {
    State.SCHEDULED: gettext_lazy("Scheduled"),
    State.SUBMITTED: gettext_lazy("In review"),
    State.DRAFT: gettext_lazy("Drafts"),
}


class QueueForm(forms.Form):
    """What of the queue is asked for; anything else is as if nothing were asked."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[(code, INTO.get(code, name)) for code, name in settings.LANGUAGES],
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    what = forms.ChoiceField(
        label=gettext_lazy("What is to be done"),
        required=False,
        choices=[
            ("", gettext_lazy("everything")),
            (MISSING, gettext_lazy("texts that are missing")),
            (OUTDATED, gettext_lazy("translations older than their source")),
        ],
    )

    def __init__(self, data, shapes):
        usual = {"language": first_translated_into()}
        super().__init__({**usual, **{n: v for n, v in data.items() if v}})
        names = [(s.type, capfirst(s.options.verbose_name_plural)) for s in shapes]
        self.fields["type"].choices = [("", _("all types")), *names]
        if not self.is_valid():
            wrong = {name: usual.get(name, "") for name in self.errors}
            self.data |= wrong
            self.full_clean()


def first_translated_into():
    return next(code for code in LANGUAGES if code != SOURCE)


def translation_queue(request):
    """A page of what waits to be translated, in groups, the most urgent first."""
    shapes = visible_shapes(request)
    if not shapes:
        raise PermissionDenied
    form = QueueForm(request.GET, shapes)
    asked = form.cleaned_data
    wanted = [s for s in shapes if asked["type"] in ("", s.type)]
    question = wanted, asked["language"], asked["what"]
    pages = Paginator(queue(*question), PER_PAGE)
    pages.count = count(*question)
    page = pages.get_page(request.GET.get("page"))
    rest = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    context = admin.site.each_context(request) | {
        "title": _("What waits to be translated"),
        "form": form,
        "page": page,
        "rest": rest,
        "entries": entries(request, tasks(page), asked["language"]),
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/translation_queue.html", context)


def visible_shapes(request):
    """The types with texts to translate whose records a user may see."""
    return [
        shape
        for shape in translated_shapes()
        if admin.site.get_model_admin(shape.model).has_view_permission(request)
    ]


def entries(request, found, code):
    """Tasks with their addresses, and whether a change of them waits already."""
    keys = {(shape_of(type(task.record)).type, task.record.pk) for task in found}
    proposed = Proposal.objects.open().filter(record_id__in={pk for _t, pk in keys})
    proposed = set(proposed.values_list("type", "record_id"))
    return [
        entry(request, task, code)
        | {"waits": (shape_of(type(task.record)).type, task.record.pk) in proposed}
        for task in found
    ]


def entry(request, task, code):
    """A task with the group that it stands in, and where it may be done or read."""
    record, shape = task.record, shape_of(type(task.record))
    if group := GROUPS.get(record.state):
        pass
    elif task.missing:
        group = _("Published: readers miss texts")
    else:
        group = _("Published: translations older than their source")
    return {
        "task": task,
        "group": group,
        "type": shape.options.verbose_name,
        "url": url_of(request, record, code),
    }


def url_of(request, record, code):
    """The translation of a record, or its form where a user may only read it."""
    model_admin = admin.site.get_model_admin(type(record))
    if model_admin.has_change_permission(request, record):
        return translation_url(record, code)
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return reverse(name, args=[record.pk])


def translation_url(record, code):
    """The page on which a record is translated into a language."""
    options = record._meta
    name = f"admin:{options.app_label}_{options.model_name}_translation"
    return reverse(name, args=[record.pk, code])
