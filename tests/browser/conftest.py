"""A real server on the real record, and a browser to read it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
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


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address):
    for _attempt in range(150):
        try:
            return urlopen(address)
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The portal as `make serve` sets it up: its address and its accounts."""
    folder = tmp_path_factory.mktemp("var")
    port = free_port()
    environment = {name: os.environ[name] for name in ("PATH", "HOME")} | {
        "VAR_DIR": str(folder),
        "SECRET_KEY": "for-this-run-only",
        "LOCAL": "1",
        "PORT": str(port),
    }
    for command in ("migrate", "collectstatic --noinput", "set_up_demonstration"):
        subprocess.run(
            [sys.executable, "manage.py", *command.split()],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "portal/gunicorn.py", "portal.wsgi"],
        cwd=ROOT,
        env=environment,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/en/")
        lines = (folder / "accounts.txt").read_text().splitlines()
        yield SimpleNamespace(
            address=address, accounts=dict(line.split() for line in lines)
        )
    finally:
        server.terminate()
        server.wait(timeout=10)


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
