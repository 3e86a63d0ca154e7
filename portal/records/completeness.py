"""How complete a list of published records is, counted."""

from django.db.models import Count, Max, Min, Q, QuerySet

from portal.records.language import LABEL_FIELDS


def completeness(
    records: QuerySet, dates: tuple[str, ...] = (), changed: str = "changed_at"
) -> dict:
    """How many records there are, from when to when, how many of them have no date and
    how many no English, and when one was last changed.

    Gives `count`, `first`, `last`, `undated`, `lacking` and `changed`. `dates` names the
    partial dates of a record, its first one first; `changed` when it was last changed.
    """
    counted = {"count": Count("pk"), "changed": Max(changed)}
    if lacks_english := _lacks_english(records.model):
        counted["lacking"] = Count("pk", filter=lacks_english)
    if dates:
        counted["undated"] = Count("pk", filter=Q(**{dates[0]: ""}))
        counted["first"] = Min(dates[0], filter=~Q(**{dates[0]: ""}))
    for number, name in enumerate(dates):
        counted[f"last_{number}"] = Max(name)
    found = records.order_by().aggregate(**counted)
    lasts = [found.pop(f"last_{number}") or "" for number in range(len(dates))]
    return found | {"last": max(lasts, default="")}


def _lacks_english(model) -> Q:
    """That a record has no label in English, or an Arabic text without an English one."""
    names = {field.name for field in model._meta.get_fields()}
    condition = Q()
    for name in (*LABEL_FIELDS, "summary", "text"):
        if f"{name}_en" in names:
            is_empty = Q(**{f"{name}_en": ""}) | Q(**{f"{name}_en": None})
            condition |= (
                is_empty & ~Q(**{f"{name}_ar": ""}) & ~Q(**{f"{name}_ar": None})
            )
    return condition
