"""Dates as exact as the source: a year, a month or a day.

ISO 8601 reduced precision, as text: `2021`, `2021-07`, `2021-07-28`. It sorts as text,
and a year sorts before its months.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

PATTERN = re.compile(r"\A(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
FORMATS = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}


def parse(text: str) -> date:
    """The first day that a partial date may mean; ValueError if it is none."""
    match = PATTERN.match(text)
    if not match:
        raise ValueError(text)
    year, month, day = match.groups(default="01")
    return date(int(year), int(month), int(day))


def display(text: str) -> str:
    """A partial date in words of the active language; "" for an unknown one.

    What is no partial date is given back as it is.
    """
    try:
        return format_date(parse(text), get_format(FORMATS[len(text)])) if text else ""
    except ValueError:
        return text


def ago(text: str, today: date) -> str:
    """How long before today a partial date was, in whole months or, from two years on
    or where the month is not known, in years; "" for a later one."""
    day = parse(text)
    years, months = today.year - day.year, today.month - day.month
    months += 12 * years - (len(text) == 10 and today.day < day.day)
    if len(text) == 4 or months >= 24:
        years = years if len(text) == 4 else months // 12
        words = ngettext("%(number)d year ago", "%(number)d years ago", years)
        return words % {"number": years} if years > 0 else ""
    words = ngettext("%(number)d month ago", "%(number)d months ago", months)
    return words % {"number": months} if months > 0 else ""


def is_before(first: str, second: str) -> bool:
    """Whether a partial date is surely before another, as exact as both are."""
    length = min(len(first), len(second))
    return first[:length] < second[:length]


def validate_partial_date(text: str) -> None:
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError(
            _("There is no such date: %(date)s. Use 2021, 2021-07 or 2021-07-28."),
            params={"date": text},
        ) from error


class PartialDateField(models.CharField):
    """A partial date; empty where it is not known."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        if kwargs.get("blank"):
            kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def in_words(self, value):
        return display(value)

    def from_cell(self, text):
        """A date as spreadsheets write it, where the year comes first: 2021/7/28."""
        if not re.match(r"\d{4}[-/.]", text, re.ASCII):
            return text
        year, *others = re.split(r"[-/.]", text)
        return "-".join([year, *(part.zfill(2) for part in others)])

    def formfield(self, **kwargs):
        # The form field needs this module's month names.
        from portal.records.forms import PartialDateFormField

        return super().formfield(**{"form_class": PartialDateFormField} | kwargs)


def in_order(start: str, end: str, name: str) -> models.CheckConstraint:
    """A constraint that one partial date is not in a later year than another.

    The database compares years only: months and days may be unknown on either side.
    """
    year = models.functions.Substr
    return models.CheckConstraint(
        condition=models.Q(**{end: ""})
        | models.Q(**{start: ""})
        | models.lookups.LessThanOrEqual(year(start, 1, 4), year(end, 1, 4)),
        name=name,
    )


def check_order(start: str, end: str, field: str) -> None:
    if start and end and is_before(end, start):
        raise ValidationError({field: _("The end is before the start.")})
