"""Names in addresses that are proposed."""

import pytest
from django.http import QueryDict

from meetings.forms import MeetingForm, StatementForm
from meetings.models import Meeting
from portal.publishing.slugs import free_slug, slug_of
from portal.publishing.typed import Typed
from portal.records.forms import SourceForm
from portal.records.models import Person
from tests import factories


def typed(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Typed(data)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (["A Meeting in Basra"], "a-meeting-in-basra"),
        (["FR", "Macron", "Baghdad", "2020-09-02"], "fr-macron-baghdad-2020-09-02"),
        (["Nechirvan Barzânî’s çay"], "nechirvan-barzanis-cay"),
        (["مصطفى الكاظمي"], "mstfy-alkazmy"),
        (["٢٠٢٠"], "2020"),
        (["", "—", "\0"], ""),
        (["word " * 40], "-".join(["word"] * 16)),
        (["x" * 300], "x" * 80),
    ],
)
def test_slug_is_made_of_words_in_any_script(words, slug):
    assert slug_of(words) == slug


@pytest.mark.django_db
def test_slug_that_is_taken_gets_a_number():
    person = factories.make_person(slug="macron")
    factories.make_person(slug="macron-2")

    assert free_slug(Person, "macron") == "macron-3"
    assert free_slug(Person, "macron", person) == "macron"
    assert free_slug(Meeting, "macron") == "macron"


@pytest.mark.django_db
def test_meeting_is_named_by_country_counterpart_place_and_date():
    host = factories.make_person(name_en="Mustafa Al-Kadhimi")
    guest = factories.make_person(
        sort_name_en="Macron, Emmanuel", country=factories.country("FR")
    )
    values = {
        "participants-TOTAL_FORMS": "2",
        "participants-0-person": str(host.pk),
        "participants-0-side": "home",
        "participants-1-person": str(guest.pk),
        "participants-1-side": "counterpart",
        "date_0": "2020",
        "date_1": "09",
        "date_2": "2",
        "city_en": "Baghdad",
        "presence": "in_person",
    }
    germany = str(factories.country("DE").pk)

    assert [
        slug_of(MeetingForm.slug_words(typed(**(values | more))))
        for more in (
            {},
            {"countries": [germany]},
            {"presence": "call"},
            {"participants-1-DELETE": "on", "title_en": "First session"},
        )
    ] == [
        "fr-macron-baghdad-2020-09-02",
        "de-macron-baghdad-2020-09-02",
        "fr-macron-call-2020-09-02",
        "iq-first-session-baghdad-2020-09-02",
    ]


@pytest.mark.django_db
def test_statement_is_named_by_speaker_and_gist():
    speaker = str(factories.make_person(name_en="Nancy Pelosi").pk)
    gist = "Supports Iraq in its fight for a stable region"

    assert slug_of(StatementForm.slug_words(typed(speaker=speaker, gist_en=gist))) == (
        "pelosi-supports-iraq-in-its-fight-for"
    )
    assert slug_of(StatementForm.slug_words(typed(speaker=speaker, date_0="2021"))) == (
        "pelosi-2021"
    )


@pytest.mark.parametrize(
    ("values", "slug"),
    [
        ({"url": "https://www.aawsat.com/x", "published_0": "2021"}, "aawsat-2021"),
        ({"publisher": "Al-Sabah", "title": "Talks"}, "al-sabah-talks"),
        ({"url": "http://[", "publisher": "INA", "title": "Talks"}, "ina-talks"),
    ],
)
def test_source_is_named_by_publisher_and_day(values, slug):
    assert slug_of(SourceForm.slug_words(typed(**values))) == slug
