"""What people enter in more than plain text: partial dates, and pictures."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.publishing.admin import RecordForm
from portal.records import addresses, pictures
from portal.records.dates import parse
from portal.search.text import clean


class PartialDateWidget(forms.MultiWidget):
    """Three inputs; the names of months come from the catalogue."""

    template_name = "records/partial_date.html"
    use_fieldset = True
    labels = [gettext_lazy("Year"), gettext_lazy("Month"), gettext_lazy("Day")]

    def __init__(self, attrs=None):
        months = [("", "—"), *((f"{n:02}", name) for n, name in MONTHS.items())]
        number = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        super().__init__(
            [
                forms.TextInput(attrs=number | {"size": 4}),
                forms.Select(choices=months),
                forms.TextInput(attrs=number | {"size": 2}),
            ],
            attrs,
        )

    def decompress(self, value):
        year, month, day = [*(value or "").split("-"), "", "", ""][:3]
        return [year, month, day]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        for part, label in zip(parts, self.labels, strict=True):
            part["label"] = label
        return context


class PartialDateFormField(forms.MultiValueField):
    """Its value is "2021", "2021-07", "2021-07-28" or "" where nothing is entered."""

    widget = PartialDateWidget

    def __init__(self, *, max_length=None, empty_value="", widget=None, **kwargs):
        # The admin brings the widget of plain text.
        if not isinstance(widget, PartialDateWidget):
            widget = PartialDateWidget()
        fields = [forms.CharField(required=False) for _part in widget.widgets]
        super().__init__(fields, widget=widget, require_all_fields=False, **kwargs)

    def compress(self, values):
        year, month, day = (clean(value).strip() for value in values or ["", "", ""])
        if not (year or month or day):
            return ""
        if not year:
            raise ValidationError(_("Give the year as well."), code="year")
        if not (year.isdecimal() and len(year) == 4):
            raise ValidationError(_("Give the year in four digits."), code="year")
        if day and not month:
            raise ValidationError(_("Give the month of the day as well."), code="month")
        if day and not (day.isdecimal() and len(day) <= 2):
            raise ValidationError(_("Give the day in one or two digits."), code="day")
        return self._existing([year, month, day.zfill(2) if day else ""])

    def _existing(self, parts):
        text = "-".join(part for part in parts if part)
        try:
            parse(text)
        except ValueError as error:
            raise ValidationError(_("There is no such date."), code="date") from error
        return text


class PictureWidget(AdminFileWidget):
    """Shows the picture that is there, with its size."""

    template_name = "records/picture_input.html"

    def __init__(self, attrs=None):
        super().__init__({"accept": "image/jpeg,image/png,image/webp"} | (attrs or {}))


class PictureFormField(forms.FileField):
    """Its value is the picture as it will be kept; what the file was called is lost."""

    def __init__(self, *, widget=None, **kwargs):
        # The admin brings the widget of any file.
        if not isinstance(widget, PictureWidget):
            widget = PictureWidget()
        super().__init__(widget=widget, **kwargs)

    def to_python(self, data):
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > pictures.MAX_BYTES:
            raise ValidationError(pictures.TOO_LARGE, code="size")
        return ContentFile(pictures.reencoded(file.read()), name="picture.jpg")


def typed_date(typed, name):
    """The partial date in an input that is being written; "" where it is none yet."""
    field = PartialDateFormField(required=False)
    try:
        return field.clean(typed.parts(name, len(field.fields)))
    except ValidationError:
        return ""


class SourceForm(RecordForm):
    @classmethod
    def slug_words(cls, typed):
        """Who published it where, and when; the title where no day is known."""
        host = (addresses.host(typed.text("url")) or "").split(".")
        name = host[-2] if len(host) > 1 else typed.text("publisher")
        return [name, typed_date(typed, "published") or typed.text("title")]
