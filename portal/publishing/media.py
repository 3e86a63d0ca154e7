"""Uploaded files: for the public only while something published refers to them.

Editors see all of them under an address of the editing site; while a page of that
site is made, addresses of files are of that kind, in previews too.
"""

from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portal.documents.files import all_file_fields
from portal.publishing.middleware import EDITING

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}

_is_editing: ContextVar[bool] = ContextVar("is_editing", default=False)


def address(name: str) -> str:
    """Where a file is read: by the public, or in the editing site by its editors."""
    if _is_editing.get():
        return reverse("admin:media", args=[name])
    return reverse("media", args=[name])


def files_middleware(get_response):
    """Lets the pages of the editing site name files where editors may read them.

    A public file says the same in every language, whatever Django adds of that.
    """

    def middleware(request):
        token = _is_editing.set(request.path_info.startswith(EDITING))
        try:
            response = get_response(request)
        finally:
            _is_editing.reset(token)
        match = request.resolver_match
        if match and match.func is public_file:
            del response["Vary"]
        return response

    return middleware


@require_safe
def public_file(request, name):
    """A file, or one of its renditions, that something published refers to."""
    if not _is_public(name):
        raise Http404
    response = _file(name)
    # A withdrawn picture is gone everywhere within a minute, as its page is.
    response["Cache-Control"] = "public, max-age=60"
    etag = f'"{name.rpartition("/")[2]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


@require_safe
def editors_file(request, name):
    """Any uploaded file, for editors who may read records of its type."""
    owners = [s for s, field in all_file_fields() if field.original(name)]
    if not owners:
        raise Http404
    if not any(request.user.has_perm(_view_permission(s)) for s in owners):
        raise PermissionDenied
    response = _file(name)
    response["Cache-Control"] = "private, no-store"
    return response


def _is_public(name: str) -> bool:
    for shape, field in all_file_fields():
        if original := field.original(name):
            published = shape.model.objects.published()
            if published.filter(**{field.name: original}).exists():
                return True
    return False


def _view_permission(shape) -> str:
    return f"{shape.options.app_label}.view_{shape.options.model_name}"


def _file(name: str) -> HttpResponse:
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except FileNotFoundError:
        raise Http404 from None
    response = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
