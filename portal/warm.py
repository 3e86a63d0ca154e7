"""Answers one request in each language, so that later ones find everything loaded."""

import io
import sys

from django.conf import settings
from django.db import connections


def warm(application) -> None:
    """Leaves no database connection open: it would be shared with every worker."""
    host = settings.ALLOWED_HOSTS[0]
    for language, _name in settings.LANGUAGES:
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": f"/{language}/about/",
            "QUERY_STRING": "",
            "SERVER_NAME": host,
            "SERVER_PORT": "443",
            "HTTP_HOST": host,
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        for _part in application(environ, lambda *answer: None):
            pass
    connections.close_all()
