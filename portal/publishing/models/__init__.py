from portal.publishing.models.log import (
    CHANGE_KINDS,
    WITHDRAWAL_KINDS,
    Action,
    Kind,
    LogEntry,
)
from portal.publishing.models.proposals import Proposal, Remark
from portal.publishing.models.public import Alias, RecordVersion, Tallied, Tally
from portal.publishing.models.records import (
    PERMANENT_ID_LETTERS,
    Record,
    RecordQuerySet,
    State,
    new_permanent_id,
    validate_outdated,
    validate_slug,
)

__all__ = [
    "CHANGE_KINDS",
    "PERMANENT_ID_LETTERS",
    "WITHDRAWAL_KINDS",
    "Action",
    "Alias",
    "Kind",
    "LogEntry",
    "Proposal",
    "Record",
    "RecordQuerySet",
    "RecordVersion",
    "Remark",
    "State",
    "Tallied",
    "Tally",
    "new_permanent_id",
    "validate_outdated",
    "validate_slug",
]
