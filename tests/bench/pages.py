"""Measures the public pages: `make bench`.

Everything runs on this machine in one run, one server after another, and every figure
is CPU time of all processes of a server per request, or a ratio of two of them.
Generated records of 10,000 and 100,000 meetings are imported once and kept in .var.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.generate import write
from tests.browser.conftest import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("BENCH_DIR", ROOT / ".var" / "bench"))
SIZES = [int(size) for size in os.environ.get("SIZES", "10000 100000").split()]
TICK = os.sysconf("SC_CLK_TCK")
LIST, DETAIL = "/en/meetings/", "/en/meetings/meeting-77/"
# The others run with as many processes and threads, and loaded once, like ours.
OWN = ["--config=portal/gunicorn.py"]
OTHERS = ["--workers=2", "--threads=4", "--preload", "--log-level=warning"]
# A question that no page knows is answered and never kept.
PAGES = {
    "list": f"{LIST}?fresh=1",
    "list, filtered": f"{LIST}?country=fr&year=2015&fresh=1",
    "list, page 250": f"{LIST}?page=250&fresh=1",
    "detail": f"{DETAIL}?fresh=1",
}


def environment(size):
    return os.environ | {
        "LOCAL": "1",
        "SECRET_KEY": "for-measuring-only",
        "VAR_DIR": str(FOLDER),
        "DATABASE_URL": f"sqlite:///{database(size)}",
        "BENCH_DATABASE": str(database(size)),
    }


def database(size):
    return FOLDER / f"{size}.sqlite3"


def prepare(size):
    """Generates and imports a record of some meetings, unless it is there."""
    if database(size).exists():
        return
    package = FOLDER / f"package-{size}"
    write(package, size)
    for command in (["migrate"], ["import_record", str(package)]):
        manage(size, *command)


def manage(size, *command):
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(size),
        check=True,
        stdout=subprocess.DEVNULL,
    )


class Server:
    def __init__(self, process, port):
        self.process, self.port = process, port

    def get(self, path, encoding="gzip"):
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, (path, response.status)
        return body

    def processes(self):
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return [self.process.pid, *map(int, Path(path).read_text().split())]

    def cpu(self):
        """The CPU time of all processes so far, in seconds."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self):
        """The memory of all processes, shared pages divided, in MB."""
        total = 0
        for pid in self.processes():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(one.split()[1]) for one in lines if one.startswith("Pss:"))
        return total / 1024

    def cost(self, path, seconds=1.5):
        """Milliseconds of CPU for one request, the middle of three rounds."""
        rounds = []
        self.get(path)
        for _round in range(3):
            start, before, count = time.monotonic(), self.cpu(), 0
            while time.monotonic() - start < seconds:
                self.get(path)
                count += 1
            rounds.append(1000 * (self.cpu() - before) / count)
        return sorted(rounds)[1]


@contextmanager
def serving(application, size, first, **extra):
    """A server of an application, ready; also how long it took to answer first."""
    port, begin = free_port(), time.monotonic()
    options = (
        OWN if application == "portal.wsgi" else [*OTHERS, f"--bind=127.0.0.1:{port}"]
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, application],
        cwd=ROOT,
        env=environment(size) | {"PORT": str(port)} | extra,
        stdout=subprocess.DEVNULL,
    )
    server = Server(process, port)
    try:
        while True:
            try:
                server.get(first)
                break
            except ConnectionRefusedError:
                time.sleep(0.01)
        server.started_in = time.monotonic() - begin
        yield server
    finally:
        process.terminate()
        process.wait()


def row(name, figure, unit="", ratio=None, against=""):
    words = f"{ratio:6.2f} × {against}" if ratio is not None else ""
    print(f"{name:34} {figure:9.2f} {unit:4} {words}", flush=True)


def measure(size):
    """Prints the figures of one size; the costs of its pages by name."""
    print(f"\n{size:,} meetings")
    with serving("tests.bench.plain", size, "/meetings/") as server:
        plain = {
            "list": server.cost("/meetings/"),
            "detail": server.cost("/meetings/meeting-77/"),
        }
        plain_memory = server.memory()
    templates = {}
    for name, path in (("list", LIST), ("detail", DETAIL)):
        application = "tests.bench.floor:template"
        with serving(application, size, "/", BENCH_PATH=path) as server:
            templates[name] = server.cost("/")
        row(f"{name}, its template alone", templates[name], "ms")
        row(f"{name}, plain Django", plain[name], "ms")
    with serving("portal.wsgi", size, LIST) as server:
        row("start to first answer", server.started_in, "s")
        costs = {name: server.cost(path) for name, path in PAGES.items()}
        costs["served again"] = server.cost(LIST)
        row("memory", memory := server.memory(), "MB", memory / plain_memory, "plain")
        body = server.get(LIST)
    for name in PAGES:
        kind = name.split(",")[0]
        row(name, costs[name], "ms", costs[name] / templates[kind], "its template")
    file = FOLDER / "body"
    file.write_bytes(body)
    application = "tests.bench.floor:bare"
    with serving(application, size, "/", BENCH_BODY=str(file)) as server:
        bare = server.cost("/")
    row("list, served again", costs["served again"], "ms")
    row("the same bytes, bare", bare, "ms", costs["served again"] / bare, "bare")
    return costs


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        prepare(size)
    manage(SIZES[0], "collectstatic", "--noinput")
    costs = [measure(size) for size in SIZES]
    if len(costs) > 1:
        print(f"\nGrowth from {SIZES[0]:,} to {SIZES[-1]:,} meetings")
        for name in PAGES:
            ratio = costs[-1][name] / costs[0][name]
            row(name, costs[-1][name], "ms", ratio, f"at {SIZES[0]:,}")


if __name__ == "__main__":
    main()
