"""What a language, and a field in one of its languages, is called and how it runs."""

import re
from unicodedata import bidirectional

from django.conf import settings
from django.utils.functional import lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

TAG = re.compile(r"""(<(?:[^>"]|"[^"]*")*>)""")
# Words in letters that run from right to left, as the Bidirectional Algorithm has them.
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
RTL_WORDS = re.compile(rf"{_RTL}(?:[\s-]+{_RTL})*")


def language_attrs(code):
    """The attributes of an element with text in a language."""
    return {"lang": code, "dir": direction(code)}


def direction(code: str) -> str:
    """`rtl` or `ltr`; `auto` for a language that is not known."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "auto"


def language_of(text: str, stated: str) -> str:
    """The stated language of a text, or the site's first that its script permits.

    A source in Arabic may be described in English.
    """
    strong = next((b for c in text if (b := bidirectional(c)) in ("L", "R", "AL")), "L")
    runs = "ltr" if strong == "L" else "rtl"
    codes = [stated, *(code for code, _name in settings.LANGUAGES)]
    return next((code for code in codes if direction(code) == runs), stated)


def script_attrs(text: str) -> dict[str, str]:
    """The attributes of a text whose language is not known, by its script."""
    return language_attrs(language_of(text, get_language()))


def with_marked_scripts(html: str, code: str) -> SafeString:
    """HTML in a language that runs from left to right, words of the others marked.

    The other way round these are mostly names, which are read as they stand.
    """
    words = RTL_WORDS.search(html)
    if direction(code) != "ltr" or not words:
        return mark_safe(html)
    language = language_of(words[0], code)
    mark = rf'<bdi lang="{language}">\g<0></bdi>'
    parts = TAG.split(html)
    parts[::2] = (RTL_WORDS.sub(mark, part) for part in parts[::2])
    return mark_safe("".join(parts))


def label(field):
    """What a field is called in one of its languages, in the editor's language."""
    language = dict(settings.LANGUAGES)[field.language]

    def text():
        name = capfirst(str(field.translated_field.verbose_name))
        return _("%(field)s — %(language)s") % {"field": name, "language": language}

    return lazy(text, str)()
