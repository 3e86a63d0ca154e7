"""What the editors' desk asks of meetings: roles that lack, and possible duplicates."""

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, Participation
from portal.publishing.desk import register_alike, register_missing
from portal.publishing.lacking import empty
from portal.publishing.models import State
from portal.records.desk import sharing

DAY = len("2021-07-28")


def of_a_day(rows):
    """Those of meetings whose day is known and that are not withdrawn."""
    rows = rows.annotate(exactness=Length("meeting__date")).filter(exactness=DAY)
    return rows.exclude(meeting__state=State.WITHDRAWN)


def of_one_day_kind_and_country():
    rows = of_a_day(Meeting.countries.through.objects.all())
    alike = sharing(rows, "meeting__date", "meeting__kind", "country")
    return Q(pk__in=alike.values("meeting"))


def of_one_day_and_person():
    others = Participation.objects.exclude(side=Participation.Side.HOME)
    alike = sharing(of_a_day(others), "meeting__date", "person")
    return Q(pk__in=alike.values("meeting"))


def without_a_role():
    without = Participation.objects.filter(empty("role_ar") | empty("role_en"))
    return Q(pk__in=without.values("meeting"))


register_missing(Meeting, "role", _("a role of a participant"), without_a_role)
register_alike(
    Meeting,
    "day-kind-country",
    _("the same day, kind and country"),
    of_one_day_kind_and_country,
)
register_alike(
    Meeting, "day-person", _("the same person on one day"), of_one_day_and_person
)
