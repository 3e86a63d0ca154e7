"""What is taken of an upload, and what is kept of it."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from portal.records import pictures
from tests.pictures import BLUE, RED, drawing, exif, saved


def opened(content):
    image = Image.open(BytesIO(content))
    image.load()
    return image


def is_near(colour, other):
    return all(abs(one - two) < 12 for one, two in zip(colour, other, strict=True))


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png_header(width, height):
    """A PNG of hardly any bytes that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rows + chunk(b"IEND", b"")


NO_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "nothing but a start": b"\xff\xd8\xff\xe0",
    "gif": saved(drawing(), "GIF"),
    "gif and script": b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)",
    "bmp": saved(drawing(), "BMP"),
    "tiff": saved(drawing(), "TIFF"),
    "icon": saved(drawing(32, 32), "ICO"),
    "pdf": saved(drawing(), "PDF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "truncated jpeg": saved(drawing())[:-600],
    "truncated png": saved(drawing(), "PNG")[:-60],
    "truncated webp": saved(drawing(), "WEBP")[:-60],
    "text": "صورة".encode(),
}
TOO_BIG = {
    "half a gigapixel": png_header(30_000, 20_000),
    "a warning's worth": png_header(10_000, 10_000),
    "just too many": png_header(8_000, 5_001),
}


@pytest.mark.parametrize("content", NO_PICTURES.values(), ids=NO_PICTURES)
def test_other_files_are_refused(content):
    with pytest.raises(ValidationError, match="not a whole JPEG, PNG or WebP"):
        pictures.reencoded(content)


@pytest.mark.parametrize("content", TOO_BIG.values(), ids=TOO_BIG)
def test_bombs_are_refused_by_their_header(content):
    with pytest.raises(ValidationError, match="more than 40 million pixels"):
        pictures.reencoded(content)


def test_file_of_too_many_bytes_is_refused():
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        pictures.reencoded(b"\0" * (pictures.MAX_BYTES + 1))


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_animations_are_refused(format):
    frames = [drawing(20, 20), drawing(20, 20).rotate(180)]
    content = saved(frames[0], format, save_all=True, append_images=frames[1:])

    with pytest.raises(ValidationError, match="animation"):
        pictures.reencoded(content)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "MPO"])
def test_picture_is_kept_as_a_jpeg(format):
    kept = pictures.reencoded(saved(drawing(), format))

    image = opened(kept)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (640, 400))
    assert is_near(image.getpixel((300, 20)), RED)
    assert is_near(image.getpixel((300, 380)), BLUE)
    assert pictures.is_kept_so(kept)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_beside_the_picture_is_kept(format):
    content = saved(drawing(), format, exif=exif(), icc_profile=srgb_profile())
    content += b"<script>alert(1)</script>PK\x03\x04"
    assert b"Secret owner" in content

    kept = pictures.reencoded(content)

    image = opened(kept)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        "progressive",
        "progression",
    }
    for secret in (b"Secret", b"script", b"PK\x03\x04", b"ICC_PROFILE", b"Exif"):
        assert secret not in kept


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (640, 400), RED),
        (2, (640, 400), RED),
        (3, (640, 400), BLUE),
        (4, (640, 400), BLUE),
        (5, (400, 640), RED),
        (6, (400, 640), BLUE),
        (7, (400, 640), BLUE),
        (8, (400, 640), RED),
    ],
)
def test_picture_is_stood_upright(orientation, size, corner):
    kept = opened(pictures.reencoded(saved(drawing(), exif=exif(orientation))))

    assert kept.size == size
    assert is_near(kept.getpixel((5, 5)), corner)


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_colours_of_another_profile_become_those_of_screens():
    """The profile has red and blue change places, and says so in its table of tags."""
    profile = srgb_profile().replace(b"rXYZ", b"-XYZ").replace(b"bXYZ", b"rXYZ")
    profile = profile.replace(b"-XYZ", b"bXYZ")

    kept = opened(pictures.reencoded(saved(drawing(), "PNG", icc_profile=profile)))

    assert kept.getpixel((5, 5))[2] > 150 > kept.getpixel((5, 5))[0]


@pytest.mark.parametrize("profile", [b"no profile", "lab"])
def test_colours_of_an_unusable_profile_stand_as_they_are(profile):
    if profile == "lab":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        profile = lab.tobytes()

    kept = opened(pictures.reencoded(saved(drawing(), "PNG", icc_profile=profile)))

    assert is_near(kept.getpixel((5, 5)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_becomes_plain(mode):
    if mode == "I;16":
        image = Image.new("I;16", (640, 400), 65_535)
    else:
        image = Image.new("RGB", (640, 400), "white").convert(mode)
    format = "JPEG" if mode == "CMYK" else "PNG"

    kept = opened(pictures.reencoded(saved(image, format)))

    assert (kept.mode, kept.size) == ("RGB", (640, 400))
    assert is_near(kept.getpixel((300, 200)), (255, 255, 255))


def test_transparent_picture_stands_on_white():
    kept = opened(pictures.reencoded(saved(Image.new("RGBA", (20, 20)), "PNG")))

    assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_large_picture_is_made_smaller():
    kept = pictures.reencoded(saved(drawing(5000, 3000)))

    assert opened(kept).size == (2560, 1536)


def test_same_picture_is_kept_as_the_same_bytes():
    content = saved(drawing(), exif=exif(6))

    assert pictures.reencoded(content) == pictures.reencoded(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"\0",
        lambda content: content[:-2],
        lambda content: content[:2] + b"\xff\xfe\x00\x06note" + content[2:],
        lambda content: saved(opened(content), exif=exif()),
        lambda content: saved(opened(content), "PNG"),
        lambda content: saved(drawing(2561, 20)),
        lambda content: b"",
        lambda content: b"\xff\xd8" + b"\xff\xdb\x00\x04ab" * 3 + b"\xff\xd9",
    ],
    ids=["tail", "cut", "comment", "exif", "png", "large", "empty", "no picture"],
)
def test_file_that_holds_more_is_not_as_kept(change):
    kept = pictures.reencoded(saved(drawing()))

    assert pictures.is_kept_so(kept)
    assert not pictures.is_kept_so(change(kept))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (300, [300]),
        (480, [480]),
        (700, [480, 700]),
        (1600, [480, 960, 1600]),
        (2560, [480, 960, 1600]),
    ],
)
def test_renditions_are_never_wider_than_the_picture(width, expected):
    kept = pictures.reencoded(saved(drawing(width, 200)))

    found = pictures.renditions(kept)

    assert list(found) == pictures.widths(width) == expected
    assert [opened(data).size[0] for data in found.values()] == expected
    assert {opened(data).format for data in found.values()} == {"WEBP"}
