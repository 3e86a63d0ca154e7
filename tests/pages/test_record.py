"""The shipped record holds what the tables of facts say, and nothing is lost on the way."""

import csv
from pathlib import Path

import pytest
from django.db import transaction

from initiatives.models import Initiative
from meetings.models import Meeting, Outcome, Series, Statement, Visit
from portal.documents.package import Package
from portal.documents.shape import LANGUAGES, shapes
from portal.pages.demonstration import RECORD
from portal.publishing.exchange import export_package, import_package
from portal.records.models import Organisation, Person, Photograph, Source, Topic

FACTS = Path(__file__).resolve().parent.parent / "facts"
WITHOUT_ENGLISH = {
    "lb-mikati-call-2021-11-07",
    "om-ambassador-baghdad-2021-03-13",
    "sy-ambassador-dandah-baghdad-2022-01-20",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def django_db_setup(django_db_setup, django_db_blocker):
    """The shipped record, imported once for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_package(Package(RECORD), lambda count: None)
        yield
        transaction.set_rollback(True)


def rows(name):
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(cell):
    return [item for item in cell.split(";") if item]


def slugs(relation):
    return sorted(one.slug for one in relation.all())


@pytest.mark.parametrize(
    ("table", "model", "count"),
    [
        ("meetings", Meeting, 95),
        ("people", Person, 83),
        ("organisations", Organisation, 45),
        ("topics", Topic, 48),
        ("visits", Visit, 17),
        ("series", Series, 6),
        ("initiatives", Initiative, 7),
        ("statements", Statement, 31),
        ("photos", Photograph, 18),
        ("sources", Source, 277),
    ],
)
def test_record_holds_every_slug(table, model, count):
    stored = model.objects.published().values_list("slug", flat=True)

    assert sorted(stored) == sorted(row["slug"] for row in rows(table))
    assert len(stored) == count


def test_record_holds_the_facts_of_every_meeting():
    for row in rows("meetings"):
        meeting = Meeting.objects.get(slug=row["slug"])
        series, _hash, number = row["series"].partition("#")

        assert (meeting.title_ar, meeting.title_en) == (
            row["title_ar"],
            row["title_en"],
        )
        assert meeting.date == row["date"]
        assert meeting.is_abroad == (row["host_side"] == "abroad")
        assert (meeting.city_en or "") == row["place_city"]
        assert (meeting.venue_ar or "", meeting.venue_en or "") == (
            row["venue_ar"],
            row["venue_en"],
        )
        assert (meeting.country.code if meeting.country else "") == (
            row["place_country"]
        )
        assert sorted(c.code for c in meeting.countries.all()) == sorted(
            items(row["countries"])
        )
        for name in ("organisations", "topics", "sources"):
            assert slugs(getattr(meeting, name)) == sorted(set(items(row[name])))
        assert set(items(row["initiatives"])) <= set(slugs(meeting.initiatives))
        assert (meeting.visit.slug if meeting.visit else "") == row["visit"]
        assert (meeting.series.slug if meeting.series else "") == series
        assert str(meeting.round.number if meeting.round else "") == number


def test_record_holds_every_participant_with_the_role_of_the_day():
    for row in rows("meetings"):
        stored = Meeting.objects.get(slug=row["slug"]).participants.all()
        wanted = [item.split("|") for item in items(row["participants"])]

        assert [(one.person.slug, one.side) for one in stored] == [
            (person, side) for person, _en, _ar, side in wanted
        ]
        for one, (_person, english, arabic, _side) in zip(stored, wanted, strict=True):
            assert english.startswith(one.role_en)
            assert arabic.startswith(one.role_ar)
            assert one.is_present == ("not present" not in english)


def test_record_holds_every_outcome_in_both_languages():
    for row in rows("meetings"):
        stored = Outcome.objects.filter(meeting__slug=row["slug"])
        wanted = [item.split("|")[0] for item in items(row["outcomes"])]

        assert [one.kind for one in stored] == wanted
        assert all(one.text_ar and one.text_en for one in stored)


def test_record_follows_the_invitation_to_president_macron():
    invitation = Outcome.objects.get(
        meeting__slug="fr-ambassador-aubert-baghdad-2020-05-14"
    )

    assert invitation.kind == Outcome.Kind.INVITATION_EXTENDED
    assert invitation.followed_by_meeting.slug == "fr-macron-baghdad-2020-09-02"


def test_record_holds_people_with_spellings_and_positions():
    for row in rows("people"):
        person = Person.objects.get(slug=row["slug"])
        positions = [
            "|".join(
                [
                    one.title_en,
                    one.title_ar,
                    one.organisation.slug if one.organisation else "",
                    one.start,
                    one.end,
                ]
            ).rstrip("|")
            for one in person.positions.all()
        ]

        assert (person.name_ar, person.name_en) == (row["name_ar"], row["name_en"])
        assert person.other_names == items(row["other_spellings"])
        assert person.wikidata == row["wikidata"]
        assert positions == [item.rstrip("|") for item in items(row["roles"])]


def test_record_holds_the_career_of_the_office_holder():
    events = Person.objects.get(slug="mustafa-al-kadhimi").life_events.all()

    assert [(one.date, slugs(one.sources)) for one in events] == [
        (row["date"], sorted(items(row["source"]))) for row in rows("profile")
    ]


def test_record_holds_what_initiatives_consist_of():
    for row in rows("initiatives"):
        initiative = Initiative.objects.get(slug=row["slug"])
        partners = sorted(one.code for one in initiative.partner_countries.all())
        dates = [one.date for one in initiative.milestones.all()]

        assert initiative.launched == row["launched"]
        assert partners == sorted(items(row["partner_countries"]))
        assert slugs(initiative.sources) == sorted(set(items(row["sources"])))
        assert set(items(row["related_meetings"])) <= set(slugs(initiative.meetings))
        assert dates == [item.split("|")[0] for item in items(row["milestones"])]
        for name in ("aims", "phases", "projects"):
            assert getattr(initiative, name).count() == len(items(row[name]))


def test_record_holds_visits_statements_and_photographs():
    for row in rows("visits"):
        visit = Visit.objects.get(slug=row["slug"])
        codes = sorted(country.code for country in visit.countries.all())
        assert (visit.start, visit.end) == (row["start"], row["end"])
        assert codes == sorted(items(row["countries"]))
        assert slugs(visit.sources) == sorted(items(row["sources"]))
    for row in rows("statements"):
        statement = Statement.objects.get(slug=row["slug"])
        meeting = statement.meeting.slug if statement.meeting else ""
        assert (statement.speaker.slug, meeting) == (row["speaker"], row["meeting"])
        assert statement.date == row["date"]
        assert statement.quotation == row["quotation"]
        assert statement.quotation_form == row["quotation_form"]
        assert slugs(statement.sources) == items(row["source"])
    for row in rows("photos"):
        photograph = Photograph.objects.get(slug=row["slug"])
        meetings = [one.slug for one in photograph.meetings.all()]
        assert (photograph.credit, photograph.image.name) == (row["credit"], "")
        assert meetings == items(row["meeting"])
        assert slugs(photograph.people) == sorted(items(row["people"]))


def test_record_tells_all_disagreements_of_its_sources():
    texts = set()
    for shape in shapes():
        if "disagreements" in shape.fields:
            for text in shape.model.objects.values_list("disagreements_en", flat=True):
                texts.update(part for part in (text or "").split("\n\n") if part)

    assert len(texts) == 29


def test_record_has_summaries_in_both_languages_but_for_three():
    lacking = {
        language: {
            one.slug
            for model in (Meeting, Initiative)
            for one in model.objects.all()
            if not getattr(one, f"summary_{language}")
        }
        for language in LANGUAGES
    }

    assert lacking == {"ar": set(), "en": WITHOUT_ENGLISH}


def test_record_has_every_text_of_its_rows_in_both_languages():
    for shape in shapes():
        for row_shape in shape.rows.values():
            for name in row_shape.translated:
                for row in row_shape.model.objects.all():
                    arabic = getattr(row, f"{name}_ar")
                    english = getattr(row, f"{name}_en")
                    assert bool(arabic) == bool(english), (row.pk, name)


def test_record_exported_again_is_the_same_bytes(tmp_path):
    folder = tmp_path / "again"

    export_package(folder, published_only=False, progress=lambda count: None)

    names = sorted(p.relative_to(RECORD) for p in RECORD.rglob("*.json"))
    assert names == sorted(p.relative_to(folder) for p in folder.rglob("*.json"))
    changed = [
        n for n in names if (RECORD / n).read_bytes() != (folder / n).read_bytes()
    ]
    assert changed == []
