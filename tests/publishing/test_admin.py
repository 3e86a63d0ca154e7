"""What every type of record has in the editors' site."""

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from portal.documents.build import to_document
from portal.publishing.models import RecordVersion, State
from portal.records.models import Country
from tests import factories
from tests.editing import admin_url, form_data, form_inputs

pytestmark = pytest.mark.django_db

MAKERS = [
    factories.make_initiative,
    factories.make_meeting,
    factories.make_visit,
    factories.make_series,
    factories.make_statement,
    factories.make_person,
    factories.make_organisation,
    factories.make_topic,
    factories.make_source,
    factories.make_photograph,
]
every_type = pytest.mark.parametrize("make", MAKERS, ids=lambda m: m.__name__[5:])
each_language = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture
def author():
    return factories.make_user("author")


@pytest.fixture
def publisher():
    return factories.make_user("publisher")


def errors_of(page):
    form = page.context["adminform"].form
    found = {name: list(texts) for name, texts in form.errors.items()}
    for formset in page.context["inline_admin_formsets"]:
        for number, row in enumerate(formset.formset.forms):
            for name, texts in row.errors.items():
                found[f"{formset.formset.prefix}-{number}-{name}"] = list(texts)
    return found


def said(page):
    return [str(message) for message in page.context["messages"]]


@each_language
@every_type
def test_saving_without_a_change_changes_no_document(client, publisher, make, language):
    record = make()
    before = to_document(record)
    client.force_login(publisher)
    page = client.get(admin_url(record, language=language))

    answer = client.post(admin_url(record, language=language), form_data(page))

    assert answer.status_code == 302
    assert to_document(type(record).objects.get(pk=record.pk)) == before


@each_language
@every_type
def test_record_is_entered_in_either_language(client, author, make, language):
    record = make(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(record, language=language))
    data = form_data(page, slug="another", seen="")
    # The list of an inline starts anew: rows belong to the record they came from.
    record.delete()

    answer = client.post(admin_url(record, "add", language), data)

    assert answer.status_code == 302
    entered = type(record).objects.get(slug="another")
    assert entered.state == State.DRAFT
    assert str(entered) == str(record)


@every_type
def test_author_reads_what_is_published_but_does_not_write_it(client, author, make):
    record = make()
    before = to_document(record)
    client.force_login(author)

    page = client.get(admin_url(record))
    written = client.post(admin_url(record), {"slug": "mine", "title_ar": "x"})

    assert page.status_code == 200
    assert {n for n in form_inputs(page) if not n.endswith("_FORMS")} == {
        "csrfmiddlewaretoken",
        "seen",
    }
    assert written.status_code == 403
    assert to_document(type(record).objects.get(pk=record.pk)) == before


@every_type
def test_nobody_deletes_what_was_published(admin_client, make):
    withdrawn = make(state=State.WITHDRAWN)
    published = make()
    draft = make(state=State.DRAFT)
    sure = {"post": "yes"}

    answers = [
        admin_client.post(admin_url(record, "delete"), sure).status_code
        for record in (withdrawn, published, draft)
    ]

    assert answers == [403, 403, 302]
    assert set(type(draft).objects.filter(pk__in=[withdrawn.pk, published.pk])) == {
        withdrawn,
        published,
    }


@every_type
def test_list_offers_no_deleting(admin_client, make):
    record = make(state=State.DRAFT)
    url = admin_url(record, "add").removesuffix("add/")

    page = admin_client.get(url)
    admin_client.post(
        url, {"action": "delete_selected", "_selected_action": record.pk, "post": "yes"}
    )

    assert [
        name for name, _label in page.context["action_form"].fields["action"].choices
    ] == [
        "",
        "submit_selected",
        "publish_selected",
    ]
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("user", [None, "reader", "nobody"])
@every_type
def test_pages_are_closed_to_others(client, make, user):
    record = make(state=State.DRAFT)
    if user:
        is_staff = user == "nobody"
        client.force_login(User.objects.create_user(user, is_staff=is_staff))
    add = admin_url(record, "add")
    urls = [add, add.removesuffix("add/")]
    urls += [admin_url(record, p) for p in ("change", "history", "delete")]
    urls += [admin_url(record, f"step/{step}") for step in ("submit", "publish")]
    expected = 403 if user == "nobody" else 302

    answers = {url: client.get(url).status_code for url in urls}
    steps = {client.post(url).status_code for url in urls if "/step/" in url}

    assert answers == dict.fromkeys(urls, expected)
    assert steps == {expected}
    assert type(record).objects.get(pk=record.pk).state == State.DRAFT


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("ask_for_changes", State.SUBMITTED),
        ("publish", State.SUBMITTED),
        ("schedule", State.SUBMITTED),
        ("withdraw", State.PUBLISHED),
        ("restore", State.WITHDRAWN),
    ],
)
def test_steps_of_publishers_are_refused_to_authors(client, author, step, state):
    meeting = factories.make_meeting(state=state)
    client.force_login(author)
    url = admin_url(meeting, f"step/{step}")
    seen = {"seen": meeting.changed_at.isoformat(), "reason_ar": "خطأ"}

    assert [client.get(url).status_code, client.post(url, seen).status_code] == [
        403,
        403,
    ]
    meeting.refresh_from_db()
    assert meeting.state == state


def test_unknown_step_is_not_found(admin_client):
    meeting = factories.make_meeting()

    assert admin_client.get(admin_url(meeting, "step/erase")).status_code == 404


def test_form_offers_the_steps_that_its_reader_may_take(client, author, publisher):
    draft = factories.make_meeting(state=State.DRAFT)
    submitted = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    published = factories.make_meeting()

    def offered(user, record):
        client.force_login(user)
        page = client.get(admin_url(record))
        return [offer["step"].name for offer in page.context["steps"]]

    assert offered(author, draft) == ["submit"]
    assert offered(author, submitted) == []
    assert offered(author, published) == []
    assert offered(publisher, submitted) == ["ask_for_changes", "publish", "schedule"]
    assert offered(publisher, published) == ["withdraw"]


def test_record_goes_through_its_life_by_the_buttons(client, author, publisher):
    meeting = factories.make_meeting(state=State.DRAFT)

    def take(user, step, **data):
        client.force_login(user)
        page = client.get(admin_url(meeting))
        seen = {"seen": page.context["seen"]}
        url = admin_url(meeting, f"step/{step}")
        answer = client.post(url, seen | data, follow=True)
        meeting.refresh_from_db()
        return meeting.state, said(answer)

    name = meeting.title
    assert take(author, "submit") == (
        State.SUBMITTED,
        [f"“{name}” was submitted for review."],
    )
    when = {"when_0": "2099-01-01", "when_1": "08:30"}
    assert take(publisher, "schedule", **when)[0] == State.SCHEDULED
    assert take(publisher, "publish") == (State.PUBLISHED, [f"“{name}” is published."])
    reason = {"reason_ar": "خطأ في التاريخ", "reason_en": "Wrong date"}
    assert take(publisher, "withdraw", **reason)[0] == State.WITHDRAWN
    assert meeting.withdrawal_reason_ar == "خطأ في التاريخ"
    assert meeting.withdrawal_reason_en == "Wrong date"
    assert take(publisher, "restore")[0] == State.DRAFT


def test_withdrawing_asks_for_the_reason_and_keeps_what_was_typed(client, publisher):
    meeting = factories.make_meeting()
    client.force_login(publisher)
    url = admin_url(meeting, "step/withdraw")

    page = client.post(
        url, {"seen": meeting.changed_at.isoformat(), "reason_en": "Wrong date"}
    )

    assert page.context["form"].non_field_errors() == [
        "Readers have to be told why, in Arabic at least."
    ]
    assert "Wrong date</textarea>" in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == State.PUBLISHED


def test_time_of_publication_has_to_be_one(client, author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    client.force_login(publisher)
    seen = {"seen": meeting.changed_at.isoformat()}

    page = client.post(
        admin_url(meeting, "step/schedule"),
        seen | {"when_0": "2099-02-31", "when_1": "8"},
    )

    assert page.context["form"].errors.keys() == {"when"}
    assert 'value="2099-02-31"' in page.content.decode()


def test_text_that_changed_unseen_is_not_published(client, author, publisher):
    meeting = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    client.force_login(publisher)
    seen = client.get(admin_url(meeting)).context["seen"]
    meeting.title_en = "Slipped in"
    meeting.save()

    page = client.post(admin_url(meeting, "step/publish"), {"seen": seen})

    assert page.context["form"].non_field_errors() == [
        "The text has changed since you opened it. Read it again first."
    ]
    meeting.refresh_from_db()
    assert meeting.state == State.SUBMITTED


def test_step_that_does_not_lead_from_here_says_so(client, publisher):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(publisher)

    answer = client.get(admin_url(meeting, "step/withdraw"), follow=True)

    assert said(answer) == [f"“{meeting.title}” cannot take this step now."]


def test_list_submits_several_and_tells_of_each(client, author):
    draft = factories.make_topic(state=State.DRAFT)
    published = factories.make_topic()
    client.force_login(author)
    url = admin_url(draft, "add").removesuffix("add/")

    answer = client.post(
        url,
        {"action": "submit_selected", "_selected_action": [draft.pk, published.pk]},
        follow=True,
    )

    assert sorted(said(answer)) == [
        f"“{draft.name}” was submitted for review.",
        f"“{published.name}” is published; this step does not lead from there.",
    ]
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_list_publishes_for_publishers_only(client, author, publisher):
    topic = factories.make_topic(state=State.SUBMITTED, submitted_by=author)
    url = admin_url(topic, "add").removesuffix("add/")
    chosen = {"action": "publish_selected", "_selected_action": [topic.pk]}

    states = []
    for user in (author, publisher):
        client.force_login(user)
        client.post(url, chosen)
        topic.refresh_from_db()
        states.append(topic.state)

    assert states == [State.SUBMITTED, State.PUBLISHED]


def test_saving_can_submit_at_once(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))

    client.post(admin_url(meeting), form_data(page, _submit="1"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.submitted_by) == (State.SUBMITTED, author)


def test_form_never_writes_the_workflow(client, publisher):
    meeting = factories.make_meeting()
    client.force_login(publisher)
    page = client.get(admin_url(meeting))
    forged = {
        "state": "draft",
        "withdrawal_reason_ar": "x",
        "first_published_at": "2000-01-01",
        "permanent_id": "2222222222",
        "slug": "elsewhere",
    }
    before = to_document(meeting)

    client.post(admin_url(meeting), form_data(page, **forged))

    assert to_document(type(meeting).objects.get()) == before


def test_form_opened_before_a_step_leaves_the_step_alone(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))
    type(meeting).objects.update(state=State.SUBMITTED, submitted_by=author)

    client.post(admin_url(meeting), form_data(page, title_en="Retold"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.title_en) == (State.SUBMITTED, "Retold")


def test_second_of_two_editors_is_refused_and_loses_nothing(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))
    client.post(admin_url(meeting), form_data(page, title_en="First"))

    second = client.post(admin_url(meeting), form_data(page, title_en="Second"))

    (message,) = second.context["adminform"].form.non_field_errors()
    assert message.startswith("Somebody else has saved this record")
    assert form_inputs(second)["title_en"]["value"] == "Second"
    meeting.refresh_from_db()
    assert meeting.title_en == "First"


def test_change_of_what_readers_see_moves_the_version(client, publisher):
    meeting = factories.make_meeting()
    client.force_login(publisher)
    page = client.get(admin_url(meeting))
    before = RecordVersion.objects.get().number

    client.post(admin_url(meeting), form_data(page, title_en="Corrected"))

    assert RecordVersion.objects.get().number == before + 1


@each_language
def test_inputs_stand_side_by_side_in_their_languages(client, author, language):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    page = client.get(admin_url(meeting, language=language))

    inputs = form_inputs(page)
    for name in ("title", "summary", "text", "evidence"):
        found = [
            {
                key: inputs[f"{name}_{code}"].get(key)
                for key in ("lang", "dir", "spellcheck")
            }
            for code in ("ar", "en")
        ]
        assert found == [
            {"lang": "ar", "dir": "rtl", "spellcheck": "true"},
            {"lang": "en", "dir": "ltr", "spellcheck": "true"},
        ]
    fieldset = next(iter(page.context["adminform"]))
    assert [line.fields for line in fieldset] == [
        ("title_ar", "title_en"),
        ("summary_ar", "summary_en"),
        ("text_ar", "text_en"),
    ]
    assert (
        page.content.decode().count('<div class="prose-field" lang="ar" dir="rtl">')
        == 1
    )


def test_labels_name_the_language_of_the_input(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    page = client.get(admin_url(meeting))

    fields = page.context["adminform"].form.fields
    assert [str(fields[name].label) for name in ("title_ar", "title_en")] == [
        "Title — Arabic",
        "Title — English",
    ]


def test_text_that_may_only_be_read_keeps_its_language(client, author):
    meeting = factories.make_meeting(
        text_ar="<p>نص</p>",
        text_en="<p>Text <strong>and</strong> <script>x</script></p>",
    )
    client.force_login(author)

    html = client.get(admin_url(meeting)).content.decode()

    assert '<div lang="ar" dir="rtl"><p>نص</p></div>' in html
    assert '<div lang="en" dir="ltr"><p>Text <strong>and</strong> </p></div>' in html
    assert "Title — English" in html


def test_published_record_leads_to_its_pages(client, author):
    meeting = factories.make_meeting(slug="a-meeting")
    draft = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)

    def pages(record):
        context = client.get(admin_url(record, language="ar")).context
        return [page["url"] for page in context["pages"]]

    assert pages(meeting) == ["/ar/meetings/a-meeting/", "/en/meetings/a-meeting/"]
    assert pages(draft) == []


def test_mistakes_are_told_where_they_are_and_nothing_typed_is_lost(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))
    typed = {
        "title_ar": "",
        "title_en": "x" * 301,
        "city_en": "nul\0byte",
        "slug": "Not A Slug",
        "aliases": "also not",
        "date_0": "2021",
        "date_1": "02",
        "date_2": "30",
        "summary_en": "Kept",
    }

    page = client.post(admin_url(meeting), form_data(page, **typed))

    assert errors_of(page) == {
        "title_ar": ["This field is required."],
        "title_en": ["Ensure this value has at most 300 characters (it has 301)."],
        "city_en": ["Null characters are not allowed."],
        "slug": ["Use small Latin letters, digits and single hyphens between them."],
        "aliases": ["Use small Latin letters, digits and single hyphens between them."],
        "date": ["There is no such date."],
    }
    shown = form_inputs(page)
    assert {
        name: shown[name]["value"] for name in typed if "\0" not in typed[name]
    } == {name: value for name, value in typed.items() if "\0" not in value}


def test_null_characters_in_lists_of_words_are_refused(client, author):
    person = factories.make_person(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(person))

    page = client.post(admin_url(person), form_data(page, other_names="a\0b"))

    assert errors_of(page) == {"other_names": ["Null characters are not allowed."]}


def test_texts_are_stored_composed_and_with_line_feeds(client, author):
    meeting = factories.make_meeting(state=State.DRAFT)
    client.force_login(author)
    page = client.get(admin_url(meeting))

    client.post(admin_url(meeting), form_data(page, summary_en="Cafe\u0301\r\n\r\nTwo"))

    meeting.refresh_from_db()
    assert meeting.summary_en == "Café\n\nTwo"


def test_slug_is_fixed_once_published(client, publisher):
    published = factories.make_meeting()
    draft = factories.make_meeting(state=State.DRAFT)
    client.force_login(publisher)

    assert "slug" not in form_inputs(client.get(admin_url(published)))
    assert "slug" in form_inputs(client.get(admin_url(draft)))


def test_list_tells_how_complete_records_are(client, author):
    factories.make_meeting(title_ar="ناقص", title_en="", summary_en="", sources=[])
    factories.make_meeting(sources=[factories.make_source()])
    client.force_login(author)

    page = client.get("/en/admin/meetings/meeting/")

    html = page.content.decode()
    assert html.count('aria-label="complete"') == 3
    assert html.count('<span class="missing"><bdi>0 of 2</bdi></span>') == 1
    assert html.count('<span class="missing">none</span>') == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("missing=english", {"bare"}),
        ("missing=some-english", {"bare", "half"}),
        ("missing=some-arabic", set()),
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
        slug="half", summary_en="", kind="signing", state=State.DRAFT
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


def test_header_leads_to_the_same_page_in_the_other_language(client, author):
    meeting = factories.make_meeting()
    client.force_login(author)

    page = client.get(admin_url(meeting, language="ar") + "?_popup=0")

    assert [(one["code"], one["url"]) for one in page.context["languages"]] == [
        ("ar", admin_url(meeting, language="ar") + "?_popup=0"),
        ("en", admin_url(meeting, language="en") + "?_popup=0"),
    ]


def test_index_stands_in_the_order_of_editing(client, author):
    client.force_login(author)

    page = client.get("/en/admin/")

    assert [
        (app["app_label"], [model["object_name"] for model in app["models"]])
        for app in page.context["app_list"]
    ] == [
        ("meetings", ["Meeting", "Visit", "Series", "Statement"]),
        ("initiatives", ["Initiative"]),
        (
            "records",
            ["Person", "Organisation", "Topic", "Source", "Photograph", "Country"],
        ),
    ]


def test_country_has_names_to_change_and_nothing_else(client, publisher):
    client.force_login(publisher)
    country = factories.country("FR")
    page = client.get(admin_url(country))

    client.post(admin_url(country), form_data(page, name_en="The French Republic"))

    country.refresh_from_db()
    assert (country.code, country.name_en) == ("FR", "The French Republic")
    assert RecordVersion.objects.get().number == 1
    assert client.get(admin_url(country, "add")).status_code == 403
    assert client.post(admin_url(country, "delete"), {"post": "yes"}).status_code == 403
    assert Country.objects.filter(code="FR").exists()


def test_hostile_values_are_shown_as_text(client, author):
    meeting = factories.make_meeting(title_en="<script>alert(1)</script>")
    client.force_login(author)

    for url in (
        admin_url(meeting),
        admin_url(meeting, "history"),
        "/en/admin/meetings/meeting/",
    ):
        assert "<script>alert(1)" not in client.get(url).content.decode()


def test_arabic_editor_is_answered_in_arabic_order(client, author):
    client.force_login(author)

    with translation.override("ar"):
        page = client.get("/ar/admin/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page
