"""Sets a portal up in a folder of its own, and serves it as `make serve` does."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("migrate", "collectstatic --noinput", "set_up_demonstration")


@dataclass
class Served:
    """A running server; `process` is the one that watches over its workers."""

    address: str
    accounts: dict[str, str]
    process: subprocess.Popen


def environment_in(folder, **more):
    """The environment of a portal whose local state is in a folder."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    local = {"VAR_DIR": str(folder), "SECRET_KEY": "for-this-run-only", "LOCAL": "1"}
    return kept | local | more


def set_up(environment):
    """Database, static files, the record and its accounts."""
    for command in COMMANDS:
        subprocess.run(
            [sys.executable, "manage.py", *command.split()],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )


@contextmanager
def served(environment):
    """A server on a free port of this machine, while the block lasts."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "portal/gunicorn.py", "portal.wsgi"],
        cwd=ROOT,
        env=environment | {"PORT": str(port)},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/en/")
        accounts = Path(environment["VAR_DIR"], "accounts.txt")
        lines = accounts.read_text().splitlines()
        yield Served(address, dict(line.split() for line in lines), process)
    finally:
        process.terminate()
        process.wait(timeout=10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address):
    for _attempt in range(150):
        try:
            return urlopen(address)
        except HTTPError:
            raise
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(address)
