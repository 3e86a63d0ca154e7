"""The picture of a record for links that others share."""

import json
import re
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override
from PIL import Image, ImageChops

from portal.pages.demonstration import RECORD
from portal.pages.sharing import checks, drawing, store
from portal.pages.sharing.words import Text, Words, address, words_of
from portal.publishing import workflow
from portal.publishing.models import State
from portal.publishing.public import renew
from portal.records.models import Topic
from tests.factories import (
    country,
    make_initiative,
    make_meeting,
    make_person,
    make_photograph,
    make_source,
    make_statement,
    make_topic,
    make_user,
    make_visit,
)

pytestmark = pytest.mark.django_db

META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


def said(path):
    """What the head of a page tells those who show links to it."""
    response = Client(headers={"host": "localhost"}).get(path)
    return dict(META.findall(response.content.decode()))


def answer(record, language="en", **headers):
    with override(language):
        path = address(record, words_of(record))
    return Client(headers={"host": "localhost"}).get(path, headers=headers)


def image_of(content):
    return Image.open(BytesIO(content)).convert("RGB")


def ink(words):
    """Where on a picture of 1200 pixels the title stands: its first and last column."""
    image = image_of(drawing.draw(words)).crop((0, 110, 1200, 510))
    paper = Image.new("RGB", image.size, image.getpixel((0, 0)))
    left, _top, right, _bottom = ImageChops.difference(image, paper).getbbox()
    return left, right


def words_for(title, language, other=""):
    nothing = Text("", language)
    site = Text("Sijill", "en")
    return Words(
        language, site, nothing, Text(title, other or language), nothing, nothing
    )


def pictures():
    """The kept pictures: their languages by folder."""
    return {
        f"{type_}/{record}": sorted(name[:2] for name in names(f"{type_}/{record}"))
        for type_ in folders("sharing")
        for record in folders(f"sharing/{type_}")
    }


def folders(path):
    try:
        return default_storage.listdir(path)[0]
    except FileNotFoundError:
        return []


def names(folder):
    return default_storage.listdir(f"sharing/{folder}")[1]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Reception · Talks · 26 July 2021 · Baghdad, Iraq"),
        ("ar", "استقبال · لقاء · 26 تموز 2021 · بغداد، العراق"),
    ],
)
def test_picture_of_a_meeting_says_what_when_and_where(language, expected):
    meeting = make_meeting(
        title_en="Talks",
        title_ar="لقاء",
        city_en="Baghdad",
        city_ar="بغداد",
        country=country("IQ"),
    )

    with override(language):
        assert words_of(meeting).in_one_line == expected


@pytest.mark.parametrize(
    ("make", "values", "expected"),
    [
        (make_visit, {"title_en": "Journey"}, "Visit · Journey · 25–29 July 2021"),
        (make_initiative, {"title_en": "Plan"}, "Initiative · Plan · March 2021"),
        (make_person, {"name_en": "Guest"}, "Person · Guest"),
        (make_topic, {"name_en": "Water"}, "Topic · Water"),
        (
            make_source,
            {"title": "Report", "publisher": "Agency"},
            "Source · Report · 28 July 2021 · Agency",
        ),
        (
            make_photograph,
            {"title_en": "Hall", "place_en": "Palace"},
            "Photograph · Hall · 28 July 2021 · Palace",
        ),
    ],
)
def test_picture_of_a_record_says_what_it_has(make, values, expected):
    assert words_of(make(**values)).in_one_line == expected


def test_picture_of_a_statement_names_the_speaker():
    statement = make_statement(gist_en="Said so.", speaker=make_person(name_en="Guest"))

    assert words_of(statement).in_one_line == (
        "Statement · Said so. · 26 July 2021 · Guest"
    )


def test_picture_of_a_statement_hides_a_speaker_who_is_not_public():
    speaker = make_person(name_en="Secret", state=State.DRAFT)
    statement = make_statement(gist_en="Said so.", speaker=speaker)

    assert words_of(statement).in_one_line == "Statement · Said so. · 26 July 2021"
    assert "Secret" not in said(f"/en/statements/{statement.slug}/")["og:image:alt"]
    assert answer(statement).status_code == 200


def test_picture_keeps_the_language_that_a_title_is_in():
    meeting = make_meeting(title_en="", title_ar="لقاء")

    assert words_of(meeting).title == Text("لقاء", "ar")
    assert words_of(meeting).title.direction == "rtl"


def test_picture_begins_where_its_language_does():
    arabic = ink(words_for("لقاء", "ar"))
    english = ink(words_for("Talks", "en"))

    assert arabic[0] > 600
    assert arabic[1] >= 1200 - drawing.MARGIN - 4
    assert english[1] < 600
    assert english[0] <= drawing.MARGIN + 8


def test_picture_joins_arabic_letters():
    joined, apart = Text("لا", "ar"), Text("ل\u200cا", "ar")
    font = drawing._font(600, 60)

    assert drawing._width(joined, font) < 0.85 * drawing._width(apart, font)


def letters(value):
    """All signs in the texts of a document."""
    if isinstance(value, str):
        return {sign for sign in value if sign.isprintable() and not sign.isspace()}
    parts = value.values() if isinstance(value, dict) else value
    return set().union(*map(letters, parts))


def test_picture_has_all_letters_of_the_record():
    wanted = set("aZ09«»،؟لآپچڤگێۆ–āşŞİ€")
    for path in RECORD.glob("*/*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        for name in ("title", "name", "gist", "city", "place", "publisher"):
            wanted |= letters(document.get(name, ""))
    font = drawing._font(600, 40)
    missing = bytes(font.getmask("\ufffe"))

    assert [sign for sign in wanted if bytes(font.getmask(sign)) == missing] == []


@pytest.mark.parametrize(
    "title",
    [
        "Word " * 80,
        "W" * 300,
        "كلمة " * 80,
        "PM receives الوفد and others " * 12,
    ],
)
def test_picture_holds_any_title(title):
    for language in ("ar", "en"):
        left, right = ink(words_for(title.strip(), language))

        assert left >= drawing.MARGIN - 8
        assert right <= 1200 - drawing.MARGIN + 8


def test_picture_is_one_of_open_graph_and_small():
    content = drawing.draw(words_for("Talks in Baghdad", "en"))

    image = Image.open(BytesIO(content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(content) < 40_000
    assert drawing.draw(words_for("Talks in Baghdad", "en")) == content


def test_page_tells_of_its_picture():
    meeting = make_meeting(title_en="Talks “at home”", date="2021-07-26")

    told = said(f"/en/meetings/{meeting.slug}/")

    assert told["og:image"] == (
        f"{settings.SITE_URL}/sharing/meetings/{meeting.slug}.en."
        f"{words_of(meeting).digest}.png"
    )
    assert told["og:image:alt"] == "Reception · Talks “at home” · 26 July 2021"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("path", ["/en/", "/en/meetings/", "/en/countries/fr/"])
def test_page_of_no_record_tells_of_the_common_picture(path):
    assert said(path)["og:image"] == f"{settings.SITE_URL}/static/images/share.png"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_picture_is_read_where_the_page_says(language):
    meeting = make_meeting()

    told = said(f"/{language}/meetings/{meeting.slug}/")
    path = told["og:image"].removeprefix(settings.SITE_URL)
    response = Client(headers={"host": "localhost"}).get(path)

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    assert image_of(response.content).size == (1200, 630)


def test_picture_is_asked_for_again_only_if_it_changed():
    meeting = make_meeting()
    etag = answer(meeting)["ETag"]

    assert answer(meeting, if_none_match=etag).status_code == 304


def test_picture_of_earlier_words_leads_to_that_of_now():
    meeting = make_meeting(title_en="Talks")
    before = address(meeting, words_of(meeting))
    meeting.title_en = "Talks in Baghdad"
    meeting.save()
    now = address(meeting, words_of(meeting))

    response = Client(headers={"host": "localhost"}).get(before)

    assert (response.status_code, response["Location"]) == (302, now)
    assert now != before


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]
)
def test_record_that_is_not_public_has_no_picture(state):
    meeting = make_meeting(state=state)

    assert answer(meeting).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/sharing/meetings/nothing.en.0000.png",
        "/sharing/countries/fr.en.0000.png",
        "/sharing/nothing/x.en.0000.png",
        "/sharing/meetings/talks.fr.0000.png",
    ],
)
def test_picture_of_nothing_is_not_found(path):
    make_meeting(slug="talks")

    assert Client(headers={"host": "localhost"}).get(path).status_code == 404


def test_picture_is_made_in_each_language_at_publication(
    django_capture_on_commit_callbacks,
):
    meeting = make_meeting(state=State.SUBMITTED)

    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(meeting, make_user("publisher"))

    assert pictures() == {f"meetings/{meeting.permanent_id}": ["ar", "en"]}


def test_picture_is_deleted_at_a_withdrawal(django_capture_on_commit_callbacks):
    meeting = make_meeting()
    store.renew(type(meeting), [meeting.pk])
    assert names(f"meetings/{meeting.permanent_id}")

    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(meeting, make_user("publisher"), {"ar": "خطأ", "en": ""})

    assert names(f"meetings/{meeting.permanent_id}") == []


def test_picture_follows_a_correction(django_capture_on_commit_callbacks):
    meeting = make_meeting(title_en="Talks")
    store.renew(type(meeting), [meeting.pk])
    before = set(names(f"meetings/{meeting.permanent_id}"))
    meeting.title_en = "Talks in Baghdad"
    meeting.save()

    with django_capture_on_commit_callbacks(execute=True):
        renew({type(meeting): [meeting.pk]})

    after = set(names(f"meetings/{meeting.permanent_id}"))
    assert len(after) == 2
    assert [name[:2] for name in after - before] == ["en"]


def test_publication_stands_where_no_picture_can_be_drawn(
    django_capture_on_commit_callbacks, monkeypatch
):
    def fail(words):
        raise OSError("no fonts")

    monkeypatch.setattr(store, "draw", fail)
    meeting = make_meeting(state=State.SUBMITTED)

    with django_capture_on_commit_callbacks(execute=True):
        workflow.publish(meeting, make_user("publisher"))

    meeting.refresh_from_db()
    assert meeting.is_published


def test_import_leaves_pictures_for_later(django_capture_on_commit_callbacks):
    keys = [make_topic().pk for _number in range(store.FEW + 1)]

    with django_capture_on_commit_callbacks(execute=True):
        renew({Topic: keys})

    assert pictures() == {}


def test_command_makes_what_is_missing_and_no_more():
    meeting = make_meeting()
    make_meeting(state=State.DRAFT)
    store.renew(type(meeting), [meeting.pk])
    make_topic()
    said_first, said_then = StringIO(), StringIO()

    call_command("make_pictures", stdout=said_first)
    call_command("make_pictures", stdout=said_then)

    assert said_first.getvalue() == "2 pictures were made.\n"
    assert said_then.getvalue() == "0 pictures were made.\n"
    assert sorted(pictures().values()) == [["ar", "en"], ["ar", "en"]]


@pytest.fixture
def without_raqm(monkeypatch):
    monkeypatch.setattr(drawing.features, "check", lambda name: False)
    drawing.can_draw.cache_clear()
    yield
    monkeypatch.undo()
    drawing.can_draw.cache_clear()


def test_page_has_the_common_picture_without_raqm(without_raqm):
    meeting = make_meeting()

    told = said(f"/en/meetings/{meeting.slug}/")

    assert told["og:image"] == f"{settings.SITE_URL}/static/images/share.png"
    assert answer(meeting).status_code == 404


def test_operator_is_told_without_raqm(without_raqm):
    (warning,) = checks.pictures_can_be_drawn(None)

    assert warning.id == "pages.W001"
    with pytest.raises(CommandError, match="no Raqm"):
        call_command("make_pictures")


def test_operator_is_told_nothing_with_raqm():
    assert checks.pictures_can_be_drawn(None) == []
