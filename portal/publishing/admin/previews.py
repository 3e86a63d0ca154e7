"""What will be public, shown to editors as readers will see it."""

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

from portal.documents.shape import LANGUAGES
from portal.publishing.models import Record
from portal.publishing.preview import PARALLEL, preview

ALL = "all"
SHOWN = {ALL: LANGUAGES} | {code: [code] for code in LANGUAGES}
WIDTHS = {"phone": 360, "desktop": 1280}
WIDTH_NAMES = {"phone": gettext_lazy("Phone"), "desktop": gettext_lazy("Desktop")}


class Previews:
    """The previews in a record's admin: frames in each language, and what is in them."""

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
        record = self._previewed(request, object_id)
        languages = _chosen(request, "languages", SHOWN)
        width = _chosen(request, "width", WIDTHS)
        names = {code: get_language_info(code)["name_translated"] for code in LANGUAGES}
        names = {ALL: _("All languages")} | names
        context = self.admin_site.each_context(request) | {
            "title": _("Preview"),
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "frames": [
                get_language_info(code) | {"url": lead(record, code)}
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
        record = self._previewed(request, object_id)
        if language not in LANGUAGES:
            raise Http404
        query = PARALLEL if request.GET.get("view") == "parallel" else ""
        html = preview(record, language, query=query, lead=lead)
        response = HttpResponse(html, headers={"X-Frame-Options": "SAMEORIGIN"})
        return _guarded(response, **{"frame-ancestors": [SELF]})

    def _previewed(self, request, object_id):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        return record


def lead(record: Record, language: str = "", query: str = "") -> str:
    """The address of a record's preview; of the page in a language, where one is given."""
    options = record._meta
    name = f"admin:{options.app_label}_{options.model_name}_preview"
    if not language:
        return reverse(name, args=[record.pk])
    url = reverse(f"{name}_page", args=[record.pk, language])
    return f"{url}?{query}" if query else url


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
