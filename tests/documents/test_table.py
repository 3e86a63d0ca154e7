"""Documents as a table, and what spreadsheets make of one."""

import csv
from io import StringIO

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.documents import table
from portal.documents.apply import apply_documents
from portal.documents.build import to_document
from portal.documents.canon import plain
from portal.documents.columns import columns, guarded, unguarded
from portal.documents.files import file_fields
from portal.documents.mistakes import DocumentError, Mistake
from portal.documents.shape import shape_of, shape_of_type, shapes
from portal.documents.table import Table
from tests import factories
from tests.documents.strategies import document, pool_of
from tests.documents.test_round_trip import one_of, record_of_each_type, rolled_back  # noqa: F401

pytestmark = pytest.mark.django_db

TYPES = sorted(one.type for one in shapes() if one.key == "slug")
MEETINGS = "slug,title_ar,date,kind\n"
SIGNS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "'=",
    "''-",
    "\t+",
]


def read(text, type="meetings", stored=None):
    content = text if isinstance(text, bytes) else text.encode()
    return [*Table(shape_of_type(type), content).entries(stored or {})]


def mistakes_in(text, type="meetings", stored=None):
    try:
        entries = read(text, type, stored)
    except DocumentError as error:
        return [str(one) for one in error.mistakes]
    return [str(one) for entry in entries for one in entry.mistakes]


def only(text, type="meetings"):
    (entry,) = read(text, type)
    assert entry.mistakes == ()
    return {n: v for n, v in entry.document.items() if n not in ("format", "type")}


@pytest.mark.parametrize("type_", TYPES)
def test_every_field_has_a_column_but_lists_and_files(type_):
    shape = shape_of_type(type_)

    found = {column.field_name for column in columns(shape)}

    assert found == shape.fields.keys() - file_fields(shape).keys()
    assert columns(shape)[0].name == "slug"


@pytest.mark.parametrize("type_", TYPES)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_written_table_reads_as_the_same_documents(
    type_,
    record_of_each_type,  # noqa: F811
    data,
):
    record = one_of(record_of_each_type, type_)
    shape = shape_of_type(type_)
    pool = pool_of(record_of_each_type)
    drawn = data.draw(document(shape, pool, record.slug))

    def applied():
        apply_documents([drawn])
        return to_document(type(record).objects.get(slug=record.slug))

    before = rolled_back(applied)
    text = "".join(table.lines(shape, [before]))
    (entry,) = read(text, type_, {before["slug"]: before})

    assert entry.mistakes == ()
    editable = {c.field_name for c in columns(shape) if not c.is_fixed}
    for name in editable:
        assert entry.document[name] == before[name], name


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
    )
)
def test_guard_is_taken_off_again(cell):
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("sign", SIGNS)
def test_no_cell_begins_as_a_formula(sign):
    cell = guarded(f"{sign}1+1")

    assert cell.startswith("'")
    assert unguarded(cell) == f"{sign}1+1"


def test_hostile_text_stands_guarded_in_the_table():
    record = factories.make_meeting(
        title_en='=HYPERLINK("http://x")', title_ar="- لقاء"
    )

    text = "".join(table.lines(shape_of(type(record)), [to_document(record)]))
    row = next(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))

    assert row["title_en"] == '\'=HYPERLINK("http://x")'
    assert row["title_ar"] == "'- لقاء"


def test_template_has_the_columns_that_an_import_takes():
    text = table.template(shape_of_type("topics"))

    assert text[0] == "\ufeff"
    assert text[1:].strip().split(",") == [
        "slug",
        "name_ar",
        "name_en",
        "broader",
        "aliases",
        "disagreements_ar",
        "disagreements_en",
        "evidence_ar",
        "evidence_en",
        "sources",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_any_spreadsheet_are_read(delimiter, encoding, end):
    lines = [["slug", "title_ar", "date"], ["m", '"لقاء، أول; ثم"', "2021"]]
    text = end.join(delimiter.join(cells) for cells in lines) + end

    assert only(text.encode(encoding)) == {
        "slug": "m",
        "title": {"ar": "لقاء، أول; ثم"},
        "date": "2021",
    }


def test_line_that_names_the_delimiter_is_passed_over():
    assert only("sep=;\r\nslug;title_ar\r\nm;لقاء\r\n")["slug"] == "m"
    assert mistakes_in("sep=;\r\nslug;kind;zzz\r\nm;x;y\r\n") == [
        "row 2: zzz: no such column"
    ]


def test_empty_rows_are_passed_over_and_counted():
    entries = read("slug,title_ar\n,\nm,لقاء\n\n , \nn,لقاء\n")

    assert [entry.where for entry in entries] == ["row 3", "row 6"]


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2021", "2021"),
        ("٢٠٢١-٠٧-٢٨", "2021-07-28"),
        ("۲۰۲۱/۷", "2021-07"),
        ("2021/7/8", "2021-07-08"),
        (" 2021-07 ", "2021-07"),
        ("28/07/2021", "28/07/2021"),
    ],
)
def test_dates_are_read_in_any_digits_the_year_first(cell, date):
    assert only(f"slug,date\nm,{cell}\n")["date"] == date


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("countries", "FR|EG", ["EG", "FR"]),
        ("countries", "FR، EG ;IQ", ["EG", "FR", "IQ"]),
        ("countries", "", []),
        ("country", " FR ", "FR"),
        ("country", "", None),
        ("is_abroad", "TRUE", True),
        ("is_abroad", "لا", False),
        ("kind", "reception", "reception"),
        ("kind", "Reception", "reception"),
        ("kind", "استقبال", "reception"),
        ("kind", "party", "party"),
        ("time", "٠٩:٣٠", "09:30"),
        ("time", "", None),
        ("aliases", "one | two", ["one", "two"]),
        ("aliases", r"a\|b|c\\", ["a|b", "c\\"]),
        ("aliases", r"\ a\ ", [" a "]),
        ("aliases", "", []),
    ],
)
def test_cell_is_read_as_its_field_holds_it(column, cell, value):
    assert only(f'slug,{column}\nm,"{cell}"\n')[column] == value


def test_empty_cell_of_yes_or_no_says_nothing():
    assert "is_abroad" not in only("slug,is_abroad\nm,\n")


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        (
            b"slug,title_ar\nm,\xe1\xde\xc7\xc1\n",
            ["not UTF-8: save the table as “CSV UTF-8” in the spreadsheet"],
        ),
        ("slug,title_ar\nm,a\0b\n", ["this is no text"]),
        ("", ["row 1: slug: this column is missing"]),
        ("title_ar\nx\n", ["row 1: slug: this column is missing"]),
        (
            "slug,zzz,slug,\n",
            [
                "row 1: slug: “slug” stands twice",
                "row 1: zzz: no such column",
                "row 1: a column without a name",
            ],
        ),
        ("slug,title\nm,x\n", ["row 1: title: no such column"]),
        ("slug,participants\nm,x\n", ["row 1: participants: no such column"]),
        ("slug,title_ar\n", ["there is no row below the names"]),
        ("slug,title_ar\nm\n", ["row 2: the number of cells is 1, that of columns 2"]),
        (
            "slug,title_ar\nm,x,y\n",
            ["row 2: the number of cells is 3, that of columns 2"],
        ),
        (
            "slug,is_abroad\nm,perhaps\n",
            ["row 2: is_abroad: this must be true or false"],
        ),
        (
            'slug,title_ar\nm,x\nn,"y\n',
            ["row 3: not a table from here on: unexpected end of data"],
        ),
        ("slug,state\nm,published\n", ["row 2: state: an import does not change this"]),
        ("slug\n" + "m\n" * 2001, ["more than 2000 rows: import them in parts"]),
    ],
)
def test_mistake_is_named_by_row_and_column(text, mistakes):
    found = mistakes_in(text)

    assert sorted(found) == sorted(mistakes)


def test_number_that_is_none_is_a_mistake():
    found = mistakes_in("slug,zzz\nm,1\n", "series")

    assert found == ["row 1: zzz: no such column"]


def test_what_is_only_read_may_stand_as_it_is():
    record = factories.make_meeting(slug="m")
    stored = {"m": to_document(record)}
    text = "slug,state,permanent_id\nm,published,{}\n"

    assert mistakes_in(text.format(record.permanent_id), stored=stored) == []
    assert mistakes_in(text.format("2222222222"), stored=stored) == [
        "row 2: permanent_id: an import does not change this"
    ]


def test_mistakes_are_told_in_the_active_language():
    with translation.override("ar"):
        (mistake,) = mistakes_in("slug,title_ar\nm,x,y\n")

    assert mistake == "الصف 2: عدد الخلايا 3 وعدد الأعمدة 2"


def test_mistake_of_a_document_is_named_by_its_column():
    found = Table(shape_of_type("meetings"), b"slug,title_ar\nm,x\n")
    named = [
        found.in_columns(Mistake("row 2", path, "x")).path
        for path in ("title.ar", "countries[1]", "date", "")
    ]
    assert named == ["title_ar", "countries", "date", ""]


def test_text_is_kept_as_documents_hold_it():
    document = only('slug,title_ar\nm,"a\r\nb e\u0301"\n')

    assert document["title"] == {"ar": plain("a\nb é")}
