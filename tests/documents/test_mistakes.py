"""Every mistake of an import is told, with where it stands; nothing is saved then."""

import json
import shutil

import pytest

from meetings.models import Meeting
from portal.documents.apply import apply_documents
from portal.documents.build import to_document
from portal.documents.mistakes import DocumentError
from portal.documents.package import Package
from portal.publishing.exchange import export_package, import_package
from portal.records.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


def mistakes_of(*documents):
    with pytest.raises(DocumentError) as caught:
        apply_documents(list(documents))
    return [f"{one.path}: {one.message}" for one in caught.value.mistakes]


@pytest.fixture
def meeting():
    """The document of a meeting, and the meeting no longer there."""
    person = factories.make_person(slug="x")
    meeting = factories.make_meeting(person, slug="m")
    document = to_document(meeting)
    Meeting.objects.all().delete()
    return document


@pytest.mark.parametrize(
    ("change", "mistakes"),
    [
        ({"zzz": 1}, ["zzz: unknown field"]),
        ({"title": "x"}, ["title: this must be an object"]),
        ({"title": {"ar": "x", "fr": "y"}}, ["title.fr: unknown language"]),
        ({"title": {"en": "y"}}, ["title.ar: this must be given"]),
        ({"title": {"ar": ""}}, ["title.ar: This field cannot be blank."]),
        ({"title": {"ar": 5}}, ["title.ar: this must be text"]),
        (
            {"title": {"ar": "a\x00b"}},
            ["title.ar: a character that cannot be stored"],
        ),
        (
            {"title": {"ar": "\ud800"}},
            ["title.ar: a character that cannot be stored"],
        ),
        (
            {"title": {"ar": "س" * 301}},
            [
                "title.ar: Ensure this value has at most 300 characters (it has 301).",
            ],
        ),
        (
            {"date": "2021-02-30"},
            [
                "date: There is no such date: 2021-02-30. "
                "Use 2021, 2021-07 or 2021-07-28."
            ],
        ),
        ({"date": ""}, ["date: This field cannot be blank."]),
        ({"kind": "party"}, ["kind: Value 'party' is not a valid choice."]),
        ({"is_abroad": 1}, ["is_abroad: this must be true or false"]),
        ({"topics": "x"}, ["topics: this must be a list"]),
        ({"topics": ["nope"]}, ["topics[0]: no topic 'nope'"]),
        ({"country": "ZZ"}, ["country: no country 'ZZ'"]),
        ({"visit": ["a"]}, ["visit: this must be text"]),
        ({"format": 99}, ["format: only format 1 is known"]),
        ({"type": "parties"}, ["type: no such type of record"]),
        ({"slug": ""}, ["slug: this must be given"]),
        (
            {"slug": "Not A Slug"},
            ["slug: Use small Latin letters, digits and single hyphens between them."],
        ),
        ({"round": "a#b"}, ["round: this belongs to another record"]),
    ],
)
def test_mistake_is_named_with_its_place(change, mistakes, meeting):
    found = mistakes_of(meeting | change)

    assert found[: len(mistakes)] == mistakes
    assert Meeting.objects.count() == 0


def test_mistakes_in_rows_are_named_with_their_places(meeting):
    first = meeting["participants"][0]
    meeting["participants"] = [
        first,
        first | {"id": "no uuid", "person": "y", "side": "left", "extra": True},
        {"person": None},
        "not a row",
    ]

    assert mistakes_of(meeting) == [
        "participants[1].side: Value 'left' is not a valid choice.",
        "participants[1].extra: unknown field",
        "participants[1].id: this must be a UUID",
        "participants[2].person: this must be given",
        "participants[2].role.ar: this must be given",
        "participants[3]: this must be an object",
        "participants[1].person: no person 'y'",
    ]


def test_person_twice_in_a_meeting_is_a_mistake(meeting):
    first = meeting["participants"][0]
    second = first | {"id": "00000000-0000-4000-8000-000000000001"}
    meeting["participants"] = [first, second]

    assert mistakes_of(meeting) == ["participants[1].person: “x” stands twice"]


def test_id_of_another_records_row_is_a_mistake(meeting):
    apply_documents([meeting])
    copy = meeting | {"slug": "copy", "permanent_id": "2" * 10}

    assert mistakes_of(copy) == ["participants[0].id: m has the same"]


def test_permanent_id_of_another_record_is_a_mistake(meeting):
    apply_documents([meeting])
    copy = meeting | {"slug": "copy", "participants": []}

    assert mistakes_of(copy) == ["permanent_id: m has the same"]


def test_key_twice_among_documents_is_a_mistake(meeting):
    assert "slug: meetings/m has the same" in mistakes_of(meeting, meeting)


def test_reference_may_point_forward_to_a_later_document(meeting):
    later = to_document(factories.make_meeting(slug="z", date="2021-08"))
    Meeting.objects.all().delete()
    meeting["outcomes"] = [
        {
            "kind": "agreement",
            "text": {"ar": "اتفاق"},
            "followed_by_meeting": "z",
        }
    ]

    apply_documents([meeting, later])

    outcome = Meeting.objects.get(slug="m").outcomes.get()
    assert outcome.followed_by_meeting.slug == "z"


def test_rows_may_swap_what_is_unique_between_them(meeting):
    factories.make_person(slug="y")
    first = meeting["participants"][0]
    second = first | {"id": "00000000-0000-4000-8000-000000000001", "person": "y"}
    apply_documents([meeting | {"participants": [first, second]}])

    swapped = [first | {"person": "y"}, second | {"person": "x"}]
    apply_documents([meeting | {"participants": swapped}])

    built = to_document(Meeting.objects.get())["participants"]
    assert [(row["id"], row["person"]) for row in built] == [
        (first["id"], "y"),
        (second["id"], "x"),
    ]


def test_what_a_document_leaves_out_stays_as_it_is(meeting):
    apply_documents([meeting])

    apply_documents([{"type": "meetings", "slug": "m", "title": {"en": "Other"}}])

    built = to_document(Meeting.objects.get())
    assert built["title"] == {"ar": meeting["title"]["ar"], "en": "Other"}
    assert built["participants"] == meeting["participants"]


def test_rows_without_ids_keep_theirs_when_applied_again(meeting):
    for row in meeting["participants"]:
        del row["id"]

    apply_documents([meeting])
    first = to_document(Meeting.objects.get())
    apply_documents([meeting])

    assert to_document(Meeting.objects.get()) == first


@pytest.fixture
def package(tmp_path):
    """A small package in a folder, and an empty record."""
    factories.make_meeting(factories.make_person(slug="x"), slug="m")
    export_package(tmp_path / "record", published_only=False, progress=lambda n: None)
    shutil.rmtree(tmp_path / "record" / "countries")
    (tmp_path / "record" / "datapackage.json").write_text("{}")
    Meeting.objects.all().delete()
    Person.objects.all().delete()
    return tmp_path / "record"


def mistakes_in(folder):
    with pytest.raises(DocumentError) as caught:
        import_package(Package(folder), lambda count: None)
    assert Person.objects.count() == 0
    return [str(one) for one in caught.value.mistakes]


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        (b"\xff{}", "not UTF-8 at byte 0"),
        (b"{", "not JSON at line 1, column 2"),
        (b'{"a": 1, "a": 2}', "“a” stands twice"),
        (b'{"a": 1.5}', "1.5 is no whole number"),
        (b'{"a": NaN}', "NaN is no whole number"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "this must be an object"),
        (b'{"type": "people", "slug": "bad"}', "type: this must be “meetings”"),
        (b'{"type": "meetings", "slug": "b"}', "slug: this must be “bad”"),
        (b"\xef\xbb\xbf{}", "not JSON at line 1, column 1"),
    ],
)
def test_file_that_cannot_be_read_is_named(content, mistake, package):
    (package / "meetings" / "bad.json").write_bytes(content)

    found = mistakes_in(package)

    assert any(one.startswith(f"meetings/bad.json: {mistake}") for one in found), found


def test_every_mistake_of_a_package_is_told_at_once(package):
    path = package / "meetings" / "m.json"
    document = json.loads(path.read_text())
    document["participants"][0]["person"] = "y"
    document["date"] = "2021-13"
    path.write_text(json.dumps(document))
    (package / "parties").mkdir()
    (package / "people" / "x.json").write_text("{")

    assert mistakes_in(package) == [
        "parties: no such type of record",
        "people/x.json: not JSON at line 1, column 2: "
        "Expecting property name enclosed in double quotes",
        "meetings/m.json: date: There is no such date: 2021-13. "
        "Use 2021, 2021-07 or 2021-07-28.",
        "meetings/m.json: participants[0].person: no person 'y'",
    ]


def test_listed_file_that_is_missing_is_named(package):
    manifest = {"resources": [{"path": ["people/gone.json"]}]}
    (package / "datapackage.json").write_text(json.dumps(manifest))

    assert mistakes_in(package) == [
        "datapackage.json: people/gone.json: this file is missing"
    ]


def test_folder_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="datapackage.json: this file is missing"):
        Package(tmp_path)
