"""Every answer carries the same strict headers, whatever it is."""

import re

import pytest

from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url
from tests.pages.asking import Server

pytestmark = pytest.mark.django_db

STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
READING = {
    "default-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "font-src": {"'self'"},
    "img-src": {"'self'"},
    "style-src": {"'self'"},
    "script-src": {"'self'"},
    "connect-src": {"'self'"},
}
TIPTAP = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
EDITING = READING | {"style-src": {"'self'", TIPTAP}}


def policy(response):
    parts = response["Content-Security-Policy"].split("; ")
    return {name: set(values) for name, *values in (part.split() for part in parts)}


def is_strict(response):
    found = {name: response[name] for name in STRICT}
    return found == STRICT and "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/en/", 200),
        ("/ar/meetings/", 200),
        ("/ar/meetings/?year=abc", 404),
        ("/en/meetings/a-meeting/", 200),
        ("/en/nothing/", 404),
        ("/nothing", 404),
        ("/en/meetings", 301),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/healthz", 200),
        ("/static/nothing.css", 404),
    ],
)
def test_public_answer_is_strict(path, status):
    factories.make_meeting(slug="a-meeting")
    server = Server()

    for method in ("GET", "HEAD", "GET"):
        response = server.ask(path, method)

        assert response.status == status
        assert is_strict(response)
        assert policy(response) == READING


def test_answer_without_a_body_is_strict():
    server = Server()
    etag = server.ask("/en/")["ETag"]

    response = server.ask("/en/", HTTP_IF_NONE_MATCH=etag)

    assert response.status == 304
    assert is_strict(response)
    assert policy(response) == READING


def test_static_file_is_strict(settings):
    (settings.STATIC_ROOT / "a.svg").write_text("<svg/>")

    response = Server().ask("/static/a.svg")

    assert response.status == 200
    assert is_strict(response)
    assert policy(response) == READING


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "TRACE"])
def test_refused_method_is_strict(method):
    response = Server().ask("/en/", method)

    assert response.status == 405
    assert is_strict(response)
    assert policy(response) == READING


def test_refused_host_is_strict():
    response = Server().ask("/en/", HTTP_HOST="evil.example")

    assert response.status == 400
    assert is_strict(response)
    assert policy(response) == READING


def test_broken_server_is_strict(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("django.views.generic.ListView.get", fail)

    response = Server().ask("/en/meetings/")

    assert response.status == 500
    assert is_strict(response)
    assert policy(response) == READING


@pytest.mark.parametrize(
    "path", ["/en/admin/", "/ar/admin/login/", "/en/admin/nothing/", "/en/admin"]
)
def test_editing_site_is_strict(path):
    response = Server().ask(path)

    assert is_strict(response)
    assert policy(response) == (READING if path.endswith("admin") else EDITING)


def test_form_of_the_editing_site_names_a_nonce_of_its_own(admin_client):
    url = admin_url(factories.make_meeting(state=State.DRAFT))
    nonces = set()
    for _again in range(2):
        response = admin_client.get(url)
        (nonce,) = policy(response)["script-src"] - {"'self'"}
        nonces.add(nonce)

        assert re.fullmatch(r"'nonce-[\w+/]{22}=='", nonce)
        assert policy(response) == EDITING | {"script-src": {"'self'", nonce}}
        assert is_strict(response)
    assert len(nonces) == 2


def test_public_page_of_an_editor_names_no_nonce(admin_client):
    response = admin_client.get("/en/")

    assert policy(response) == READING
    assert b"nonce" not in response.content


def test_site_asks_for_https_from_then_on(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    server = Server()
    secure = {"wsgi.url_scheme": "https"}

    answers = [server.ask("/en/", **secure), server.ask("/en/", **secure)]

    assert [answer["Strict-Transport-Security"] for answer in answers] == [
        "max-age=31536000; includeSubDomains"
    ] * 2
    assert server.ask("/en/").status == 301
