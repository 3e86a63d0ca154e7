"""What machines ask for: the map of the site, its rules, its health, whom to tell."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone, translation

from portal.documents.shape import LANGUAGES
from portal.pages import sitemaps
from portal.publishing.models import State
from tests.editing import every_type
from tests.factories import country, make_meeting, make_person, make_topic

pytestmark = pytest.mark.django_db

SITE = "https://record.example.org"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def get(path, **headers):
    return Client(headers={"host": "localhost"} | headers).get(path)


def read(path):
    """The entries of a map: `[(address, last change, {language: address}), …]`."""
    response = get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    entries = []
    for entry in ElementTree.fromstring(response.content):
        links = entry.findall("x:link", NAMES)
        entries.append(
            (
                entry.findtext("s:loc", None, NAMES).removeprefix(SITE),
                entry.findtext("s:lastmod", None, NAMES),
                {a.get("hreflang"): a.get("href").removeprefix(SITE) for a in links},
            )
        )
    return entries


def everything():
    """Each address of every part."""
    return [entry for part, *_ in read("/sitemap.xml") for entry in read(part)]


def test_sitemap_of_an_empty_record_has_the_pages():
    assert [part for part, *_ in read("/sitemap.xml")] == ["/sitemap-pages.xml"]
    addresses = [address for address, *_ in read("/sitemap-pages.xml")]
    assert {"/ar/", "/en/", "/ar/profile/", "/en/meetings/"} <= set(addresses)
    assert len(addresses) == len(set(addresses))
    assert not any("admin" in address for address in addresses)


def test_sitemap_names_a_record_in_every_language_with_its_change():
    first = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)
    later = datetime(2099, 5, 6, 7, 8, 9, tzinfo=UTC)
    meeting = make_meeting(slug="a-b", first_published_at=later)
    make_person(slug="person")
    type(meeting).objects.update(changed_at=first)

    paths = {"ar": "/ar/meetings/a-b/", "en": "/en/meetings/a-b/"}
    alternates = paths | {"x-default": "/ar/meetings/a-b/"}
    assert read("/sitemap-meetings-1.xml") == [
        (path, "2099-05-06T07:08:09Z", alternates) for path in paths.values()
    ]


@every_type
def test_sitemap_leads_to_records_of_every_type(make):
    record = make()
    with translation.override("ar"):
        path = record.get_absolute_url()

    entries = {address: change for address, change, _links in everything()}

    assert entries[path] is not None
    assert get(path).status_code == 200


def test_sitemap_has_the_countries_of_the_record_only():
    make_meeting(countries=[country("FR")])

    assert [address for address, *_ in read("/sitemap-countries-1.xml")] == [
        "/ar/countries/fr/",
        "/en/countries/fr/",
    ]


@every_type
@pytest.mark.parametrize(
    "state", [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]
)
def test_sitemap_has_no_address_of_what_is_not_published(make, state):
    make(slug="a-secret", state=state)

    assert [a for a, *_ in everything() if "a-secret" in a] == []


def test_sitemap_is_cut_by_ranges_of_keys(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(sitemaps, "RECORDS", 2)
    topics = [make_topic(slug=f"topic-{letter}") for letter in "abcde"]
    type(topics[1]).objects.filter(pk=topics[1].pk).update(id=topics[0].pk + 1000)

    with django_assert_max_num_queries(20):
        parts = [part for part, *_ in read("/sitemap.xml") if "topics" in part]
    found = [address for part in parts for address, *_ in read(part)]

    assert sorted(found) == sorted(
        f"/{language}/topics/topic-{letter}/"
        for language in ("ar", "en")
        for letter in "abcde"
    )
    assert all(len(read(part)) <= 4 for part in parts)


def test_sitemap_part_asks_once_however_many_records(django_assert_num_queries):
    for _number in range(3):
        make_topic()

    with django_assert_num_queries(1):
        read("/sitemap-topics-1.xml")


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-meetings-1.xml",
        "/sitemap-nothing-1.xml",
        "/sitemap--1.xml",
        "/sitemap-meetings-0.xml",
        "/sitemap-topics-99999999999999999999.xml",
        f"/sitemap-topics-{'9' * 5000}.xml",
        "/sitemap-meetings.xml",
    ],
)
def test_sitemap_part_that_has_nothing_is_not_found(path):
    make_topic()

    assert get(path).status_code == 404


def test_sitemap_parts_are_of_ten_thousand_addresses():
    assert sitemaps.RECORDS * len(LANGUAGES) == 10_000


def test_robots_leave_the_editing_site_alone():
    response = get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /ar/admin/",
        "Disallow: /ar/search/?*&",
        "Disallow: /ar/search/feed.atom?",
        "Disallow: /en/admin/",
        "Disallow: /en/search/?*&",
        "Disallow: /en/search/feed.atom?",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-pages.xml"])
def test_files_of_the_site_are_the_same_in_every_language(path, language):
    plain = get(path).content

    assert get(path, **{"accept-language": language}).content == plain


@pytest.mark.parametrize(
    ("today", "expires"),
    [
        (date(2026, 11, 21), "2027-05-01T00:00:00Z"),
        (date(2026, 1, 31), "2026-07-01T00:00:00Z"),
        (date(2026, 6, 30), "2026-12-01T00:00:00Z"),
        (date(2026, 7, 1), "2027-01-01T00:00:00Z"),
    ],
)
def test_security_contact_is_named_and_expires(settings, monkeypatch, today, expires):
    settings.SECURITY_CONTACT = "mailto:safe@example.org"
    monkeypatch.setattr(timezone, "localdate", lambda: today)

    assert get("/.well-known/security.txt").content.decode().splitlines() == [
        "Contact: mailto:safe@example.org",
        f"Expires: {expires}",
        "Preferred-Languages: ar, en",
        f"Canonical: {SITE}/.well-known/security.txt",
    ]


def test_health_tells_the_release_and_the_version_of_the_record():
    make_topic()

    response = get("/healthz")

    content = response.json()
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert content.pop("record") > 0
    assert len(content.pop("release")) == 8
    assert content == {"status": "ok"}


def test_health_says_when_the_database_is_away_and_no_more(monkeypatch):
    def fail():
        raise DatabaseError("host=db.internal password=secret")

    monkeypatch.setattr("portal.pages.views.site_files.read_version", fail)

    response = get("/healthz")

    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert response.json().keys() == {"status", "release"}
    assert b"secret" not in response.content


def test_health_may_be_asked_over_plain_http(settings):
    settings.SECURE_SSL_REDIRECT = True

    assert get("/healthz").status_code == 200
    assert get("/en/").status_code == 301
