import pytest
from django.template import Context, Template
from django.utils import translation

from portal.records.language import translated
from portal.records.models import Person, Position, Source
from portal.records.templatetags import record as tags

ISOLATE, END = "\u2068", "\u2069"


def draw(source, language="en", **context):
    with translation.override(language):
        return Template("{% load record %}" + source).render(Context(context))


def person(**values):
    empty = dict.fromkeys(["name_ar", "name_en", "biography_ar", "biography_en"], "")
    return Person(**empty | values)


def test_translated_text_is_in_the_active_language_first():
    both = person(name_ar="فلان", name_en="Somebody")

    assert translated(both, "name") == ("Somebody", "en")
    with translation.override("ar"):
        assert translated(both, "name") == ("فلان", "ar")


def test_translated_text_says_which_language_it_fell_back_to():
    assert translated(person(name_ar="فلان"), "name") == ("فلان", "ar")
    assert translated(person(), "name") == ("", "")


def test_field_in_the_language_of_the_page_is_only_escaped():
    shown = draw('{% field o "name" %}', o=person(name_en="A & <b>", name_ar="فلان"))

    assert shown == "A &amp; &lt;b&gt;"


def test_field_in_another_language_is_marked_and_says_so():
    shown = draw('{% field o "name" %}', o=person(name_ar="فلان & غيره"))

    assert shown == (
        '<span lang="ar" dir="rtl">فلان &amp; غيره</span> '
        '<span class="fallback-note">not yet translated</span>'
    )


def test_plain_field_in_another_language_is_marked_without_words():
    shown = draw('{% field o "name" plain=True %}', "ar", o=person(name_en="Name"))

    assert shown == '<span lang="en" dir="ltr">Name</span>'


@pytest.mark.parametrize("tag", ["field", "prose", "paragraphs", "text"])
def test_empty_text_prints_nothing(tag):
    assert draw("{% " + tag + ' o "biography" %}', o=person()) == ""


def test_text_of_another_language_is_isolated_where_no_markup_can_stand():
    assert draw('{% text o "name" %}', o=person(name_ar="فلان")) == (
        f"{ISOLATE}فلان{END}"
    )


def test_prose_is_cleaned_again_when_shown():
    html = (
        '<h2>x</h2><p onclick="a()" style="color: red">Born <strong>there</strong>'
        '<script>alert(1)</script> <a href="javascript:a()">a</a></p>'
    )

    shown = draw('{% prose o "biography" %}', o=person(biography_en=html))

    assert shown == (
        '<div class="prose">x<p>Born <strong>there</strong> '
        '<a rel="noopener noreferrer">a</a></p></div>'
    )


def test_prose_in_another_language_is_a_block_of_its_own():
    shown = draw('{% prose o "biography" %}', o=person(biography_ar="<p>سيرة</p>"))

    assert shown == (
        '<p class="fallback-note">not yet translated</p>\n'
        '<div class="prose" lang="ar" dir="rtl"><p>سيرة</p></div>'
    )


def test_paragraphs_are_the_lines_of_plain_text():
    shown = draw(
        '{% paragraphs o "biography" %}', o=person(biography_en="One <1>\n\n Two\n")
    )

    assert shown == '<div class="prose"><p>One &lt;1&gt;</p>\n<p>Two</p></div>'


def test_has_text_asks_every_language():
    source = '{% if o|has_text:"name" %}yes{% endif %}'

    assert draw(source, o=person(name_ar="فلان")) == "yes"
    assert draw(source, o=person()) == ""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021-07-28", "2021-07-31", "28–31 July 2021"),
        ("2021-07-28", "2021-08-02", "28 July 2021 – 2 August 2021"),
        ("2016", "2020-05", "2016 – May 2020"),
        ("2021-07-28", "2021-07-28", "28 July 2021"),
        ("2021", "", "from 2021"),
        ("", "2021-07", "until July 2021"),
        ("", "", ""),
    ],
)
def test_date_range_is_as_exact_as_its_dates(start, end, words):
    shown = str(tags.date_range(start, end))

    assert "".join(part.split(">")[-1] for part in shown.split("<")) == words


def test_partial_date_keeps_the_machine_form():
    assert tags.partial_date("2021-07") == '<time datetime="2021-07">July 2021</time>'


@pytest.mark.parametrize(
    ("title", "stated", "language"),
    [
        ("تقرير", "ar", "ar"),
        ("10 reports", "en", "en"),
        ("Report on تقرير", "ar", "en"),
        ("تقرير", "en", "ar"),
        ("Rapporto", "it", "it"),
        ("2021", "ar", "en"),
    ],
)
def test_title_of_a_source_is_in_a_language_of_its_script(title, stated, language):
    assert tags.title_language(Source(title=title, language=stated)) == language


@pytest.mark.parametrize(
    ("code", "direction", "name"),
    [("ar", "rtl", "Arabic"), ("it", "ltr", "Italian"), ("x<", "auto", "x<")],
)
def test_language_of_a_source_has_direction_and_name(code, direction, name):
    assert (tags.direction(code), tags.language_name(code)) == (direction, name)


def test_field_translated_from_an_earlier_version_says_so():
    old = person(name_ar="فلان", name_en="Somebody", outdated_translations=["en:name"])
    note = '<span class="fallback-note">translated from an earlier version</span>'

    assert draw('{% field o "name" %}', o=old) == f"Somebody {note}"
    assert draw('{% field o "name" plain=True %}', o=old) == "Somebody"
    assert draw('{% field o "name" %}', "ar", o=old) == "فلان"


@pytest.mark.parametrize("tag", ["prose", "paragraphs"])
def test_block_translated_from_an_earlier_version_says_so(tag):
    texts = {"biography_ar": "<p>سيرة</p>", "biography_en": "<p>Life</p>"}
    old = person(**texts, outdated_translations=["en:biography"])

    shown = draw("{% " + tag + ' o "biography" %}', o=old)

    assert shown.startswith(
        '<p class="fallback-note">translated from an earlier version</p>'
    )
    assert "fallback-note" not in draw("{% " + tag + ' o "biography" %}', "ar", o=old)


def test_row_translated_from_an_earlier_version_says_so():
    owner = person()
    row = Position(person=owner, title_ar="وزير", title_en="Minister")
    owner.outdated_translations = [f"en:positions/{row.pk}/title"]

    assert "earlier version" in draw('{% field o "title" %}', o=row)
    assert "earlier version" not in draw(
        '{% field o "title" %}', o=Position(person=owner, title_en="Minister")
    )


def test_name_of_another_script_is_marked_with_its_language():
    source = "{{ name|in_its_script }}"

    assert draw(source, name="Reuters & Co") == "Reuters &amp; Co"
    assert draw(source, name="") == ""
    assert draw(source, "ar", name="Reuters") == (
        '<span lang="en" dir="ltr">Reuters</span>'
    )
    assert draw(source, name="وكالة <ب>") == (
        '<span lang="ar" dir="rtl">وكالة &lt;ب&gt;</span>'
    )
