import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from portal.publishing.groups import ensure_groups

pytestmark = pytest.mark.django_db


def permissions(name):
    found = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
    return set(found)


def test_authors_enter_records_and_publishers_publish_them_too():
    records = {"meeting", "visit", "series", "statement", "initiative", "person"}
    records |= {"organisation", "topic", "source", "photograph"}
    expected = {
        f"{verb}_{name}"
        for name in records
        for verb in ("add", "change", "delete", "view")
    }
    expected |= {"change_country", "view_country"}

    assert permissions("Authors") == expected
    assert permissions("Publishers") == expected | {"publish_record"}


def test_groups_are_made_again_where_they_are_missing():
    before = permissions("Publishers")
    Group.objects.all().delete()

    for app in reversed(list(apps.get_app_configs())):
        ensure_groups(app)
        ensure_groups(app)

    assert permissions("Publishers") == before
    assert Group.objects.count() == 2
