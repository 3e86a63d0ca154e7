"""Documents as a table of comma-separated values, and back.

The first line names the columns. Written as spreadsheets read it best: UTF-8 with a
byte order mark, commas, and an apostrophe before what they would take for a formula.
Read as spreadsheets write it: UTF-8 or UTF-16, commas, semicolons or tabs.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from portal.documents.apply import Entry
from portal.documents.canon import FORMAT, Document, plain
from portal.documents.columns import Column, columns, guarded, unguarded
from portal.documents.mistakes import DocumentError, Mistake
from portal.documents.shape import LANGUAGES, Shape

MARK = "\ufeff"
DELIMITERS = ",;\t"
MAX_ROWS = 2000
PATH = re.compile(r"\A(\w+)(?:\.(\w+))?")


def lines(shape: Shape, documents: Iterable[Document]) -> Iterator[str]:
    """The lines of a table, the one with the names of the columns first."""
    all_columns = columns(shape)
    yield MARK + _line([column.name for column in all_columns])
    for document in documents:
        yield _line([guarded(column.cell(document)) for column in all_columns])


def template(shape: Shape) -> str:
    """A table without rows, of the columns that an import takes."""
    return MARK + _line([one.name for one in columns(shape) if not one.is_fixed])


def _line(cells: list[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


class Table:
    """The documents of one type that a table holds, row by row.

    A document of the table says only what has a column. Raises `DocumentError` where the
    whole cannot be read.
    """

    def __init__(self, shape: Shape, content: bytes):
        self.shape = shape
        self.mistakes: list[Mistake] = []
        rows = self._rows(_decoded(content))
        self.head, names = next(rows, (1, []))
        self.columns = self._named(names)
        if self.mistakes:
            raise DocumentError(self.mistakes)
        self.rows = list(rows)
        if not self.rows and not self.mistakes:
            self.mistakes.append(Mistake("", "", _("there is no row below the names")))
        if len(self.rows) > MAX_ROWS:
            message = _("more than %(number)d rows: import them in parts")
            self.mistakes.append(Mistake("", "", message % {"number": MAX_ROWS}))
        if self.mistakes:
            raise DocumentError(self.mistakes)

    def entries(self, stored: dict[str, Document]) -> Iterator[Entry]:
        """An entry for every row; `stored` has the documents of records by their keys.

        A column that is only there to be read has to say what is stored.
        """
        for number, cells in self.rows:
            where = place(number)
            document, mistakes = self._document(cells, where)
            mistakes += self._changed(cells, where, stored.get(document.get(self.key)))
            yield Entry(where, document, tuple(mistakes))

    @property
    def key(self) -> str:
        return self.shape.key

    def keys(self) -> set[str]:
        column = next(i for i, one in enumerate(self.columns) if one.is_key)
        return {cells[column].strip() for _n, cells in self.rows if len(cells) > column}

    def in_columns(self, mistake: Mistake) -> Mistake:
        """A mistake of a document with the column of its table for its path."""
        match = PATH.match(mistake.path)
        if not match:
            return mistake
        name, language = match.groups()
        return mistake._replace(
            path=f"{name}_{language}" if language in LANGUAGES else name
        )

    def _document(self, cells: list[str], where: str) -> tuple[Document, list[Mistake]]:
        document: Document = {"format": FORMAT, "type": self.shape.type}
        mistakes = []
        if len(cells) != len(self.columns):
            message = _("the number of cells is %(cells)d, that of columns %(columns)d")
            counts = {"cells": len(cells), "columns": len(self.columns)}
            mistakes.append(Mistake(where, "", message % counts))
        for column, cell in zip(self.columns, cells, strict=False):
            try:
                value = column.value(cell)
            except ValueError as error:
                mistakes.append(Mistake(where, column.name, str(error)))
                continue
            if not column.is_fixed:
                self._set(document, column, value)
        return document, mistakes

    @staticmethod
    def _set(document: Document, column: Column, value: Any) -> None:
        if column.language:
            document.setdefault(column.field_name, {})[column.language] = value
        elif value != "" or column.field.empty_strings_allowed:
            # An empty cell of yes or no, or of a number, says nothing.
            document[column.field_name] = value

    def _changed(
        self, cells: list[str], where: str, stored: Document | None
    ) -> list[Mistake]:
        """What a row says otherwise than it is where an import changes nothing."""
        message = _("an import does not change this")
        return [
            Mistake(where, column.name, message)
            for column, cell in zip(self.columns, cells, strict=False)
            if column.is_fixed
            and cell.strip()
            and (stored is None or plain(cell) != column.cell(stored))
        ]

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """The rows that hold anything, each with its number in a spreadsheet."""
        start, first = 1, text.split("\n", 1)[0].strip()
        if re.fullmatch(r'"?sep=.?"?', first, re.IGNORECASE):
            start, text = 2, text.partition("\n")[2]
        reader = csv.reader(
            StringIO(text, newline=""), delimiter=_delimiter(text), strict=True
        )
        number = start - 1
        try:
            for cells in reader:
                number += 1
                if any(cell.strip() for cell in cells):
                    yield number, [plain(unguarded(cell)) for cell in cells]
        except csv.Error as error:
            message = _("not a table from here on: %(reason)s") % {"reason": error}
            self.mistakes.append(Mistake(place(number + 1), "", message))

    def _named(self, cells: list[str]) -> list[Column]:
        known = {column.name: column for column in columns(self.shape)}
        names = [cell.strip().casefold() for cell in cells]
        for name in names:
            if not name:
                self._note("", _("a column without a name"))
            elif name not in known:
                self._note(name, _("no such column"))
            elif names.count(name) > 1:
                self._note(name, _("“%(key)s” stands twice") % {"key": name})
        if self.shape.key not in names:
            self._note(self.shape.key, _("this column is missing"))
        self.mistakes = list(dict.fromkeys(self.mistakes))
        return [known[name] for name in names if name in known]

    def _note(self, path: str, message: str) -> None:
        self.mistakes.append(Mistake(place(self.head), path, message))


def place(number: int) -> str:
    """What a row is called: its number in a spreadsheet."""
    return _("row %(number)d") % {"number": number}


def _decoded(content: bytes) -> str:
    encoding = "utf-8-sig"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("not UTF-8: save the table as “CSV UTF-8” in the spreadsheet")
        raise DocumentError([Mistake("", "", message)]) from error
    if "\0" in text:
        message = _("this is no text")
        raise DocumentError([Mistake("", "", message)])
    return text


def _delimiter(text: str) -> str:
    """What parts the names of the columns, which hold no such sign themselves."""
    header = text.split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)
