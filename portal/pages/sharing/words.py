"""What stands on the picture of a record, in one language."""

import hashlib
import json
from dataclasses import astuple, dataclass

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from meetings.models import Meeting, Statement, Visit
from portal.documents.shape import shape_of
from portal.publishing.languages import direction
from portal.publishing.models import Record
from portal.records.dates import display
from portal.records.language import label_field, translated
from portal.records.models import Photograph, Source
from portal.records.templatetags.record import date_range

# Moved when the same words are to look different.
DESIGN = 1


@dataclass(frozen=True)
class Text:
    """Words with the language that they are in, as a translation may be missing."""

    words: str
    language: str

    @property
    def direction(self) -> str:
        return "rtl" if direction(self.language) == "rtl" else "ltr"


@dataclass(frozen=True)
class Words:
    """The parts of a picture in a language; date and place may be empty."""

    language: str
    site: Text
    kind: Text
    title: Text
    date: Text
    place: Text

    @property
    def digest(self) -> str:
        """Names a picture: another one for other words."""
        text = json.dumps([DESIGN, astuple(self)], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    @property
    def in_one_line(self) -> str:
        parts = self.kind, self.title, self.date, self.place
        return " · ".join(part.words for part in parts if part.words)


def words_of(record: Record) -> Words:
    """The words for a record, in the active language."""
    return Words(
        get_language(),
        _own(_("Sijill")),
        _own(capfirst(_kind(record))),
        Text(*translated(record, label_field(record))),
        _own(_date(record)),
        _place(record),
    )


def address(record: Record, words: Words) -> str:
    """Where the picture of a record is read."""
    names = [shape_of(type(record)).type, record.slug, words.language, words.digest]
    return reverse("sharing_picture", args=names)


def _own(words) -> Text:
    return Text(str(words), get_language())


def _kind(record: Record) -> str:
    is_meeting = isinstance(record, Meeting)
    return record.get_kind_display() if is_meeting else record._meta.verbose_name


def _date(record: Record) -> str:
    if isinstance(record, Visit):
        return strip_tags(date_range(record.start, record.end))
    if isinstance(record, Source):
        return display(record.published)
    if isinstance(record, Initiative):
        return display(record.launched)
    return display(getattr(record, "date", ""))


def _place(record: Record) -> Text:
    """Where it was; of a statement the speaker, of a source the publisher."""
    if isinstance(record, Meeting):
        return _joined(record, "city")
    if isinstance(record, Photograph):
        return _joined(record, "place")
    if isinstance(record, Statement):
        # A page that hides the speaker has read none.
        speaker = getattr(record, "speaker", None)
        is_shown = speaker and speaker.is_published
        return Text(*translated(speaker, "name")) if is_shown else _own("")
    if isinstance(record, Source):
        return Text(record.publisher, record.language or get_language())
    return _own("")


def _joined(record: Record, field: str) -> Text:
    """A place with its country, where both are known in the same language."""
    place, code = translated(record, field)
    if not record.country:
        return Text(place, code or get_language())
    country, countrys_code = translated(record.country, "name")
    if not place or countrys_code != code:
        return Text(place or country, code or countrys_code)
    comma = "، " if direction(code) == "rtl" else ", "
    return Text(f"{place}{comma}{country}", code)
