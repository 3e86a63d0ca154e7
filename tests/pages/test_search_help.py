"""The help page, whose examples find something in the record that ships."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from portal.pages.search_examples import WAYS
from tests.reading import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ar", "en"])
def test_help_has_an_example_of_each_way(language):
    client = Client(headers={"host": "localhost"})

    page = Page(client.get(f"/{language}/search/help/"))

    links = page.links()
    assert page.status == 200
    assert len(page.headings) == 1
    for way in WAYS:
        for example in way.examples:
            assert links[f"/{language}/search/?{example['query']}"] == example["words"]


def test_examples_find_what_they_promise():
    call_command(
        "import_record", settings.BASE_DIR / "portal/pages/record", verbosity=0
    )

    for way in WAYS:
        for asked in way.searches:
            results = asked.results("ar")
            assert results.count, asked.text
            assert not results.loosened, asked.text
