"""Uploaded pictures: which are taken, what is kept of them, and in which sizes.

What is kept is a plain JPEG in sRGB, upright, and nothing that the camera, the place
or a programme wrote beside it. Renditions for pages are made once, at the upload.
"""

import re
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_EDGE = 2560
QUALITY = 88
WIDTHS = (480, 960, 1600)
WEBP = {"format": "WEBP", "quality": 78, "method": 4}

TOO_LARGE = _("The file is larger than 20 MB.")
TOO_MANY_PIXELS = _("The image has more than 40 million pixels.")

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
SRGB = ImageCms.createProfile("sRGB")

# The segments that a JPEG needs to be shown: tables, frames, scans, restarts.
NEEDED = {0xDB, 0xC0, 0xC2, 0xC4, 0xDD}
START, END, SCAN, JFIF = b"\xff\xd8", 0xD9, 0xDA, 0xE0
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def reencoded(content: bytes) -> bytes:
    """The picture of an upload as it is kept; raises `ValidationError` for others."""
    if len(content) > MAX_BYTES:
        raise ValidationError(TOO_LARGE)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _check(image)
            picture = _plain(image)
    except ValidationError:
        raise
    except BOMBS as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:
        # Decoders meet files made to break them with exceptions of any kind.
        raise ValidationError(_("This is not a whole JPEG, PNG or WebP.")) from error
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return kept.getvalue()


def _check(image: Image.Image) -> None:
    """Refuses by the header alone, before anything is decoded."""
    if image.width * image.height > MAX_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    # Some cameras put a second, smaller picture behind the first.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise ValidationError(_("This is an animation; only still pictures are taken."))


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone: upright, not too large, sRGB on white."""
    turn = UPRIGHT.get(image.getexif().get(ORIENTATION))
    profile = image.info.get("icc_profile")
    image.draft(None, (MAX_EDGE, MAX_EDGE))
    image.load()
    image = _on_paper(_small(image))
    image = _in_srgb(image, profile)
    if turn is not None:
        image = image.transpose(turn)
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare


def _small(image: Image.Image) -> Image.Image:
    """Not larger than is kept, and in a mode whose pixels can be mixed."""
    if image.mode.startswith("I"):
        # Sixteen bits of grey.
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode not in ("RGB", "L", "CMYK", "RGBA") or "transparency" in image.info:
        image = image.convert("RGBA")
    image.thumbnail((MAX_EDGE, MAX_EDGE), Image.Resampling.LANCZOS)
    return image


def _on_paper(image: Image.Image) -> Image.Image:
    """A picture that can be seen through stands on white."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, own, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # A profile of other colours, or none at all: the numbers stand.
    return image.convert("RGB")


def is_bare(content: bytes) -> bool:
    """Whether this is one JPEG with nothing in it or behind it but the picture."""
    if not content.startswith(START):
        return False
    place = len(START)
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == JFIF and content[place + 4 : place + 9] == b"JFIF\0":
            place = end if end == place + 18 else len(content)
        elif marker in NEEDED:
            place = end
        elif marker == SCAN:
            after = AFTER_SCAN.search(content, end)
            if after is None:
                return False
            place = after.start()
            if content[place + 1] == END:
                return place + 2 == len(content)
        else:
            return False
    return False


def is_kept_so(content: bytes) -> bool:
    """Whether a file may be one of ours: bare, whole and not larger than they are."""
    if len(content) > MAX_BYTES or not is_bare(content):
        return False
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as image:
            if max(image.size) > MAX_EDGE or image.mode != "RGB":
                return False
            image.load()
    except Exception:
        # As above: whatever a decoder meets here, it is not one of ours.
        return False
    return True


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(content), formats=["JPEG"]) as image:
        return image.size


def widths(width: int) -> list[int]:
    """The widths of the renditions of a picture; never wider than itself."""
    return [one for one in WIDTHS if one < width] + [
        w for w in [width] if w <= WIDTHS[-1]
    ]


def renditions(content: bytes) -> dict[int, bytes]:
    """A picture in the sizes of pages, as WebP by width in pixels."""
    with Image.open(BytesIO(content), formats=["JPEG"]) as image:
        image.load()
        return {width: _rendition(image, width) for width in widths(image.width)}


def _rendition(image: Image.Image, width: int) -> bytes:
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    data = BytesIO()
    small.save(data, **WEBP)
    return data.getvalue()
