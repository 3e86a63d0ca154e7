from django.db.models import Q

from portal.documents.shape import shapes
from portal.records.models import Source
from portal.records.views.base import RecordDetail, RecordList, excerpt


class SourceList(RecordList):
    model = Source
    paginate_by = 60
    dates = ("published",)


class SourceDetail(RecordDetail):
    model = Source
    parallel_relations = None

    def get_context_data(self, **kwargs):
        return super().get_context_data(cited_by=_cited_by(self.object), **kwargs)


def _cited_by(source):
    """The published records that rest on a source, themselves or by a row, by type."""
    types = [(shape, _paths_to_sources(shape)) for shape in shapes()]
    found = [
        (
            shape.options.verbose_name_plural,
            excerpt(_resting_on(source, shape.model, paths), size=50),
        )
        for shape, paths in types
        if paths
    ]
    return [(name, records) for name, records in found if records["rows"]]


def _paths_to_sources(shape):
    rows = [
        f"{name}__sources" for name, row in shape.rows.items() if "sources" in row.many
    ]
    return ["sources", *rows] if "sources" in shape.many else rows


def _resting_on(source, model, paths):
    condition = Q()
    for path in paths:
        citing = model.objects.filter(**{path: source})
        condition |= Q(pk__in=citing.values("pk"))
    return model.objects.published().filter(condition)
