import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User

from portal.publishing.groups import ensure_groups
from tests import factories
from tests.editing import admin_url, form_data

pytestmark = pytest.mark.django_db

RECORDS = {"meeting", "visit", "series", "statement", "initiative", "person"}
RECORDS |= {"organisation", "topic", "source", "photograph"}
WRITING = {
    f"{verb}_{name}" for name in RECORDS for verb in ("add", "change", "delete", "view")
}
READING = {"view_country", "view_proposal"}
ACCOUNTS = {"view_user", "add_user", "change_user"}


def permissions(name):
    found = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
    return set(found)


def make_groups_again():
    for app in reversed(list(apps.get_app_configs())):
        ensure_groups(app)
        ensure_groups(app)


def test_each_group_has_its_rights():
    publishing = WRITING | READING | {"publish_record"}

    assert permissions("Authors") == WRITING | READING
    assert permissions("Publishers") == publishing
    assert permissions("Administrators") == publishing | ACCOUNTS | {"change_country"}


def test_groups_are_made_again_where_they_are_missing():
    before = permissions("Publishers")
    Group.objects.all().delete()

    make_groups_again()

    assert permissions("Publishers") == before
    assert Group.objects.count() == 3


def test_rights_that_a_group_lost_are_taken_from_it():
    group = Group.objects.get(name="Authors")
    group.permissions.add(Permission.objects.get(codename="change_country"))
    other = Permission.objects.get(codename="view_session")
    group.permissions.add(other)

    make_groups_again()

    assert permissions("Authors") == WRITING | READING | {"view_session"}


def test_administrator_makes_accounts_but_no_superuser(client):
    administrator = factories.make_user("administrator")
    author = factories.make_user("author")
    superuser = factories.make_user("superuser")
    client.force_login(administrator)
    url = admin_url(author)
    data = form_data(client.get(url), is_superuser="on", first_name="Amal")

    client.post(url, data)

    author.refresh_from_db()
    assert (author.first_name, author.is_superuser) == ("Amal", False)
    assert client.post(admin_url(superuser), {"username": "x"}).status_code == 403
    assert client.post(admin_url(superuser, "password")).status_code == 403
    assert client.post(admin_url(author, "delete"), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=author.pk).exists()


def test_groups_are_called_as_the_language_calls_them(client):
    client.force_login(factories.make_user("superuser"))
    author = factories.make_user("author")

    form = client.get(f"/ar/admin/auth/user/{author.pk}/change/").content.decode()
    accounts = client.get("/ar/admin/auth/user/").content.decode()

    for page in (form, accounts):
        assert "الناشرون" in page
        assert "Publishers" not in page
