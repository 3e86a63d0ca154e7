from django.contrib import admin

from meetings.models import Meeting, Outcome
from portal.publishing.admin import RecordAdmin
from portal.publishing.checks import no_side_doors, side_doors


def errors_with(model, model_admin):
    return [error.id for error in side_doors({model: model_admin(model, admin.site)})]


def test_admins_of_the_record_have_no_side_doors():
    assert no_side_doors(None) == []


def test_plain_admin_of_a_record_is_an_error():
    assert errors_with(Meeting, admin.ModelAdmin) == ["publishing.E002"]


def test_admin_of_rows_is_an_error():
    assert errors_with(Outcome, admin.ModelAdmin) == ["publishing.E001"]


def test_editing_or_deleting_in_the_list_is_an_error():
    class Wrong(RecordAdmin):
        list_editable = ["date"]
        actions = ["delete_selected"]

    found = errors_with(Meeting, Wrong)

    assert found == ["publishing.E003", "publishing.E004"]
