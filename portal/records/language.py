"""In which language a translated text really stands, and in which direction it runs."""

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from portal.documents.models import OwnedRow
from portal.documents.outdated import Text
from portal.documents.shape import shape_of
from portal.publishing.languages import language_of
from portal.publishing.models import Record

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
LABEL_FIELDS = ("title", "name", "gist")


def languages() -> list[str]:
    """The codes of the site's languages, the active one first."""
    active = get_language()
    codes = [code for code, _name in settings.LANGUAGES]
    return sorted(codes, key=lambda code: code != active)


def translated(instance, name: str) -> tuple[str, str]:
    """The text of a translated field and the language that it is in.

    The active language where it has the text, else the first that has it; `("", "")`
    where none does. A title that is not translated is in its own language.
    """
    if not hasattr(instance, build_localized_fieldname(name, get_language())):
        value = getattr(instance, name)
        return value, language_of(value, getattr(instance, "language", ""))
    for code in languages():
        if text := getattr(instance, build_localized_fieldname(name, code)):
            return text, code
    return "", ""


def is_outdated(instance, name: str, code: str) -> bool:
    """Whether a text of a record or of its row is translated from an earlier version."""
    if not isinstance(instance, Record | OwnedRow):
        return False
    shape = shape_of(type(instance))
    record, text = instance, Text(name)
    if shape.owner:
        record = getattr(instance, shape.owner)
        rows = shape.options.get_field(shape.owner).remote_field.get_accessor_name()
        text = Text(name, rows, str(instance.pk))
    return f"{code}:{text.path}" in getattr(record, "outdated_translations", ())


def label_field(instance) -> str:
    """The translated field that names a record in lists: its title, name or gist."""
    return next(name for name in LABEL_FIELDS if hasattr(type(instance), name))


def other_languages(instance, name: str) -> list[tuple[str, str]]:
    """What a translated field says in the languages that are not active: text, code."""
    texts = [
        (getattr(instance, build_localized_fieldname(name, code)), code)
        for code in languages()
        if code != get_language()
    ]
    return [(text, code) for text, code in texts if text]


def name_of(code: str, inside: str = "") -> str:
    """The name of a language in another one, by default in itself; else its code."""
    try:
        return Locale.parse(code).get_display_name(inside or code) or code
    except (UnknownLocaleError, ValueError):
        return code


def isolated(text: str) -> str:
    """A text of the other direction, for where no element can isolate it."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
