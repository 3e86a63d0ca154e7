"""The front page of the desk: every number is that of the list it leads to."""

import re

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from portal.documents.build import to_document
from portal.documents.shape import shapes
from portal.publishing import workflow
from portal.publishing.models import Record, State
from portal.publishing.proposals import propose
from tests import factories
from tests.editing import MAKERS
from tests.meetings.rows import add_participant
from tests.reading import Page

pytestmark = pytest.mark.django_db

URL = "/en/admin/"


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def wrote(user, record):
    """Leaves the trace of a record that a user has added in the admin."""
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        object_repr=str(record),
        action_flag=ADDITION,
    )
    return record


def answers(page, panel):
    """What a panel answers: the number behind each address, without its language."""
    numbers = page.context[panel]
    return {
        number["url"].removeprefix("/en/admin/"): number["count"]
        for answer in numbers
        for number in answer["numbers"]
    }


def fill():
    """Records of every type that lack everything, in every state, and twins of some."""
    for make in MAKERS:
        fields = {field.name for field in type(make())._meta.get_fields()}
        bare = dict.fromkeys(fields & {"title_en", "name_en", "gist_en"}, "")
        for state in State:
            make(state=state, **bare)
    twin = factories.make_person(name_ar="فلان الفلاني", name_en="")
    factories.make_person(name_ar="فلان فلاني", name_en="")
    factories.make_source(url="https://example.org/twin")
    factories.make_source(url="https://example.org/twin")
    france = factories.country("FR")
    for _number in range(2):
        meeting = factories.make_meeting(
            countries=[france], outdated_translations=["en:title"]
        )
        add_participant(meeting, twin, role_en="")


@pytest.mark.parametrize(("role", "language"), [("author", "ar"), ("publisher", "en")])
def test_every_number_is_that_of_the_list_behind_it(client, role, language):
    user = factories.make_user(role)
    fill()
    for shape in shapes():
        if issubclass(shape.model, Record):
            wrote(user, shape.model.objects.filter(state=State.DRAFT).first())
    client.force_login(user)

    page = Page(client.get(f"/{language}/admin/"))

    checked = 0
    for panel in page.all("section", class_="module") + page.all(
        "section", class_="module desk-mine"
    ):
        for link, words in page.links(panel).items():
            count = re.search(r"(\d+)$", words)
            if count and ("?" in link):
                answer = client.get(link)
                listed = answer.context.get("cl")
                found = (
                    listed.result_count
                    if listed
                    else answer.context["page"].paginator.count
                )
                assert (link, found) == (link, int(count[1]))
                checked += 1
    assert checked > 40


def test_author_sees_what_waits_for_them(client, author):
    draft = wrote(author, factories.make_meeting(state=State.DRAFT))
    wrote(author, factories.make_meeting())
    factories.make_meeting(state=State.DRAFT)
    factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    client.force_login(author)

    page = client.get(URL)

    url = "meetings/meeting/?state__exact=draft&by=me"
    assert answers(page, "mine") == {url: 1}
    listed = client.get(f"{URL}{url}").context["cl"].result_list
    assert list(listed) == [draft]


def test_publisher_sees_what_others_submitted(client, author, publisher):
    factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    factories.make_meeting(state=State.SUBMITTED, submitted_by=publisher)
    factories.make_visit(state=State.SUBMITTED)
    client.force_login(publisher)

    page = client.get(URL)

    assert answers(page, "mine") == {
        "meetings/meeting/?state__exact=submitted&by=others": 1,
        "meetings/visit/?state__exact=submitted&by=others": 1,
    }
    assert answers(page, "under_way") == {
        "meetings/meeting/?state__exact=submitted": 2,
        "meetings/visit/?state__exact=submitted": 1,
    }


def test_desk_says_when_the_scheduled_is_due(client, author):
    later = factories.make_meeting(state=State.SCHEDULED)
    later.publish_at = later.publish_at.replace(year=2999)
    later.save()
    sooner = factories.make_person(state=State.SCHEDULED)
    client.force_login(author)

    page = client.get(URL)

    assert [one["record"] for one in page.context["due"]] == [sooner, later]
    assert "2999" in page.content.decode()


def test_desk_finds_meetings_that_may_be_one(client, author):
    person, france = factories.make_person(), factories.country("FR")
    there = {"countries": [france], "kind": "signing"}
    twins = [factories.make_meeting(**there, date="2021-01-02") for _n in range(2)]
    factories.make_meeting(**there, date="2021-01-03")
    factories.make_meeting(**there | {"kind": "bilateral"}, date="2021-01-02")
    for _number in range(2):
        factories.make_meeting(**there, date="2021-05")
    met = [factories.make_meeting(date="2021-03-04") for _number in range(2)]
    for meeting in met:
        add_participant(meeting, person)
    host = factories.make_person()
    for _number in range(2):
        add_participant(factories.make_meeting(date="2021-06-07"), host, side="home")
    client.force_login(author)

    found = {
        name: set(
            client.get(f"{URL}meetings/meeting/?alike={name}").context["cl"].result_list
        )
        for name in ("day-kind-country", "day-person")
    }

    assert found == {"day-kind-country": set(twins), "day-person": set(met)}


def test_desk_finds_people_and_sources_that_may_be_one(client, author):
    people = [
        factories.make_person(name_ar=name)
        for name in ("إيمانويل ماكرون", "عمانويل ماكرون")
    ]
    factories.make_person(name_ar="بريجيت ماكرون")
    sources = [factories.make_source(url="https://example.org/a") for _n in range(2)]
    factories.make_source(url="")
    factories.make_source(url="")
    client.force_login(author)

    page = client.get(URL)

    assert answers(page, "alike") == {
        "records/person/?alike=name": 2,
        "records/source/?alike=url": 2,
    }
    for path, records in zip(answers(page, "alike"), (people, sources), strict=True):
        listed = client.get(f"{URL}{path}").context["cl"].result_list
        assert set(listed) == set(records)


def test_desk_tells_what_the_record_lacks(client, author):
    meeting = factories.make_meeting(
        title_en="", summary_ar="", summary_en="", outdated_translations=["en:venue"]
    )
    add_participant(meeting, factories.make_person(), role_en="")
    client.force_login(author)

    page = client.get(URL)

    meetings = {
        url: n for url, n in answers(page, "lacking").items() if "/meeting/" in url
    }
    names = ["english", "some-english", "outdated", "source", "summary", "role"]
    assert meetings == {f"meetings/meeting/?missing={name}": 1 for name in names}


def test_desk_shows_what_was_approved_lately(client, author, publisher):
    draft = {"state": State.SUBMITTED, "submitted_by": author}
    meeting, person = factories.make_meeting(**draft), factories.make_person(**draft)
    workflow.publish(person, publisher)
    workflow.publish(meeting, publisher)
    factories.make_topic()
    client.force_login(author)

    page = client.get(URL)

    latest = page.context["latest"]
    assert [one["record"] for one in latest] == [meeting, person]
    assert {one["entry"].action for one in latest} == {"published"}


def test_author_sees_what_was_sent_back_and_why(client, author, publisher):
    mine = wrote(author, factories.make_meeting(state=State.SUBMITTED))
    other = factories.make_meeting(state=State.SUBMITTED)
    for meeting in (mine, other):
        workflow.ask_for_changes(meeting, publisher, "Name the source.")
    client.force_login(author)

    page = client.get(URL)

    assert answers(page, "mine")["meetings/meeting/?by=returned"] == 1
    assert [
        (one["record"], one["remark"].text) for one in page.context["returned"]
    ] == [(mine, "Name the source.")]


def test_desk_counts_open_proposals(client, author, publisher):
    for user in (author, author, publisher):
        meeting = factories.make_meeting()
        document = to_document(meeting)
        document["title"] |= {"ar": "عنوان آخر"}
        propose(meeting, document, user, "error", {"ar": "تصحيح"})
    url = "publishing/proposal/?state__exact=open&by="
    found = {}

    for user in (author, publisher):
        client.force_login(user)
        found[user] = answers(client.get(URL), "mine")

    assert found == {
        author: {f"{url}me": 2},
        publisher: {f"{url}me": 1, f"{url}others": 2},
    }


def test_desk_costs_the_same_at_any_length(
    client, author, django_assert_max_num_queries
):
    client.force_login(author)
    fill()
    client.get(URL)

    with django_assert_max_num_queries(40) as few:
        client.get(URL)
    fill()
    with django_assert_max_num_queries(len(few)):
        client.get(URL)


def test_desk_of_nobody_is_empty(client):
    factories.make_meeting(state=State.DRAFT, title_ar="سر")
    client.force_login(User.objects.create_user("nobody", is_staff=True))

    page = client.get(URL)

    assert page.status_code == 200
    assert "سر" not in page.content.decode()
