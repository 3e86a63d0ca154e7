"""Addresses that lead elsewhere, and those that lead nowhere."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.publishing import workflow
from portal.publishing.models import State
from tests.factories import (
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_source,
    make_statement,
    make_topic,
    make_user,
    make_visit,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db

MAKERS = [
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_source,
    make_statement,
    make_topic,
    make_visit,
]


def get(path, **headers):
    return Client(headers={"host": "localhost"} | headers).get(path)


# Permanent links


@pytest.mark.parametrize("maker", MAKERS)
def test_permanent_link_leads_to_the_record_in_the_language_of_the_reader(maker):
    record = maker()
    path = record.get_absolute_url()

    english = get(f"/r/{record.permanent_id}", **{"accept-language": "en"})
    arabic = get(f"/r/{record.permanent_id}", **{"accept-language": "fr, ar;q=0.5"})

    assert (english.status_code, english["Location"]) == (302, path)
    assert arabic["Location"] == path.replace("/en/", "/ar/")
    assert english["Vary"] == "Accept-Language"
    assert not english.cookies


def test_permanent_link_costs_two_queries(django_assert_num_queries):
    record = make_meeting()

    with django_assert_num_queries(2):
        get(f"/r/{record.permanent_id}")


def test_permanent_link_of_a_withdrawn_record_leads_to_what_is_left_of_it():
    record = make_visit(state=State.WITHDRAWN)

    response = Client(headers={"host": "localhost"}).get(
        f"/r/{record.permanent_id}", follow=True
    )

    assert response.status_code == 410


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled"])
def test_permanent_link_of_what_is_not_public_leads_nowhere(state):
    assert get(f"/r/{make_visit(state=state).permanent_id}").status_code == 404


# Earlier names


def test_earlier_name_leads_to_the_record_for_good():
    make_person(slug="joe-biden", aliases=["joseph-biden", "biden"])

    response = get("/ar/people/biden/?x=1")

    assert (response.status_code, response["Location"]) == (
        301,
        "/ar/people/joe-biden/",
    )


def test_earlier_name_keeps_the_parallel_view():
    make_person(slug="joe-biden", aliases=["biden"])

    response = get("/en/people/biden/?view=parallel")

    assert response["Location"] == "/en/people/joe-biden/?view=parallel"


def test_earlier_name_is_found_by_one_query(django_assert_num_queries):
    make_person(slug="joe-biden", aliases=["biden"])

    with CaptureQueriesContext(connection) as queries:
        get("/en/people/biden/")

    tables = [query["sql"] for query in queries if "publishing_alias" in query["sql"]]
    assert (len(tables), len(queries)) == (1, 3)


def test_earlier_name_of_another_type_or_of_a_draft_leads_nowhere():
    make_person(aliases=["biden"])
    make_person(aliases=["secret"], state=State.DRAFT)

    assert get("/en/meetings/biden/").status_code == 404
    assert get("/en/people/secret/").status_code == 404


def test_earlier_name_ends_with_the_publication():
    person = make_person(aliases=["biden"])

    workflow.withdraw(person, make_user("publisher"), {"ar": "خطأ"})

    assert get("/en/people/biden/").status_code == 404


def test_name_in_use_is_not_taken_for_an_earlier_one():
    person = make_person(slug="biden")
    make_person(slug="joe-biden", aliases=["biden"])

    assert read(person).headings == [person.name_en]


# Withdrawn records


def withdrawn_meeting():
    return make_meeting(
        title_en="Secret talks",
        summary_en="Secret matters.",
        state=State.WITHDRAWN,
        withdrawal_reason_ar="نُشر خطأً.",
        withdrawal_reason_en="Published in error.",
    )


def test_withdrawn_record_says_when_and_why_in_both_languages():
    page = read(withdrawn_meeting())

    assert page.status == 410
    assert page.headings == ["This record was withdrawn"]
    assert words(page.one("header", class_="page-head")) == (
        "This record was withdrawn It was first published on 2 January 2026 and"
        " withdrawn on 2 January 2026. Its content is no longer shown."
        " The reason given Published in error."
    )
    arabic = page.one("section", lang="ar", dir="rtl")
    assert "نُشر خطأً." in words(arabic)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_withdrawn_record_shows_nothing_of_its_content(language):
    page = read(withdrawn_meeting(), language)

    assert "Secret" not in words(page.root)
    assert dict(page.one("meta", name_="robots").attributes)["content"] == "noindex"
    assert page.all("link", rel="canonical") == []


def test_withdrawn_reason_in_one_language_is_marked():
    record = make_topic(state=State.WITHDRAWN, withdrawal_reason_ar="نُشر خطأً.")

    head = read(record).one("header", class_="page-head")

    assert words(head.children[-1]) == "نُشر خطأً."
    assert dict(head.children[-1].attributes)["lang"] == "ar"


# Addresses that lead nowhere


def nearest(path, language="en"):
    page = read(path, language)
    assert page.status == 404
    return page.items("nearest") if page.all("h2", id="nearest") else []


def test_missing_page_is_in_both_languages():
    page = read("/people/nobody/", "ar")

    section = page.one("section", lang="en", dir="ltr")
    assert words(section) == (
        "Page not found There is no page at this address, or it is not public."
        " Go to the home page"
    )
    assert list(page.links()) == ["/ar/people/", "/ar/", "/en/"]


@pytest.mark.parametrize(
    "path",
    [
        "/meetings/fr-macron-bagdad-2020-09-02/",
        "/meetings/fr-macron/",
        "/visits/fr-macron-baghdad-2020-09-02/",
        "/meetings/fr-macron-baghdad-2020-09-02/nothing/",
        "/meetings/baghdad-macron/",
    ],
)
def test_missing_page_names_the_nearest_record(path):
    make_meeting(
        slug="fr-macron-baghdad-2020-09-02", title_en="Macron received in Baghdad"
    )
    make_meeting(slug="us-biden-washington-2021-07-26", title_en="Biden in Washington")

    assert nearest(path) == ["Meeting Macron received in Baghdad"]


def test_missing_page_finds_people_by_the_words_of_their_names():
    make_person(
        slug="mustafa-al-kadhimi",
        name_ar="مصطفى الكاظمي",
        name_en="Mustafa Al-Kadhimi",
        other_names=["Mustafa Kazemi"],
    )

    assert nearest("/people/kazemi/") == ["Person Mustafa Al-Kadhimi"]
    assert nearest("/people/al-kadhimy-moustafa/") == ["Person Mustafa Al-Kadhimi"]
    assert nearest("/meetings/kadhimi/") == ["Person Mustafa Al-Kadhimi"]
    assert nearest("/مصطفي-الكاظمى/", "ar")[0].endswith("مصطفى الكاظمي")


def test_missing_page_names_nothing_that_is_not_published():
    for state in ("draft", "submitted", "scheduled", "withdrawn"):
        make_meeting(slug=f"secret-talks-{state}", title_en="Secret", state=state)

    assert nearest("/meetings/secret-talks/") == []
    assert nearest("/visits/secret-talks-draft/") == []


def test_missing_page_names_nothing_where_nothing_is_near():
    make_meeting(slug="fr-macron-baghdad-2020-09-02")

    assert nearest("/meetings/zz-xxxx/") == []
    assert nearest("/meetings/?year=abc") == []


@pytest.mark.parametrize("rows", [1, 30])
def test_missing_page_costs_the_same_at_any_size(rows):
    for number in range(rows):
        make_meeting(slug=f"fr-macron-{number}", title_en="Macron in Baghdad")
        make_person(name_en="Macron")

    with CaptureQueriesContext(connection) as queries:
        assert len(nearest("/meetings/fr-macron-baghdad/")) == min(rows, 5)

    assert len(queries) <= 18


@pytest.mark.parametrize("path", ["/wp-login.php", "/favicon.ico", "/.env"])
def test_missing_page_outside_a_language_asks_nothing(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert get(path).status_code == 404
