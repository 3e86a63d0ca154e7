"""Zips that are packages, and zips that are made to harm."""

import json
import stat
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from portal.documents import archive
from portal.documents.archive import unpacked
from portal.documents.mistakes import DocumentError

MANIFEST = ("datapackage.json", "{}")
TOPIC = json.dumps({"type": "topics", "slug": "t", "name": {"ar": "موضوع"}})


def zipped(*members):
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    data.seek(0)
    return data


def documents_in(data):
    with unpacked(data) as package:
        return [(entry.where, entry.document) for entry in package]


def mistakes_in(data):
    with pytest.raises(DocumentError) as error, unpacked(data) as package:
        list(package)
    return [str(one) for one in error.value.mistakes]


@pytest.mark.parametrize("top", ["", "record/"])
def test_package_is_read_from_a_zip(top):
    data = zipped(
        (f"{top}{MANIFEST[0]}", MANIFEST[1]),
        (f"{top}topics/t.json", TOPIC),
        ("__MACOSX/._t.json", "x"),
        (f"{top}.DS_Store", "x"),
    )

    assert documents_in(data) == [("topics/t.json", json.loads(TOPIC))]


@pytest.mark.parametrize(
    "name",
    [
        "../topics/t.json",
        "/topics/t.json",
        "topics/../../t.json",
        "topics\\..\\t.json",
        "C:/topics/t.json",
        "topics//t.json",
        "files/../../../x",
        "files/./x",
    ],
)
def test_name_that_leads_out_is_refused(name):
    assert mistakes_in(zipped(MANIFEST, (name, TOPIC))) == [
        f"{name}: this leads out of the package"
    ]


@pytest.mark.parametrize(
    "name", ["x.html", "parties/x.json", "topics/a/b.json", "topics/x.py"]
)
def test_other_files_are_refused(name):
    assert mistakes_in(zipped(MANIFEST, (name, "x"))) == [
        f"{name}: this is no part of a data package"
    ]


def test_link_is_refused():
    link = ZipInfo("topics/t.json")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert mistakes_in(zipped(MANIFEST, (link, "/etc/passwd"))) == [
        "topics/t.json: this is a link"
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_file_that_stands_twice_is_refused():
    data = zipped(MANIFEST, ("topics/t.json", TOPIC), ("topics/T.json", TOPIC))

    assert mistakes_in(data) == ["topics/T.json: this stands twice"]


def test_zip_without_a_manifest_is_refused():
    assert mistakes_in(zipped(("topics/t.json", TOPIC))) == [
        "datapackage.json: this file is missing"
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"\0" * 50, b"no zip"])
def test_what_is_no_zip_is_refused(content):
    (mistake,) = mistakes_in(BytesIO(content))

    assert mistake.startswith("not a zip that can be read")


def test_zip_with_a_broken_file_is_refused():
    content = bytearray(zipped(MANIFEST, ("topics/t.json", TOPIC * 50)).getvalue())
    place = content.find(b"topics/t.json") + 20
    content[place : place + 10] = b"\xff" * 10

    (mistake,) = mistakes_in(BytesIO(bytes(content)))

    assert mistake.startswith("not a zip that can be read")


def test_encrypted_file_is_refused():
    content = bytearray(zipped(MANIFEST, ("topics/t.json", TOPIC)).getvalue())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 8] |= 1

    assert mistakes_in(BytesIO(bytes(content))) == ["topics/t.json: this is encrypted"]


def test_bomb_is_refused_before_it_fills_the_disk(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 2 * 1024 * 1024)
    data = zipped(MANIFEST, ("files/x", b"\0" * 3 * 1024 * 1024))
    assert len(data.getvalue()) < 10_000

    assert mistakes_in(data) == ["unpacked, this is larger than 2 MB"]


def test_document_of_many_megabytes_is_refused():
    data = zipped(MANIFEST, ("topics/t.json", b" " * (archive.MAX_DOCUMENT + 1)))

    assert mistakes_in(data) == ["topics/t.json: larger than 4 MB"]


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 2)
    data = zipped(MANIFEST, ("topics/a.json", TOPIC), ("topics/b.json", TOPIC))

    assert mistakes_in(data) == ["more than 2 files"]


def test_nothing_of_a_zip_is_left(tmp_path, monkeypatch):
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))

    documents_in(zipped(MANIFEST, ("topics/t.json", TOPIC)))
    mistakes_in(zipped(MANIFEST, ("../x", TOPIC)))

    assert list(place.iterdir()) == []
