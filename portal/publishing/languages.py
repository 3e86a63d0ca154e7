"""What a language, and a field in one of its languages, is called and how it runs."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _


def language_attrs(code):
    """The attributes of an element with text in a language."""
    return {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}


def label(field):
    """What a field is called in one of its languages, in the editor's language."""
    language = dict(settings.LANGUAGES)[field.language]

    def text():
        name = capfirst(str(field.translated_field.verbose_name))
        return _("%(field)s — %(language)s") % {"field": name, "language": language}

    return lazy(text, str)()
