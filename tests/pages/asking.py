"""Asks the server's own application, with its store of pages, as a server would."""

from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_to_bytes

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from portal.pages.page_cache import PageHandler


@contextmanager
def connections_kept():
    """Spares the connection that the transaction of a test stands on."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name):
        """The one header of a name; None without it."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(found) < 2, f"{name} stands twice"
        return found[0] if found else None


class Server:
    """One process of a server: `ask` it for paths as they stand in a request line."""

    def __init__(self):
        self.handler = PageHandler()

    @property
    def store(self):
        return self.handler.store

    def ask(self, path, method="GET", **environ):
        status = []

        def start_response(line, headers):
            status.append((int(line.split()[0]), headers))

        with connections_kept():
            answer = self.handler(self._environ(path, method) | environ, start_response)
            body = b"".join(answer)
            if hasattr(answer, "close"):
                answer.close()
        return Answer(*status[0], body)

    def is_kept(self, path):
        """Whether a path is answered from the store: whether Django is not asked."""
        return len(self.store) > 0 and self._key(path) in self.store._pages

    def _environ(self, path, method):
        path, query = self._key(path)
        return {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost:8000",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    @staticmethod
    def _key(path):
        """What a server makes of the target of a request line."""
        path, _mark, query = path.partition("?")
        return unquote_to_bytes(path).decode("latin-1"), query
