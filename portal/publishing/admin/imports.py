"""The screens of an import: the upload, what it would do, and taking it over."""

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from portal.documents import table
from portal.documents.columns import columns
from portal.documents.mistakes import DocumentError
from portal.documents.shape import shape_of_type, shapes
from portal.publishing import imports, uploads, workflow
from portal.publishing.admin.forms import NOTES, change_fields
from portal.publishing.admin.import_words import Explained, Shown
from portal.publishing.models import Record

NOTHING_NEW = gettext_lazy(
    "The record already says all that the file says: there is nothing to import."
)
NOT_YET = gettext_lazy(
    "Nothing has been imported yet. Below stands all that would be, exactly as it would "
    "be; take it over or leave it."
)

SALT = "portal.publishing.imports"
A_DAY = 24 * 60 * 60
SHOWN_MISTAKES = 500


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.zip"}),
        help_text=gettext_lazy(
            "A table as CSV of one type of record, up to 5 MB and 2,000 rows, or a data "
            "package as zip, up to 100 MB."
        ),
    )
    type = forms.ChoiceField(
        label=gettext_lazy("What the table holds"),
        required=False,
        help_text=gettext_lazy("A data package says itself what it holds."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(one.type, capfirst(plural(one))) for one in importable()]
        self.fields["type"].choices = [("", "—"), *choices]

    def clean(self):
        data = super().clean()
        if file := data.get("file"):
            is_package = uploads.is_package(file)
            limit = uploads.MAX_PACKAGE if is_package else uploads.MAX_TABLE
            if file.size > limit:
                message = _("The file is larger than %(number)d MB.")
                self.add_error("file", message % {"number": limit // 1024**2})
            if not is_package and not data.get("type") and "type" not in self.errors:
                self.add_error("type", _("Say which records the table holds."))
        return data


class ApplyForm(forms.Form):
    """Asks what readers are told, where published records are to change."""

    def __init__(self, data=None, *, proposes):
        super().__init__(data)
        if proposes:
            self.fields |= change_fields()

    def details(self):
        """The kind of the changes and the note on them by language."""
        if not self.fields:
            return {}
        note = {code: self.cleaned_data[f"change_note_{code}"] for code in NOTES}
        return {"kind": self.cleaned_data["change_kind"], "note": note}


def urls():
    """The addresses of the screens, below that of the editing site."""
    return [
        path("import/", _for_publishers(import_view), name="import"),
        path("import/apply/", _for_publishers(apply_view), name="import_apply"),
        path(
            "import/<slug:type>/", _for_publishers(columns_view), name="import_columns"
        ),
        path(
            "import/<slug:type>/template.csv",
            _for_publishers(template_view),
            name="import_template",
        ),
    ]


def _for_publishers(view):
    def checked(request, **kwargs):
        if not workflow.can_publish(request.user):
            raise PermissionDenied
        return view(request, **kwargs)

    return site.admin_view(checked)


def importable():
    """The types whose tables an import takes; countries are all there."""
    found = [one for one in shapes() if issubclass(one.model, Record)]
    return sorted(found, key=lambda one: str(plural(one)))


def plural(shape):
    return shape.options.verbose_name_plural


def import_view(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _review(request, form.cleaned_data["file"], form.cleaned_data["type"])
    context = {
        "form": form,
        "shapes": importable(),
        "title": _("Import"),
        "screen_help": _(
            "Here publishers bring in many records at once: you upload a file, see what "
            "it would do, and only then take it over."
        ),
    }
    return _page(request, "admin/import.html", context)


@require_POST
def apply_view(request):
    """Takes over the upload whose dry run was shown, if it would still do that."""
    try:
        shown = signing.loads(request.POST.get("shown", ""), salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        shown = {}
    file = shown.get("user") == request.user.pk and uploads.kept(shown["file"])
    if not file:
        text = _("What was shown is no longer here. Upload the file again.")
        messages.error(request, text)
        return HttpResponseRedirect(reverse("admin:import"))
    with file:
        return _take_over(request, file, shown)


def _take_over(request, file, shown):
    form = ApplyForm(request.POST, proposes=shown["proposes"])
    if not form.is_valid():
        return _review(request, file, shown["type"], form)
    try:
        with uploads.opened(file, shown["type"]) as source:
            plan = imports.carry_out(
                source.entries,
                request.user,
                shown["digest"],
                store_files=source.store_files,
                **form.details(),
            )
    except (imports.Stale, DocumentError):
        text = _(
            "The record has changed since this was shown, so nothing was imported. "
            "Below stands what the import would do now."
        )
        messages.warning(request, text)
        return _review(request, file, shown["type"])
    except workflow.Refused as refusal:
        form.add_error(None, refusal)
        return _review(request, file, shown["type"], form)
    uploads.forget(shown["file"])
    for text in _done(plan):
        messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:import"))


def columns_view(request, type):
    """What each column of a type's table may hold."""
    shape = _importable_or_404(type)
    context = {
        "title": _("Columns of a table: %(type)s") % {"type": plural(shape)},
        "screen_help": _(
            "This page says what each column of a table may hold. Columns may stand in "
            "any order, and those not needed may be left out."
        ),
        "shape": shape,
        "columns": [Explained(one) for one in columns(shape) if not one.is_fixed],
        "fixed": [one.name for one in columns(shape) if one.is_fixed],
        "rows": [plural(row) for row in shape.rows.values()],
    }
    return _page(request, "admin/import_columns.html", context)


def template_view(request, type):
    shape = _importable_or_404(type)
    response = HttpResponse(
        table.template(shape), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{shape.type}.csv"'
    return response


def _importable_or_404(type):
    shape = shape_of_type(type)
    if shape not in importable():
        raise Http404
    return shape


def _review(request, file, type, form=None):
    """What an upload would do, or what is wrong with it.

    `form` is what was filled in below it and cannot be taken so.
    """
    try:
        with uploads.opened(file, type) as source:
            plan = imports.make_plan(source.entries, request.user)
    except DocumentError as error:
        return _mistakes(request, error.mistakes, type)
    proposes = bool(plan.counts[imports.PROPOSAL])
    shown = {
        "file": uploads.keep(file),
        "type": type,
        "digest": plan.digest,
        "proposes": proposes,
        "user": request.user.pk,
    }
    context = {
        "title": _("What the import would do"),
        "screen_help": NOTHING_NEW if plan.is_empty else NOT_YET,
        "plan": Shown(plan),
        "shown": signing.dumps(shown, salt=SALT),
        "form": form or ApplyForm(proposes=proposes),
    }
    return _page(request, "admin/import_review.html", context)


def _mistakes(request, mistakes, type):
    context = {
        "title": _("The file cannot be imported"),
        "screen_help": _(
            "Nothing was imported. Correct the mistakes in the file and upload it again."
        ),
        "mistakes": mistakes[:SHOWN_MISTAKES],
        "mistake_count": len(mistakes),
        "form": ImportForm(initial={"type": type}),
    }
    return _page(request, "admin/import_mistakes.html", context)


def _done(plan):
    """What an import did, in sentences."""
    sentences = {
        imports.NEW: ngettext(
            "%(count)d new record is a draft now.",
            "%(count)d new records are drafts now.",
            plan.counts[imports.NEW],
        ),
        imports.DRAFT: ngettext(
            "%(count)d draft was changed.",
            "%(count)d drafts were changed.",
            plan.counts[imports.DRAFT],
        ),
        imports.PROPOSAL: ngettext(
            "%(count)d change of a published record is proposed.",
            "%(count)d changes of published records are proposed.",
            plan.counts[imports.PROPOSAL],
        ),
        imports.DIRECT: ngettext(
            "The names of %(count)d country were changed.",
            "The names of %(count)d countries were changed.",
            plan.counts[imports.DIRECT],
        ),
    }
    for kind, sentence in sentences.items():
        if count := plan.counts[kind]:
            yield sentence % {"count": count}


def _page(request, template, context):
    request.current_app = site.name
    return TemplateResponse(request, template, site.each_context(request) | context)
