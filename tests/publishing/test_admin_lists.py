"""What lists tell editors and which questions they answer."""

import pytest

from portal.publishing.models import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def test_list_tells_how_complete_records_are(client, author):
    factories.make_meeting(title_ar="ناقص", title_en="", summary_en="", sources=[])
    factories.make_meeting(sources=[factories.make_source()])
    client.force_login(author)

    page = client.get("/en/admin/meetings/meeting/")

    html = page.content.decode()
    assert html.count('aria-label="complete"') == 3
    assert html.count('<span class="missing"><bdi>0 of 2</bdi></span>') == 1
    assert html.count('<span class="missing">none</span>') == 1


def test_list_tells_which_translations_are_older_than_their_source(client, author):
    factories.make_meeting(outdated_translations=["en:summary", "en:title"])
    factories.make_meeting(outdated_translations=["en:title"], summary_en="")
    client.force_login(author)

    html = client.get("/en/admin/meetings/meeting/").content.decode()

    assert html.count('<span class="partial">2 older than their source</span>') == 1
    assert html.count('<span class="partial">1 older than its source</span>') == 1
    assert html.count('aria-label="complete"') == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("missing=english", {"bare"}),
        ("missing=some-english", {"bare", "half"}),
        ("missing=some-arabic", set()),
        ("missing=outdated", {"half"}),
        ("missing=source", {"bare", "half"}),
        ("missing=summary", {"bare"}),
        ("year=2020", {"bare"}),
        ("kind=signing", {"half"}),
        ("state=draft", {"half"}),
        ("q=%D8%A7%D9%84%D9%84%D9%82%D8%A7%D8%A1+%D9%83%D8%A7%D9%85%D9%84", {"whole"}),
    ],
)
def test_list_answers_what_is_missing(client, author, query, found):
    factories.make_meeting(
        slug="bare", title_en="", summary_ar="", summary_en="", date="2020-05"
    )
    factories.make_meeting(
        slug="half",
        summary_en="",
        kind="signing",
        state=State.DRAFT,
        outdated_translations=["en:title"],
    )
    whole = factories.make_meeting(slug="whole", title_ar="اللقاءُ الكامل")
    whole.sources.add(factories.make_source())
    client.force_login(author)

    page = client.get(f"/en/admin/meetings/meeting/?{query}")

    assert {record.slug for record in page.context["cl"].result_list} == found


def test_list_costs_the_same_at_any_length(client, author, django_assert_num_queries):
    client.force_login(author)
    url = "/en/admin/meetings/meeting/"

    def fill(count):
        for _number in range(count):
            factories.make_meeting(
                factories.make_person(), sources=[factories.make_source()]
            )

    fill(1)
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)
    fill(2)
    with django_assert_num_queries(12):
        client.get(url)


@pytest.mark.parametrize("query", ["q=a%00b", "state=%00", "year=%00", "missing=%00"])
def test_list_takes_no_null_characters(client, author, query):
    client.force_login(author)

    answer = client.get(f"/ar/admin/meetings/meeting/?{query}")

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/ar/admin/meetings/meeting/",
    )
