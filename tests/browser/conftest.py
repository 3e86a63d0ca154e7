"""A real server on the real record, and a browser to read it with."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.site import environment_in, served, set_up

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The portal as `make serve` sets it up: its address and its accounts."""
    environment = environment_in(tmp_path_factory.mktemp("var"))
    set_up(environment)
    with served(environment) as site:
        yield site


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, site):
    """A page of a phone's width that notes errors and requests to other places."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, base_url=site.address
    )
    page = context.new_page()
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on(
        "console",
        lambda line: line.type == "error" and page.troubles.append(line.text),
    )
    page.on(
        "request",
        lambda request: (
            request.url.startswith((site.address, "data:"))
            or page.troubles.append(request.url)
        ),
    )
    yield page
    context.close()
