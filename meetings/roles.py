"""The roles a person may have had on the day of a meeting, to be proposed."""

from django.utils.translation import gettext as _

from portal.publishing.lists import listed
from portal.records.dates import display


def roles_on(person, date: str) -> list[dict[str, str]]:
    """The titles by language of the positions that may have been held on a date.

    Positions without any date count only where no other one is known to cover it.
    """
    held = [p for p in person.positions.held_on(date) if p.covers(date)] if date else []
    dated = [position for position in held if position.start or position.end]
    roles = [
        {"ar": position.title_ar or "", "en": position.title_en or ""}
        for position in dated or held
    ]
    return [role for n, role in enumerate(roles) if role not in roles[:n]]


def why_none(person, date: str, roles: list[dict[str, str]], language: str) -> str:
    """Tells an editor why no single role could be proposed."""
    names = {"person": person, "date": display(date)}
    if not date:
        return _("Give the date of the meeting, or write the role held that day.")
    if not roles:
        text = _(
            "No position of %(person)s is recorded for %(date)s. "
            "Write the role held that day."
        )
        return text % names
    titles = [role[language] or next(filter(None, role.values())) for role in roles]
    text = _(
        "%(person)s may have held several positions on %(date)s: %(titles)s. "
        "Write the role held that day."
    )
    return text % (names | {"titles": listed(titles, "or")})
