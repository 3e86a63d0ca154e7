"""No side doors: every record is edited through the workflow and in no other way."""

from django.contrib import admin
from django.core.checks import Error

from portal.documents.models import OwnedRow
from portal.publishing.models import Record


def no_side_doors(app_configs, **kwargs) -> list[Error]:
    return side_doors(admin.site._registry)


def side_doors(admins) -> list[Error]:
    """Errors for each admin, by model, that would write or delete in another way."""
    # The admins are loaded after the models.
    from portal.publishing.admin import RecordAdmin

    found = []
    for model, model_admin in admins.items():
        if issubclass(model, OwnedRow):
            found.append(_error(model_admin, "a row is edited with its record", 1))
        if not issubclass(model, Record):
            continue
        if not isinstance(model_admin, RecordAdmin):
            found.append(_error(model_admin, "a record needs a RecordAdmin", 2))
        if model_admin.list_editable:
            found.append(_error(model_admin, "list_editable goes round proposals", 3))
        if "delete_selected" in (model_admin.actions or ()):
            found.append(_error(model_admin, "what was published is not deleted", 4))
    return found


def _error(model_admin, why: str, number: int) -> Error:
    return Error(
        f"{type(model_admin).__name__}: {why}.",
        obj=model_admin.model,
        id=f"publishing.E{number:03}",
    )
