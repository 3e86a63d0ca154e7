"""The field for a picture: a stored file that knows its sizes."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.documents.files import ContentFieldFile, ContentFileField
from portal.publishing.media import address
from portal.records import pictures
from portal.records.forms import PictureFormField


class Picture(ContentFieldFile):
    """A stored picture; its size stands in its name, so pages need not open it."""

    @property
    def url(self):
        return address(self.name)

    @property
    def size_in_pixels(self):
        found = self.field.size_in(self.name)
        return found or (None, None)

    @property
    def width(self):
        return self.size_in_pixels[0]

    @property
    def height(self):
        return self.size_in_pixels[1]

    @property
    def src(self):
        """The rendition for who chooses none: the widest of those up to 960 pixels."""
        names = self.field.companion_names(self.name)
        return address(names[:2][-1])

    @property
    def srcset(self):
        names = self.field.companion_names(self.name)
        pairs = zip(names, pictures.widths(self.width), strict=True)
        return ", ".join(f"{address(name)} {width}w" for name, width in pairs)


def _rendition(name, width):
    return f"{name.removesuffix('.jpg')}.{width}.webp"


class PictureField(ContentFileField):
    """A picture as `<folder>/<sha256>-<width>x<height>.jpg`, with renditions beside it."""

    attr_class = Picture
    suffix_pattern = r"-(?P<width>\d{1,4})x(?P<height>\d{1,4})\.jpg"

    def prepare(self, content):
        if self.is_prepared(content):
            return content
        return pictures.reencoded(content)

    def is_prepared(self, content):
        return pictures.is_kept_so(content)

    def suffix(self, content):
        width, height = pictures.size_of(content)
        return f"-{width}x{height}.jpg"

    def companions(self, name, content):
        found = pictures.renditions(content)
        return {_rendition(name, width): data for width, data in found.items()}

    def companion_names(self, name):
        size = self.size_in(name)
        return (
            [_rendition(name, width) for width in pictures.widths(size[0])]
            if size
            else []
        )

    def original(self, name):
        stem, dot, rest = name.partition(".")
        original = f"{stem}.jpg"
        if not self._match(original):
            return None
        return original if name in self.stored_names(original) else None

    def size_in(self, name):
        """Width and height in pixels by the name of a file."""
        found = self._match(name or "")
        return (int(found["width"]), int(found["height"])) if found else None

    def in_words(self, value):
        """The picture itself, where editors may only look; the name of one in words."""
        if isinstance(value, Picture):
            return render_to_string("records/picture.html", {"picture": value})
        size = self.size_in(value)
        if not size:
            return value
        words = _("%(width)d × %(height)d pixels, file %(hash)s")
        digest = value.rpartition("/")[2][:12]
        return words % {"width": size[0], "height": size[1], "hash": digest}

    def formfield(self, **kwargs):
        return super().formfield(
            form_class=PictureFormField, **kwargs | {"max_length": None}
        )
