from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.views.generic import DetailView, ListView

from portal.records.filters import Filter


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
    without them.
    """

    paginate_by = 20
    filter_class = Filter

    def get(self, request, *args, **kwargs):
        self.filter = self.filter_class(request.GET)
        if self.filter.has_empty:
            query = self.filter.parameters.urlencode()
            return HttpResponseRedirect(
                f"{request.path}?{query}" if query else request.path
            )
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return self.filter.narrow(super().get_queryset().published())

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        return keep(response, context["canonical_query"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page, query = context["page_obj"], self.filter.parameters
        context["filter"] = self.filter
        context["parameters"] = query.copy()
        context["page_range"] = page.paginator.get_elided_page_range(page.number)
        if page.number > 1:
            query["page"] = page.number
        context["canonical_query"] = query.urlencode()
        return context


class RecordDetail(DetailView):
    """One published record by its slug; its template also has it as `record`."""

    def get_queryset(self):
        return super().get_queryset().published()

    def render_to_response(self, context, **kwargs):
        return keep(super().render_to_response(context, **kwargs))

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.object, **kwargs)


def excerpt(queryset, size=12):
    """The first of many records, and whether there are more: `{"rows", "has_more"}`."""
    rows = list(queryset[: size + 1])
    return {"rows": rows[:size], "has_more": len(rows) > size}
