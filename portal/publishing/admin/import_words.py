"""What an import would do, and what its tables may hold, in the editor's words."""

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.publishing import imports
from portal.publishing.differences import content_difference, in_words
from portal.publishing.fields import LinesField, ProseField
from portal.publishing.languages import label
from portal.publishing.models import Proposal

# A page with the difference of thousands would be of no use to anyone.
IN_FULL = 200
TITLES = ("title", "name", "gist")


class Shown:
    """A plan for its page: its parts by what is done, each with its records."""

    def __init__(self, plan):
        self.plan = plan
        self.is_empty = plan.is_empty
        self.same = plan.counts[imports.SAME]

    @property
    def parts(self):
        headings = {
            imports.NEW: _("New: they become drafts"),
            imports.PROPOSAL: _("Published: changes are proposed"),
            imports.DRAFT: _("Drafts: they are changed"),
            imports.DIRECT: _("Countries: their names change at once"),
        }
        for kind, heading in headings.items():
            if found := self.plan.of_kind(kind):
                ones = [ShownOne(one, n < IN_FULL) for n, one in enumerate(found)]
                yield {"kind": kind, "heading": heading, "records": ones}

    @property
    def already_proposed(self):
        """Of what would be proposed, the titles of those that have open proposals."""
        ids = {}
        for one in self.plan.of_kind(imports.PROPOSAL):
            ids.setdefault(one.shape.type, {})[one.record.pk] = ShownOne(one, False)
        opened = Proposal.objects.open().filter(type__in=ids)
        found = opened.values_list("type", "record_id").distinct()
        return [ids[type][pk].title for type, pk in found if pk in ids[type]]


class ShownOne:
    """One record of a plan; `is_in_full` where its difference is shown, too."""

    def __init__(self, planned, is_in_full):
        self.planned = planned
        self.where = planned.where
        self.is_in_full = is_in_full

    @property
    def title(self):
        """What the record is called after the import, in the active language if so."""
        for name in TITLES:
            words = self.planned.after.get(name)
            if isinstance(words, dict):
                texts = words.get(get_language()), *words.values()
                return next(filter(None, texts), self.planned.key)
            if words:
                return words
        return self.planned.key

    @property
    def type_name(self):
        return capfirst(self.planned.shape.options.verbose_name)

    @property
    def url(self):
        """The form of the record that there is."""
        if self.planned.before is None:
            return ""
        options = self.planned.shape.options
        name = f"admin:{options.app_label}_{options.model_name}_change"
        return reverse(name, args=[self.planned.record.pk])

    @cached_property
    def changes(self):
        return in_words(content_difference(self.planned.before, self.planned.after))


class Explained:
    """What a column of a table may hold."""

    def __init__(self, column):
        self.column = column
        self.name = column.name
        self.is_required = column.is_required
        self.help_text = getattr(column.field, "help_text", "")

    @property
    def label(self):
        if self.column.language:
            return label(self.column.field)
        return capfirst(str(self.column.field.verbose_name))

    @property
    def holds(self):
        """What stands in a cell, in a sentence."""
        field, name = self.column.field, self.column.field_name
        if name in self.column.shape.many:
            return _("Keys with | between them: the names in the address, or codes.")
        if name in self.column.shape.links:
            return _("One key: the name in the address, or a code.")
        if isinstance(field, LinesField):
            return _("Several, with | between them.")
        if isinstance(field, models.BooleanField):
            return _("true or false.")
        if isinstance(field, models.IntegerField):
            return _("A whole number.")
        if isinstance(field, models.TimeField):
            return _("A time: 09:30.")
        if isinstance(field, ProseField):
            return _("Text with HTML of paragraphs, lists, quotations and links.")
        if hasattr(field, "from_cell"):
            return _("A date as exact as it is known: 2021, 2021-07 or 2021-07-28.")
        return "" if field.choices else _("Text.")

    @property
    def choices(self):
        """The codes of a choice with what they mean."""
        return [(v, words) for v, words in self.column.field.flatchoices if v != ""]
