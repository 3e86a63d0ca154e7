"""A plain Django site over the same tables, to measure ours against.

Two pages as Django's tutorial would write them, in one language, without a cache:
a list of twenty cards and a meeting with what belongs to it.
"""

import os

import django
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.wsgi import get_wsgi_application

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %}</title></head><body><header><nav><ul>
{% for i in links %}<li><a href="/{{ i }}/">{{ i }}</a></li>{% endfor %}</ul></nav>
</header><main>{% block content %}{% endblock %}</main></body></html>"""
LIST = """{% extends "page" %}{% block title %}Meetings{% endblock %}
{% block content %}<h1>{{ page.paginator.count }} meetings</h1><ol>{% for m in page %}
<li><article><p>{{ m.date }} {{ m.kind }} {{ m.city_en }}</p>
<h2><a href="/meetings/{{ m.slug }}/">{{ m.title_en }}</a></h2><ul>
{% for p in m.participants.all %}<li>{{ p.person.name_en }}, {{ p.role_en }}</li>
{% endfor %}</ul></article></li>{% endfor %}</ol>
{% if page.has_next %}<a href="?page={{ page.next_page_number }}">Next</a>{% endif %}
{% endblock %}"""
DETAIL = """{% extends "page" %}{% block title %}{{ m.title_en }}{% endblock %}
{% block content %}<h1>{{ m.title_en }}</h1><p>{{ m.date }} {{ m.city_en }}</p>
<p>{{ m.summary_en }}</p>{{ m.text_en|safe }}<h2>Present</h2><ul>
{% for p in m.participants.all %}<li>{{ p.person.name_en }}, {{ p.role_en }}</li>
{% endfor %}</ul><h2>Outcomes</h2><ul>{% for o in m.outcomes.all %}
<li>{{ o.kind }}: {{ o.text_en }}</li>{% endfor %}</ul><h2>Countries</h2><ul>
{% for c in m.countries.all %}<li>{{ c.name_en }}</li>{% endfor %}</ul><h2>Topics</h2>
<ul>{% for t in m.topics.all %}<li>{{ t.name_en }}</li>{% endfor %}</ul>
<h2>Sources</h2><ul>{% for s in m.sources.all %}<li>{{ s.publisher }}: {{ s.title }}
</li>{% endfor %}</ul>{% endblock %}"""


def configure():
    # The lists of apps and middleware of a new Django project.
    contrib = ["admin", "auth", "contenttypes", "sessions", "messages", "staticfiles"]
    settings.configure(
        SECRET_KEY="for-measuring-only",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.bench.plain",
        INSTALLED_APPS=[f"django.contrib.{name}" for name in contrib]
        + ["tests.bench.plain.PlainConfig"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {"page": PAGE, "list": LIST, "detail": DETAIL},
                                )
                            ],
                        )
                    ],
                },
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": os.environ["BENCH_DATABASE"],
                "CONN_MAX_AGE": 60,
            }
        },
        STATIC_URL="static/",
        USE_TZ=True,
    )


class PlainConfig(AppConfig):
    name = "tests.bench"
    label = "plain"


if not settings.configured:
    configure()
    django.setup(set_prefix=False)

# What follows needs the settings.
from django.core.paginator import Paginator  # noqa: E402
from django.db import models  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402

LINKS = ["meetings", "initiatives", "visits", "people", "countries", "topics"]


def table(name, *fields, **relations):
    """A model over one of the record's tables, with some of its columns."""
    texts = {field: models.TextField() for field in fields}
    meta = type("Meta", (), {"app_label": "plain", "db_table": name, "managed": False})
    title = name.replace("_", " ").title().replace(" ", "")
    body = {"__module__": __name__, "Meta": meta} | texts | relations
    return type(title, (models.Model,), body)


def many(model, through, source, target):
    join = table(
        through,
        **{
            source: models.ForeignKey("plain.MeetingsMeeting", models.CASCADE),
            target: models.ForeignKey(model, models.CASCADE),
        },
    )
    return models.ManyToManyField(model, through=join, related_name="+")


Person = table("records_person", "name_en")
Country = table("records_country", "name_en")
Topic = table("records_topic", "name_en")
Source = table("records_source", "publisher", "title")
Meeting = table(
    "meetings_meeting",
    *("slug", "state", "date", "kind", "city_en", "title_en", "summary_en", "text_en"),
    countries=many(Country, "meetings_meeting_countries", "meeting", "country"),
    topics=many(Topic, "meetings_meeting_topics", "meeting", "topic"),
    sources=many(Source, "meetings_meeting_sources", "meeting", "source"),
)
Participation = table(
    "meetings_participation",
    "role_en",
    meeting=models.ForeignKey(Meeting, models.CASCADE, related_name="participants"),
    person=models.ForeignKey(Person, models.CASCADE, related_name="+"),
)
Outcome = table(
    "meetings_outcome",
    "kind",
    "text_en",
    meeting=models.ForeignKey(Meeting, models.CASCADE, related_name="outcomes"),
)


def meeting_list(request):
    found = Meeting.objects.filter(state="published").order_by("-date")
    if country := request.GET.get("country"):
        found = found.filter(countries__pk=country)
    found = found.prefetch_related("participants__person")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "list", {"page": page, "links": LINKS})


def meeting_detail(request, slug):
    related = ["participants__person", "outcomes", "countries", "topics", "sources"]
    meetings = Meeting.objects.filter(state="published").prefetch_related(*related)
    meeting = get_object_or_404(meetings, slug=slug)
    return render(request, "detail", {"m": meeting, "links": LINKS})


urlpatterns = [
    path("meetings/", meeting_list),
    path("meetings/<slug:slug>/", meeting_detail),
]
application = get_wsgi_application() if apps.ready else None
