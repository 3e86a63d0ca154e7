"""Reads the forms of the editors' site as a browser would send them."""

from html.parser import HTMLParser

import pytest

from tests import factories

MAKERS = [
    factories.make_initiative,
    factories.make_meeting,
    factories.make_visit,
    factories.make_series,
    factories.make_statement,
    factories.make_person,
    factories.make_organisation,
    factories.make_topic,
    factories.make_source,
    factories.make_photograph,
]
every_type = pytest.mark.parametrize("make", MAKERS, ids=lambda m: m.__name__[5:])
# What a proposal tells readers, as the form of a published record asks for it.
NOTE = {"change_kind": "error", "change_note_ar": "صُحِّح خطأ"}
each_language = pytest.mark.parametrize("language", ["ar", "en"])


class FormReader(HTMLParser):
    """Collects what one form would send, by the names of its inputs."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id = form_id
        self.inputs = []
        self.is_inside = False
        self.select = None
        self.textarea = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.is_inside = attributes.get("id") == self.form_id
        elif not self.is_inside:
            return
        elif tag == "select":
            self.select = attributes
        elif tag == "option" and "selected" in attributes:
            self.take(self.select, attributes.get("value", ""))
        elif tag == "textarea":
            self.textarea = (attributes, [])
        elif tag == "input" and attributes.get("type") not in ("submit", "file"):
            is_box = attributes.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in attributes:
                self.take(attributes, attributes.get("value", "on" if is_box else ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea" and self.textarea:
            attributes, parts = self.textarea
            text = "".join(parts).removeprefix("\n").removeprefix("\r\n")
            self.take(attributes, text)
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.textarea[1].append(data)

    def take(self, attributes, value):
        attributes["value"] = value
        self.inputs.append(attributes | {"value": value})


def form_inputs(page):
    """The attributes of the inputs in the form of a change page, by name."""
    return {a["name"]: a for a in read(page).inputs if "name" in a}


def form_data(page, **changes):
    """What saving the form of a change page sends: names to values or lists."""
    data = {}
    for attributes in read(page).inputs:
        if "name" in attributes and "__prefix__" not in attributes["name"]:
            value = attributes["value"].replace("\r\n", "\n").replace("\n", "\r\n")
            data.setdefault(attributes["name"], []).append(value)
    return data | changes


def read(page):
    reader = FormReader(f"{page.context['opts'].model_name}_form")
    reader.feed(page.content.decode())
    return reader


def admin_url(record, page="change", language="en"):
    options = record._meta
    place = f"/{language}/admin/{options.app_label}/{options.model_name}"
    return f"{place}/add/" if page == "add" else f"{place}/{record.pk}/{page}/"
