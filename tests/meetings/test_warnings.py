"""What editors are warned of while they write, and at saving."""

import pytest
from django.contrib.messages import get_messages

from portal.publishing.models import State
from portal.records.models import Source
from tests import factories
from tests.editing import admin_url, each_language, form_data

pytestmark = pytest.mark.django_db

MEETING = "/en/admin/meetings/meeting/typing/"
DAY = {"date_0": "2020", "date_1": "09", "date_2": "2"}


@pytest.fixture
def author(client):
    user = factories.make_user("author")
    client.force_login(user)
    return user


def rows(*people, **values):
    """What the form sends of participants."""
    data = {"participants-TOTAL_FORMS": str(len(people))}
    for number, person in enumerate(people):
        data[f"participants-{number}-person"] = str(person.pk)
        data |= {f"participants-{number}-{n}": text for n, text in values.items()}
    return data


def warnings(client, place=MEETING, **data):
    answer = client.post(place, data)
    assert answer.status_code == 200
    return [
        (one["field"], one["text"], [link["url"] for link in one["links"]])
        for one in answer.json()["warnings"]
    ]


def test_same_person_on_the_same_day_is_told(client, author):
    guest = factories.make_person(name_en="Emmanuel Macron")
    known = factories.make_meeting(guest, date="2020-09-02", state=State.DRAFT)
    factories.make_meeting(guest, date="2020-09-03")
    factories.make_meeting(factories.make_person(), date="2020-09-02")

    assert warnings(client, **DAY, **rows(guest)) == [
        (
            "id_participants-0-person",
            "Emmanuel Macron has a meeting on 2 September 2020 in this record already:",
            [admin_url(known)],
        )
    ]
    assert warnings(client, **DAY, **rows(guest), _record=str(known.pk)) == []


def test_same_month_is_no_same_day(client, author):
    guest = factories.make_person()
    factories.make_meeting(guest, date="2020-09")

    assert warnings(client, date_0="2020", date_1="09", **rows(guest)) == []


def test_office_holder_may_have_several_meetings_a_day(client, author, settings):
    holder = factories.make_person(slug=settings.OFFICE_HOLDER)
    factories.make_meeting(holder, date="2020-09-02")

    assert warnings(client, **DAY, **rows(holder)) == []


@pytest.mark.parametrize(
    ("date", "role", "told"),
    [
        ("2019", "Finance Minister", []),
        ("2020-05", "", []),
        (
            "2020-09",
            "",
            [
                "September 2020 lies outside what is recorded of Fuad Hussein: Finance "
                "Minister (October 2018 – May 2020) and Foreign Minister (from January 2021)."
            ],
        ),
        (
            "2021-07",
            "finance minister",
            [
                "July 2021 lies outside what is recorded of Fuad Hussein: Finance "
                "Minister (October 2018 – May 2020)."
            ],
        ),
        ("2021-07", "Guest", []),
        ("", "Finance Minister", []),
    ],
)
def test_date_outside_the_term_is_told(client, author, date, role, told):
    person = factories.make_person(name_en="Fuad Hussein")
    held = [
        ("Finance Minister", "2018-10", "2020-05"),
        ("Foreign Minister", "2021-01", ""),
    ]
    for number, (title, start, end) in enumerate(held):
        person.positions.create(
            title_ar=title, title_en=title, start=start, end=end, position=number
        )
    parts = {f"date_{n}": part for n, part in enumerate(date.split("-"))}

    found = warnings(client, **parts, **rows(person, role_en=role))

    assert sorted(text for _field, text, _links in found) == told


@pytest.mark.parametrize(("letters", "count"), [(600, 0), (601, 1)])
def test_long_summary_is_told(client, author, letters, count):
    told = [("id_summary_ar", "A summary should have at most 600 characters.", [])]

    assert warnings(client, summary_ar="س" * letters) == told * count


@pytest.mark.parametrize(("words", "count"), [(50, 0), (51, 1)])
def test_long_quotation_is_told(client, author, words, count):
    url = "/en/admin/meetings/statement/typing/"
    text = "The quotation has 51 words; more than 50 are no longer short."

    found = warnings(client, url, quotation="word " * words)

    assert found == [("id_quotation", text, [])] * count


@each_language
def test_address_that_is_cited_already_is_told(client, author, language):
    source = factories.make_source(url="https://example.org/news/1", state=State.DRAFT)
    factories.make_source(url="https://example.org/news/2")
    url = f"/{language}/admin/records/source/typing/"
    texts = {
        "en": "This address is cited in the record already:",
        "ar": "سبق الاستشهاد بهذا الرابط في السجل:",
    }

    found = warnings(client, url, url="http://www.example.org/news/1/?utm_source=x")

    link = admin_url(source, language=language)
    assert found == [("id_url", texts[language], [link])]
    assert warnings(client, url, url=source.url, _record=str(source.pk)) == []


def test_warnings_come_at_saving_where_no_script_told_them(client, author):
    known = factories.make_source(url="https://example.org/1", state=State.DRAFT)
    source = factories.make_source(state=State.DRAFT)
    page = client.get(admin_url(source))
    data = form_data(page, url="https://www.example.org/1")

    answer = client.post(admin_url(source), data)

    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told[0] == (
        "This address is cited in the record already: "
        f'<a href="{admin_url(known)}"><bdi>{known}</bdi></a>'
    )
    assert Source.objects.get(pk=source.pk).url == "https://www.example.org/1"


def test_warnings_that_the_script_told_do_not_come_again(client, author):
    factories.make_source(url="https://example.org/1")
    source = factories.make_source(state=State.DRAFT)
    page = client.get(admin_url(source))
    told = "This address is cited in the record already:"
    data = form_data(page, url="https://www.example.org/1", _warned=told)

    answer = client.post(admin_url(source), data)

    assert len(list(get_messages(answer.wsgi_request))) == 1


def test_slug_is_proposed_until_the_record_was_published(client, author):
    draft = factories.make_source(state=State.DRAFT)
    data = {"publisher": "INA", "title": "Talks"}
    url = "/en/admin/records/source/typing/"
    client.force_login(factories.make_user("publisher"))
    published = factories.make_source()

    slugs = [
        client.post(url, data | {"_record": key}).json()["slug"]
        for key in ("", str(draft.pk), str(published.pk), "x")
    ]

    assert slugs == ["ina-talks", "ina-talks", "", "ina-talks"]


@each_language
def test_empty_slug_is_filled_with_the_proposal_at_saving(client, author, language):
    source = factories.make_source(
        state=State.DRAFT, url="https://www.ina.iq/1", published="2021-07"
    )
    url = admin_url(source, language=language)

    client.post(url, form_data(client.get(url), slug=""))

    source.refresh_from_db()
    assert source.slug == "ina-2021-07"


def test_nothing_to_make_a_slug_of_is_told(client, author):
    topic = factories.make_topic(state=State.DRAFT)
    data = form_data(client.get(admin_url(topic)), slug="", name_ar="؟", name_en="")

    page = client.post(admin_url(topic), data)

    text = "Nothing is written of which a name in the address could be made."
    assert page.context["adminform"].form.errors == {"slug": [text]}


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 30, "٣"])
def test_garbage_is_answered_with_nothing(client, author, total):
    found = warnings(
        client,
        date_0="\0",
        **{"participants-TOTAL_FORMS": total, "participants-0-person": "9" * 40},
    )

    assert found == []


def test_typing_stores_nothing_and_is_for_editors_only(client, author):
    data = {"title_ar": "x", "slug": "x"}
    withdrawn = factories.make_meeting(state=State.WITHDRAWN)
    answers = [
        client.get(MEETING).status_code,
        client.post(MEETING, data).status_code,
        client.post(MEETING, data | {"_record": str(withdrawn.pk)}).status_code,
    ]
    client.force_login(factories.User.objects.create_user("nobody", is_staff=True))
    answers.append(client.post(MEETING, data).status_code)
    client.logout()
    answers.append(client.post(MEETING, data).status_code)

    assert answers == [405, 200, 403, 403, 302]
    assert type(withdrawn).objects.count() == 1
