"""A text's whole life as its author, its publisher and a reader see it, in a browser."""

import pytest

TITLES = {
    "ar": ("لقاء تجريبي في البصرة", "لقاء تجريبي في أربيل"),
    "en": ("A trial meeting in Basra", "A trial meeting in Erbil"),
}
each_language = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture
def desks(chromium, site, language):
    """The pages of an author, a publisher and somebody who only reads."""
    contexts, found = [], []
    for name in ("author", "publisher", ""):
        context = chromium.new_context(
            viewport={"width": 1280, "height": 900}, base_url=site.address
        )
        page = context.new_page()
        page.troubles = []
        page.on("pageerror", lambda e, page=page: page.troubles.append(str(e)))
        page.on(
            "console",
            lambda line, page=page: (
                line.type == "error"
                # Readers come to a page that is not there yet, and not any more.
                and not (
                    "/trial-meeting-" in line.location["url"]
                    and ("404" in line.text or "410" in line.text)
                )
                and page.troubles.append(line.text)
            ),
        )
        if name:
            page.goto(f"/{language}/admin/login/")
            page.fill("#id_username", name)
            page.fill("#id_password", site.accounts[name])
            page.click("input[type=submit]")
        else:
            # A browser that routes keeps nothing: every answer is the server's own.
            page.route("**", lambda route: route.continue_())
        contexts.append(context)
        found.append(page)
    yield found
    for context in contexts:
        context.close()


def enter(author, language, slug):
    """Enters a meeting with as little as one may, and submits it; its address."""
    author.goto(f"/{language}/admin/meetings/meeting/add/")
    for code in ("ar", "en"):
        author.fill(f"#id_title_{code}", TITLES[code][0])
    author.fill("#id_date_0", "2021")
    author.select_option("#id_date_1", "07")
    author.select_option("#id_kind", "reception")
    author.fill("#id_slug", slug)
    author.click("input[name=_submit]")
    author.wait_for_url("**/meetings/meeting/")
    author.goto(f"/{language}/admin/meetings/meeting/?q=&state__exact=submitted")
    author.locator("#result_list tbody th a").first.click()
    return author.url.partition("?")[0]


def titles(reader, path):
    """What a reader gets: the status, and the heading of the page."""
    status = reader.goto(path).status
    return status, reader.locator("h1").first.inner_text()


def propose(author, address, language, title):
    author.goto(address)
    author.fill(f"#id_title_{language}", title)
    author.select_option("#id_change_kind", "error")
    author.fill("#id_change_note_ar", "صُحِّح المكان")
    author.click("input[name=_save]")
    return author.locator(".messagelist a").first.get_attribute("href")


@each_language
def test_text_lives_from_its_first_draft_to_its_withdrawal(desks, language):
    author, publisher, reader = desks
    first, second = TITLES[language]
    slug = f"trial-meeting-{language}"
    path = f"/{language}/meetings/{slug}/"
    address = enter(author, language, slug)
    step = address.replace("/change/", "/step/{}/")
    assert titles(reader, path)[0] == 404

    # The publisher asks for changes, the author makes them and submits again.
    publisher.goto(address)
    publisher.locator(
        f"a[href*='{step.format('ask_for_changes').split('admin')[1]}']"
    ).click()
    publisher.fill("#id_remark", "في أي يوم؟")
    publisher.click(".submit-row input[type=submit]")
    author.goto(address)
    assert "في أي يوم؟" in author.locator(".remark").inner_text()
    author.fill("#id_date_2", "12")
    author.click("input[name=_submit]")
    author.wait_for_url("**/meetings/meeting/")

    publisher.goto(address)
    publisher.locator(
        f"form[action*='{step.format('publish').split('admin')[1]}'] button"
    ).click()
    assert titles(reader, path) == (200, first)

    # A change is a proposal: readers see the old text until it is approved.
    review = propose(author, address, language, second)
    assert titles(reader, path) == (200, first)
    publisher.goto(review)
    assert publisher.locator(".difference ins").count()
    publisher.click("button[value=approve]")
    publisher.wait_for_url(f"**{address.partition('/admin')[2]}*")
    assert titles(reader, path) == (200, second)

    # The earlier text comes back in two clicks and an approval.
    author.goto(address.replace("/change/", "/history/"))
    author.locator("a[href*='/restore/']").click()
    author.click(".submit-row input[type=submit]")
    publisher.goto(author.url)
    publisher.click("button[value=approve]")
    publisher.wait_for_url(f"**{address.partition('/admin')[2]}*")
    assert titles(reader, path) == (200, first)
    assert reader.goto(f"{path}history/").status == 200
    assert reader.locator(".log > li").count() == 3

    # Withdrawn, it leaves its reason.
    publisher.goto(step.format("withdraw"))
    publisher.select_option("#id_kind", "error")
    publisher.fill("#id_reason_ar", "سُجِّل للتجربة")
    publisher.fill("#id_reason_en", "Recorded as a trial")
    publisher.click(".submit-row input[type=submit]")
    assert reader.goto(path).status == 410
    assert "للتجربة" in reader.locator("main").inner_text()
    assert [page.troubles for page in desks] == [[], [], []]


@each_language
@pytest.mark.parametrize("width", [360, 1280])
def test_desk_fits_every_width(desks, language, width):
    _author, publisher, _reader = desks
    publisher.set_viewport_size({"width": width, "height": 800})
    paths = ["", "publishing/proposal/", "meetings/meeting/", "import/", "translation/"]
    publisher.goto(f"/{language}/admin/meetings/meeting/")
    record = publisher.locator("#result_list tbody th a").first.get_attribute("href")
    for page in ("change/", "history/", "preview/", "translation/en/"):
        paths.append(record.partition("/admin/")[2].replace("change/", page))

    wide = []
    for path in paths:
        publisher.goto(f"/{language}/admin/{path}")
        if publisher.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)

    assert wide == []
    assert publisher.troubles == []
