"""Earlier names in addresses, and the published records that they lead to."""

from portal.documents.shape import shape_of
from portal.publishing.models import Alias, Record


def renew_aliases(model: type, primary_keys: list[int]) -> None:
    """Brings the earlier names up to the present state of some records of a model."""
    if not issubclass(model, Record):
        return
    type_ = shape_of(model).type
    Alias.objects.filter(type=type_, record_id__in=primary_keys).delete()
    published = model.objects.published().filter(pk__in=primary_keys)
    Alias.objects.bulk_create(
        Alias(type=type_, alias=alias, record_id=key)
        for key, aliases in published.values_list("pk", "aliases")
        for alias in aliases
    )


def record_once_called(model: type, alias: str) -> Record | None:
    """The published record of a model that once had a name in its address."""
    called = Alias.objects.filter(type=shape_of(model).type, alias=alias)
    return model.objects.published().filter(pk__in=called.values("record_id")).first()
