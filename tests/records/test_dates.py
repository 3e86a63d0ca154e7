from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.records.dates import ago, display, is_before, validate_partial_date


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("", "", ""),
        ("2021", "2021", "2021"),
        ("2021-07", "تموز 2021", "July 2021"),
        ("2021-07-08", "8 تموز 2021", "8 July 2021"),
        ("2020-02-29", "29 شباط 2020", "29 February 2020"),
    ],
)
def test_date_is_shown_as_exact_as_it_is(text, arabic, english):
    with translation.override("ar"):
        assert display(text) == arabic
    with translation.override("en"):
        assert display(text) == english


@pytest.mark.parametrize(
    "text",
    [
        "2021-13",
        "2021-02-30",
        "2021-7",
        "21",
        "2021-07-28T10:00",
        "٢٠٢١",
        "2021\n",
        "0000",
    ],
)
def test_date_that_does_not_exist_is_refused(text):
    with pytest.raises(ValidationError):
        validate_partial_date(text)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2020", "2021", True),
        ("2021-07", "2021-07-28", False),
        ("2021-07-28", "2021", False),
        ("2021-06-30", "2021-07", True),
        ("2021-07-28", "2021-07-28", False),
    ],
)
def test_date_is_before_another_only_when_that_is_sure(first, second, expected):
    assert is_before(first, second) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-11-25", ""),
        ("2022-11", ""),
        ("2022-12", ""),
        ("2022-10-26", ""),
        ("2022-10-25", "1 month ago"),
        ("2022-09", "2 months ago"),
        ("2020-11-26", "23 months ago"),
        ("2020-11-25", "2 years ago"),
        ("2022", ""),
        ("2021", "1 year ago"),
        ("1967", "55 years ago"),
    ],
)
def test_age_is_as_exact_as_the_date(text, words):
    with translation.override("en"):
        assert ago(text, date(2022, 11, 25)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-10", "قبل شهر"),
        ("2022-09", "قبل شهرين"),
        ("2022-06", "قبل 5 أشهر"),
        ("2021-11", "قبل 12 شهراً"),
        ("2020-11", "قبل سنتين"),
        ("2018", "قبل 4 سنوات"),
        ("1967", "قبل 55 سنة"),
    ],
)
def test_age_counts_in_arabic(text, words):
    with translation.override("ar"):
        assert ago(text, date(2022, 11, 25)) == words
