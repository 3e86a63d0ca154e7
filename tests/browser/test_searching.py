"""Searching as readers do: with the keyboard, with suggestions and without script."""

import pytest

BOX = "input[type=search]:visible"
OPTIONS = ".suggestions:not([hidden]) [role=option]"


@pytest.fixture
def requests(page):
    """The suggestions that were asked for: how many at most at a time, and what for."""
    seen = {"asked": [], "open": 0, "most": 0}

    def begin(request):
        if "/suggest.json" in request.url:
            seen["asked"].append(request.url)
            seen["open"] += 1
            seen["most"] = max(seen["most"], seen["open"])

    def end(request):
        seen["open"] -= "/suggest.json" in request.url

    page.on("request", begin)
    page.on("requestfinished", end)
    page.on("requestfailed", end)
    return seen


@pytest.mark.parametrize(
    ("language", "typed", "title"),
    [("en", "macr", "Emmanuel Macron"), ("ar", "ماكرو", "إيمانويل ماكرون")],
)
def test_suggestion_is_chosen_with_the_keyboard(language, typed, title, page):
    page.goto(f"/{language}/")
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "false"

    box.press_sequentially(typed)
    page.locator(OPTIONS).first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.locator("bdi").inner_text() == title
    assert active.get_attribute("aria-selected") == "true"
    box.press("Enter")

    page.wait_for_url(f"**/{language}/people/emmanuel-macron/")
    assert page.troubles == []


def test_arrows_pass_through_what_was_typed(page):
    page.goto("/en/search/")
    box = page.locator(BOX)
    box.press_sequentially("mohammed")
    page.locator(OPTIONS).first.wait_for()
    count = page.locator(OPTIONS).count()

    box.press("ArrowUp")
    last = box.get_attribute("aria-activedescendant")
    box.press("ArrowDown")

    assert last.endswith(f"-{count - 1}")
    assert box.get_attribute("aria-activedescendant") is None
    assert box.input_value() == "mohammed"


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(page):
    page.goto("/en/about/")
    box = page.locator(BOX)
    box.press_sequentially("baghdad")
    page.locator(OPTIONS).first.wait_for()

    box.press("Escape")

    assert page.locator(OPTIONS).count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "baghdad"
    box.press("ArrowDown")
    assert page.locator(OPTIONS).count() > 0


def test_enter_without_a_choice_searches(page):
    page.goto("/en/about/")
    box = page.locator(BOX)
    box.press_sequentially("french ambassador")
    box.press("Enter")

    page.wait_for_url("**/en/search/?q=french+ambassador")
    assert page.locator(".results > li").count() > 0
    assert page.locator(BOX).input_value() == "french ambassador"


def test_suggestion_is_chosen_with_the_pointer(page):
    page.goto("/en/")
    page.locator(BOX).press_sequentially("erdog")

    page.locator(OPTIONS).first.click()

    page.wait_for_url("**/en/people/recep-tayyip-erdogan/")


def test_suggestions_are_asked_for_one_at_a_time(page, requests):
    page.route(
        "**/suggest.json*",
        lambda route: (page.wait_for_timeout(400), route.continue_()),
    )
    page.goto("/en/")
    box = page.locator(BOX)

    for letter in "macron":
        box.press_sequentially(letter)
        page.wait_for_timeout(200)
    page.wait_for_timeout(1500)

    assert requests["most"] == 1
    assert 1 < len(requests["asked"]) < len("macron")
    assert requests["asked"][-1].endswith("q=macron")


def test_fast_typing_asks_once(page, requests):
    page.goto("/en/")

    page.locator(BOX).press_sequentially("macron", delay=20)
    page.locator(OPTIONS).first.wait_for()

    assert len(requests["asked"]) == 1


def test_suggestions_that_fail_leave_the_search_as_it_is(page):
    page.route("**/suggest.json*", lambda route: route.abort())
    page.goto("/en/")
    box = page.locator(BOX)
    box.press_sequentially("macron", delay=20)
    page.wait_for_timeout(400)

    box.press("Enter")

    page.wait_for_url("**/en/search/?q=macron")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_search_works_without_script(language, chromium, site):
    context = chromium.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
        base_url=site.address,
    )
    page = context.new_page()
    page.goto(f"/{language}/")

    box = page.locator(BOX)
    box.fill("Macron")
    box.press("Enter")
    page.locator(".search-facets a[href*='year=2021']").click()

    assert "q=Macron&year=2021" in page.url
    page.locator(".chosen a").first.click()
    assert page.url.endswith(f"/{language}/search/?q=Macron")
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "path",
    ["search/", "search/?q=Kazemi+2021&country=fr", "search/?q=zzz", "search/help/"],
)
def test_search_fits_a_phone(path, language, page):
    page.goto(f"/{language}/{path}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(BOX).count() == 1
    assert page.troubles == []
