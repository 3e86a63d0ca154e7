"""Files that nothing refers to are deleted after a while, and nothing else is."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from portal.documents.build import to_document
from portal.publishing import proposals, sweep
from portal.publishing.log import Approval, append
from portal.publishing.models import Action, State
from portal.records.models import Photograph
from tests import factories
from tests.pictures import drawing, make_pictured, saved

pytestmark = pytest.mark.django_db

AT_ONCE = timedelta(0)
FIELD = Photograph._meta.get_field("image")


def stored():
    _folders, names = default_storage.listdir("photographs")
    return {f"photographs/{name}" for name in names}


@pytest.fixture
def orphan():
    """The names of the files that a declined change leaves."""
    name = FIELD.store(FIELD.prepare(saved(drawing(50, 50))))
    return set(FIELD.stored_names(name))


def test_orphans_are_deleted_with_their_renditions(orphan):
    published, draft = make_pictured(), make_pictured(state=State.DRAFT)
    Photograph.objects.filter(pk=draft.pk).update(
        image=FIELD.store(FIELD.prepare(saved(drawing(60, 60))))
    )
    draft.refresh_from_db()

    deleted = sweep.sweep(AT_ONCE)

    assert deleted == sorted(orphan)
    assert stored() == {
        name for p in (published, draft) for name in FIELD.stored_names(p.image.name)
    }


def test_what_is_young_is_spared(orphan):
    assert sweep.sweep(timedelta(days=1)) == []
    assert stored() == orphan


def test_what_a_broken_upload_left_is_deleted(orphan):
    half = default_storage.save("photographs/half", ContentFile(b"\xff\xd8"))
    below = default_storage.save("photographs/below/half", ContentFile(b"\xff\xd8"))

    assert {half, below} <= set(sweep.sweep(AT_ONCE))
    assert not default_storage.exists(below)


def test_what_is_proposed_is_kept_until_it_is_declined(orphan):
    photograph = make_pictured()
    document = to_document(photograph) | {"image": min(orphan, key=len)}
    author, publisher = (factories.make_user(r) for r in ("author", "publisher"))
    note = {"ar": "صورة أخرى"}
    proposal = proposals.propose(photograph, document, author, "error", note)

    assert sweep.sweep(AT_ONCE) == []

    proposals.decline(proposal, publisher, "No.")
    assert sweep.sweep(AT_ONCE) == sorted(orphan)


def test_what_was_once_approved_is_kept(orphan):
    photograph = make_pictured()
    before = photograph.image.name
    document = to_document(photograph) | {"image": min(orphan, key=len)}
    author, publisher = (factories.make_user(r) for r in ("author", "publisher"))
    append(Photograph, [photograph.pk], Approval(Action.PUBLISHED, author, publisher))
    note = {"ar": "صورة أخرى"}
    proposal = proposals.propose(photograph, document, author, "error", note)
    proposals.approve(proposal, publisher)

    assert sweep.sweep(AT_ONCE) == []
    assert set(FIELD.stored_names(before)) | orphan == stored()


def test_nothing_uploaded_yet_is_nothing_to_sweep():
    assert sweep.sweep(AT_ONCE) == []


def test_command_names_what_it_would_delete_and_then_deletes(orphan):
    told = StringIO()

    call_command("sweep_files", "--dry-run", "--days=0", stdout=told)
    assert told.getvalue().splitlines() == [
        *sorted(orphan),
        "2 files would be deleted.",
    ]
    assert stored() == orphan

    call_command("sweep_files", stdout=StringIO())
    assert stored() == orphan

    call_command("sweep_files", "--days=0", stdout=told)
    assert told.getvalue().splitlines()[-1] == "2 files deleted."
    assert stored() == set()
