"""How pages print what the record holds: translated texts, dates, language switch."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.encoding import escape_uri_path, uri_to_iri
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.publishing.languages import direction, language_of, with_marked_scripts
from portal.records import dates, language, prose

register = template.Library()
register.filter(direction)


@register.simple_tag
def field(instance, name, plain=False):
    """A translated text, marked where it stands in another language or is outdated.

    `plain` leaves the words «not yet translated» out, for headings and links.
    """
    text, code = language.translated(instance, name)
    if not text:
        return text
    if code == get_language():
        is_marked = not plain and language.is_outdated(instance, name, code)
        return format_html("{} {}", text, _outdated_note("span")) if is_marked else text
    marked = format_html(
        '<span lang="{}" dir="{}">{}</span>', code, direction(code), text
    )
    return marked if plain else format_html("{} {}", marked, _fallback_note("span"))


@register.simple_tag
def label(instance):
    """The title, name or gist of a record of any type."""
    return field(instance, language.label_field(instance), plain=True)


@register.simple_tag
def label_text(instance):
    """The label of a record without markup."""
    return text(instance, language.label_field(instance))


@register.filter
def type_name(record):
    """What a record is: meeting, person …"""
    return record._meta.verbose_name


@register.simple_tag
def permanent_link(record):
    """The address of a record that is the same in all languages and never changes."""
    path = reverse("permanent_link", args=[record.permanent_id])
    return f"{settings.SITE_URL}{path}"


@register.simple_tag
def text(instance, name):
    """A translated text without markup, for titles and attributes."""
    value, code = language.translated(instance, name)
    return value if not value or code == get_language() else language.isolated(value)


@register.simple_tag(name="prose")
def prose_block(instance, name):
    return _block(instance, name, prose.sanitised)


@register.simple_tag(name="paragraphs")
def paragraphs_block(instance, name):
    return _block(instance, name, prose.paragraphs)


def _block(instance, name, to_html):
    value, code = language.translated(instance, name)
    if not value:
        return ""
    html = with_marked_scripts(to_html(value), code)
    if code == get_language():
        is_outdated = language.is_outdated(instance, name, code)
        note = _outdated_note("p") if is_outdated else ""
        return format_html('{}<div class="prose">{}</div>', note, html)
    return format_html(
        '{}\n<div class="prose" lang="{}" dir="{}">{}</div>',
        _fallback_note("p"),
        code,
        direction(code),
        html,
    )


def _fallback_note(element):
    words = _("not yet translated")
    return format_html('<{0} class="fallback-note">{1}</{0}>', element, words)


def _outdated_note(element):
    words = _("translated from an earlier version")
    return format_html('<{0} class="fallback-note">{1}</{0}>', element, words)


@register.simple_tag
def other_languages(instance, name):
    """What a translated field says in the languages that are not active."""
    return [
        {
            "text": value,
            "code": code,
            "dir": direction(code),
            "language": language.name_of(code, get_language()),
        }
        for value, code in language.other_languages(instance, name)
    ]


@register.filter
def has_text(instance, name):
    return bool(language.translated(instance, name)[0])


@register.filter
def isolated(value):
    """A text of unknown direction, for titles and attributes."""
    return language.isolated(value) if value else ""


@register.filter
def readable_address(url):
    """An address with its letters instead of their codes."""
    return uri_to_iri(url)


@register.filter
def title_language(source):
    return language_of(source.title, source.language)


@register.filter
def in_its_script(text):
    """A name that is not translated, marked where its script is of another language."""
    code = language_of(text, get_language())
    if not text or code == get_language():
        return text
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', code, direction(code), text
    )


@register.filter
def language_name(code):
    """The name of a language in the active one."""
    return language.name_of(code, get_language())


@register.filter
def partial_date(value):
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', value, dates.display(value))


@register.filter
def date_words(value):
    """A partial date without markup."""
    return dates.display(value)


@register.filter
def weekday(value):
    """The name of a day of the week, where a partial date is exact enough."""
    return format_date(dates.parse(value), "l") if len(value) == 10 else ""


@register.filter
def age(value):
    """How long ago a partial date was, in words."""
    return dates.ago(value, localdate())


@register.filter
def calendar_address(value):
    """The page of a month or a day in the calendar."""
    names = {2: "pages:calendar_month", 3: "pages:calendar_day"}
    parts = value.split("-")
    return reverse(names[len(parts)], args=parts)


@register.filter
def date_range(start, end):
    """From one partial date to another, either of which may be unknown."""
    if start and end and start != end:
        return _range(start, end)
    if start and not end:
        return format_html(_("from {date}"), date=partial_date(start))
    if end and not start:
        return format_html(_("until {date}"), date=partial_date(end))
    return partial_date(start)


def _range(start, end):
    """Of two days of the same month the first is only a number: 28–31 July 2021."""
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        day = format_html('<time datetime="{}">{}</time>', start, int(start[8:]))
        return format_html("{}–{}", day, partial_date(end))
    return format_html("{} – {}", partial_date(start), partial_date(end))


@register.simple_tag
def languages():
    """The codes of the site's languages, the active one first."""
    return language.languages()


@register.simple_tag(takes_context=True)
def alternates(context):
    """The page in every language: code, name, dir, path, is_current, and `view`, the
    path with the way in which the record is being read."""
    codes = [code for code, _name in settings.LANGUAGES]
    path = escape_uri_path(context["request"].path)
    _root, prefix, rest = [*path.split("/", 2), "", ""][:3]
    if prefix not in codes:
        rest = ""
    query = context.get("canonical_query", "")
    view = context.get("view_query", query)
    return [
        {
            "code": code,
            "name": language.name_of(code),
            "dir": direction(code),
            "path": f"/{code}/{rest}" + (f"?{query}" if query else ""),
            "view": f"/{code}/{rest}" + (f"?{view}" if view else ""),
            "is_current": code == get_language(),
        }
        for code in codes
    ]


@register.simple_tag(takes_context=True)
def current(context, url_name):
    """Marks a link of the navigation that leads to this page, or to the list it is in."""
    path, target = context["request"].path, reverse(url_name)
    if path == target:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if path.startswith(target) else ""
