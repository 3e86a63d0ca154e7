"""Nothing that is not published stands on any public address, in either language.

A word that occurs nowhere else is put into every text of records of all types, which
refer to each other and to public ones; then the whole site is read, from its map and
its home pages along every link. The same search finds the word once they are public.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import translation

from portal.documents.shape import LANGUAGES, shape_of, shapes
from portal.publishing.models import Record, State
from tests.canaries import CANARY, World, entangle

pytestmark = pytest.mark.django_db

LOCATION = re.compile(r"<loc>(.*?)</loc>")
# Words that stand beside the one that is looked for.
SEARCHES = [
    f"/{code}/{page}?q={name}"
    for code in LANGUAGES
    for page in ("search/", "search.json", "search/feed.atom", "suggest.json")
    for name in ("title", "name", "gist", "text")
]
HIDDEN = [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        for name in ("href", "src", "action"):
            if attributes.get(name):
                self.found.append(attributes[name])


def addresses_in(path, response):
    text = response.content.decode()
    if "xml" in response["Content-Type"]:
        return LOCATION.findall(text)
    return Links(text).found if "html" in response["Content-Type"] else []


def crawl():
    """Every public address that leads from the home pages and the map: its answer."""
    client = Client(headers={"host": "localhost"})
    waiting = [f"/{code}/" for code in LANGUAGES]
    waiting += SEARCHES
    waiting += ["/sitemap.xml", "/robots.txt", "/healthz", "/.well-known/security.txt"]
    answers = {}
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = response = whole(client.get(path))
        for found in [] if is_search(path) else addresses_in(path, response):
            parts = urlsplit(urljoin(settings.SITE_URL + path, found.strip()))
            is_ours = f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL
            if is_ours and not parts.path.startswith("/static/"):
                waiting.append(
                    parts._replace(scheme="", netloc="", fragment="").geturl()
                )
    return answers


def whole(response):
    """An answer that can be read more than once, though it came in pieces."""
    if not response.streaming:
        return response
    return HttpResponse(response.getvalue(), headers=response.headers)


def is_search(path):
    """Whether an address is a search that narrows another one: those have no end."""
    return "/search" in path and "?" in path and path not in SEARCHES


def surface(path):
    """What kind of address a path is: its name, with or without a query."""
    path, _mark, query = path.partition("?")
    with translation.override(path.split("/")[1]):
        name = resolve(path).view_name
    return f"{name}?" if query else name


def singing(answers):
    """The addresses whose answers, or whose own words, have the word in them."""
    return {
        path
        for path, response in answers.items()
        if CANARY in response.content.decode() or CANARY in path
    }


def own_addresses(record):
    path = record.get_absolute_url().removeprefix("/en")
    for code in LANGUAGES:
        yield f"/{code}{path}"
        yield f"/{code}{path}?view=parallel"


def test_nothing_of_a_hidden_record_is_public():
    for state in HIDDEN:
        entangle(World(state))

    answers = crawl()

    assert len(answers) > 100
    assert [p for p, one in answers.items() if one.status_code not in (200, 302)] == []
    assert singing(answers) == set()


@pytest.mark.parametrize("state", HIDDEN)
def test_address_of_a_hidden_record_tells_nothing(state):
    world = World(state)
    entangle(world)
    client = Client(headers={"host": "localhost"})
    expected = 410 if state == State.WITHDRAWN else 404

    for record in world.records:
        for path in own_addresses(record):
            response = client.get(path)

            # The way to the other language repeats the address.
            told = response.content.decode().replace(record.slug, "")
            assert response.status_code == expected
            assert CANARY not in told


@pytest.mark.parametrize("state", HIDDEN)
def test_filter_by_a_hidden_record_is_as_if_there_were_none(state):
    world = World(state)
    entangle(world)
    client = Client(headers={"host": "localhost"})
    names = ["topic", "person", "organisation", "initiative", "series", "visit"]

    for name in names:
        slug = getattr(world, name).slug
        hidden = client.get(f"/en/meetings/?{name}={slug}")
        absent = client.get(f"/en/meetings/?{name}=nobody")

        assert hidden.status_code == absent.status_code == 404
        assert CANARY not in hidden.content.decode()


def test_same_search_finds_what_is_published():
    world = World(State.DRAFT)
    entangle(world)
    world.publish()

    found = singing(crawl())
    surfaces = {surface(path) for path in found}
    assert len(surfaces) >= 10, surfaces
    for code in LANGUAGES:
        assert {path for path in found if path.startswith(f"/{code}/")}
    types = [one.type for one in shapes() if issubclass(one.model, Record)]
    assert {path.split("/")[2] for path in found if CANARY in path} >= set(types)


def test_word_is_in_every_text_of_every_type():
    world = World(State.PUBLISHED)

    for record in world.records:
        shape = shape_of(type(record))
        for name in shape.translated & shape.values.keys():
            if shape.options.get_field(f"{name}_ar").editable:
                assert CANARY in getattr(record, f"{name}_ar")
                assert CANARY in getattr(record, f"{name}_en")
