from django.db.models import Q


def neighbours(records, record, date):
    """The nearest earlier and the nearest later of some records, or None: a pair.

    `date` is the field that a list has them by, the latest first and then by slug.
    """
    value, slug = getattr(record, date), record.slug
    before, after = Q(**{f"{date}__lt": value}), Q(**{f"{date}__gt": value})
    not_after, not_before = Q(**{f"{date}__lte": value}), Q(**{f"{date}__gte": value})
    earlier = records.filter(before | Q(slug__gt=slug), not_after)
    later = records.filter(after | Q(slug__lt=slug), not_before)
    is_earlier = Q(pk__in=earlier.order_by(f"-{date}", "slug").values("pk")[:1])
    is_later = Q(pk__in=later.order_by(date, "-slug").values("pk")[:1])
    found = records.filter(is_earlier | is_later).annotate(is_later=is_later)
    by_side = {row.is_later: row for row in found}
    return by_side.get(False), by_side.get(True)
