"""Adding a record with its essentials, from within the form of another one."""

import pytest
from django.contrib.admin.models import LogEntry

from portal.publishing.models import State
from portal.records.models import Organisation, Person, Source, Topic
from tests import factories
from tests.editing import admin_url, each_language, form_inputs

pytestmark = pytest.mark.django_db

ESSENTIALS = {
    Person: {"name_ar": "يبه كوفود", "name_en": "Jeppe Kofod"},
    Organisation: {"name_ar": "وزارة", "name_en": "Ministry", "kind": "government"},
    Topic: {"name_ar": "الموانئ", "name_en": "Ports"},
    Source: {
        "url": "https://www.ina.iq/1",
        "title": "خبر",
        "publisher": "واع",
        "language": "ar",
    },
}
SLUGS = {
    Person: "jeppe-kofod",
    Organisation: "ministry",
    Topic: "ports",
    Source: "ina-khbr",
}
each_type = pytest.mark.parametrize("model", ESSENTIALS, ids=lambda m: m.__name__)


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def quick_url(model, language="en"):
    return f"/{language}/admin/records/{model._meta.model_name}/quick/"


def prefixed(values):
    return {f"quick-{name}": value for name, value in values.items()}


@each_language
@each_type
def test_essentials_make_a_draft(client, author, model, language):
    url = quick_url(model, language)

    page = client.get(url)
    answer = client.post(url, prefixed(ESSENTIALS[model]))

    record = model.objects.get()
    assert page.context["form"].is_bound is False
    assert answer.json() == {"key": record.pk, "text": str(record)}
    assert (record.state, record.slug) == (State.DRAFT, SLUGS[model])
    assert [str(entry.user) for entry in LogEntry.objects.all()] == [str(author)]


@each_type
def test_mistakes_come_back_in_the_form(client, author, model):
    page = client.post(quick_url(model), prefixed({"name_en": "kept", "title": "kept"}))

    assert page.headers["Content-Type"].startswith("text/html")
    assert 'aria-invalid="true"' in page.content.decode()
    assert not model.objects.exists()


def test_second_of_a_name_gets_an_address_of_its_own(client, author):
    factories.make_person(slug="jeppe-kofod")

    client.post(quick_url(Person), prefixed(ESSENTIALS[Person]))

    assert Person.objects.filter(slug="jeppe-kofod-2").exists()


def test_country_is_chosen_from_a_plain_list(client, author):
    france = factories.country("FR")

    page = client.get(quick_url(Person))
    client.post(
        quick_url(Person), prefixed(ESSENTIALS[Person] | {"country": france.pk})
    )

    assert f'<option value="{france.pk}">France</option>' in page.content.decode()
    assert Person.objects.get().country == france


def test_name_that_is_there_already_is_told(client, author):
    known = factories.make_person(other_names=["كوفود"])
    url = "/en/admin/records/person/typing/"

    answer = client.post(url, {"quick-name_ar": "كوفود", "_prefix": "quick-"})

    assert answer.json()["warnings"] == [
        {
            "field": "id_quick-name_ar",
            "text": "There is a record of this name already:",
            "links": [{"url": admin_url(known), "text": str(known)}],
        }
    ]


def test_inputs_know_where_to_add_quickly(client, author):
    meeting = factories.make_meeting(factories.make_person(), state=State.DRAFT)

    inputs = client.get(admin_url(meeting, language="ar")).content.decode()

    for model in ("person", "organisation", "topic", "source"):
        assert f'data-quick-url="/ar/admin/records/{model}/quick/"' in inputs
    assert "/ar/admin/records/photograph/quick/" not in inputs


@each_type
def test_quick_adding_is_for_editors_only(client, model):
    url, data = quick_url(model), prefixed(ESSENTIALS[model])
    answers = [client.get(url).status_code, client.post(url, data).status_code]
    client.force_login(factories.User.objects.create_user("nobody", is_staff=True))
    answers += [client.get(url).status_code, client.post(url, data).status_code]

    assert answers == [302, 302, 403, 403]
    assert not model.objects.exists()


def test_source_begins_in_the_language_of_the_editor(client, author):
    page = client.get(admin_url(factories.make_source(), "add", "ar"))

    assert form_inputs(page)["language"]["value"] == "ar"
