"""Imports by publishers: shown as they would be, then exactly that or nothing."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Meeting
from portal.documents.build import documents, to_document
from portal.documents.canon import canonical, readable
from portal.documents.shape import shape_of_type
from portal.documents.table import lines
from portal.publishing.exchange import export_package
from portal.publishing.models import State
from portal.publishing.proposals import approve, document_of, open_proposals
from portal.publishing.version import read_version
from portal.records.models import Person, Photograph, Topic
from tests import factories
from tests.pictures import make_pictured

pytestmark = pytest.mark.django_db

HOME = "/en/admin/import/"
APPLY = "/en/admin/import/apply/"
TABLE = "slug,name_ar,name_en\nwater,المياه,Water\nroads,الطرق,Roads\n"


@pytest.fixture
def publisher(client):
    user = factories.make_user("publisher")
    client.force_login(user)
    return user


def upload(client, content, type="topics", name="table.csv", home=HOME):
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, content)
    return client.post(home, {"file": file, "type": type})


def shown_in(page):
    return page.context["shown"]


def parts_of(page):
    return {
        part["kind"]: [one.title for one in part["records"]]
        for part in page.context["plan"].parts
    }


def mistakes_of(page):
    return [str(one) for one in page.context["mistakes"]]


def take_over(client, page):
    return client.post(APPLY, {"shown": shown_in(page)}, follow=True)


def told(page):
    return [str(one) for one in page.context["messages"]]


def everything():
    """All that an import could write."""
    found = [to_document(one) for one in Topic.objects.order_by("pk")]
    return [*map(canonical, found), read_version().number]


def zipped(folder):
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))
    return data.getvalue()


def package_of(tmp_path):
    export_package(tmp_path / "record", published_only=False, progress=lambda n: None)
    return tmp_path / "record"


def test_dry_run_shows_everything_and_writes_nothing(client, publisher):
    draft = factories.make_topic(slug="water", name_en="Old", state=State.DRAFT)
    before = everything()

    page = upload(client, TABLE)

    assert parts_of(page) == {"new": ["Roads"], "draft": ["Water"]}
    html = page.content.decode()
    assert "<del>" in html
    assert ">Old&zwnj;<" in re.sub(r"<span[^>]*>[^<]*</span>", "", html)
    assert everything() == before
    draft.refresh_from_db()
    assert draft.name_en == "Old"


def test_new_records_become_drafts(client, publisher):
    page = upload(client, TABLE)

    done = take_over(client, page)

    assert told(done) == ["2 new records are drafts now."]
    found = Topic.objects.order_by("slug")
    assert [(one.slug, one.name_ar, one.state) for one in found] == [
        ("roads", "الطرق", "draft"),
        ("water", "المياه", "draft"),
    ]
    assert found[0].first_published_at is None
    assert default_storage.listdir("imports") == ([], [])


def test_drafts_are_changed_and_what_has_no_column_stays(client, publisher):
    source = factories.make_source()
    draft = factories.make_topic(
        slug="water", evidence_ar="دليل", sources=[source], state=State.DRAFT
    )

    done = take_over(client, upload(client, "slug,name_en\nwater,Water\n"))

    assert told(done) == ["1 draft was changed."]
    draft.refresh_from_db()
    assert (draft.name_en, draft.evidence_ar) == ("Water", "دليل")
    assert list(draft.sources.all()) == [source]


def test_translation_older_than_its_source_is_noted(client, publisher):
    draft = factories.make_topic(slug="water", state=State.DRAFT)

    take_over(client, upload(client, "slug,name_ar\nwater,اسم آخر\n"))

    draft.refresh_from_db()
    assert draft.outdated_translations == ["en:name"]


NOTE = {
    "change_kind": "error",
    "change_note_ar": "تصحيح الاسم",
    "change_note_en": "The name corrected",
}


def test_changes_of_what_is_published_are_proposed(client, publisher):
    topic = factories.make_topic(slug="water", name_en="Old")
    page = upload(client, TABLE)
    assert parts_of(page) == {"new": ["Roads"], "proposal": ["Water"]}

    done = client.post(APPLY, {"shown": shown_in(page), **NOTE}, follow=True)

    assert told(done) == [
        "1 new record is a draft now.",
        "1 change of a published record is proposed.",
    ]
    topic.refresh_from_db()
    assert (topic.name_en, topic.state) == ("Old", "published")
    (proposal,) = open_proposals(topic)
    assert document_of(proposal)["name"] == {"ar": "المياه", "en": "Water"}
    assert (proposal.author, proposal.kind) == (publisher, "error")
    assert (proposal.note_ar, proposal.note_en) == ("تصحيح الاسم", "The name corrected")


def test_proposed_changes_are_approved_as_they_were_shown(client, publisher):
    topic = factories.make_topic(slug="water", name_en="Old")
    page = upload(client, "slug,name_en\nwater,Water\n")
    client.post(APPLY, {"shown": shown_in(page), **NOTE})
    (proposal,) = open_proposals(topic)

    approve(proposal, factories.make_user("publisher"))

    topic.refresh_from_db()
    assert (topic.name_en, topic.state) == ("Water", "published")


def test_dry_run_tells_of_changes_that_are_proposed_already(client, publisher):
    factories.make_topic(slug="water", name_en="Old")
    factories.make_topic(slug="roads", name_en="Old")
    page = upload(client, "slug,name_en\nwater,Water\n")
    assert page.context["plan"].already_proposed == []
    client.post(APPLY, {"shown": shown_in(page), **NOTE})

    again = upload(client, TABLE)

    assert again.context["plan"].already_proposed == ["Water"]
    assert "Changes of these are proposed already" in again.content.decode()


@pytest.mark.parametrize("missing", ["change_kind", "change_note_ar"])
def test_readers_are_told_of_changes_or_nothing_is_imported(client, publisher, missing):
    topic = factories.make_topic(slug="water", name_en="Old")
    page = upload(client, TABLE)

    again = client.post(APPLY, {"shown": shown_in(page), **NOTE, missing: " "})

    assert missing in again.context["form"].errors
    assert parts_of(again) == {"new": ["Roads"], "proposal": ["Water"]}
    assert not open_proposals(topic).exists()
    assert Topic.objects.count() == 1


def test_published_image_may_not_lose_its_words(client, publisher):
    make_pictured(slug="p")

    page = upload(client, "slug,alt_text_en\np,\n", "photographs")

    assert mistakes_of(page) == [
        "row 2: An image is published only with a text in place of it in each language. "
        "It lacks: English."
    ]


@pytest.mark.parametrize("state", [State.SUBMITTED, State.SCHEDULED, State.WITHDRAWN])
def test_what_is_in_other_hands_is_not_changed(client, publisher, state):
    factories.make_topic(slug="water", state=state)

    page = upload(client, TABLE)

    assert mistakes_of(page) == [
        f"row 2: this is {state.label}; an import changes drafts and published records"
    ]
    assert Topic.objects.count() == 1


def test_every_mistake_is_named_and_nothing_is_saved(client, publisher):
    text = (
        "slug,title_ar,date,kind,countries,topics\n"
        "good,لقاء,2021,reception,FR,\n"
        "bad,,28/07/2021,party,FR|ZZ,none\n"
        "Bad Slug,لقاء,2021,reception,,\n"
        "good,لقاء,2021,reception,,\n"
    )

    page = upload(client, text, "meetings")

    assert sorted(mistakes_of(page)) == sorted(
        [
            "row 3: title_ar: This field cannot be blank.",
            "row 3: date: There is no such date: 28/07/2021. "
            "Use 2021, 2021-07 or 2021-07-28.",
            "row 3: kind: Value 'party' is not a valid choice.",
            "row 3: countries: no country 'ZZ'",
            "row 3: topics: no topic 'none'",
            "row 4: slug: Use small Latin letters, digits and single hyphens between "
            "them.",
            "row 5: slug: row 2 has the same",
        ]
    )
    assert Meeting.objects.count() == 0
    assert not default_storage.exists("imports")


def test_mistakes_are_told_in_arabic(client, publisher):
    page = upload(client, "slug,zzz\nx,y\n", home="/ar/admin/import/").content.decode()

    assert "لا عمود بهذا الاسم" in page
    assert "الصف 1" in page


def test_exported_table_imports_as_the_same(client, publisher):
    factories.make_topic(broader=factories.make_topic(name_en="=1+1"))
    text = client.get("/en/admin/records/topic/export.csv").getvalue()

    page = upload(client, text)

    assert parts_of(page) == {}
    assert page.context["plan"].same == 2
    assert "there is nothing to import" in page.content.decode()


def test_what_has_changed_since_is_not_taken_over(client, publisher):
    draft = factories.make_topic(slug="water", name_en="Old", state=State.DRAFT)
    page = upload(client, TABLE)
    Topic.objects.filter(pk=draft.pk).update(name_en="Changed meanwhile")

    again = take_over(client, page)

    assert "has changed since this was shown" in told(again)[0]
    assert list(Topic.objects.values_list("name_en", flat=True)) == [
        "Changed meanwhile"
    ]
    assert "Changed meanwhile" in again.content.decode()
    assert shown_in(again) != shown_in(page)
    assert told(take_over(client, again))[0] == "1 new record is a draft now."


def test_import_is_taken_over_once(client, publisher):
    page = upload(client, TABLE)
    take_over(client, page)

    again = take_over(client, page)

    assert told(again) == ["What was shown is no longer here. Upload the file again."]
    assert Topic.objects.count() == 2


@pytest.mark.parametrize("shown", ["", "x", "x:y:z"])
def test_made_up_confirmation_imports_nothing(client, publisher, shown):
    upload(client, TABLE)

    page = client.post(APPLY, {"shown": shown}, follow=True)

    assert told(page) == ["What was shown is no longer here. Upload the file again."]
    assert Topic.objects.count() == 0


def test_confirmation_of_another_person_imports_nothing(client, publisher):
    page = upload(client, TABLE)
    client.force_login(factories.make_user("publisher"))

    take_over(client, page)

    assert Topic.objects.count() == 0


def test_file_that_was_altered_meanwhile_is_not_imported(client, publisher):
    page = upload(client, TABLE)
    _folders, (name,) = default_storage.listdir("imports")
    with open(default_storage.path(f"imports/{name}"), "ab") as file:
        file.write("oil,النفط,Oil\n".encode())

    take_over(client, page)

    assert Topic.objects.count() == 0


def test_upload_is_not_public(client, publisher):
    upload(client, TABLE)
    _folders, (name,) = default_storage.listdir("imports")

    assert client.get(f"/media/imports/{name}").status_code == 404
    assert client.get(f"/en/admin/media/imports/{name}").status_code == 404


@pytest.mark.parametrize("role", ["author", None])
def test_only_publishers_import(client, role):
    if role:
        client.force_login(factories.make_user(role))
    expected = 403 if role else 302
    paths = [HOME, f"{HOME}topics/", f"{HOME}topics/template.csv"]

    assert [client.get(path).status_code for path in paths] == [expected] * 3
    assert upload(client, TABLE).status_code == expected
    assert client.post(APPLY, {"shown": "x"}).status_code == expected
    assert Topic.objects.count() == 0


def test_table_has_to_say_what_it_holds(client, publisher):
    page = upload(client, TABLE, type="")

    assert page.context["form"].errors == {
        "type": ["Say which records the table holds."]
    }


@pytest.mark.parametrize("type", ["countries", "parties", "x" * 300])
def test_other_types_are_refused(client, publisher, type):
    page = upload(client, TABLE, type=type)

    assert "type" in page.context["form"].errors
    assert client.get(f"{HOME}{type}/").status_code == 404
    assert client.get(f"{HOME}{type}/template.csv").status_code == 404


def test_table_of_too_many_bytes_is_refused(client, publisher):
    page = upload(client, "slug,name_ar\n" + "x" * (5 * 1024 * 1024))

    assert page.context["form"].errors == {"file": ["The file is larger than 5 MB."]}


def test_request_of_too_many_bytes_is_refused(client, publisher, monkeypatch):
    monkeypatch.setattr("portal.publishing.uploads.MAX_PACKAGE", -1024 * 1024)

    assert upload(client, TABLE).status_code == 400


def test_package_comes_back_the_same(client, publisher, tmp_path):
    person = factories.make_person(slug="x")
    factories.make_meeting(person, slug="m", topics=[factories.make_topic()])

    page = upload(client, zipped(package_of(tmp_path)), type="")

    assert parts_of(page) == {}
    assert page.context["plan"].same > 200


def test_package_into_an_empty_portal_makes_drafts_with_rows_and_files(
    client, publisher, tmp_path
):
    photograph = make_pictured(slug="p")
    person = factories.make_person(slug="x")
    factories.make_meeting(person, slug="m", photographs=[photograph])
    content = zipped(package_of(tmp_path))
    Meeting.objects.all().delete()
    Person.objects.all().delete()
    Photograph.objects.all().delete()
    name = photograph.image.name
    default_storage.delete(name)

    page = upload(client, content, type="")
    assert not default_storage.exists(name)
    done = take_over(client, page)

    assert told(done) == ["3 new records are drafts now."]
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.first_published_at) == ("draft", None)
    assert [one.person.slug for one in meeting.participants.all()] == ["x"]
    assert Photograph.objects.get().state == "draft"
    assert default_storage.exists(name)
    assert client.get(f"/media/{name}").status_code == 404


def test_mistake_of_a_package_is_named_by_file_and_place(client, publisher, tmp_path):
    meeting = factories.make_meeting(factories.make_person(slug="x"), slug="m")
    folder = package_of(tmp_path)
    document = to_document(meeting)
    document["participants"][0]["person"] = "nobody"
    (folder / "meetings" / "m.json").write_text(readable(document))

    page = upload(client, zipped(folder), type="")

    assert mistakes_of(page) == [
        "meetings/m.json: participants[0].person: no person 'nobody'"
    ]


@pytest.fixture
def renamed_country(tmp_path):
    """A package in which a country is called something else."""
    folder = package_of(tmp_path)
    document = to_document(factories.country("FR"))
    document["name"]["en"] = "The French Republic"
    (folder / "countries" / "fr.json").write_text(readable(document))
    return zipped(folder)


def test_administrators_change_names_of_countries_at_once(client, renamed_country):
    client.force_login(factories.make_user("administrator"))

    done = take_over(client, upload(client, renamed_country, type=""))

    assert told(done) == ["The names of 1 country were changed."]
    assert factories.country("FR").name_en == "The French Republic"


def test_publishers_leave_names_of_countries(client, publisher, renamed_country):
    page = upload(client, renamed_country, type="")

    assert mistakes_of(page) == [
        "countries/fr.json: you may not write records of this type"
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_explain_every_column(client, publisher, language):
    home = f"/{language}/admin/import/"
    found = client.get(home)

    assert found.status_code == 200
    for shape in found.context["shapes"]:
        page = client.get(f"{home}{shape.type}/")
        template = client.get(f"{home}{shape.type}/template.csv")

        names = template.content.decode("utf-8-sig").strip().split(",")
        html = page.content.decode()
        assert [name for name in names if f">{name}</code>" not in html] == []
        assert template["Content-Disposition"] == (
            f'attachment; filename="{shape.type}.csv"'
        )


@pytest.mark.parametrize("type_", ["meetings", "people", "photographs", "sources"])
def test_exported_table_of_each_type_is_the_same_again(client, publisher, type_):
    person = factories.make_person(other_names=["a|b", " c ", "س"])
    factories.make_meeting(
        person,
        country=factories.country("FR"),
        countries=[factories.country("FR"), factories.country("EG")],
        time="09:30",
        sources=[factories.make_source()],
        summary_en='Line one\nline two, “quoted” "twice"',
    )
    factories.make_photograph(people=[person])
    shape = shape_of_type(type_)
    text = "".join(lines(shape, documents(shape.model.objects.order_by("slug"))))

    page = upload(client, text, type_)

    assert (parts_of(page), page.context["plan"].same) == ({}, 1)


def test_history_of_the_record_tells_of_the_import(client, publisher):
    take_over(client, upload(client, TABLE))
    topic = Topic.objects.get(slug="water")

    page = client.get(f"/en/admin/records/topic/{topic.pk}/history/")

    assert [one.get_change_message() for one in page.context["action_list"]] == [
        "Imported."
    ]
    assert [one.user for one in page.context["action_list"]] == [publisher]
