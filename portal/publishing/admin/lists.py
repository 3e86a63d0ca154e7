"""What lists tell editors: how complete a record is, and what it lacks."""

from functools import cache

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.documents.outdated import text_names
from portal.documents.shape import LANGUAGES, shape_of
from portal.publishing import desk


def holds_null(request):
    """Whether a query has a character that no database looks for."""
    return any("\0" in value for _name, row in request.GET.lists() for value in row)


class RecordList(ChangeList):
    def get_queryset(self, request, exclude_parameters=None):
        """Reads with each record the rows and sources that the columns count."""
        found = super().get_queryset(request, exclude_parameters)
        shape = shape_of(self.model)
        paths = [*shape.rows, *(name for name in ["sources"] if name in shape.many)]
        return found.prefetch_related(*paths)


def texts(shape, record):
    """Each translated text of a record and of its rows, by language."""
    for name in text_names(shape):
        yield {code: getattr(record, f"{name}_{code}") for code in LANGUAGES}
    for name, row_shape in shape.rows.items():
        for row in getattr(record, name).all():
            yield from texts(row_shape, row)


@cache
def completeness(code):
    """A column that says how much of a record is written in a language."""

    @admin.display(description=dict(settings.LANGUAGES)[code])
    def column(record):
        written = [t for t in texts(shape_of(type(record)), record) if any(t.values())]
        count = sum(bool(text[code]) for text in written)
        old = outdated_in(record, code)
        if count == len(written) and old:
            return older(old)
        if count == len(written):
            html = '<span class="complete" role="img" aria-label="{}">✓</span>'
            return format_html(html, _("complete"))
        kind = "partial" if count else "missing"
        words = _("%(count)d of %(all)d") % {"count": count, "all": len(written)}
        html = format_html('<span class="{}"><bdi>{}</bdi></span>', kind, words)
        return format_html("{} {}", html, older(old)) if old else html

    return column


def outdated_in(record, code):
    """How many translations into a language are older than their source."""
    return sum(name.startswith(f"{code}:") for name in record.outdated_translations)


def older(count):
    words = ngettext(
        "%(count)d older than its source", "%(count)d older than their source", count
    )
    return format_html('<span class="partial">{}</span>', words % {"count": count})


@admin.display(description=gettext_lazy("sources"))
def source_count(record):
    """How many sources a record and its rows name; zero is marked."""
    if count := len(record.sources.all()):
        return count
    return format_html('<span class="missing">{}</span>', _("none"))


class Asking(admin.SimpleListFilter):
    """A filter that asks what the desk's front page counts."""

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        asked = self.parameter_name, self.value(), request.user
        return queryset.filter(desk.condition(shape_of(queryset.model), *asked))


class MissingFilter(Asking):
    title = gettext_lazy("what is missing")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return desk.missing_choices(shape_of(model_admin.model)).items()


class AlikeFilter(Asking):
    title = gettext_lazy("possible duplicates")
    parameter_name = "alike"

    def lookups(self, request, model_admin):
        return desk.alike_choices(shape_of(model_admin.model)).items()


def proposed_by(value, user):
    return Q(author=user) if value == "me" else ~Q(author=user)


class ProposedByFilter(admin.SimpleListFilter):
    """Of proposals: one's own, or those of others, which one may decide on."""

    title = gettext_lazy("author")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        return [("me", _("my own")), ("others", _("of others"))]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(proposed_by(self.value(), request.user))


class ByFilter(Asking):
    title = gettext_lazy("who")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        return desk.BY.items()


def year_filter(field):
    """A filter by the year of a partial date."""

    class YearFilter(admin.SimpleListFilter):
        title = gettext_lazy("year")
        parameter_name = "year"

        def lookups(self, request, model_admin):
            dated = model_admin.model.objects.exclude(**{field: ""})
            years = dated.annotate(year=Substr(field, 1, 4)).order_by("-year")
            found = years.values_list("year", flat=True).distinct()
            return [(year, year) for year in found]

        def queryset(self, request, queryset):
            if self.value() not in dict(self.lookup_choices):
                return queryset
            return queryset.filter(**{f"{field}__startswith": self.value()})

    return YearFilter
