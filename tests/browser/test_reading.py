import pytest

PATHS = [
    "",
    "about/",
    "data/",
    "profile/",
    "timeline/",
    "timeline/?year=2021",
    "timeline/?year=2020&month=05&kind=reception",
    "meetings/",
    "meetings/fr-ambassador-aubert-baghdad-2020-05-14/",
    "meetings/baghdad-conference-cooperation-partnership-2021-08-28/",
    "meetings/lb-mikati-call-2021-11-07/",
    "visits/",
    "visits/europe-2021/",
    "series/",
    "series/us-iraq-strategic-dialogue/",
    "statements/",
    "statements/biden-combat-mission/",
    "initiatives/",
    "initiatives/regional-transit/",
    "people/",
    "people/emmanuel-macron/",
    "organisations/",
    "organisations/eu/",
    "countries/",
    "countries/fr/",
    "topics/",
    "topics/economy/",
    "sources/",
    "sources/yes-iraq-2020-05-14/",
    "photographs/",
    "photographs/pelosi-2021-07-28/",
]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_page_fits_a_phone_and_asks_nobody_else(path, language, page):
    response = page.goto(f"/{language}/{path}")

    width = page.evaluate("document.documentElement.scrollWidth")
    html = page.locator("html")
    assert response.status == 200
    assert page.troubles == []
    assert width <= 360
    assert page.locator("h1").count() == 1
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == {"ar": "rtl", "en": "ltr"}[language]
    assert page.context.cookies() == []


def test_language_switch_leads_to_the_same_page(page):
    page.goto("/ar/meetings/fr-macron-baghdad-2020-09-02/")

    page.locator("a[hreflang=en]").first.click()

    assert page.url.endswith("/en/meetings/fr-macron-baghdad-2020-09-02/")


def test_first_key_leads_past_the_navigation(page):
    page.goto("/en/meetings/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#content")
