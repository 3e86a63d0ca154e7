"""Initiatives in the words of schema.org."""

from initiatives.models import Initiative
from portal.records.linked_data import country, shown, thing, topic, words


def initiative(record: Initiative) -> dict:
    return thing(
        "Project",
        record,
        description=words(record, "summary"),
        foundingDate=record.launched,
        areaServed=[country(one) for one in record.partner_countries.all()],
        knowsAbout=[topic(one) for one in shown(record.topics.all())],
    )
