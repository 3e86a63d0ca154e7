"""Changes as people read them: names, words, dates, both languages, no secrets."""

from copy import deepcopy
from time import process_time

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.build import to_document
from portal.documents.words import parts
from portal.publishing.differences import content_difference, in_words, shortened
from portal.publishing.legible import legible
from portal.publishing.models import State
from tests import factories
from tests.documents.test_words import edited, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    person = factories.make_person(slug="first", name_en="First Person")
    record = factories.make_meeting(person, slug="m", country=factories.country("IQ"))
    record.outcomes.create(kind="agreement", text_ar="اتفاق", text_en="Agreement")
    return to_document(record)


def lines(before, after, **options):
    """The changes of values, each as its label with what was and what is."""
    found = in_words(content_difference(before, after), **options)
    return [line for shown in found for line in _lines(shown)]


def _lines(shown, indent=""):
    if getattr(shown, "is_row", False):
        yield f"{indent}{shown.label} {shown.title}: {shown.action}"
        for inner in shown.changes:
            yield from _lines(inner, indent + "  ")
        return
    signs = {"kept": "", "removed": "-", "added": "+", "skipped": "~"}
    said = "|".join(signs[part.action] + part.text for part in shown.parts)
    yield f"{indent}{shown.label}: {said}"


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": "bilateral"}, "Kind: -reception|+bilateral talks"),
        ({"date": "2021-08"}, "Date: -26 July 2021|+August 2021"),
        ({"time": "09:30:00"}, "Time: +09:30"),
        ({"is_abroad": True}, "Abroad: -no|+yes"),
        ({"country": "FR"}, "Country of the place: -Iraq|+France"),
        ({"country": None}, "Country of the place: -Iraq"),
        ({"countries": ["FR", "JO"]}, "Foreign countries: +France|+Jordan"),
        ({"aliases": ["old-name"]}, "Earlier names in the address: +old-name"),
        ({"topics": ["gone"]}, "Topics: +gone"),
    ],
)
def test_values_are_shown_in_words(change, line, meeting):
    assert lines(meeting, deepcopy(meeting) | change) == [line]


def test_values_are_shown_in_the_words_of_the_active_language(meeting):
    after = deepcopy(meeting) | {"date": "2021-08", "country": "FR"}
    with translation.override("ar"):
        assert lines(meeting, after) == [
            "التاريخ: -26 تموز 2021|+آب 2021",
            "دولة المكان: -العراق|+فرنسا",
        ]


def test_each_language_names_itself_and_its_direction(meeting):
    after = deepcopy(meeting)
    after["summary"] = {"ar": "ملخص آخر.", "en": "Summary, another."}

    arabic, english = in_words(content_difference(meeting, after))

    assert (arabic.label, arabic.lang, arabic.dir) == ("Summary — Arabic", "ar", "rtl")
    assert (english.label, english.lang, english.dir) == (
        "Summary — English",
        "en",
        "ltr",
    )


def test_what_has_no_stated_language_is_in_one_of_its_script(meeting):
    source = to_document(factories.make_source(title="تقرير", language="ar"))
    after = source | {"title": "A report", "url": "https://a.example/ب"}

    title, address = in_words(content_difference(source, after))
    (before, now) = in_words(
        content_difference(meeting, deepcopy(meeting) | {"country": "FR"})
    )[0].parts

    assert (title.lang, title.dir) == ("en", "ltr")
    assert address.parts[-1].attrs == {"lang": "zxx", "dir": "ltr"}
    assert (before.attrs, now.attrs) == ({"lang": "en", "dir": "ltr"},) * 2


def test_words_of_the_other_script_are_marked_in_a_text(meeting):
    texts = {"ar": "كُتب أوبير.", "en": "Printed <as> أوبير."}

    arabic, english = in_words(
        content_difference(meeting, deepcopy(meeting) | {"evidence": texts})
    )

    assert [part.text for part in arabic.parts] == [texts["ar"]]
    marked = 'Printed &lt;as&gt; <bdi lang="ar">أوبير</bdi>.'
    assert [part.text for part in english.parts] == [marked]


def test_bookkeeping_is_no_change_of_content(meeting):
    after = deepcopy(meeting) | {"state": "withdrawn", "permanent_id": "2" * 10}

    assert lines(meeting, after) == []


def test_rows_are_called_by_whom_they_name_or_what_they_say(meeting):
    second = factories.make_person(slug="second", name_en="Second Person")
    after = deepcopy(meeting)
    new = after["participants"][0] | {"id": "0" * 32, "person": second.slug}
    new["role"] = {"ar": "وزير", "en": "Minister"}
    after["participants"].append(new)
    after["outcomes"][0]["text"]["en"] = "Joint agreement"

    assert lines(meeting, after) == [
        "Participant Second Person: added",
        "  Person: +Second Person",
        "  Role held that day — Arabic: +وزير",
        "  Role held that day — English: +Minister",
        "  Side: +counterpart",
        "  Present: +yes",
        "Outcome Joint agreement: changed",
        "  Outcome — English: -Agreement|+Joint agreement",
    ]


def test_reader_learns_no_name_that_is_not_public(meeting):
    secret = factories.make_person(
        slug="secret-name", name_ar="سر", name_en="Secret", state=State.DRAFT
    )
    hidden = factories.make_topic(slug="buried-topic", state=State.WITHDRAWN)
    after = deepcopy(meeting) | {"topics": [hidden.slug]}
    after["participants"][0]["person"] = secret.slug

    found = in_words(content_difference(meeting, after), is_public=True)
    page = render_to_string("publishing/_difference.html", {"changes": found})

    assert "not public" in page
    assert not [word for word in ("ecret", "سر", "buried") if word in page]


def test_names_take_one_query_for_each_type(meeting, django_assert_num_queries):
    people = [factories.make_person() for _ in range(5)]
    after = deepcopy(meeting) | {"countries": ["FR", "JO", "EG"], "country": "SA"}
    row = after["participants"][0]
    after["participants"] = [row | {"id": str(p.pk), "person": p.slug} for p in people]

    with django_assert_num_queries(2):
        in_words(content_difference(meeting, after))


def test_running_text_is_compared_without_its_markup():
    person = to_document(factories.make_person(biography_en="<p>One two.</p>"))
    after = deepcopy(person)
    after["biography"]["en"] = "<p>One <strong>two</strong>.</p><ul><li>x</li></ul>"

    assert lines(person, after) == ["Biography — English: One |+*|two|-.|+*.\n• x"]


def test_address_changed_behind_its_words_is_seen():
    link = '<p><a href="https://{}.org">here</a></p>'
    person = to_document(factories.make_person(biography_en=link.format("good")))
    after = deepcopy(person)
    after["biography"]["en"] = link.format("bad")

    [line] = lines(person, after)

    assert "good" in line
    assert "bad" in line


def test_markup_changed_alone_is_seen_as_it_is_written():
    person = to_document(factories.make_person(biography_en="<p>*x*</p>"))
    after = deepcopy(person)
    after["biography"]["en"] = "<p><strong>x</strong></p>"

    [line] = lines(person, after)

    assert "<strong>" in line


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree"),
        ("<ul><li><p>a.</p></li><li><p>b</p></li></ul>", "• a.\n• b"),
        ("<ol><li>a</li><li>b</li></ol><p>c</p>", "1. a\n2. b\nc"),
        ("<h3>Head</h3><blockquote><p>q</p></blockquote>", "# Head\n> q"),
        (
            '<p>A <a href="https://x.org/?a=1&amp;b">b</a></p>',
            "A b <https://x.org/?a=1&b>",
        ),
        ("", ""),
    ],
)
def test_running_text_is_legible_without_its_markup(html, plain):
    assert legible(html) == plain


@given(st.text("ab \n", max_size=3000), st.text("ab \n", max_size=3000))
def test_shortening_leaves_out_nothing_but_what_stays(before, after):
    found = parts(before, after)
    short = shortened(found)

    assert "".join(part.text for part in short) == "".join(p.text for p in found)
    changed = [part for part in found if part.action != "kept"]
    assert [p for p in short if p.action in ("removed", "added")] == changed


def test_page_marks_changes_for_eye_and_ear_and_escapes_them(meeting):
    after = deepcopy(meeting)
    after["title"]["en"] = "<script>alert(1)</script>"

    changes = in_words(content_difference(meeting, after))
    page = render_to_string("publishing/_difference.html", {"changes": changes})

    assert "<script>" not in page
    assert '<dd class="difference-text" lang="en" dir="ltr"><del>' in page
    assert '<ins><span class="visually-hidden" lang="en">[added: </span>&lt;' in page


def test_removed_and_added_words_do_not_join(meeting):
    after = deepcopy(meeting)
    after["title"]["ar"] = "قطاعي"
    meeting["title"]["ar"] = "قطاع"

    changes = in_words(content_difference(meeting, after))
    page = render_to_string("publishing/_difference.html", {"changes": changes})

    assert "قطاع&zwnj;<" in page


def test_long_text_that_stays_is_counted_not_shown(meeting):
    before = deepcopy(meeting)
    before["summary"]["en"] = text(paragraphs=False)
    after = deepcopy(before)
    after["summary"]["en"] += " End."

    changes = in_words(content_difference(before, after))
    page = render_to_string("publishing/_difference.html", {"changes": changes})

    assert "words as before" in page
    assert len(page) < 3000


@override_settings(DEBUG=False)
def test_ten_thousand_words_are_shown_in_half_a_second(meeting):
    before, after = deepcopy(meeting), deepcopy(meeting)
    before["summary"]["ar"] = text()
    after["summary"]["ar"] = edited(text(), 15)

    start = process_time()
    changes = in_words(content_difference(before, after))
    render_to_string("publishing/_difference.html", {"changes": changes})

    assert process_time() - start <= 0.5


def test_translations_marked_as_reviewed_are_told_by_name():
    outcome = "00000000-0000-4000-8000-000000000001"
    before = to_document(
        factories.make_meeting(
            outdated_translations=[f"en:outcomes/{outcome}/text", "en:title"]
        )
    )
    after = before | {"outdated_translations": ["en:title"]}

    (change,) = in_words(content_difference(before, after))

    assert (change.label, change.kind) == (
        "Translations older than their source",
        "list",
    )
    assert [(part.action, part.text) for part in change.parts] == [
        ("removed", "Outcome: Outcome — English")
    ]
