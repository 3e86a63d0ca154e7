"""What a list of the editors shows, as a file: exactly that, to whoever may see it."""

import csv
import json
from io import StringIO

import pytest
from django.contrib.auth.models import User

from portal.documents.build import to_document
from portal.documents.shape import shape_of
from portal.documents.table import lines
from portal.publishing.models import State
from tests import factories
from tests.editing import admin_url, every_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def export(client, record, query="", format="csv"):
    url = admin_url(record, "add").removesuffix("add/")
    return client.get(f"{url}export.{format}{query}")


def slugs_in(response):
    text = response.getvalue().decode("utf-8-sig")
    return [row["slug"] for row in csv.DictReader(StringIO(text, newline=""))]


@every_type
def test_list_of_each_type_is_exported_in_both_formats(client, author, make):
    record = make(state=State.DRAFT)
    document = to_document(record)

    table = export(client, record)
    found = export(client, record, format="json")

    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table["Content-Disposition"].startswith("attachment; filename=")
    rows = table.getvalue().decode().splitlines()
    shape_lines = "".join(lines(shape_of(type(record)), [document])).splitlines()
    assert [row for row in rows if record.slug in row] == [
        row for row in shape_lines if record.slug in row
    ]
    assert document in json.loads(found.getvalue())


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["c", "b", "a"]),
        ("?state__exact=draft", ["a"]),
        ("?year=2021", ["c"]),
        ("?q=basra", ["b"]),
        ("?missing=english", ["a"]),
        ("?o=2", ["a", "b", "c"]),
        ("?p=7", ["c", "b", "a"]),
        ("?state__exact=withdrawn", []),
    ],
)
def test_exactly_the_filtered_records_are_exported(client, author, query, slugs):
    factories.make_meeting(
        slug="a", date="2019", state=State.DRAFT, title_en="", summary_en=""
    )
    factories.make_meeting(slug="b", date="2020", title_en="Meeting in Basra")
    meeting = factories.make_meeting(slug="c", date="2021")

    assert slugs_in(export(client, meeting, query)) == slugs


def test_empty_list_is_empty_in_json(client, author):
    topic = factories.make_topic()
    assert export(client, topic, "?q=zzz", "json").getvalue() == b"[]\n"


@pytest.mark.parametrize("query", ["?id__exact=x", "?q=%00", "?state__exact=%00"])
def test_filter_that_is_none_leads_back_to_the_list(client, author, query):
    topic = factories.make_topic()

    answer = export(client, topic, query)

    assert (answer.status_code, answer.url) == (302, "/en/admin/records/topic/")


def test_list_links_to_its_export_as_it_is_filtered(client, author):
    factories.make_topic()

    page = client.get("/en/admin/records/topic/?state__exact=published")

    html = page.content.decode()
    assert 'href="export.csv?state__exact=published"' in html
    assert 'href="/en/admin/import/"' not in html


@pytest.mark.parametrize(
    ("user", "expected"), [(None, 302), ("reader", 302), ("nobody", 403)]
)
def test_export_is_closed_to_others(client, user, expected):
    topic = factories.make_topic()
    if user:
        is_staff = user == "nobody"
        client.force_login(User.objects.create_user(user, is_staff=is_staff))

    for format in ("csv", "json"):
        assert export(client, topic, format=format).status_code == expected


def test_other_formats_are_not_there(client, author):
    assert export(client, factories.make_topic(), format="xlsx").status_code == 404


def test_export_is_not_kept_by_anything_between(client, author):
    answer = export(client, factories.make_topic())

    assert "no-store" in answer["Cache-Control"]


def test_export_asks_the_database_as_often_for_many(
    client, author, django_assert_max_num_queries
):
    for _number in range(3):
        meeting = factories.make_meeting(factories.make_person())
    with django_assert_max_num_queries(40):
        few = export(client, meeting).getvalue()
    for _number in range(6):
        factories.make_meeting(factories.make_person())

    with django_assert_max_num_queries(40):
        many = export(client, meeting).getvalue()

    assert len(many) > 2 * len(few)
