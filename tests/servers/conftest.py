"""Two servers of several processes each on one database, as behind a proxy.

The database is that of DATABASE_URL, which has to be empty; else a file of SQLite.
"""

import os

import pytest

from tests.site import environment_in, served, set_up


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/servers/" in item.nodeid:
            item.add_marker(pytest.mark.servers)


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    named = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    environment = environment_in(tmp_path_factory.mktemp("var"), WORKERS="2", **named)
    set_up(environment)
    with served(environment) as first, served(environment) as second:
        yield first, second
