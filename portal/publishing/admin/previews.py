"""What will be public, shown to editors as readers will see it."""

from functools import partial

from csp.constants import SELF
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.documents.mistakes import DocumentError
from portal.documents.shape import LANGUAGES
from portal.publishing.models import Record
from portal.publishing.preview import PARALLEL, preview
from portal.publishing.proposals import document_of, record_of

ALL = "all"
SHOWN = {ALL: LANGUAGES} | {code: [code] for code in LANGUAGES}
WIDTHS = {"phone": 360, "desktop": 1280}
WIDTH_NAMES = {"phone": gettext_lazy("Phone"), "desktop": gettext_lazy("Desktop")}


class Previews:
    """The previews in an admin of records: frames for each language, and their pages."""

    def get_urls(self):
        place = "<path:object_id>/preview/"
        view = self.admin_site.admin_view
        frames, page = view(self.preview_view), view(self.preview_page_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [
            path(place, frames, name=name),
            path(f"{place}<slug:language>/", page, name=f"{name}_page"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def preview_view(self, request, object_id):
        """The page in frames: in every language or one, as wide as a phone or a desk."""
        shown = self._previewed(request, object_id)
        languages = _chosen(request, "languages", SHOWN)
        width = _chosen(request, "width", WIDTHS)
        names = {code: get_language_info(code)["name_translated"] for code in LANGUAGES}
        names = {ALL: _("All languages")} | names
        context = self.admin_site.each_context(request) | {
            "title": _("Preview"),
            "subtitle": str(shown),
            "opts": self.opts,
            "original": shown,
            "frames": [
                get_language_info(code) | {"url": lead(shown, code)}
                for code in SHOWN[languages]
            ],
            "width": width,
            "pixels": WIDTHS[width],
            "languages_offered": _offers(names, languages, "languages", width=width),
            "widths_offered": _offers(WIDTH_NAMES, width, "width", languages=languages),
        }
        request.current_app = self.admin_site.name
        response = TemplateResponse(request, "admin/record_preview.html", context)
        return _guarded(response, **{"frame-src": [SELF]})

    @method_decorator(require_safe)
    def preview_page_view(self, request, object_id, language):
        """The public page itself, to be framed by this site and kept by nobody."""
        shown = self._previewed(request, object_id)
        if language not in LANGUAGES:
            raise Http404
        query = PARALLEL if request.GET.get("view") == "parallel" else ""
        try:
            response = HttpResponse(self.preview_of(shown, language, query))
        except DocumentError as error:
            context = {"mistakes": error.mistakes}
            response = TemplateResponse(request, "admin/preview_refused.html", context)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return _guarded(response, **{"frame-ancestors": [SELF]})

    def preview_of(self, record, language, query):
        return preview(record, language, query=query, lead=lead)

    def _previewed(self, request, object_id):
        shown = self.get_object(request, unquote(object_id))
        if shown is None:
            raise Http404
        if not self.has_view_permission(request, shown):
            raise PermissionDenied
        return shown


class ProposalPreviews(Previews):
    """Previews of the record that a proposal would change."""

    def preview_of(self, proposal, language, query):
        return preview(
            record_of(proposal),
            language,
            document=document_of(proposal),
            query=query,
            lead=partial(_lead_from, proposal),
        )


def lead(shown, language: str = "", query: str = "") -> str:
    """The address of a preview of a record or a proposal, or of its page in a language."""
    options = shown._meta
    name = f"admin:{options.app_label}_{options.model_name}_preview"
    if not language:
        return reverse(name, args=[shown.pk])
    url = reverse(f"{name}_page", args=[shown.pk, language])
    return f"{url}?{query}" if query else url


def _lead_from(proposal, record: Record, language: str, query: str) -> str:
    """Leads the links of a page of a proposal to the same page of the proposal."""
    return lead(proposal if language else record, language, query)


def _chosen(request, name, choices):
    value = request.GET.get(name)
    return value if value in choices else next(iter(choices))


def _offers(names, chosen, parameter, **kept):
    """The choices of one parameter as links that keep the other."""
    rest = "".join(f"&{name}={value}" for name, value in kept.items())
    return [
        {
            "name": name,
            "query": f"?{parameter}={value}{rest}",
            "is_chosen": value == chosen,
        }
        for value, name in names.items()
    ]


def _guarded(response, **policies):
    """For nobody to keep or to find, with these parts of the security policy."""
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response._csp_replace = policies
    return response
