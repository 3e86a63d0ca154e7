"""Running text as pages show it: whatever stands in the database is cleaned again."""

import re

import nh3
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start", "type"}}
SCHEMES = {"http", "https", "mailto"}
BLOCK = re.compile(r"(</?(?:p|ul|ol|li|blockquote|h3|h4)\b[^>]*>)")


def sanitised(html: str) -> SafeString:
    """HTML with only the elements that the editor offers, and links to the web."""
    return mark_safe(
        nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    )


def blocks(html: str) -> list[SafeString]:
    """The paragraphs, lists and headings that stand beside each other in cleaned HTML."""
    found, depth = [""], 0
    for part in BLOCK.split(sanitised(html)):
        found[-1] += part
        if BLOCK.match(part):
            depth += -1 if part.startswith("</") else 1
            if depth == 0:
                found.append("")
    return [mark_safe(block.strip()) for block in found if block.strip()]


def lines(text: str) -> list[str]:
    """The lines of a plain text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs(text: str) -> SafeString:
    """Plain text with each of its lines as a paragraph."""
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in lines(text)))
