"""The editors' handbook: one text in each language, with its chapters listed."""

import re

from django.contrib import admin
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.publishing.lengths import QUOTATION, SUMMARY

CHAPTER = re.compile(r'<section id="([a-z-]+)">\s*<h2>(.+?)</h2>')


def handbook(request):
    limits = {"summary": SUMMARY.number, "quotation": QUOTATION.number}
    text = render_to_string(f"admin/handbook_{get_language()}.html", limits)
    found = CHAPTER.findall(text)
    context = admin.site.each_context(request) | {
        "title": _("Handbook"),
        "chapters": [{"id": id, "title": title} for id, title in found],
        "text": text,
    }
    return TemplateResponse(request, "admin/handbook.html", context)
