"""What the head of a page tells to machines: words used twice, and linked data."""

import html
import json
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from portal.records.linked_data import linked_data

register = template.Library()

# What could end the element or start another one is written as JSON escapes.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


class CaptureNode(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist = nodelist
        self.name = name

    def render(self, context):
        text = html.unescape(self.nodelist.render(context))
        context[self.name] = " ".join(text.split())
        return ""


@register.tag
def capture(parser, token):
    """Keeps the words of a block under a name, as plain text to be escaped again."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


@register.simple_tag
def structured_data(record):
    """The linked data of a record as a block that browsers do not execute."""
    data = linked_data(record)
    if data is None:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag
def social_type(record):
    """What the record of a page, or nothing, is in the words of Open Graph."""
    name = getattr(getattr(record, "_meta", None), "model_name", "")
    return {"": "website", "person": "profile"}.get(name, "article")


@register.filter
def locale(code):
    """A language with its territory: the country's own, else where most speak it."""
    return _locale(code, settings.HOME_COUNTRY)


@cache
def _locale(code, home):
    if code in get_official_languages(home):
        return f"{code}_{home}"
    likely = Locale.parse(get_global("likely_subtags").get(code, code))
    return f"{code}_{likely.territory}" if likely.territory else code
