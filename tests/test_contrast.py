"""Every pair of colours that stands on a page can be told apart, in light and in dark."""

import re

import pytest
from django.conf import settings

TOKENS = settings.BASE_DIR / "static" / "css" / "tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
GROUNDS = ["paper", "surface", "surface-sunk"]
TEXTS = ["ink", "ink-soft", "accent", "accent-strong", "visited"]
MARKS = ["line-strong", "accent", "brass", "focus"]
SCHEMES = ["light", "dark"]


@pytest.fixture(scope="module")
def colours():
    """The colours of the tokens: `{scheme: {name: "#rrggbb"}}`."""
    found = PAIR.findall(TOKENS.read_text(encoding="utf-8"))
    return {
        scheme: {name: pair[place] for name, *pair in found}
        for place, scheme in enumerate(SCHEMES)
    }


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_stands_out_seven_to_one(text, ground, scheme, colours):
    assert contrast(colours[scheme][text], colours[scheme][ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("paper", "accent"),
        ("paper", "accent-strong"),
        ("note-ink", "note"),
        ("ink", "note"),
        ("ink", "added"),
        ("ink", "removed"),
        ("focus", "focus-ground"),
    ],
)
def test_text_on_a_colour_stands_out_seven_to_one(text, ground, scheme, colours):
    assert contrast(colours[scheme][text], colours[scheme][ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", MARKS)
def test_mark_stands_out_three_to_one(mark, ground, scheme, colours):
    assert contrast(colours[scheme][mark], colours[scheme][ground]) >= 3


def test_bar_of_the_browser_has_the_colour_of_the_page(colours):
    base = (settings.BASE_DIR / "templates" / "base.html").read_text(encoding="utf-8")
    named = re.findall(
        r'name="theme-color" content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"',
        base,
    )

    assert {scheme: colour for colour, scheme in named} == {
        scheme: colours[scheme]["paper"] for scheme in SCHEMES
    }
