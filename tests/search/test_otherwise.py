"""What nothing is found for is looked for in other words."""

import pytest

from portal.search.index import find
from portal.search.otherwise import synonyms
from tests.factories import make_meeting, make_organisation, make_person
from tests.search.finding import found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Tripartite summit", "trilateral meetings"),
        ("Stolen funds", "looted money"),
        ("COVID-19", "coronavirus"),
        ("The terrorism", "terrorists"),
        ("Talks in Erbil", "هولير"),
        ("Meeting of the prime minister", "premier"),
    ],
)
def test_synonym_is_found(title, query):
    make_meeting(slug="it", title_en=title, title_ar="لقاء")

    results = find(query, language="en")

    assert results.otherwise
    assert [hit.slug for hit in results.hits] == ["it"]
    assert results.hits[0].marked_title.is_marked


def test_synonym_is_not_looked_for_where_the_word_is_found():
    make_meeting(slug="word", title_en="A treaty")
    make_meeting(slug="synonym", title_en="An accord")

    results = find("treaties", language="en")

    assert not results.otherwise
    assert [hit.slug for hit in results.hits] == ["word"]


def test_every_synonym_is_found_by_another():
    assert all(others for others in synonyms().values())
    assert "nmonarch" in {term for other in synonyms()["lملك"] for term in other}
    assert ("nprime", "nminist") in synonyms()["npremier"]


def test_name_written_apart_is_found():
    make_organisation(slug="it", name_en="TotalEnergies", name_ar="توتال إنرجيز")
    make_meeting(slug="both", title_en="Total of all energies", title_ar="لقاء")

    assert found("Total Energies") == ["it", "both"]


@pytest.mark.parametrize("query", ["ابوالغيط", "أبوالغيط"])
def test_name_written_together_is_found(query):
    make_person(slug="it", name_ar="أحمد أبو الغيط", name_en="Ahmed Aboul Gheit")

    assert found(query, "ar") == ["it"]


@pytest.mark.parametrize(
    "query", ["Sheikh Tamim", "الشيخ تميم", "His Excellency Tamim"]
)
def test_title_beside_a_name_does_not_matter(query):
    make_person(slug="it", name_en="Tamim bin Hamad", name_ar="تميم بن حمد")
    make_meeting(slug="other", title_en="A sheikh", title_ar="لقاء شيخ")

    assert found(query) == ["it"]


def test_title_is_looked_for_where_it_stands():
    make_person(slug="tamim", name_en="Tamim", name_ar="تميم")
    make_person(slug="sheikh", name_en="Sheikh Tamim", name_ar="الشيخ تميم")

    assert found("Sheikh Tamim") == ["sheikh"]
