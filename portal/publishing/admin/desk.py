"""The front page of the desk: what waits, what is under way, what the record lacks."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from portal.publishing import desk, workflow
from portal.publishing.admin.lists import proposed_by
from portal.publishing.admin.translation_queue import (
    first_translated_into,
    visible_shapes,
)
from portal.publishing.models import Proposal, Remark
from portal.publishing.translation_queue import count as count_waiting

SIZE = 8


def front_page(request):
    """What the template of the front page shows; empty for who may see no record."""
    user, models = request.user, shapes_for(request)
    if not models:
        return {}
    lacking, alike = desk.questions_about("missing"), desk.questions_about("alike")
    questions = desk.QUESTIONS | lacking | alike
    numbers = desk.numbers(models, questions, user)
    mine = ["drafts", "returned"] + ["to_decide"] * workflow.can_publish(user)

    def panel(names):
        return [answer(questions[name], numbers[name]) for name in names]

    return {
        "desk": True,
        "mine": panel(mine) + proposals(request),
        "under_way": panel(["in_review", "scheduled"]),
        "due": [*map(link, desk.first(models, "publish_at", SIZE, state="scheduled"))],
        "lacking": [a for a in panel(lacking) if a["numbers"]],
        "alike": [a for a in panel(alike) if a["numbers"]],
        "returned": returned(numbers["returned"], user),
        "latest": [link(record) | {"entry": e} for e, record in desk.logged(SIZE)],
        "untranslated": untranslated(request),
    }


def proposals(request):
    """What is said of open proposals: one's own, and those of others to decide on."""
    model_admin = admin.site.get_model_admin(Proposal)
    if not model_admin.has_view_permission(request):
        return []
    asked = {"me": gettext("Your proposals")}
    if workflow.can_publish(request.user):
        asked["others"] = gettext("Proposals of others")
    wanted = {by: Count("pk", filter=proposed_by(by, request.user)) for by in asked}
    counts = Proposal.objects.open().aggregate(**wanted)
    url = reverse("admin:publishing_proposal_changelist")
    name = capfirst(Proposal._meta.verbose_name_plural)
    return [
        {
            "label": label,
            "numbers": [
                {
                    "count": counts[by],
                    "type": name,
                    "url": f"{url}?state__exact=open&by={by}",
                }
            ]
            if counts[by]
            else [],
        }
        for by, label in asked.items()
    ]


def returned(numbers, user):
    """The drafts of a user that were sent back, each with the last remark on it."""
    found = []
    for shape, _count in numbers:
        asked = desk.condition(shape, "by", "returned", user)
        records = QuerySet(shape.model).filter(asked).in_bulk()
        remarks = Remark.objects.filter(type=shape.type, record_id__in=records)
        last = {one.record_id: one for one in remarks.order_by("made_at", "pk")}
        found += [link(records[pk]) | {"remark": last[pk]} for pk in last]
    found.sort(key=lambda one: one["remark"].made_at, reverse=True)
    return found[:SIZE]


def shapes_for(request):
    """The types whose records a user may see."""
    return [
        shape
        for shape in desk.record_shapes()
        if admin.site.get_model_admin(shape.model).has_view_permission(request)
    ]


def answer(question, numbers):
    """A question with its numbers, each with the list that it is the length of."""
    return {
        "label": capfirst(question.label),
        "numbers": [
            {
                "count": number.count,
                "type": capfirst(number.shape.options.verbose_name_plural),
                "url": f"{list_url(number.shape)}?{urlencode(question.asked)}",
            }
            for number in numbers
        ],
    }


def list_url(shape):
    options = shape.options
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")


def link(record):
    """A record with the address of its form."""
    options = record._meta
    name = f"admin:{options.app_label}_{options.model_name}_change"
    return {
        "record": record,
        "type": options.verbose_name,
        "url": reverse(name, args=[record.pk]),
    }


def untranslated(request):
    """How much waits to be translated, with the page that lists it."""
    code = first_translated_into()
    return {
        "count": count_waiting(visible_shapes(request), code),
        "url": f"{reverse('admin:translation')}?language={code}",
    }
