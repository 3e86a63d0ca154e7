"""Running text is cleaned on every way in, and again on the way out."""

import json
import re
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import Meeting
from portal.documents.apply import apply_document
from portal.documents.build import to_document
from portal.publishing.fields import ProseField
from portal.publishing.languages import with_marked_scripts
from portal.publishing.models import State
from portal.records.prose import sanitised
from tests.editing import admin_url, form_data
from tests.factories import make_meeting, make_user
from tests.publishing.hostile import HOSTILE

pytestmark = pytest.mark.django_db

ALLOWED = {
    "p": set(),
    "br": set(),
    "strong": set(),
    "em": set(),
    "ul": set(),
    "ol": {"start", "type"},
    "li": set(),
    "blockquote": set(),
    "h3": set(),
    "h4": set(),
    "a": {"href", "title", "rel"},
}
# What the main part of no record's page has, wherever it stands.
ELSEWHERE = re.compile(
    r"<(?:img|iframe|object|embed|form|base|style|template|math|use|script>)"
    r"|\son\w+=|javascript:|srcdoc|evil\.example/x\.(?:js|css)",
    re.IGNORECASE,
)
SCHEMES = {"", "http", "https", "mailto"}
hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


class Dangers(HTMLParser):
    """Notes what may not be in running text, as a browser would read it."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name not in ALLOWED.get(tag, ()):
                self.found.append(f"{tag} {name}")
            if name == "href" and urlsplit(value).scheme not in SCHEMES:
                self.found.append(value)
        if tag not in ALLOWED:
            self.found.append(tag)

    def handle_comment(self, data):
        self.found.append("comment")

    def handle_decl(self, decl):
        self.found.append("declaration")


def dangers(html):
    return Dangers(html).found


def stored():
    return [text or "" for text in Meeting.objects.values_list("text_ar", "text_en")[0]]


@hostile
def test_text_is_harmless_once_cleaned(text):
    assert dangers(sanitised(text)) == []
    assert dangers(ProseField().clean(text, None) if text else "") == []


@hostile
def test_text_entered_in_the_form_is_cleaned(text, client):
    meeting = make_meeting(state=State.DRAFT)
    client.force_login(make_user("author"))
    url = admin_url(meeting)
    data = form_data(client.get(url), text_ar=text, text_en=text)

    assert client.post(url, data).status_code == 302

    assert [dangers(one) for one in stored()] == [[], []]


@hostile
def test_text_that_is_imported_is_cleaned(text, tmp_path):
    make_meeting(slug="a-meeting", text_ar="<p>before</p>", text_en="<p>before</p>")
    call_command("export_record", str(tmp_path / "record"), stdout=StringIO())
    path = tmp_path / "record" / "meetings" / "a-meeting.json"
    document = json.loads(path.read_text())
    document["text"] = {"ar": text, "en": text}
    path.write_text(json.dumps(document))

    call_command("import_record", str(tmp_path / "record"), stdout=StringIO())

    assert "before" not in "".join(stored())
    assert [dangers(one) for one in stored()] == [[], []]


@hostile
def test_text_that_is_applied_is_cleaned(text):
    document = to_document(make_meeting())

    apply_document(document | {"text": {"ar": text, "en": text}})

    assert [dangers(one) for one in stored()] == [[], []]


@hostile
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("query", ["", "?view=parallel"])
def test_text_that_stands_in_the_database_is_cleaned_on_the_page(text, language, query):
    marker = "<p>Before</p>", "<p>After</p>"
    text = text + "</blockquote>" * text.count("<blockquote>")
    meeting = make_meeting(slug="a-meeting")
    whole = marker[0] + text + marker[1]
    Meeting.objects.filter(pk=meeting.pk).update(text_ar=whole, text_en=whole)

    client = Client(headers={"host": "localhost"})
    html = client.get(f"/{language}/meetings/a-meeting/{query}").content.decode()
    html = html.partition("<main")[2].partition("</main>")[0]

    assert html.count("Before") == (2 if query else 1)
    assert ELSEWHERE.findall(html) == []
    if not query:
        told = html[html.index(marker[0]) :].partition("</div>")[0]
        assert dangers(told) == []


@hostile
def test_text_in_every_plain_field_is_escaped_on_the_page(text):
    words = text[:290]
    make_meeting(
        slug="a-meeting",
        **{
            f"{name}_{language}": words[:100] if name == "city" else words[:200]
            for name in (
                "title",
                "summary",
                "city",
                "venue",
                "disagreements",
                "evidence",
            )
            for language in ("ar", "en")
        },
    )

    html = Client(headers={"host": "localhost"}).get("/en/meetings/a-meeting/")

    page = html.content.decode()
    assert page.count("<script") == page.count("<script src=") + 1
    assert "<img" not in page
    assert "<iframe" not in page
    assert page.count("<base") == page.count("<object") == page.count("<style") == 0


def test_text_that_editors_write_stays_as_it_is():
    text = (
        "<h3>A</h3><p>b <strong>c</strong> <em>d</em></p>"
        '<ul><li><p>e</p></li></ul><ol start="3" type="a"><li><p>f</p></li></ol>'
        "<blockquote><p>g</p></blockquote><h4>ح</h4>"
    )

    assert sanitised(text) == text
    assert ProseField().clean(text, None) == text


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=1&amp;c=2", "http://example.org", "mailto:a@example.org"],
)
def test_link_to_the_web_stays(address):
    html = sanitised(f'<a href="{address}" onclick="x" target="_blank">x</a>')

    assert html == f'<a href="{address}" rel="noopener noreferrer">x</a>'


@pytest.mark.parametrize(
    "address",
    ["ftp://x", "tel:1", "data:,x", "java&#10;script:x", "blob:x", "file:///x"],
)
def test_link_to_anything_else_leads_nowhere(address):
    assert "href" not in sanitised(f'<a href="{address}">x</a>')


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Both say so.</p>", "<p>Both say so.</p>"),
        (
            "<p>Spelled أوبير and أوبيـر, not عبد الله &amp; Co.</p>",
            '<p>Spelled <bdi lang="ar">أوبير</bdi> and <bdi lang="ar">أوبيـر</bdi>,'
            ' not <bdi lang="ar">عبد الله</bdi> &amp; Co.</p>',
        ),
        (
            '<a href="https://a.example/>بغداد" rel="nofollow">بغداد</a>',
            '<a href="https://a.example/>بغداد" rel="nofollow">'
            '<bdi lang="ar">بغداد</bdi></a>',
        ),
    ],
)
def test_words_of_the_other_script_are_marked(html, marked):
    assert with_marked_scripts(html, "en") == marked
    assert with_marked_scripts(html, "ar") == html


def test_page_marks_arabic_words_in_english_prose(client):
    evidence = {"evidence_en": "Printed as أوبير.", "evidence_ar": "طُبع كذلك."}
    meeting = make_meeting(**evidence)

    alone = client.get(f"/en/meetings/{meeting.slug}/").content.decode()
    beside = client.get(f"/ar/meetings/{meeting.slug}/?view=parallel").content.decode()

    marked = 'Printed as <bdi lang="ar">أوبير</bdi>.'
    assert (marked in alone, marked in beside) == (True, True)
