"""The countries of ISO 3166-1 with their names, as the Unicode CLDR gives them."""

import re

from babel import Locale
from django.conf import settings

from portal.records.models import Country

# Two-letter codes of CLDR that are reserved or private, not countries of ISO 3166-1.
RESERVED = {
    *("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC"),
    *("QO", "TA", "UN", "XA", "XB", "XK", "ZZ"),
}


def country_codes() -> list[str]:
    territories = Locale("en").territories
    codes = (code for code in territories if re.fullmatch("[A-Z]{2}", code))
    return sorted(set(codes) - RESERVED)


def add_missing_countries(**signal) -> None:
    """Adds the countries that are not there; leaves the office's own names alone."""
    names = {code: Locale(code).territories for code, _name in settings.LANGUAGES}
    stored = set(Country.objects.values_list("code", flat=True))
    Country.objects.bulk_create(
        Country(
            code=code,
            **{f"name_{language}": names[language][code] for language in names},
        )
        for code in country_codes()
        if code not in stored
    )
