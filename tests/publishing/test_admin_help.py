"""Help in place: what each screen is for, and the handbook."""

import re

import pytest
from django.contrib import admin
from django.urls import URLPattern

from portal.publishing.admin.screens import SENTENCES
from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url, each_language, every_type

pytestmark = pytest.mark.django_db

# What answers scripts, sends files or leads elsewhere has no screen.
NO_SCREENS = {"login", "logout", "jsi18n", "autocomplete", "view_on_site", "media"}
NO_SCREENS |= {"import_template", "typing", "quick", "roles", "export", None}


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def names_in(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from names_in(pattern.url_patterns)


def screen_of(name):
    """The name of an address without the model that it belongs to."""
    for model in admin.site._registry:
        prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name and name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def test_every_screen_has_a_sentence():
    screens = {screen_of(name) for name in names_in(admin.site.urls[0])} - NO_SCREENS
    known = {screen_of(name) for name in SENTENCES}

    assert screens - known == set()


def test_every_sentence_is_one():
    for sentence in SENTENCES.values():
        assert re.fullmatch(r"[^.!?]+\.", str(sentence)), sentence


@each_language
@every_type
def test_list_and_form_say_what_the_type_is_for(client, author, make, language):
    record = make(state=State.DRAFT)
    model_admin = admin.site.get_model_admin(type(record))
    url = admin_url(record, language=language)

    said = [
        client.get(page).context["screen_help"]
        for page in (url, f"{url.rsplit('/', 3)[0]}/")
    ]

    assert said == [model_admin.form_help, model_admin.list_help]
    assert "<p" not in said


@each_language
def test_help_stands_below_the_heading(client, author, language):
    page = client.get(f"/{language}/admin/")

    html = page.content.decode()
    assert f'<p class="screen-help">{page.context["screen_help"]}</p>' in html
    assert f'<a href="/{language}/admin/handbook/">' in html


def test_handbook_has_the_same_chapters_in_both_languages(client, author):
    pages = {c: client.get(f"/{c}/admin/handbook/") for c in ("ar", "en")}

    chapters = {c: page.context["chapters"] for c, page in pages.items()}
    assert [one["id"] for one in chapters["ar"]] == [
        one["id"] for one in chapters["en"]
    ]
    assert len(chapters["ar"]) == 12
    assert all("600" in page.content.decode() for page in pages.values())
    assert all(re.search("[ء-ي]", one["title"]) for one in chapters["ar"])
    assert not any(re.search("[ء-ي]", one["title"]) for one in chapters["en"])


def test_handbook_is_for_staff(client):
    assert client.get("/en/admin/handbook/").status_code == 302
