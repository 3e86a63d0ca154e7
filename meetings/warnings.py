"""What editors of meetings are warned of: who met the same day, who was no longer in
office."""

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.models import Meeting
from portal.publishing.lists import listed
from portal.publishing.warnings import Warned, long_quotation
from portal.records.dates import display
from portal.records.forms import typed_date
from portal.records.models import Person
from portal.search.text import fold

WHOLE_DAY = len("2021-07-28")


def same_day(typed, record):
    """Another meeting with the same person on the same day may be the same one.

    Whoever holds the office is in every meeting and tells nothing.
    """
    date = typed_date(typed, "date")
    if len(date) < WHOLE_DAY:
        return
    people = _participants(typed)
    others = Meeting.objects.filter(date=date, participants__person__in=people)
    if record:
        others = others.exclude(pk=record.pk)
    for meeting in others.distinct().prefetch_related("participants"):
        present = {row.person_id for row in meeting.participants.all()}
        for person, row in people.items():
            if person.pk in present and person.slug != settings.OFFICE_HOLDER:
                text = _("%(person)s has a meeting on %(date)s in this record already:")
                text %= {"person": person, "date": display(date)}
                yield Warned(row.id_of("person"), text, (meeting,))


def outside_term(typed, record):
    """A role that no recorded position covers on the date of the meeting."""
    date = typed_date(typed, "date")
    if not date:
        return
    for person, row in _participants(typed, "positions").items():
        dated = [p for p in person.positions.all() if p.start or p.end]
        named = [p for p in dated if _is_named(p, row)]
        if (named or dated) and not any(p.covers(date) for p in named or dated):
            yield Warned(row.id_of("person"), _why(person, named or dated, date))


def long_quotations(typed, record):
    """Statements that are entered with their meeting."""
    for row in typed.rows("statements"):
        yield from long_quotation(row, record)


def _participants(typed, *related):
    """The people in the rows of a meeting, each with the row."""
    rows = {r.key("person"): r for r in typed.rows("participants") if r.key("person")}
    people = Person.objects.filter(pk__in=rows).prefetch_related(*related)
    return {person: rows[person.pk] for person in people}


def _is_named(position, row):
    """Whether the role that is written is the title of a position."""
    return any(
        title and fold(title) == fold(row.text(f"role_{code}"))
        for code, title in (("ar", position.title_ar), ("en", position.title_en))
    )


def _why(person, positions, date):
    spans = [f"{p.title} ({_span(p)})" for p in positions]
    held = listed(spans)
    text = _("%(date)s lies outside what is recorded of %(person)s: %(positions)s.")
    return text % {"date": display(date), "person": person, "positions": held}


def _span(position):
    names = {"start": display(position.start), "end": display(position.end)}
    if not position.end:
        return _("from %(start)s") % names
    if not position.start:
        return _("until %(end)s") % names
    return _("%(start)s – %(end)s") % names
