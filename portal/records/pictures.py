"""Uploaded pictures: which are taken, and under which name they are stored."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000


def picture_path(photograph, filename: str) -> str:
    """A name made from the content: `photographs/<sha256>.<extension>`."""
    file = photograph.image.file
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return f"photographs/{digest}.{filename.rpartition('.')[2].lower()}"


def validate_picture(file) -> None:
    """Refuses what is not a whole JPEG, PNG or WebP of a bearable size.

    Only what is being uploaded is looked at: what is stored has been.
    """
    upload = file if isinstance(file, UploadedFile) else _content_of(file)
    if not isinstance(upload, UploadedFile):
        return
    if upload.size > MAX_BYTES:
        raise ValidationError(_("The file is larger than 10 MB."))
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(_("The image has more than 40 million pixels."))
            extension = FORMATS[image.format]
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(_("This is not a whole JPEG, PNG or WebP.")) from error
    finally:
        upload.seek(0)
    upload.name = f"{upload.name.rpartition('.')[0] or 'image'}.{extension}"


def _content_of(file):
    """What a stored or uploaded file holds; None where there is none."""
    return getattr(file, "file", None) if file and not file._committed else None
