import pytest
from django.conf import settings

from portal.publishing.models import State
from portal.records.models import LifeEvent, Position
from tests.factories import (
    make_initiative,
    make_meeting,
    make_organisation,
    make_person,
    make_source,
    make_statement,
)
from tests.reading import read, words

pytestmark = pytest.mark.django_db


def make_office_holder(**kwargs):
    return make_person(slug=settings.OFFICE_HOLDER, **kwargs)


def test_profile_of_an_empty_installation_says_so():
    page = read("/profile/")

    assert page.status == 200
    assert words(page.one("main")) == (
        "The prime minister His profile has not been published yet."
    )


def test_profile_of_a_draft_is_not_shown():
    make_office_holder(name_en="Secret name", state=State.DRAFT)

    assert "Secret" not in words(read("/profile/").root)


def test_profile_tells_the_life_in_order():
    holder = make_office_holder(biography_en="<p>Born <script>x</script>there.</p>")
    source = make_source(publisher="Agency")
    event = LifeEvent.objects.create(
        person=holder, position=1, date="1967", what_ar="مولده", what_en="Born"
    )
    event.sources.add(source, make_source(publisher="Secret", state=State.DRAFT))
    LifeEvent.objects.create(
        person=holder, position=2, what_ar="عمله", what_en="Worked", is_claim=True
    )
    Position.objects.create(
        person=holder,
        position=1,
        title_ar="رئيس",
        title_en="Head",
        start="2016-06-07",
        end="2020",
        organisation=make_organisation(name_en="Secret body", state=State.DRAFT),
    )

    page = read("/profile/")

    assert words(page.section("biography")) == "Biography Born there."
    assert page.items("life") == [
        "1967 Born Sources: Agency",
        "Worked one source’s claim",
    ]
    assert page.items("positions") == ["7 June 2016 – 2020 Head"]
    assert len(page.items("sources")) == 1
    assert "Secret" not in words(page.root)


def test_profile_shows_meetings_statements_and_initiatives():
    holder = make_office_holder()
    make_meeting(holder, title_en="Shown meeting")
    make_meeting(make_person(), title_en="Meeting of others")
    make_meeting(holder, title_en="Secret meeting", state=State.DRAFT)
    make_statement(speaker=holder, gist_en="Shown gist")
    make_statement(speaker=holder, gist_en="Secret gist", state=State.DRAFT)
    make_initiative(title_en="Shown initiative")

    page = read("/profile/")

    titles = [words(title) for title in page.all("h3", class_="card-title")]
    assert titles == ["Shown meeting"]
    assert page.items("statements") == ["26 July 2021 Shown gist"]
    assert page.items("initiatives") == ["Shown initiative March 2021"]
    assert "Secret" not in words(page.root)


@pytest.mark.parametrize("rows", [1, 3])
def test_profile_asks_the_same_at_any_size(rows, django_assert_num_queries):
    holder = make_office_holder()
    for number in range(rows):
        make_meeting(holder, make_person())
        make_statement(speaker=holder)
        make_initiative()
        event = LifeEvent.objects.create(person=holder, position=number, what_ar="حدث")
        event.sources.add(make_source())

    with django_assert_num_queries(9):
        read("/profile/")
