"""Editors see what will be public, as readers will; nobody else sees anything of it."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from meetings.models import Outcome
from portal.documents.build import to_document
from portal.publishing.models import Kind, State, Tally
from portal.publishing.proposals import propose, record_of
from portal.publishing.version import read_version
from portal.records.models import Person
from portal.search.models import SearchEntry
from tests import factories
from tests.editing import admin_url, each_language, every_type

pytestmark = pytest.mark.django_db

FRAMES = r'<iframe src="([^"]+)" width="(\d+)"'
OPEN = [State.DRAFT, State.SUBMITTED, State.SCHEDULED]


def page_url(record, language="en", admin="en"):
    return admin_url(record, f"preview/{language}", language=admin)


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def everything(*records):
    return (
        [to_document(type(one).objects.get(pk=one.pk)) for one in records],
        read_version(),
        list(Tally.objects.values_list()),
        SearchEntry.objects.count(),
    )


@each_language
@every_type
def test_draft_is_shown_by_its_public_page(client, author, make, language):
    record = make(state=State.DRAFT)
    with translation.override(language):
        public = record.get_absolute_url()

    page = client.get(page_url(record, language))
    after = client.get(public)

    html = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1
    assert 'class="site-header"' in html
    assert "src=" not in "".join(re.findall("<script[^>]*>", html))
    assert after.status_code == 404


@pytest.mark.parametrize("state", [*OPEN, State.WITHDRAWN, State.PUBLISHED])
def test_record_is_shown_in_any_state(client, author, state):
    meeting = factories.make_meeting(state=state, title_en="Shown to editors")

    html = client.get(page_url(meeting)).content.decode()

    assert "Shown to editors" in html


def test_preview_shows_what_would_be_published_with_the_record(client, author):
    source = factories.make_source(state=State.SUBMITTED, title="Draft source")
    person = factories.make_person(
        state=State.DRAFT, name_en="Draft Person", sources=[source]
    )
    gone = factories.make_topic(state=State.WITHDRAWN, name_en="Withdrawn topic")
    meeting = factories.make_meeting(
        person, state=State.DRAFT, topics=[gone], sources=[source]
    )
    other = factories.make_meeting(person, state=State.DRAFT, title_en="Another draft")
    Outcome.objects.create(
        meeting=other, kind="agreement", text_ar="س", followed_by_meeting=meeting
    )

    html = client.get(page_url(meeting)).content.decode()

    assert "Draft Person" in html
    assert "Draft source" in html
    assert "Withdrawn topic" not in html
    assert "Another draft" not in html


def test_preview_leaves_nothing_behind(client, author):
    person = factories.make_person(state=State.DRAFT, name_en="Draft Person")
    meeting = factories.make_meeting(
        person, state=State.SCHEDULED, title_en="Draft meeting"
    )
    before = everything(meeting, person)
    list_before = client.get("/en/meetings/").content

    for language in ("en", "ar"):
        client.get(page_url(meeting, language))
        client.get(page_url(meeting, language) + "?view=parallel")
    client.get(admin_url(meeting, "preview"))

    assert everything(meeting, person) == before
    assert client.get("/en/meetings/").content == list_before
    assert b"Draft meeting" not in client.get("/en/search/?q=draft").content
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert client.get(person.get_absolute_url()).status_code == 404


def test_preview_is_kept_by_nobody_and_framed_by_this_site_only(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)

    frames = client.get(admin_url(meeting, "preview"))
    page = client.get(page_url(meeting))
    form = client.get(admin_url(meeting))

    for answer in (frames, page):
        kept = answer["Cache-Control"].split(", ")
        assert {"no-store", "private"} <= set(kept)
        assert not {"public"} & set(kept)
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert not hasattr(answer, "canonical_query")
        assert "ETag" not in answer
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "frame-src 'self'" in frames["Content-Security-Policy"]
    for answer in (frames, form):
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "frame-src" not in form["Content-Security-Policy"]


@pytest.mark.parametrize("user", [None, "reader", "nobody", "other"])
def test_previews_are_closed_to_others(client, user):
    meeting = factories.make_meeting(state=State.DRAFT, title_en="Secret title")
    if user:
        is_staff = user in ("nobody", "other")
        account = User.objects.create_user(user, is_staff=is_staff)
        if user == "other":
            names = ["view_person", "change_person"]
            account.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(account)
    expected = 403 if user in ("nobody", "other") else 302

    for url in (admin_url(meeting, "preview"), page_url(meeting)):
        answer = client.get(url)
        assert answer.status_code == expected
        assert b"Secret title" not in answer.content


@pytest.mark.parametrize("role", ["author", "publisher", "superuser"])
def test_previews_are_open_to_all_editors(client, role):
    meeting = factories.make_meeting(state=State.SUBMITTED)
    client.force_login(factories.make_user(role))

    urls = [admin_url(meeting, "preview"), page_url(meeting)]

    assert [client.get(url).status_code for url in urls] == [200, 200]
    assert [client.post(url).status_code for url in urls] == [405, 405]


def test_editor_is_no_longer_an_editor_in_the_page(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)

    html = client.get(page_url(meeting)).content.decode()

    assert author.username not in html
    assert "csrf" not in html


@pytest.mark.parametrize("place", ["preview/fr", "preview/en/x"])
def test_address_of_no_preview_is_not_found(client, author, place):
    meeting = factories.make_meeting(state=State.DRAFT)

    assert client.get(admin_url(meeting, place)).status_code in (302, 404)
    assert (
        client.get("/en/admin/meetings/meeting/999999/preview/en/").status_code == 404
    )
    assert client.get("/en/admin/meetings/meeting/x/preview/").status_code == 404


def links(html):
    found = re.findall(r'<a\b[^>]*?\bhref="([^"]*)" target="(\w+)"', html)
    assert len(found) == html.count("<a ")
    return {href.replace("&amp;", "&"): target for href, target in found}


def test_links_lead_to_previews_or_nowhere_but_never_to_what_is_not_found(
    client, author
):
    person = factories.make_person(state=State.DRAFT)
    known = factories.make_person()
    meeting = factories.make_meeting(person, known, state=State.DRAFT)

    found = links(client.get(page_url(meeting)).content.decode())

    assert found[page_url(meeting, "ar")] == "_self"
    assert found[page_url(meeting) + "?view=parallel"] == "_self"
    assert found[admin_url(person, "preview")] == "_top"
    assert found[known.get_absolute_url()] == "_blank"
    for href, target in found.items():
        if target == "_blank" and href.startswith("/"):
            assert client.get(href).status_code == 200, href
    hidden = (meeting.slug, meeting.permanent_id, person.slug, person.permanent_id)
    assert [href for href in found if any(name in href for name in hidden)] == []


def test_both_languages_are_framed_beside_each_other_or_alone(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    url = admin_url(meeting, "preview", language="ar")

    both = client.get(url)
    english = client.get(f"{url}?languages=en&width=desktop")
    odd = client.get(f"{url}?languages=zz&width=0")

    assert re.findall(FRAMES, both.content.decode()) == [
        (page_url(meeting, "ar", admin="ar"), "360"),
        (page_url(meeting, "en", admin="ar"), "360"),
    ]
    assert re.findall(FRAMES, english.content.decode()) == [
        (page_url(meeting, "en", admin="ar"), "1280")
    ]
    assert re.findall(FRAMES, odd.content.decode()) == re.findall(
        FRAMES, both.content.decode()
    )


@each_language
def test_page_says_that_it_is_a_preview(client, author, language):
    meeting = factories.make_meeting(state=State.DRAFT)

    html = client.get(page_url(meeting, language)).content.decode()

    words = {"ar": "هذه الصفحة غير منشورة للعموم.", "en": "This page is not public."}
    note = html.partition('<aside class="preview-note"')[2].partition("</aside>")[0]
    assert words[language] in note
    assert html.index('class="preview-note"') < html.index('class="skip-link"')


def test_form_offers_the_preview(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)

    html = client.get(admin_url(meeting)).content.decode()

    assert (
        f'<a class="button" href="{admin_url(meeting, "preview")}">Preview</a>' in html
    )


def test_preview_takes_as_many_queries_whatever_it_shows(client, author):
    counts = []
    for number in (1, 6):
        people = [factories.make_person(state=State.DRAFT) for _ in range(number)]
        meeting = factories.make_meeting(*people, state=State.DRAFT)
        with CaptureQueriesContext(connection) as queries:
            client.get(page_url(meeting))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 75


@pytest.fixture
def proposal(author):
    """A proposal on a published meeting: another title, and a person not published."""
    meeting = factories.make_meeting(title_en="Published title")
    person = factories.make_person(state=State.DRAFT, slug="new", name_en="New Person")
    document = to_document(meeting)
    document["title"]["en"] = "Proposed title"
    document["participants"] = [
        {
            "id": "00000000-0000-4000-8000-000000000001",
            "person": person.slug,
            "role": {"ar": "وزير", "en": "Minister"},
        }
    ]
    return propose(meeting, document, author, Kind.WORDING, {"ar": "صياغة"})


def proposal_url(proposal, page=""):
    return f"/en/admin/publishing/proposal/{proposal.pk}/preview/{page}"


def test_proposal_is_shown_as_readers_would_see_it(client, proposal):
    meeting = record_of(proposal)
    before = everything(meeting)

    answer = client.get(proposal_url(proposal, "en/"))
    html = answer.content.decode()

    assert "Proposed title" in html
    assert "Published title" not in html
    assert "New Person" in html
    assert "This is not the page that readers see now." in html
    assert "no-store" in answer["Cache-Control"]
    public = client.get(meeting.get_absolute_url()).content.decode()
    assert "Published title" in public
    assert "New Person" not in public
    assert everything(meeting) == before


def test_links_of_a_proposal_stay_in_it(client, proposal):
    person = Person.objects.get(slug="new")

    found = links(client.get(proposal_url(proposal, "en/")).content.decode())

    assert found[proposal_url(proposal, "ar/")] == "_self"
    assert found[proposal_url(proposal, "en/") + "?view=parallel"] == "_self"
    assert found[admin_url(person, "preview")] == "_top"


def test_review_leads_to_the_frames_of_a_proposal(client, proposal):
    review = client.get(f"/en/admin/publishing/proposal/{proposal.pk}/change/")
    frames = client.get(proposal_url(proposal)).content.decode()

    assert f'href="{proposal_url(proposal)}"' in review.content.decode()
    assert [url for url, _width in re.findall(FRAMES, frames)] == [
        proposal_url(proposal, "ar/"),
        proposal_url(proposal, "en/"),
    ]


@pytest.mark.parametrize("is_staff", [None, False, True])
def test_previews_of_proposals_are_closed_to_others(client, proposal, is_staff):
    client.logout()
    if is_staff is not None:
        client.force_login(User.objects.create_user("other", is_staff=is_staff))
    expected = 403 if is_staff else 302

    for page in ("", "en/"):
        answer = client.get(proposal_url(proposal, page))
        assert answer.status_code == expected
        assert b"Proposed title" not in answer.content


def test_proposal_that_cannot_be_applied_any_more_says_why(client, proposal):
    Person.objects.filter(slug="new").delete()

    answer = client.get(proposal_url(proposal, "en/"))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "no person &#x27;new&#x27;" in html
    assert "Proposed title" not in html
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
