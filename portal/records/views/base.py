from django.db.models import Prefetch
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import DetailView, ListView

from portal.publishing import log
from portal.publishing.aliases import record_once_called
from portal.publishing.models import Record
from portal.records import parallel
from portal.records.completeness import completeness
from portal.records.filters import Filter

PARALLEL = "view=parallel"


def published(path, queryset):
    """A prefetch of only what is published among the related records."""
    return Prefetch(path, queryset=queryset.published())


def keep(response, canonical_query=""):
    """Lets the store of pages keep an answer, under the query that it belongs to."""
    response.canonical_query = canonical_query
    return response


class RecordList(ListView):
    """Published records of one model, twenty a page, chosen by what its filter asks.

    An address with questions left empty, as a form sends them, leads to the one
    without them. `dates` names the dates that a record of the list has.
    """

    paginate_by = 20
    filter_class = Filter
    dates = ()

    def get(self, request, *args, **kwargs):
        self.filter = self.filter_class(request.GET)
        if self.filter.has_empty:
            query = self.filter.parameters.urlencode()
            return HttpResponseRedirect(
                f"{request.path}?{query}" if query else request.path
            )
        return super().get(request, *args, **kwargs)

    def get_records(self):
        """All records of the list, whatever is asked."""
        return self.model.objects.published()

    def get_queryset(self):
        return self.filter.narrow(super().get_queryset().published())

    def get_completeness(self):
        return completeness(self.get_records(), self.dates)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        return keep(response, context["canonical_query"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page, query = context["page_obj"], self.filter.parameters
        context["filter"] = self.filter
        counts = self.filter.counts(self.get_records())
        context["offers"] = self.filter.offers(counts)
        context["completeness"] = self.get_completeness()
        context["parameters"] = query.copy()
        context["page_range"] = page.paginator.get_elided_page_range(page.number)
        if page.number > 1:
            query["page"] = page.number
        context["canonical_query"] = query.urlencode()
        return context


class RecordDetail(DetailView):
    """One published record by its slug; its template also has it as `record`.

    `?view=parallel` shows its texts in all languages side by side; with them the fields
    of other records that `parallel_relations` names, by relation, or nothing at all
    where that is None. An earlier slug leads to the present one; a withdrawn record
    leaves a page that says when and why.
    """

    parallel_relations = {}

    def get(self, request, *args, **kwargs):
        try:
            if self.is_parallel:
                return self.render_parallel()
            return super().get(request, *args, **kwargs)
        except Http404:
            if answer := self.get_elsewhere():
                return answer
            raise

    @property
    def is_parallel(self):
        is_asked = self.request.GET.get("view") == "parallel"
        return is_asked and self.parallel_relations is not None

    def get_queryset(self):
        return super().get_queryset().published()

    def render_to_response(self, context, **kwargs):
        return keep(super().render_to_response(context, **kwargs))

    def render_parallel(self):
        record = self.get_object(self.model.objects.published())
        context = {
            "record": record,
            "title": parallel.title_of(record),
            "parts": parallel.parts(record, self.parallel_relations),
            "view_query": PARALLEL,
        }
        return keep(render(self.request, "records/parallel.html", context), PARALLEL)

    def get_elsewhere(self):
        """The page of a withdrawn record, or where an earlier slug leads; or None."""
        if not issubclass(self.model, Record):
            return None
        slug = self.kwargs[self.slug_url_kwarg]
        if withdrawn := self.model.objects.withdrawn().filter(slug=slug).first():
            withdrawal = log.revisions(withdrawn).last()
            context = {"record": withdrawn, "withdrawal": withdrawal}
            return render(self.request, "410.html", context, status=410)
        if record := record_once_called(self.model, slug):
            kwargs = self.kwargs | {self.slug_url_kwarg: record.slug}
            path = reverse(self.request.resolver_match.view_name, kwargs=kwargs)
            return HttpResponsePermanentRedirect(
                f"{path}?{PARALLEL}" if self.is_parallel else path
            )
        return None

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.object, **kwargs)


def excerpt(queryset, size=12):
    """The first of many records, and whether there are more: `{"rows", "has_more"}`."""
    rows = list(queryset[: size + 1])
    return {"rows": rows[:size], "has_more": len(rows) > size}
