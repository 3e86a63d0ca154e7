"""Two floors to measure pages against, under the same server.

`bare` returns the bytes of a file; `template` renders a real page's template from its
context in memory, without a database.
"""

import os
from pathlib import Path


def bare(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [BODY]


def template(environ, start_response):
    response.content = response.rendered_content
    start_response("200 OK", list(response.items()))
    return [response.content]


def rendered(path):
    """The response to a path, its context ready to be rendered again."""
    from django.test import RequestFactory
    from django.urls import resolve
    from django.utils import translation

    from portal.wsgi import application

    assert application
    translation.activate(path.split("/")[1])
    view = resolve(path)
    request = RequestFactory(SERVER_NAME="127.0.0.1").get(path)
    request.resolver_match = view
    return view.func(request, *view.args, **view.kwargs).render()


if "BENCH_BODY" in os.environ:
    BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
if "BENCH_PATH" in os.environ:
    response = rendered(os.environ["BENCH_PATH"])
