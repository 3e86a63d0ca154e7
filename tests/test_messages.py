"""The Arabic catalogue: compiled, whole, and neither behind the texts nor ahead of them."""

import re
import shutil
from datetime import date
from io import BytesIO

import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.dateformat import format as format_date

CATALOGUES = settings.BASE_DIR / "portal" / "locale" / "ar" / "LC_MESSAGES"
# The kinds of file that each is gathered from.
DOMAINS = {"django": ["html", "txt", "py", "xml"], "djangojs": ["js"]}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
# The forms for none, one and two may say their number in words.
IN_WORDS = 3
MONTHS = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]


def written(domain):
    with (CATALOGUES / f"{domain}.po").open("rb") as file:
        return read_po(file)


def messages(domain):
    return [message for message in written(domain) if message.id]


def entries(catalogue):
    """The Arabic forms by context and English forms."""
    return {
        (message.context, *forms(message.id)): forms(message.string)
        for message in catalogue
        if message.id
    }


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text):
    return set(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_is_compiled_as_it_is_written(domain):
    expected = BytesIO()
    write_mo(expected, written(domain))
    expected.seek(0)

    compiled = BytesIO((CATALOGUES / f"{domain}.mo").read_bytes())

    assert entries(read_mo(compiled)) == entries(read_mo(expected))


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_says_everything_in_all_six_forms(domain):
    for message in messages(domain):
        if message.pluralizable:
            assert len(message.string) == 6, message.id
            assert all(message.string), message.id
        else:
            assert message.string, message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogue_keeps_every_placeholder(domain):
    for message in messages(domain):
        if not message.pluralizable:
            assert placeholders(message.string) == placeholders(message.id), message.id
            continue
        wanted = placeholders(message.id[1])
        for form in message.string[IN_WORDS:]:
            assert placeholders(form) == wanted, message.id
        for form in message.string[:IN_WORDS]:
            assert placeholders(form) <= wanted, message.id
            assert len(wanted - placeholders(form)) <= 1, message.id


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext")
def test_catalogue_holds_exactly_the_texts_of_the_code(settings, tmp_path, monkeypatch):
    copy = tmp_path / "copy"
    others = shutil.ignore_patterns(".*", "tests", "record", "fonts", "__pycache__")
    shutil.copytree(settings.BASE_DIR, copy, ignore=others)
    settings.LOCALE_PATHS = [copy / "portal" / "locale"]
    monkeypatch.chdir(copy)

    for domain, extensions in DOMAINS.items():
        call_command(
            "makemessages",
            locale=["ar"],
            domain=domain,
            extensions=extensions,
            no_obsolete=True,
            verbosity=0,
        )

    for domain in DOMAINS:
        gathered = copy / "portal" / "locale" / "ar" / "LC_MESSAGES" / f"{domain}.po"
        with gathered.open("rb") as file:
            in_code = entries(read_po(file)).keys()
        assert in_code == entries(written(domain)).keys()


def test_months_are_named_as_in_iraq():
    with translation.override("ar"):
        for number, name in enumerate(MONTHS, start=1):
            day = date(2021, number, 1)
            assert {format_date(day, code) for code in "FENMb"} == {name}
