"""What follows when the public is to read something else than before.

Counts, and whatever else is derived from the published record, change in the same
transaction; then the version moves.
"""

from collections.abc import Callable

from django.db.models import Model

from portal.publishing import tally
from portal.publishing.aliases import renew_aliases
from portal.publishing.version import move_version

CHUNK = 500

Follower = Callable[[type[Model], list[int]], None]

_followers: list[Follower] = [tally.recount, renew_aliases]


def follow(follower: Follower) -> None:
    """Has a function called with a model and the primary keys of what changed.

    What is there of them and published is for it to find out.
    """
    _followers.append(follower)


def renew(changed: dict[type[Model], list[int]]) -> None:
    """Brings everything derived up to the state of some records.

    `changed` has the primary keys of the records by model.
    """
    for model, keys in changed.items():
        for start in range(0, len(keys), CHUNK):
            for follower in _followers:
                follower(model, keys[start : start + CHUNK])
    if any(changed.values()):
        move_version()
