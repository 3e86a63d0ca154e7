"""Every address of the editors' site, as each role and as nobody.

An address that is not in the table fails the first test: whoever adds one says there
who may open it.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.urls import URLResolver, reverse

from portal.documents.build import to_document
from portal.documents.shape import shapes
from portal.publishing import proposals, workflow
from portal.publishing.models import Record, State
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = ("author", "publisher", "administrator")
ALL, NOBODY = (200, 200, 200), (403, 403, 403)
PUBLISHERS, ADMINISTRATORS = (403, 200, 200), (403, 403, 200)

# What author, publisher and administrator are answered. `record` stands for every type.
ANSWERS = {
    "index": ALL,
    "login": (302, 302, 302),
    "logout": (405, 405, 405),
    "password_change": ALL,
    "password_change_done": ALL,
    "autocomplete": ALL,
    "jsi18n": ALL,
    "view_on_site": (302, 302, 302),
    "app_list": ALL,
    "media": (404, 404, 404),
    "translation": ALL,
    "handbook": ALL,
    "import": PUBLISHERS,
    "import_apply": (403, 405, 405),
    "import_columns": PUBLISHERS,
    "import_template": PUBLISHERS,
    "record_changelist": ALL,
    "record_add": ALL,
    "record_change": ALL,
    "record_history": ALL,
    "record_delete": ALL,
    "record_typing": (405, 405, 405),
    "record_translation": ALL,
    "record_restore": ALL,
    "record_step": PUBLISHERS,
    "record_preview": ALL,
    "record_preview_page": ALL,
    "record_export": ALL,
    "record_roles": ALL,
    "record_quick": ALL,
    "country_changelist": ALL,
    "country_add": NOBODY,
    "country_change": ALL,
    "country_history": ALL,
    "country_delete": NOBODY,
    "proposal_changelist": ALL,
    "proposal_add": NOBODY,
    "proposal_change": ALL,
    "proposal_history": ALL,
    "proposal_preview": ALL,
    "proposal_preview_page": ALL,
    "proposal_delete": NOBODY,
    "user_changelist": ADMINISTRATORS,
    "user_add": ADMINISTRATORS,
    "user_change": ADMINISTRATORS,
    "user_history": ADMINISTRATORS,
    "user_delete": NOBODY,
    "user_password_change": ADMINISTRATORS,
    "group_changelist": NOBODY,
    "group_add": NOBODY,
    "group_change": NOBODY,
    "group_history": NOBODY,
    "group_delete": NOBODY,
}
# Open to nobody known: the way in and out, and what the pages of that need.
PUBLIC = {"login", "logout", "jsi18n"}
MODELS = {
    s.options.model_name: s.model for s in shapes() if issubclass(s.model, Record)
}


def names():
    """The names of all addresses of the site, with those of records under one name."""
    found = set()
    for pattern in walk(admin.site.urls[0]):
        if pattern.name:
            found.add(row_of(pattern.name))
    return found


def walk(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns)
        else:
            yield pattern


def row_of(name):
    """The row of the table that an address belongs to."""
    for options in (model._meta for model in admin.site._registry):
        prefix = f"{options.app_label}_{options.model_name}_"
        if name.startswith(prefix):
            is_record = options.model_name in MODELS
            noun = "record" if is_record else options.model_name
            return f"{noun}_{name.removeprefix(prefix)}"
    return name


def test_every_address_has_a_row():
    assert names() == set(ANSWERS)


@pytest.fixture
def world():
    """What the addresses name: a record in the states that they ask for, and others."""
    author = factories.make_user("author")
    publisher = factories.make_user("publisher")
    public = factories.make_meeting(state=State.SUBMITTED, submitted_by=author)
    workflow.publish(public, publisher)
    document = to_document(public)
    document["title"]["en"] = "Proposed"
    note = {"ar": "خطأ"}
    return {
        "public": public,
        "draft": factories.make_meeting(state=State.DRAFT),
        "submitted": factories.make_meeting(state=State.SUBMITTED, submitted_by=author),
        "proposal": proposals.propose(public, document, author, "error", note),
        "user": author,
        "group": author.groups.get(),
        "country": factories.country("FR"),
    }


def address(row, world):
    noun, _sep, page = row.partition("_")
    if noun == "record":
        return record_address(page, world)
    if noun in ("country", "proposal", "user", "group"):
        label = world[noun]._meta.app_label
        arguments = [] if page in ("changelist", "add") else [world[noun].pk]
        arguments += ["en"] if page == "preview_page" else []
        name = f"admin:{label}_{noun}_{page}"
        if row == "user_password_change":
            name = "admin:auth_user_password_change"
        return reverse(name, args=arguments)
    if row == "autocomplete":
        query = "?app_label=meetings&model_name=meeting&field_name=country"
        return reverse("admin:autocomplete") + query
    arguments = {
        "app_list": ["meetings"],
        "media": ["missing.webp"],
        "import_columns": ["meetings"],
        "import_template": ["meetings"],
        "view_on_site": [
            ContentType.objects.get_for_model(world["public"]).pk,
            world["public"].pk,
        ],
    }
    return reverse(f"admin:{row}", args=arguments.get(row, []))


def record_address(page, world):
    record, arguments = world["draft"], []
    if page == "restore":
        record, arguments = world["public"], [1]
    elif page == "step":
        record, arguments = world["submitted"], ["publish"]
    elif page in ("translation", "preview_page"):
        arguments = ["en"]
    elif page == "export":
        return reverse("admin:meetings_meeting_export", args=["csv"])
    if page == "quick":
        return reverse("admin:records_source_quick")
    is_whole = page in ("changelist", "add", "typing", "roles")
    if not is_whole:
        arguments = [record.pk, *arguments]
    url = reverse(f"admin:meetings_meeting_{page}", args=arguments)
    return url + ("?person=1&date=2021" if page == "roles" else "")


@pytest.mark.parametrize("row", ANSWERS)
def test_address_opens_for_whom_it_is(client, world, row):
    url = address(row, world)
    answers = []

    for role in ROLES:
        client.force_login(factories.make_user(role))
        answers.append(client.get(url).status_code)

    assert tuple(answers) == ANSWERS[row]


@pytest.mark.parametrize("row", sorted(set(ANSWERS) - PUBLIC))
def test_address_is_closed_to_nobody(client, world, row):
    url = address(row, world)

    got, posted = client.get(url), client.post(url)

    for answer in (got, posted):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/en/admin/login/")


@pytest.mark.parametrize(
    "row", [row for row, answers in ANSWERS.items() if answers in (ALL, PUBLISHERS)]
)
def test_address_is_closed_to_staff_without_a_group(client, world, row):
    user = User.objects.create_user("staff", password="a long one", is_staff=True)
    client.force_login(user)
    open_to_staff = {"index", "handbook", "jsi18n"}
    open_to_staff |= {"password_change", "password_change_done"}

    answer = client.get(address(row, world))

    # An app of which one may see nothing is not there.
    closed = 404 if row == "app_list" else 403
    assert answer.status_code == (200 if row in open_to_staff else closed)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_type_has_the_addresses_of_a_record(name):
    label = MODELS[name]._meta.app_label
    prefix = f"{label}_{name}_"

    found = {p.name for p in walk(admin.site.urls[0]) if p.name}

    own = {one.removeprefix(prefix) for one in found if one.startswith(prefix)}
    every = {
        row.removeprefix("record_") for row in ANSWERS if row.startswith("record_")
    }
    assert every - own <= {"roles", "quick"}
