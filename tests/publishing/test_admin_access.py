"""Who may see and do what in the editors' site, and how it is laid out."""

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from portal.documents.build import to_document
from portal.publishing.models import State
from portal.publishing.version import read_version
from portal.records.models import Country
from tests import factories
from tests.editing import admin_url, every_type, form_data, form_inputs

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


@every_type
def test_author_reads_what_is_scheduled_but_does_not_write_it(client, author, make):
    record = make(state=State.SCHEDULED)
    before = to_document(record)
    client.force_login(author)

    page = client.get(admin_url(record))
    written = client.post(admin_url(record), {"slug": "mine", "title_ar": "x"})

    assert page.status_code == 200
    assert {n for n in form_inputs(page) if not n.endswith("_FORMS")} == {
        "csrfmiddlewaretoken",
        "seen",
    }
    assert written.status_code == 403
    assert to_document(type(record).objects.get(pk=record.pk)) == before


@every_type
def test_nobody_deletes_what_was_published(admin_client, make):
    withdrawn = make(state=State.WITHDRAWN)
    published = make()
    draft = make(state=State.DRAFT)
    sure = {"post": "yes"}

    answers = [
        admin_client.post(admin_url(record, "delete"), sure).status_code
        for record in (withdrawn, published, draft)
    ]

    assert answers == [403, 403, 302]
    assert set(type(draft).objects.filter(pk__in=[withdrawn.pk, published.pk])) == {
        withdrawn,
        published,
    }


@every_type
def test_list_offers_no_deleting(admin_client, make):
    record = make(state=State.DRAFT)
    url = admin_url(record, "add").removesuffix("add/")

    page = admin_client.get(url)
    admin_client.post(
        url, {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"}
    )

    offered = page.context["action_form"].fields["action"].choices
    assert {name for name, _label in offered} - {"add_topic"} == {
        "",
        "submit_selected",
        "publish_selected",
    }
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("user", [None, "reader", "nobody"])
@every_type
def test_pages_are_closed_to_others(client, make, user):
    record = make(state=State.DRAFT)
    if user:
        is_staff = user == "nobody"
        client.force_login(User.objects.create_user(user, is_staff=is_staff))
    add = admin_url(record, "add")
    urls = [add, add.removesuffix("add/")]
    urls += [admin_url(record, p) for p in ("change", "history", "delete")]
    urls += [admin_url(record, f"step/{step}") for step in ("submit", "publish")]
    expected = 403 if user == "nobody" else 302

    answers = {url: client.get(url).status_code for url in urls}
    steps = {client.post(url).status_code for url in urls if "/step/" in url}

    assert answers == dict.fromkeys(urls, expected)
    assert steps == {expected}
    assert type(record).objects.get(pk=record.pk).state == State.DRAFT


def test_header_leads_to_the_same_page_in_the_other_language(client, author):
    meeting = factories.make_meeting()
    client.force_login(author)

    page = client.get(admin_url(meeting, language="ar") + "?_popup=0")

    assert [(one["code"], one["url"]) for one in page.context["languages"]] == [
        ("ar", admin_url(meeting, language="ar") + "?_popup=0"),
        ("en", admin_url(meeting, language="en") + "?_popup=0"),
    ]


def test_index_stands_in_the_order_of_editing(client, author):
    client.force_login(author)

    page = client.get("/en/admin/")

    assert [
        (app["app_label"], [model["object_name"] for model in app["models"]])
        for app in page.context["app_list"]
    ] == [
        ("meetings", ["Meeting", "Visit", "Series", "Statement"]),
        ("initiatives", ["Initiative"]),
        (
            "records",
            ["Person", "Organisation", "Topic", "Source", "Photograph", "Country"],
        ),
        ("publishing", ["Proposal"]),
    ]


def test_country_has_names_to_change_and_nothing_else(client):
    client.force_login(factories.make_user("administrator"))
    country = factories.country("FR")
    page = client.get(admin_url(country))
    before = read_version().number

    client.post(admin_url(country), form_data(page, name_en="The French Republic"))

    country.refresh_from_db()
    assert (country.code, country.name_en) == ("FR", "The French Republic")
    assert read_version().number == before + 1
    assert client.get(admin_url(country, "add")).status_code == 403
    assert client.post(admin_url(country, "delete"), {"post": "yes"}).status_code == 403
    assert Country.objects.filter(code="FR").exists()


def test_hostile_values_are_shown_as_text(client, author):
    meeting = factories.make_meeting(title_en="<script>alert(1)</script>")
    client.force_login(author)

    for url in (
        admin_url(meeting),
        admin_url(meeting, "history"),
        "/en/admin/meetings/meeting/",
    ):
        assert "<script>alert(1)" not in client.get(url).content.decode()


def test_arabic_editor_is_answered_in_arabic_order(client, author):
    client.force_login(author)

    with translation.override("ar"):
        page = client.get("/ar/admin/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page


def test_what_an_editor_may_do_comes_from_groups_alone(admin_client, author):
    page = admin_client.get(admin_url(author))

    fields = page.context["adminform"].form.fields
    assert "groups" in fields
    assert "user_permissions" not in fields
