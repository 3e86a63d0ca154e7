"""Inputs that find records while one types, and what they show as chosen.

Django reads the chosen records of every such input by itself; here those of a whole page
are read together, so that a form costs the same however many rows it has.
"""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Model

from portal.publishing.typed import is_key


class Chosen:
    """What the records that one page shows as chosen are called, by model and key."""

    def __init__(self):
        self._names = {}

    @classmethod
    def of(cls, request):
        """The one that all inputs of a request share."""
        if not hasattr(request, "chosen"):
            request.chosen = cls()
        return request.chosen

    def note(self, records):
        for record in records:
            names = self._names.setdefault(type(record), {})
            names[str(record.pk)] = str(record)

    def read(self, model, keys):
        """Makes sure that some records are known, in one query."""
        known = self._names.setdefault(model, {})
        wanted = {key for key in map(str, keys) if key not in known and is_key(key)}
        if wanted:
            self.note(model._default_manager.filter(pk__in=wanted))
            for key in wanted:
                known.setdefault(key, None)

    def names(self, model, keys):
        """The keys that are records, each with the name, in the order given."""
        self.read(model, keys)
        found = ((key, self._names[model].get(key)) for key in map(str, keys))
        return [(key, name) for key, name in found if name is not None]

    def read_for(self, bound_forms):
        """Reads what all inputs of some forms show, one query a model at most."""
        wanted = {}
        for form in bound_forms:
            for name, model in _finders(form):
                self.note(_at_hand(form, name))
                value = form[name].value()
                values = value if isinstance(value, list | tuple) else [value]
                wanted.setdefault(model, set()).update(map(str, values))
        for model, keys in wanted.items():
            self.read(model, keys)


def _finders(form):
    """The inputs of a form that find records, each with the model of those."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, ChosenMixin):
            yield name, widget.field.remote_field.model


def _at_hand(form, name):
    """The records of an input that have been read with the form's own."""
    initial = form.initial.get(name)
    if isinstance(initial, list):
        return [one for one in initial if isinstance(one, Model)]
    linked = form.instance._state.fields_cache.get(name)
    return [linked] if linked else []


class ChosenMixin:
    def __init__(self, field, admin_site, *, chosen, **kwargs):
        super().__init__(field, admin_site, **kwargs)
        self.chosen = chosen

    def optgroups(self, name, value, attr=None):
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        keys = [str(key) for key in value if key not in self.choices.field.empty_values]
        names = self.chosen.names(self.field.remote_field.model, keys)
        for number, (key, label) in enumerate(names, start=len(options)):
            options.append(self.create_option(name, key, label, True, number))
        return [(None, options, 0)]


class ChosenSelect(ChosenMixin, AutocompleteSelect):
    pass


class ChosenSelectMultiple(ChosenMixin, AutocompleteSelectMultiple):
    def build_attrs(self, base_attrs, extra_attrs=None):
        """Without a cross for all choices at once, which breaks the list of them."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-allow-clear": "false"}
