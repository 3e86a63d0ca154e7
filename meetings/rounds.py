"""The next round of a dialogue: the form of its meeting, and the round itself."""

from uuid import uuid4

from django.contrib import messages
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.models import Meeting, Series
from portal.documents.build import to_document
from portal.documents.shape import LANGUAGES
from portal.publishing import proposals, workflow
from portal.publishing.models.log import Kind
from portal.publishing.typed import is_key

KEPT = ("kind", "presence", "countries", "organisations", "topics", "initiatives")


class NextRound:
    """For the admin of meetings: `add/?round_of=<key of a series>` asks for its next.

    The meeting begins with those who took part in the last one, and brings its round
    with it.
    """

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        if obj is None and "round_of" in request.GET:
            for _name, options in found:
                if ("series", "round") in options["fields"]:
                    options["fields"].append("new_round")
        return found

    def original(self, request):
        if request.method != "GET" or not (series := series_of(request)):
            return super().original(request)
        last = series.meetings.order_by("-date", "-slug").first()
        if last:
            self.keep_rows(request, last, ["participants"])
        return last

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        if series := series_of(request):
            initial = {name: initial[name] for name in KEPT if name in initial}
            initial |= {"series": series.pk, "new_round": next_number(series)}
        return initial

    def save_model(self, request, obj, form, change):
        number = form.cleaned_data.get("new_round")
        if number and not obj.series.was_published:
            obj.round = add_round(obj.series, number, obj)
        super().save_model(request, obj, form, change)
        if number and obj.series.was_published:
            self._propose_round(request, obj, number)

    def _propose_round(self, request, meeting, number):
        """Asks a second person for the round, which readers see with the series."""
        series = meeting.series
        document = to_document(series)
        document["rounds"] = [*document["rounds"], round_document(meeting, number)]
        kind = Kind.NEW_INFORMATION
        try:
            proposals.propose(series, document, request.user, kind, note(number))
        except workflow.Refused as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return
        text = _(
            "“%(series)s” is published, so round %(number)d was proposed there. Once it "
            "is approved, choose it in this meeting."
        )
        text %= {"series": series, "number": number}
        self.message_user(request, text, messages.WARNING)


class SeriesRounds:
    """For the admin of series: leads to the form of the next round's meeting."""

    def render_change_form(self, request, context, *args, **kwargs):
        series = context["original"]
        meetings = self.admin_site.get_model_admin(Meeting)
        may_add = meetings.has_add_permission(request)
        if series and may_add and self.has_change_permission(request, series):
            url = reverse("admin:meetings_meeting_add")
            context["next_round_url"] = f"{url}?round_of={series.pk}"
        return super().render_change_form(request, context, *args, **kwargs)


def series_of(request):
    """The series whose next round is asked for, if it may be changed."""
    key = request.GET.get("round_of", "")
    return Series.objects.filter(pk=key).first() if is_key(key) else None


def next_number(series):
    return (series.rounds.aggregate(last=Max("number"))["last"] or 0) + 1


def add_round(series, number, meeting):
    """Adds a round to a series that was never published, on the day of its meeting."""
    last = series.rounds.aggregate(last=Max("position"))["last"]
    return series.rounds.create(
        number=number,
        date=meeting.date,
        position=(last or 0) + 1,
        place_ar=meeting.city_ar or "",
        place_en=meeting.city_en or "",
    )


def round_document(meeting, number):
    """A round as it stands in the document of its series."""
    return {
        "id": str(uuid4()),
        "number": number,
        "date": meeting.date,
        "place": {"ar": meeting.city_ar or "", "en": meeting.city_en or ""},
        "note": {"ar": "", "en": ""},
        "sources": [],
    }


def note(number):
    """What readers are told of a round that was added, in every language."""
    words = {}
    for code in LANGUAGES:
        with override(code):
            words[code] = _("Round %(number)d was added.") % {"number": number}
    return words
