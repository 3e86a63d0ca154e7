"""Web addresses of one page in several spellings."""

import pytest

from portal.records.addresses import host, normal


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b",
        "http://www.Example.org/a/b/",
        "example.org/a/b#part",
        "https://m.example.org/a/b?utm_source=x&fbclid=1",
        " https://example.org:443/a/b ",
    ],
)
def test_spellings_of_one_address_are_equal(url):
    assert normal(url) == "example.org/a/b"


def test_arabic_path_is_equal_encoded_or_not():
    encoded = "https://example.org/%D8%AE%D8%A8%D8%B1"

    assert normal("https://example.org/خبر") == normal(encoded)


@pytest.mark.parametrize(
    "other", ["https://example.org/a/B", "https://example.org/a/b?id=2"]
)
def test_other_pages_are_not_equal(other):
    assert normal(other) != normal("https://example.org/a/b")


@pytest.mark.parametrize("url", ["", "http://[", "https://", "http://a:x/", "\0"])
def test_what_is_no_address_has_no_form(url):
    assert (normal(url), host(url)) in [("", ""), ("\0", "\0")]
