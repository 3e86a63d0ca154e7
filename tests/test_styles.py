"""The style sheets know no left and no right, and pages carry no styles of their own."""

import re

import pytest
from django.conf import settings

SHEETS = sorted((settings.BASE_DIR / "static" / "css").rglob("*.css"))
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
PHYSICAL = re.compile(
    r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|border-(top|bottom)-(left|right)-radius"
    r"|(?<![-\w])(left|right|top|bottom|float)\s*:"
    r"|text-align:\s*(left|right)"
)
COLOUR = re.compile(r":[^;]*(#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\()", re.IGNORECASE)
SPACED = re.compile(r"(letter-spacing|text-transform):\s*(?!0|normal|none|\s)")
INLINE = re.compile(
    r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE
)


def found(pattern, path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if pattern.search(line)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_sheet_has_logical_properties_only(sheet):
    assert found(PHYSICAL, sheet) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_sheet_takes_its_colours_from_tokens(sheet):
    if sheet.name not in ("tokens.css", "admin.css"):
        assert found(COLOUR, sheet) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_sheet_spares_arabic_what_breaks_it(sheet):
    assert found(SPACED, sheet) == []


def test_templates_carry_no_inline_style_or_script():
    by_template = {path.name: found(INLINE, path) for path in TEMPLATES}

    assert {name: lines for name, lines in by_template.items() if lines} == {}


def test_site_sheet_imports_every_part():
    css = settings.BASE_DIR / "static" / "css"
    sheet = (css / "site.css").read_text(encoding="utf-8")
    parts = {path.relative_to(css).as_posix() for path in SHEETS}

    imported = set(re.findall(r'@import url\("(.+?)"\)', sheet))

    assert imported == {p for p in parts if not p.startswith("admin")} - {"site.css"}


@pytest.mark.parametrize(
    "line",
    [
        "margin-left: 1px;",
        "left: 0;",
        "text-align: right;",
        "float: inline-start;",
        "border-top-left-radius: 2px;",
    ],
)
def test_physical_property_is_noticed(line):
    assert PHYSICAL.search(line)


@pytest.mark.parametrize(
    "line", ["margin-inline-start: 1px;", "text-align: start;", "inset-block-start: 0;"]
)
def test_logical_property_is_allowed(line):
    assert not PHYSICAL.search(line)
