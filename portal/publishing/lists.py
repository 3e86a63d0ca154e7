"""Several things named in one sentence, joined as the language joins them."""

from collections.abc import Iterable

from babel import Locale
from babel.lists import format_list
from django.conf import settings
from django.utils.translation import get_language

# English as the rest of the portal writes it: no comma before the last.
_LOCALES = {"en": "en_GB"}


def listed(things: Iterable[object], style: str = "standard") -> str:
    """The things as CLDR lists them: a, b and c; أ وب وج. `style` is that of
    `babel.lists.format_list`: "or" for alternatives."""
    language = get_language() or settings.LANGUAGE_CODE
    locale = Locale.parse(_LOCALES.get(language, language).replace("-", "_"))
    return format_list([str(thing) for thing in things], style, locale)
