"""An image from its upload in the form to the page: rights, words, sizes, packages."""

import json
import shutil

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from portal.documents.apply import apply_documents
from portal.documents.build import to_document
from portal.documents.mistakes import DocumentError
from portal.documents.package import Package
from portal.publishing import workflow
from portal.publishing.differences import content_difference, in_words
from portal.publishing.due import publish_due
from portal.publishing.exchange import export_package, import_package
from portal.publishing.models import State
from portal.publishing.proposals import approve, document_of, open_proposals
from portal.records.models import Photograph
from tests import factories
from tests.editing import admin_url, form_data
from tests.pictures import drawing, exif, make_pictured, saved
from tests.reading import Page, read

pytestmark = pytest.mark.django_db

GRANTED = {"rights": "own", "alt_text_ar": "وصف", "alt_text_en": "Two colours"}


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def upload(client, photograph, content, **changes):
    url = admin_url(photograph)
    data = form_data(client.get(url), **changes)
    return client.post(url, data | {"image": SimpleUploadedFile("صورة.jpg", content)})


def errors_of(page):
    return page.context["adminform"].form.errors


def submitted(**kwargs):
    author = factories.make_user("author")
    return make_pictured(state=State.SUBMITTED, submitted_by=author, **kwargs)


def test_upload_is_kept_without_what_the_camera_wrote(client, publisher):
    photograph = factories.make_photograph(state=State.DRAFT)
    client.force_login(publisher)

    answer = upload(client, photograph, saved(drawing(), exif=exif(6)), **GRANTED)

    assert answer.status_code == 302
    photograph.refresh_from_db()
    assert photograph.image.size_in_pixels == (400, 640)
    with photograph.image.open() as file:
        assert b"Secret" not in file.read()
    names = photograph._meta.get_field("image").stored_names(photograph.image.name)
    assert [default_storage.exists(name) for name in names] == [True, True]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_file_that_is_no_picture_is_refused_in_words(client, publisher, language):
    photograph = factories.make_photograph(state=State.DRAFT)
    client.force_login(publisher)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'

    with translation.override(language):
        page = upload(client, photograph, svg, **GRANTED)
        expected = str(translation.gettext("This is not a whole JPEG, PNG or WebP."))

    assert errors_of(page) == {"image": [expected]}
    assert Photograph.objects.get(pk=photograph.pk).image.name == ""
    assert not default_storage.exists("photographs")


def test_rights_that_are_not_stated_permit_no_image(client, publisher):
    photograph = factories.make_photograph(state=State.DRAFT)
    client.force_login(publisher)

    page = upload(
        client, photograph, saved(drawing()), **GRANTED | {"rights": "not_stated"}
    )

    assert errors_of(page) == {"image": ["The rights do not permit an image."]}
    assert not default_storage.exists("photographs")


def test_image_can_be_taken_off(client, publisher):
    photograph = make_pictured(state=State.DRAFT)
    client.force_login(publisher)
    url = admin_url(photograph)
    page = client.get(url)

    client.post(url, form_data(page, **{"image-clear": "on"}))

    photograph.refresh_from_db()
    assert (photograph.image.name, photograph.rights) == ("", "own")


def test_form_shows_the_image_and_its_size_to_editors(client, publisher):
    photograph = make_pictured(state=State.DRAFT)
    client.force_login(publisher)

    page = client.get(admin_url(photograph)).content.decode()

    assert f'src="/en/admin/media/{photograph.image.name[:-4]}.640.webp"' in page
    assert "<bdi>640 × 400</bdi> pixels" in page
    assert 'src="/media/' not in page


def test_image_is_shown_where_it_may_only_be_looked_at(client):
    photograph = make_pictured()
    client.force_login(factories.make_user("author"))

    page = client.get(admin_url(photograph)).content.decode()

    assert f'src="/en/admin/media/{photograph.image.name[:-4]}.640.webp"' in page


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        (
            {"alt_text_en": ""},
            "An image is published only with a text in place of it in each language. "
            "It lacks: English.",
        ),
        (
            {"alt_text_en": None, "alt_text_ar": " "},
            "An image is published only with a text in place of it in each language. "
            "It lacks: Arabic and English.",
        ),
        ({"credit": ""}, "An image is published only with its credit."),
    ],
)
def test_publishing_is_refused_for_what_an_image_lacks(publisher, lacking, reason):
    photograph = submitted(**lacking)
    tomorrow = timezone.now() + timezone.timedelta(days=1)

    for step in (
        lambda: workflow.publish(photograph, publisher),
        lambda: workflow.schedule(photograph, publisher, tomorrow),
    ):
        with pytest.raises(workflow.Refused) as refusal:
            step()
        assert refusal.value.messages == [reason]
    photograph.refresh_from_db()
    assert photograph.state == State.SUBMITTED


def test_refusal_is_told_in_the_form(client, publisher):
    photograph = submitted(alt_text_en="")
    client.force_login(publisher)
    url = admin_url(photograph, "step/publish")
    seen = {"seen": photograph.changed_at.isoformat()}

    page = client.post("/ar" + url.removeprefix("/en"), seen)

    assert page.context["form"].non_field_errors() == [
        "لا تُنشر الصورة إلا ومعها نص بديل بكل لغة. ينقصها: الإنجليزية."
    ]


def test_described_image_is_published(publisher):
    photograph = submitted()

    workflow.publish(photograph, publisher)

    assert photograph.state == State.PUBLISHED


def test_photograph_without_an_image_needs_no_words_for_it(publisher):
    photograph = factories.make_photograph(
        state=State.SUBMITTED, submitted_by=factories.make_user("author")
    )

    workflow.publish(photograph, publisher)

    assert photograph.state == State.PUBLISHED


def test_published_image_keeps_its_words(client, publisher):
    photograph = make_pictured()
    client.force_login(publisher)
    url = admin_url(photograph)

    page = client.post(url, form_data(client.get(url), alt_text_en=""))

    assert errors_of(page)["__all__"] == [
        "An image is published only with a text in place of it in each language. "
        "It lacks: English."
    ]


def test_database_refuses_an_image_without_rights():
    photograph = make_pictured()

    with pytest.raises(IntegrityError), transaction.atomic():
        Photograph.objects.filter(pk=photograph.pk).update(rights="not_stated")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_preview_shows_a_draft_with_its_image(client, publisher, language):
    photograph = make_pictured(state=State.DRAFT, alt_text_en="")
    client.force_login(publisher)
    url = admin_url(photograph, "preview", language) + f"{language}/"

    page = client.get(url)

    assert page.status_code == 200
    path = f"/{language}/admin/media/{photograph.image.name[:-4]}.640.webp"
    assert f'src="{path}"' in page.content.decode()
    assert client.get(path).status_code == 200


def test_proposed_image_is_private_until_it_is_approved(client, publisher):
    photograph = make_pictured()
    old = photograph.image.name
    client.force_login(publisher)
    changes = {"change_kind": "error", "change_note_ar": "صورة أوضح"}
    upload(client, photograph, saved(drawing(50, 50)), **changes)
    (proposal,) = open_proposals(photograph)
    new = document_of(proposal)["image"]

    assert new != old
    assert default_storage.exists(new)
    assert client.get(f"/media/{new}").status_code == 404
    assert client.get(f"/en/admin/media/{new}").status_code == 200
    assert client.get(f"/media/{old}").status_code == 200

    approve(proposal, factories.make_user("publisher"))

    assert client.get(f"/media/{new}").status_code == 200
    assert client.get(f"/media/{old}").status_code == 404


def test_scheduled_image_that_lost_its_credit_goes_back(publisher):
    photograph = make_pictured(
        state=State.SCHEDULED, publish_at=factories.PUBLISHED_AT, credit=" "
    )

    assert publish_due() == []
    photograph.refresh_from_db()
    assert photograph.state == State.SUBMITTED


def test_page_gives_the_browser_sizes_to_choose_from():
    photograph = make_pictured(saved(drawing(1000, 600)))
    stem = f"/media/{photograph.image.name[:-4]}"

    image = read(photograph).one("img")

    assert dict(image.attributes) == {
        "src": f"{stem}.960.webp",
        "srcset": f"{stem}.480.webp 480w, {stem}.960.webp 960w, {stem}.1000.webp 1000w",
        "sizes": "(min-width: 64rem) 44rem, 100vw",
        "width": "1000",
        "height": "600",
        "alt": "Two colours",
        "decoding": "async",
    }


def test_image_of_a_meeting_waits_until_it_is_near():
    meeting = factories.make_meeting(photographs=[make_pictured()])

    image = read(meeting).one("img")

    attributes = dict(image.attributes)
    assert attributes["loading"] == "lazy"
    assert (attributes["width"], attributes["height"]) == ("640", "400")


def test_list_shows_images_small_and_those_further_down_late(client):
    for day in range(1, 4):
        make_pictured(date=f"2021-07-0{day}")
    factories.make_photograph(date="2020")

    page = Page(client.get("/en/photographs/"))

    images = [dict(image.attributes) for image in page.all("img")]
    assert [image["sizes"] for image in images] == ["20rem"] * 3
    assert ["loading" in image for image in images] == [False, False, True]


def test_person_page_shows_images_of_the_person():
    person = factories.make_person()
    make_pictured(people=[person])

    image = read(person).one("img")

    assert dict(image.attributes)["loading"] == "lazy"


def test_change_of_an_image_is_told_by_size_and_file():
    photograph = make_pictured()
    before = to_document(photograph)
    field = photograph._meta.get_field("image")
    name = field.name_of(field.prepare(saved(drawing(50, 50))))

    (shown,) = in_words(content_difference(before, before | {"image": name}))

    assert (shown.label, [part.text for part in shown.parts]) == (
        "Image",
        [
            f"640 × 400 pixels, file {before['image'][12:24]}",
            f"50 × 50 pixels, file {name[12:24]}",
        ],
    )


def test_image_that_goes_is_told(client):
    before = to_document(make_pictured())

    (shown,) = in_words(content_difference(before, before | {"image": ""}))

    assert [(part.action, part.text[:16]) for part in shown.parts][0] == (
        "removed",
        "640 × 400 pixels",
    )


@pytest.fixture
def package(tmp_path):
    """A package with one image, of a portal that has since lost both."""
    photograph = make_pictured(slug="p")
    export_package(tmp_path / "one", published_only=False, progress=lambda n: None)
    Photograph.objects.all().delete()
    shutil.rmtree(default_storage.location)
    return tmp_path / "one", photograph.image.name


def test_package_with_an_image_comes_back_the_same(package, tmp_path, client):
    folder, name = package

    import_package(Package(folder), lambda count: None)
    export_package(tmp_path / "two", published_only=False, progress=lambda n: None)

    assert contents(tmp_path / "two") == contents(folder)
    assert f"files/{name}" in contents(folder)
    assert client.get(f"/media/{name[:-4]}.480.webp").status_code == 200


def contents(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_image_that_holds_more_than_a_picture_is_not_imported(package):
    folder, name = package
    (folder / "files" / name).write_bytes(saved(drawing(), exif=exif()))

    with pytest.raises(DocumentError) as error:
        import_package(Package(folder), lambda count: None)

    assert [str(one) for one in error.value.mistakes] == [
        "photographs/p.json: image: the file holds more than what is kept of an upload"
    ]
    assert Photograph.objects.count() == 0
    assert not default_storage.exists(name)


def test_other_image_under_the_name_is_not_imported(package):
    folder, name = package
    field = Photograph._meta.get_field("image")
    other = field.prepare(saved(drawing(50, 50)))
    (folder / "files" / name).write_bytes(other)

    with pytest.raises(DocumentError, match="not the one that its name says"):
        import_package(Package(folder), lambda count: None)


@pytest.mark.parametrize("name", ["../x.jpg", "photographs/x.jpg", "/etc/passwd"])
def test_document_names_no_file_of_another_kind(name):
    document = to_document(make_pictured(slug="p")) | {"image": name}

    with pytest.raises(DocumentError) as error:
        apply_documents([document])

    assert [str(one) for one in error.value.mistakes] == [
        "photographs/p: image: the file is not the one that its name says"
    ]


def test_published_image_without_words_is_not_imported(package):
    folder, _name = package
    path = folder / "photographs" / "p.json"
    document = json.loads(path.read_text())
    document["alt_text"]["en"] = ""
    path.write_text(json.dumps(document))

    with pytest.raises(DocumentError, match="It lacks: English"):
        import_package(Package(folder), lambda count: None)


def test_same_image_is_stored_once():
    first, second = make_pictured(), make_pictured()

    _folders, names = default_storage.listdir("photographs")

    assert first.image.name == second.image.name
    assert len(names) == 3


def test_half_an_upload_is_replaced_by_the_whole(package):
    photograph = make_pictured()
    name = photograph.image.name
    with default_storage.open(name) as file:
        whole = file.read()
    with open(default_storage.path(name), "wb") as file:
        file.write(whole[:100])

    make_pictured()

    with default_storage.open(name) as file:
        assert file.read() == whole
