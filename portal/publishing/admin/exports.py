"""What a list shows, as a file: exactly the records that are filtered, in their order."""

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone

from portal.documents.build import documents
from portal.documents.canon import canonical
from portal.documents.shape import shape_of
from portal.documents.table import lines
from portal.publishing.admin.lists import holds_null


def json_lines(shape, found):
    """A list of documents as JSON, one a line."""
    start = "["
    for document in found:
        yield f"{start}\n{canonical(document)}"
        start = ","
    yield "]\n" if start == "," else "[]\n"


FORMATS = {
    "csv": ("text/csv; charset=utf-8", lines),
    "json": ("application/json", json_lines),
}


class Exports:
    """Adds the addresses of the exports to an admin of records."""

    change_list_template = "admin/record_change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export.<slug:format>", view, name=name), *super().get_urls()]

    def export_view(self, request, format):
        if format not in FORMATS:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            if holds_null(request):
                raise IncorrectLookupParameters
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(reverse(name))
        shape = shape_of(self.model)
        content_type, written = FORMATS[format]
        # The documents are read by the chunk while they are sent.
        response = StreamingHttpResponse(
            written(shape, documents(found)), content_type=content_type
        )
        name = f"{shape.type}-{timezone.localdate():%Y-%m-%d}.{format}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
