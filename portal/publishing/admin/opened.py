"""The text of a record that an editor opened, kept in the form, signed."""

from copy import copy

from django import forms
from django.core import signing

from portal.documents.build import to_document
from portal.documents.canon import Document
from portal.publishing.models import Record

SALT = "portal.publishing.opened"


class OpenedField(forms.CharField):
    """Holds the sealed document of the record that is in a form."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def has_changed(self, initial, data):
        return False


def seal(record: Record, formsets=()) -> str:
    """The document of a record, compressed and signed.

    The rows that unbound formsets have read already are not read again.
    """
    known = dict(getattr(record, "_prefetched_objects_cache", {}))
    for formset in formsets:
        name = formset.fk.remote_field.get_accessor_name()
        known[name] = [form.instance for form in formset.initial_forms]
    record = copy(record)
    record._prefetched_objects_cache = known
    return signing.dumps(to_document(record), salt=SALT, compress=True)


def unseal(text: str, record: Record) -> Document | None:
    """A sealed document; None where it is not one of this record."""
    try:
        document = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return document if document["permanent_id"] == record.permanent_id else None
