"""Files that a document names by the hash of what they hold."""

import hashlib
import re

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from portal.documents.shape import Shape, shapes

HASH = r"[0-9a-f]{64}"


class ContentFieldFile(FieldFile):
    def save(self, name, content, save=True):
        """Keeps what an upload holds; its own name is forgotten."""
        self.name = self.field.store(self.field.prepare(content.read()))
        self._committed = True
        setattr(self.instance, self.field.attname, self.name)
        if save:
            self.instance.save()


class ContentFileField(FileField):
    """A file under `<upload_to>/<sha256><suffix>`: never overwritten, never twice.

    `prepare` turns an upload into what is kept and refuses what is not taken; what it
    gives is kept byte for byte from then on. `companions` are made of it and go with it.
    """

    attr_class = ContentFieldFile
    suffix_pattern = ""

    def validate(self, value, model_instance):
        """Refuses a name that no file of this field can have."""
        super().validate(value, model_instance)
        is_stored = getattr(value, "_committed", True)
        if value and is_stored and not self._match(str(value)):
            raise ValidationError(_("the file is not the one that its name says"))

    def prepare(self, content: bytes) -> bytes:
        """What is kept of an upload; raises `ValidationError` for what is not taken."""
        return content

    def is_prepared(self, content: bytes) -> bool:
        return True

    def suffix(self, content: bytes) -> str:
        return ""

    def companions(self, name: str, content: bytes) -> dict[str, bytes]:
        """Further files made of one, by their names."""
        return {}

    def companion_names(self, name: str) -> list[str]:
        return []

    def original(self, name: str) -> str | None:
        """The name of the file that a name, or that of a companion, belongs to."""
        return name if self._match(name) else None

    def name_of(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        return f"{self.upload_to}/{digest}{self.suffix(content)}"

    def check_content(self, name: str, content: bytes) -> None:
        """Refuses a stored file that is not what its name says, or not as it is kept."""
        if not self.is_prepared(content):
            raise ValidationError(
                _("the file holds more than what is kept of an upload")
            )
        if self.name_of(content) != name:
            raise ValidationError(_("the file is not the one that its name says"))

    def store(self, content: bytes) -> str:
        """Writes a prepared file with its companions unless they are there; its name."""
        name = self.name_of(content)
        for one, data in self.companions(name, content).items():
            self._write(one, data)
        self._write(name, content)
        return name

    def stored_names(self, name: str) -> list[str]:
        return [name, *self.companion_names(name)]

    def _match(self, name: str) -> re.Match | None:
        pattern = rf"{re.escape(self.upload_to)}/{HASH}{self.suffix_pattern}"
        return re.fullmatch(pattern, name)

    def _write(self, name: str, content: bytes) -> None:
        if self.storage.exists(name):
            with self.storage.open(name) as file:
                if file.read() == content:
                    return
            # What a broken upload left behind.
            self.storage.delete(name)
        written = self.storage.save(name, ContentFile(content))
        if written != name:
            self.storage.delete(written)


def file_fields(shape: Shape) -> dict[str, ContentFileField]:
    """The fields of a shape's own documents that name a file."""
    return {n: f for n, f in shape.values.items() if isinstance(f, ContentFileField)}


def all_file_fields() -> list[tuple[Shape, ContentFileField]]:
    return [(shape, f) for shape in shapes() for f in file_fields(shape).values()]
