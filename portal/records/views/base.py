from django.db.models import Prefetch
from django.http import QueryDict
from django.views.generic import DetailView, ListView


def published(path, queryset):
    """A prefetch of only what is published among the related records."""
    return Prefetch(path, queryset=queryset.published())


class RecordList(ListView):
    """Published records of one model, twenty a page.

    `parameters` names what a list reads from its query, in canonical order. Links
    keep these and nothing else.
    """

    paginate_by = 20
    parameters = ()

    def get_queryset(self):
        return super().get_queryset().published()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        chosen = QueryDict(mutable=True)
        for name in self.parameters:
            if value := self.request.GET.get(name):
                chosen[name] = value
        context["parameters"] = chosen.copy()
        page = context["page_obj"]
        context["page_range"] = page.paginator.get_elided_page_range(page.number)
        if page.number > 1:
            chosen["page"] = page.number
        context["canonical_query"] = chosen.urlencode()
        return context


class RecordDetail(DetailView):
    """One published record by its slug; its template also has it as `record`."""

    def get_queryset(self):
        return super().get_queryset().published()

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.object, **kwargs)


def excerpt(queryset, size=12):
    """The first of many records, and whether there are more: `{"rows", "has_more"}`."""
    rows = list(queryset[: size + 1])
    return {"rows": rows[:size], "has_more": len(rows) > size}
