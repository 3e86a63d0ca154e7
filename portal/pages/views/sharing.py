from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.translation import override

from portal.documents.shape import shape_of_type
from portal.pages.sharing import store
from portal.pages.sharing.drawing import can_draw
from portal.pages.sharing.words import address, words_of
from portal.publishing.models import Record


def sharing_picture(request, type, slug, language, digest):
    """The picture of a published record; one of earlier words leads to that of now."""
    record = _published(type, slug)
    is_known = language in dict(settings.LANGUAGES)
    if record is None or not is_known or not can_draw():
        raise Http404
    with override(language):
        words = words_of(record)
    if digest != words.digest:
        return HttpResponseRedirect(address(record, words))
    content = store.picture(store.folder_of(record), words)
    response = HttpResponse(content, content_type="image/png")
    # A withdrawn title is gone everywhere within a minute, as its page is.
    response["Cache-Control"] = "public, max-age=60"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["ETag"] = f'"{digest}"'
    return get_conditional_response(request, f'"{digest}"', response=response)


def _published(type, slug):
    shape = shape_of_type(type)
    if shape is None or not issubclass(shape.model, Record):
        return None
    return shape.model.objects.published().filter(slug=slug).first()
