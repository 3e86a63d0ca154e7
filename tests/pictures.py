"""Pictures drawn for tests, and files that only look like pictures."""

from io import BytesIO

from PIL import ExifTags, Image

from portal.records.models import Photograph
from tests import factories

RED, BLUE = (200, 30, 30), (30, 30, 200)


def drawing(width=640, height=400):
    """Red above, blue below: whoever turns it sees it."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image


def saved(image, format="JPEG", **options):
    data = BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


def exif(orientation=1):
    """What a telephone writes: the place, the time, the owner, the orientation."""
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Artist] = "Secret owner"
    data[ExifTags.Base.Make] = "Secret camera"
    gps = data.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (33.0, 18.0, 55.0)
    return data


def make_pictured(content=None, **kwargs):
    """A photograph with an image, stored as the form stores it."""
    values = {
        "rights": Photograph.Rights.OWN,
        "alt_text_ar": "وصف الصورة",
        "alt_text_en": "Two colours",
    }
    field = Photograph._meta.get_field("image")
    content = field.prepare(content or saved(drawing()))
    return factories.make_photograph(image=field.store(content), **values | kwargs)
