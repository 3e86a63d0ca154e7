from django import template
from django.conf import settings

from portal.pages.sharing.drawing import can_draw
from portal.pages.sharing.words import address, words_of
from portal.publishing.models import Record

register = template.Library()


@register.simple_tag
def sharing_picture(record):
    """The address and the words of a record's picture; nothing where it has none."""
    if not isinstance(record, Record) or not record.is_published or not can_draw():
        return None
    words = words_of(record)
    return {
        "address": f"{settings.SITE_URL}{address(record, words)}",
        "words": words.in_one_line,
    }
