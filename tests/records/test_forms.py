import pytest
from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils import translation

from portal.records.forms import PartialDateFormField


class DateForm(Form):
    date = PartialDateFormField(required=False)


class RequiredDateForm(Form):
    date = PartialDateFormField()


@pytest.mark.parametrize(
    ("entered", "value"),
    [
        (["2021", "07", "28"], "2021-07-28"),
        (["2021", "07", "8"], "2021-07-08"),
        (["2021", "07", ""], "2021-07"),
        (["2021", "", ""], "2021"),
        ([" ٢٠٢١ ", "07", "٢٨"], "2021-07-28"),
        (["", "", ""], ""),
        ([], ""),
        (None, ""),
    ],
)
def test_partial_date_is_as_exact_as_what_is_entered(entered, value):
    assert PartialDateFormField(required=False).clean(entered) == value


@pytest.mark.parametrize(
    ("entered", "message"),
    [
        (["", "07", "28"], "Give the year as well."),
        (["21", "07", "28"], "Give the year in four digits."),
        (["20211", "", ""], "Give the year in four digits."),
        (["2021", "", "28"], "Give the month of the day as well."),
        (["2021", "07", "x"], "Give the day in one or two digits."),
        (["2021", "02", "30"], "There is no such date."),
        (["2021", "13", ""], "There is no such date."),
        (["0000", "", ""], "There is no such date."),
        (["20\x0021", "", ""], "Null characters are not allowed."),
    ],
)
def test_partial_date_says_what_is_wrong(entered, message):
    with pytest.raises(ValidationError) as caught:
        PartialDateFormField(required=False).clean(entered)

    assert caught.value.messages == [message]


def test_partial_date_may_be_required():
    form = RequiredDateForm({"date_0": "", "date_1": "", "date_2": ""})

    assert form.errors == {"date": ["This field is required."]}


@pytest.mark.parametrize("value", ["2021", "2021-07", "2021-07-28", ""])
def test_partial_date_is_unchanged_when_entered_as_shown(value):
    form = DateForm(initial={"date": value})
    parts = form["date"].subwidgets[0].data["subwidgets"]
    shown = {part["name"]: part["value"] for part in parts}
    shown["date_1"] = "".join(shown["date_1"] or "")

    again = DateForm(
        {name: value or "" for name, value in shown.items()}, initial={"date": value}
    )

    assert again.is_valid()
    assert again.cleaned_data["date"] == value
    assert not again.has_changed()


def test_partial_date_keeps_what_was_typed_by_mistake():
    form = DateForm({"date_0": "2021", "date_1": "02", "date_2": "30<"})

    html = str(form["date"])

    assert 'value="30&lt;"' in html
    assert '<option value="02" selected>February</option>' in html


def test_partial_date_names_its_parts_in_the_language_of_the_editor():
    with translation.override("ar"):
        html = str(DateForm()["date"])

    assert html.count("<label") == 3
    assert "February" not in html
