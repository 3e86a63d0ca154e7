"""Running text as pages show it: whatever stands in the database is cleaned again."""

import re

import nh3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}


def sanitised(html: str) -> SafeString:
    """HTML with only the elements that the editor offers, and links to the web."""
    return mark_safe(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    )


def paragraphs(text: str) -> SafeString:
    """Plain text with each of its lines as a paragraph."""
    lines = (line.strip() for line in re.split(r"\n+", text))
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines if line))
