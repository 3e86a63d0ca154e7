"""Uploaded files are the public's only while something published refers to them."""

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage

from portal.publishing import workflow
from portal.publishing.models import State
from tests import factories
from tests.pictures import drawing, make_pictured, saved

pytestmark = pytest.mark.django_db

HIDDEN = [State.DRAFT, State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN]


def addresses(photograph):
    """Every file of a photograph: the image, then its renditions."""
    field = photograph._meta.get_field("image")
    return [f"/media/{name}" for name in field.stored_names(photograph.image.name)]


def test_published_image_and_its_renditions_are_public(client):
    photograph = make_pictured(saved(drawing(1000, 600)))

    answers = {path: client.get(path) for path in addresses(photograph)}

    assert len(answers) == 4
    assert [one.status_code for one in answers.values()] == [200] * 4
    assert [one["Content-Type"] for one in answers.values()] == [
        "image/jpeg",
        "image/webp",
        "image/webp",
        "image/webp",
    ]
    for one in answers.values():
        assert one["Cache-Control"] == "public, max-age=60"
        assert one["X-Content-Type-Options"] == "nosniff"
        assert one["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert one.cookies == {}
        assert not one.has_header("Vary")
        assert len(one.content) > 100


@pytest.mark.parametrize("state", HIDDEN)
def test_image_of_a_hidden_photograph_is_for_nobody(client, state):
    photograph = make_pictured(state=state)
    client.force_login(factories.make_user("superuser"))

    answers = [client.get(path).status_code for path in addresses(photograph)]

    assert answers == [404, 404, 404]


def test_withdrawn_image_is_gone_at_once_and_for_those_who_have_it(client):
    photograph = make_pictured()
    path = addresses(photograph)[0]
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    reason = {"ar": "سُحبت الحقوق"}

    workflow.withdraw(photograph, factories.make_user("publisher"), reason)

    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path).status_code == 404
    gone = client.get(path, headers={"if-none-match": etag})
    assert gone.status_code == 404


def test_image_that_was_replaced_is_gone(client):
    photograph = make_pictured()
    old = addresses(photograph)
    field = photograph._meta.get_field("image")
    photograph.image = field.store(field.prepare(saved(drawing(50, 50))))
    photograph.save()

    assert [client.get(path).status_code for path in old] == [404] * 3
    assert client.get(addresses(photograph)[0]).status_code == 200


def test_two_photographs_of_one_image_are_public_while_one_is(client):
    draft = make_pictured(state=State.DRAFT)
    make_pictured()

    assert client.get(addresses(draft)[0]).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "x.jpg",
        "../local.env",
        "..%2Flocal.env",
        "photographs/",
        "photographs/../../local.env",
        "photographs/" + "0" * 64 + "-10x10.jpg",
        "photographs/" + "0" * 64 + "-10x10.11.webp",
        "photographs/%00.jpg",
    ],
)
def test_other_names_lead_nowhere(client, name):
    client.force_login(factories.make_user("superuser"))

    assert client.get(f"/media/{name}").status_code == 404
    assert client.get(f"/en/admin/media/{name}").status_code in (302, 404)


def test_width_that_was_not_made_is_not_served(client):
    photograph = make_pictured()
    name = addresses(photograph)[1].replace(".480.", ".481.")

    assert client.get(name).status_code == 404


def test_file_that_is_missing_is_not_found(client):
    photograph = make_pictured()
    default_storage.delete(photograph.image.name)

    assert client.get(addresses(photograph)[0]).status_code == 404


def test_files_are_only_read(client):
    path = addresses(make_pictured())[0]

    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


@pytest.mark.parametrize("role", ["author", "publisher"])
def test_editors_see_drafts_and_keep_none(client, role):
    photograph = make_pictured(state=State.DRAFT)
    client.force_login(factories.make_user(role))

    for path in addresses(photograph):
        answer = client.get(f"/en/admin{path}")

        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert len(answer.content) > 100


@pytest.mark.parametrize(
    ("user", "expected"), [(None, 302), ("reader", 302), ("nobody", 403)]
)
def test_editors_addresses_are_closed_to_others(client, user, expected):
    path = addresses(make_pictured(state=State.DRAFT))[0]
    if user:
        is_staff = user == "nobody"
        client.force_login(User.objects.create_user(user, is_staff=is_staff))

    assert client.get(f"/en/admin{path}").status_code == expected
