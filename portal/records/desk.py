"""What the editors' desk asks of people and sources: which may be recorded twice."""

from django.db.models import Count, F, Q, Window
from django.utils.translation import gettext_lazy as _

from portal.publishing.desk import register_alike
from portal.records.models import Person, Source


def sharing(queryset, *names):
    """The rows that have the same values as another row, in some fields."""
    others = Window(Count("pk"), partition_by=[F(name) for name in names])
    return queryset.order_by().annotate(sharing=others).filter(sharing__gt=1)


def named_alike():
    named = Person.objects.exclude(likeness="").exclude(state="withdrawn")
    return Q(pk__in=sharing(named, "likeness").values("pk"))


def with_one_address():
    linked = Source.objects.exclude(url="").exclude(state="withdrawn")
    return Q(pk__in=sharing(linked, "url").values("pk"))


register_alike(Person, "name", _("names that sound alike"), named_alike)
register_alike(Source, "url", _("the same address"), with_one_address)
