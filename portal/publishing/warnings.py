"""What editors are warned of while they write: never a mistake, never in their way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from portal.documents.shape import LANGUAGES
from portal.publishing.lengths import QUOTATION, SUMMARY
from portal.publishing.models import Record
from portal.publishing.typed import Typed


@dataclass(frozen=True)
class Warned:
    """A warning at an input, whose element has the id `field`.

    `records` are those that it speaks of, for the editor to look at.
    """

    field: str
    text: str
    records: tuple[Record, ...] = ()


# What is typed and the record as it is stored, if it is: the warnings.
Check = Callable[[Typed, Record | None], Iterator[Warned]]


def long_summary(typed: Typed, record: Record | None) -> Iterator[Warned]:
    for code in LANGUAGES:
        name = f"summary_{code}"
        if len(typed.text(name)) > SUMMARY.number:
            text = ngettext(
                "A summary should have at most %(limit)d character.",
                "A summary should have at most %(limit)d characters.",
                SUMMARY.number,
            )
            text %= {"limit": SUMMARY.number}
            yield Warned(typed.id_of(name), text)


def long_quotation(typed: Typed, record: Record | None) -> Iterator[Warned]:
    count = len(typed.text("quotation").split())
    if count > QUOTATION.number:
        text = ngettext(
            "The quotation has %(count)d word; more than %(limit)d are no longer short.",
            "The quotation has %(count)d words; more than %(limit)d are no longer short.",
            count,
        )
        text %= {"count": count, "limit": QUOTATION.number}
        yield Warned(typed.id_of("quotation"), text)


def as_message(warned: Warned, address: Callable[[Record], str]):
    """A warning with links, for above the page."""
    links = ((address(record), record) for record in warned.records)
    listed = format_html_join(" ", '<a href="{}"><bdi>{}</bdi></a>', links)
    return format_html("{} {}", warned.text, listed)
