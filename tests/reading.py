"""Reads public pages as a reader does: their words, part by part."""

from django.test import Client
from django.test.html import Element, parse_html
from django.utils import translation


class Page:
    def __init__(self, response):
        self.status = response.status_code
        self.root = parse_html(response.content.decode())

    @property
    def language(self):
        attributes = dict(self.root.attributes)
        return attributes["lang"], attributes["dir"]

    @property
    def headings(self):
        return [words(element) for element in self.all("h1")]

    def all(self, name, within=None, **attributes):
        """The elements of a name with these attributes, `class_` for the class."""
        wanted = {key.strip("_").replace("_", "-"): v for key, v in attributes.items()}
        return [
            element
            for element in descendants(within or self.root)
            if element.name == name
            and wanted.items() <= dict(element.attributes).items()
        ]

    def one(self, name, within=None, **attributes):
        (element,) = self.all(name, within, **attributes)
        return element

    def section(self, heading):
        """The part of the page under a heading that has this id."""
        return self.one("section", aria_labelledby=heading)

    def items(self, heading):
        return [words(item) for item in self.all("li", self.section(heading))]

    def facts(self, within=None):
        """What description lists say: `{term: [description, …]}`."""
        return {
            words(self.one("dt", group)): [words(dd) for dd in self.all("dd", group)]
            for group in self.all("div", within)
            if any(getattr(child, "name", "") == "dt" for child in group.children)
        }

    def links(self, within=None):
        return {
            dict(a.attributes)["href"]: words(a)
            for a in self.all("a", within or self.one("main"))
        }


def descendants(element):
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from descendants(child)


def words(element):
    """The text of an element with single spaces."""
    parts = [
        child if isinstance(child, str) else words(child) for child in element.children
    ]
    return " ".join(" ".join(parts).split())


def read(record, language="en"):
    """The page of a record, or of an address without its language."""
    with translation.override(language):
        path = (
            f"/{language}{record}"
            if isinstance(record, str)
            else record.get_absolute_url()
        )
    return Page(Client(headers={"host": "localhost"}).get(path))
