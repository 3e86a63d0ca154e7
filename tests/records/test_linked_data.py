import json

import pytest

from tests.factories import country, make_initiative, make_person, make_topic
from tests.reading import read

pytestmark = pytest.mark.django_db

SITE = "https://record.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def data_of(page):
    return json.loads(page.one("script", type="application/ld+json").children[0])


def test_person_is_described_with_other_names_and_wikidata():
    person = make_person(
        slug="a-guest",
        name_en="A guest",
        name_ar="ضيف",
        other_names=["Guest", "ضيف"],
        country=country("FR"),
        wikidata="Q567",
    )

    assert data_of(read(person)) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": f"{SITE}/en/people/a-guest/",
        "url": f"{SITE}/en/people/a-guest/",
        "name": "A guest",
        "alternateName": ["ضيف", "Guest"],
        "nationality": {
            "@type": "Country",
            "@id": f"{SITE}/en/countries/fr/",
            "url": f"{SITE}/en/countries/fr/",
            "name": "France",
            "identifier": "FR",
        },
        "sameAs": "https://www.wikidata.org/wiki/Q567",
    }


def test_person_without_an_identifier_is_the_same_as_nobody():
    assert "sameAs" not in data_of(read(make_person()))


def test_profile_describes_the_office_holder(settings):
    make_person(slug=settings.OFFICE_HOLDER, name_en="The head")

    data = data_of(read("/profile/"))

    assert data["@id"] == f"{SITE}/en/people/{settings.OFFICE_HOLDER}/"
    assert data["name"] == "The head"


def test_initiative_is_a_project():
    initiative = make_initiative(
        slug="canal",
        title_en="Canal",
        summary_en="A canal.",
        launched="2021-03",
        topics=[make_topic(slug="water", name_en="Water")],
    )

    assert data_of(read(initiative)) == {
        "@context": "https://schema.org",
        "@type": "Project",
        "@id": f"{SITE}/en/initiatives/canal/",
        "url": f"{SITE}/en/initiatives/canal/",
        "name": "Canal",
        "description": "A canal.",
        "foundingDate": "2021-03",
        "knowsAbout": [
            {
                "@type": "DefinedTerm",
                "@id": f"{SITE}/en/topics/water/",
                "url": f"{SITE}/en/topics/water/",
                "name": "Water",
            }
        ],
    }


def test_other_types_have_no_description():
    assert read(make_topic()).all("script", type="application/ld+json") == []
