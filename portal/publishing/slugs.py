"""Names in addresses, proposed from what is written."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from portal.publishing.models import Record
from portal.publishing.typed import Typed
from portal.search.text import fold

LONGEST = 80
NAMES = ("title", "name", "gist")
# How Arabic letters are read where nothing stands in Latin ones.
LETTERS = dict(zip("ابتجحدرزسصضطظعفقكلمنهوي", "abtjhdrzssdtz'fqklmnhwy", strict=True))
LETTERS |= {"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh", "ء": "", "ؤ": "w"}
LETTERS |= {"پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ئ": "y"}
READ = str.maketrans(LETTERS)


def slug_of(words: Iterable[str]) -> str:
    """A name in addresses from words in any script; whole words up to its length."""
    text = fold(" ".join(words)).translate(READ).replace("'", "")
    parts = re.findall(r"[a-z0-9]+", text)
    while parts and len("-".join(parts)) > LONGEST:
        if len(parts) == 1:
            return parts[0][:LONGEST]
        parts.pop()
    return "-".join(parts)


def free_slug(model: type[Record], slug: str, record: Record | None = None) -> str:
    """A name that no other record has or had, the one given where that is free."""
    others = model._default_manager.filter(slug__startswith=slug)
    if record and record.pk:
        others = others.exclude(pk=record.pk)
    taken = set(others.values_list("slug", flat=True))
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


class ProposedSlug:
    """For the forms of records: leaves out the name in the address, gets one proposed."""

    names = [f"{name}_{code}" for code in ("en", "ar") for name in NAMES]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    @classmethod
    def slug_words(cls, typed: Typed) -> list[str]:
        """What the name in the address is made of."""
        return [typed.first(*cls.names)]

    @classmethod
    def proposed_slug(cls, model, typed: Typed, record: Record | None) -> str:
        """A free name from what is written; "" where nothing is."""
        slug = slug_of(cls.slug_words(typed))
        return free_slug(model, slug, record) if slug else ""

    def clean_slug(self):
        return self.cleaned_data["slug"] or self._propose()

    def clean(self):
        is_new = "slug" not in self.fields and self.instance._state.adding
        # Whatever else is missing is to be told first.
        if is_new and not self.errors:
            self.instance.slug = self._propose()
        return super().clean()

    def _propose(self):
        prefix = f"{self.prefix}-" if self.prefix else ""
        typed = Typed(self.data, prefix)
        if slug := self.proposed_slug(self._meta.model, typed, self.instance):
            return slug
        raise ValidationError(NOTHING_TO_NAME)


NOTHING_TO_NAME = gettext_lazy(
    "Nothing is written of which a name in the address could be made."
)
