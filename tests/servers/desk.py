"""An editor and a reader who know nothing but the addresses of the servers."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    build_opener,
)

from tests.editing import FormReader

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SEEN = re.compile(r'name="seen" value="([^"]*)"')
COMPANIONS = re.compile(r'name="companions" value="([^"]*)"')
REVIEW = re.compile(r'"(/en/admin/publishing/proposal/\d+/change/)"')
NOTE = {"change_kind": "error", "change_note_ar": "صُحِّح خطأ"}


class Stay(HTTPRedirectHandler):
    """Shows where an answer leads instead of going there."""

    def redirect_request(self, *args, **kwargs):
        return None


class Reader:
    """Asks one server; an answer is its status, where it leads, and its text."""

    def __init__(self, server):
        self.server = server
        self.opener = build_opener(Stay, HTTPCookieProcessor(CookieJar()))

    def ask(self, path, data=None):
        body = urlencode(data, doseq=True).encode() if data is not None else None
        try:
            answer = self.opener.open(self.server.address + path, body, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode()
            return answer.status, answer.headers.get("Location", ""), text


class Desk(Reader):
    """Somebody logged in on one server."""

    def __init__(self, server, name):
        super().__init__(server)
        login = "/en/admin/login/"
        _status, _location, page = self.ask(login)
        password = server.accounts[name]
        status, _location, _page = self.post(
            login, page, username=name, password=password
        )
        assert status == 302

    def post(self, path, page, **data):
        token = TOKEN.search(page)[1]
        return self.ask(path, {"csrfmiddlewaretoken": token, **data})

    def save(self, path, form_id, **changes):
        """Saves a form as a browser would; where the answer leads, or ""."""
        _status, _location, page = self.ask(path)
        reader = FormReader(form_id)
        reader.feed(page)
        data = {}
        for field in reader.inputs:
            if "name" in field and "__prefix__" not in field["name"]:
                data.setdefault(field["name"], []).append(field["value"])
        status, location, _page = self.ask(path, data | changes)
        return location if status == 302 else ""

    def take(self, record_path, step, **data):
        """Takes a step with the text of the record as it stands now."""
        _status, _location, page = self.ask(f"{record_path}change/")
        path = f"{record_path}step/{step}/"
        seen = SEEN.search(page)[1]
        status, _location, _page = self.post(path, page, seen=seen, **data)
        return status == 302

    def propose(self, record_path, form_id, **changes):
        """Saves the form of a published record; the path of the review, or ""."""
        if not self.save(f"{record_path}change/", form_id, **NOTE | changes):
            return ""
        _status, _location, page = self.ask(f"{record_path}change/")
        return REVIEW.findall(page)[0]

    def read_review(self, path):
        """What the page of a review has to be sent with, and its text."""
        _status, _location, page = self.ask(path)
        seen = {"seen": SEEN.search(page)[1], "companions": COMPANIONS.search(page)[1]}
        return page, seen

    def approve(self, path):
        page, seen = self.read_review(path)
        status, _location, _page = self.post(path, page, decision="approve", **seen)
        return status == 302
