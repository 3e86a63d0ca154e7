"""An image from the author's upload to the reader's page, in a browser."""

import pytest

from tests.browser.accounts import log_in
from tests.pictures import drawing, exif, saved

IMAGE = {"name": "صورة.jpg", "mimeType": "image/jpeg"}


def shown_shape(page, selector):
    """Width by height of an image as the browser decoded it, once it is there."""
    image = page.locator(selector)
    image.scroll_into_view_if_needed()
    page.wait_for_function(
        "selector => document.querySelector(selector).naturalWidth > 0", arg=selector
    )
    return image.evaluate("image => image.naturalWidth / image.naturalHeight")


@pytest.mark.parametrize(("language", "height"), [("ar", 400), ("en", 320)])
def test_uploaded_image_is_read_once_it_is_published(page, site, language, height):
    slug = f"picture-{language}"
    log_in(page, site, "author")
    page.goto(f"/{language}/admin/records/photograph/add/")
    page.fill("#id_title_ar", "صورة")
    page.fill("#id_title_en", "A picture")
    page.fill("#id_slug", slug)
    content = saved(drawing(640, height), exif=exif(6))
    page.set_input_files("#id_image", IMAGE | {"buffer": content})
    page.fill("#id_alt_text_ar", "لونان")
    page.fill("#id_alt_text_en", "Two colours")
    page.fill("#id_credit", "The office")
    page.select_option("#id_rights", "own")
    page.click("input[name=_continue]")

    assert shown_shape(page, ".picture img") == height / 640
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    private = page.locator(".picture a").get_attribute("href")
    public = private.removeprefix(f"/{language}/admin")
    assert page.request.get(public).status == 404

    page.click("form[action*='/step/submit/'] button")
    form = page.url
    log_in(page, site, "publisher")
    page.goto(form)
    page.click("form[action*='/step/publish/'] button")
    page.goto(f"/{language}/photographs/{slug}/")

    assert shown_shape(page, "main img") == height / 640
    assert page.request.get(public).status == 200
    assert [line for line in page.troubles if "404" not in line] == []
