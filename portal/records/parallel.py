"""A record in all languages side by side, paragraph by paragraph."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from modeltranslation.utils import build_localized_fieldname

from portal.documents.shape import Shape, shape_of
from portal.publishing.fields import ProseField
from portal.publishing.languages import direction, with_marked_scripts
from portal.records import language, prose
from portal.records.language import label_field

LAST = ("disagreements", "evidence")
NOT_SHOWN = {"withdrawal_reason", "sort_name", "alt_text"}


@dataclass
class Cell:
    """A text, or a paragraph of it, in one language; without blocks not translated."""

    code: str
    blocks: list[str]
    is_outdated: bool = False

    @property
    def direction(self) -> str:
        return direction(self.code)


@dataclass
class Text:
    """A translated text as rows of cells, a cell for each language."""

    label: str
    rows: list[list[Cell]]
    record: Model | None = None


@dataclass
class Part:
    """Texts under one heading, gathered by what they belong to."""

    heading: str
    groups: list[list[Text]]


def parts(record: Model, relations: dict[str, list[str]]) -> list[Part]:
    """All translated texts of the page of a published record, except its label.

    `relations` names the fields to show of other records, by the name of the relation
    that leads to them.
    """
    shape = shape_of(type(record))
    names = [name for name in _translated(shape) if name != label_field(record)]
    found = [
        *_own(record, [name for name in names if name not in LAST]),
        *(_rows(record, name, row) for name, row in shape.rows.items()),
        *(_others(record, name, fields) for name, fields in relations.items()),
        *_own(record, [name for name in names if name in LAST]),
    ]
    return [part for part in found if part.groups]


def _own(record: Model, names: list[str]) -> list[Part]:
    return [Part(text.label, [[text]]) for text in _texts(record, names)]


def text_of(instance: Model, name: str, label: str = "") -> Text:
    """A translated field side by side; without rows where no language has a text."""
    field = type(instance)._meta.get_field(name)
    split = prose.blocks if isinstance(field, ProseField) else _paragraphs
    texts = {}
    for code in language.languages():
        text = getattr(instance, build_localized_fieldname(name, code)) or ""
        texts[code] = [with_marked_scripts(block, code) for block in split(text)]
    rows = _side_by_side(texts)
    for cell in rows[0] if rows else ():
        cell.is_outdated = language.is_outdated(instance, name, cell.code)
    return Text(capfirst(label or field.verbose_name), rows)


def title_of(record: Model) -> list[Cell]:
    """What names a record in lists, in every language."""
    name = label_field(record)
    texts = [
        (code, getattr(record, build_localized_fieldname(name, code)))
        for code in language.languages()
    ]
    return [
        Cell(code, [text] if text else [], language.is_outdated(record, name, code))
        for code, text in texts
    ]


def _paragraphs(text: str) -> list[SafeString]:
    return [format_html("<p>{}</p>", line) for line in prose.lines(text)]


def _side_by_side(texts: dict[str, list]) -> list[list[Cell]]:
    """Paragraph beside paragraph where every language has as many, else all at once."""
    sizes = {len(blocks) for blocks in texts.values()}
    if sizes == {0}:
        return []
    if len(sizes) > 1:
        return [[Cell(code, blocks) for code, blocks in texts.items()]]
    return [
        [Cell(code, [block]) for code, block in zip(texts, row, strict=True)]
        for row in zip(*texts.values(), strict=True)
    ]


def _translated(shape: Shape) -> list[str]:
    """The translated fields that pages show."""
    return [n for n in shape.values if n in shape.translated and n not in NOT_SHOWN]


def _rows(record: Model, name: str, shape: Shape) -> Part:
    rows = getattr(record, name).select_related(*shape.links)
    if hasattr(rows, "published"):
        rows = rows.published()
    groups = [[*_links(row, shape), *_texts(row, _translated(shape))] for row in rows]
    heading = capfirst(shape.options.verbose_name_plural)
    return Part(heading, [group for group in groups if group])


def _links(row: Model, shape: Shape):
    """The labels of the published records that a row refers to."""
    for name, field in shape.links.items():
        record = getattr(row, name)
        if record is not None and getattr(record, "is_published", True):
            text = text_of(record, label_field(record), field.verbose_name)
            text.record = record
            yield text


def _others(record: Model, name: str, fields: list[str]) -> Part:
    others = getattr(record, name).published()
    heading = capfirst(others.model._meta.verbose_name_plural)
    return Part(heading, [_texts(other, fields) for other in others])


def _texts(instance: Model, names: list[str]) -> list[Text]:
    texts = [text_of(instance, name) for name in names]
    return [text for text in texts if text.rows]
