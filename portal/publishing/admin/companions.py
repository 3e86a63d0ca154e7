"""What a review shows of the unpublished records that a text refers to."""

from django.urls import reverse

from portal.documents.build import to_document
from portal.publishing.differences import content_difference, in_words


def introduced(records):
    """Each record with all that it says and the address of its form."""
    for record in records:
        options = record._meta
        name = f"admin:{options.app_label}_{options.model_name}_change"
        yield {
            "record": record,
            "noun": options.verbose_name,
            "url": reverse(name, args=[record.pk]),
            "changes": in_words(content_difference(None, to_document(record))),
        }
