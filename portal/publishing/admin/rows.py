"""The rows that a record owns, edited with it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationStackedInline

from portal.documents.shape import shape_of
from portal.publishing.admin.bilingual import Bilingual
from portal.publishing.admin.copying import copied_rows
from portal.publishing.admin.forms import BilingualForm


class RowForm(BilingualForm):
    def validate_constraints(self):
        """Leaves what has to be unique in the list to the list: rows may change places."""
        owner = shape_of(self._meta.model).owner
        try:
            self.instance.validate_constraints(
                exclude={*self._get_validation_exclusions(), owner}
            )
        except ValidationError as error:
            self._update_errors(error)


class RowFormSet(BaseInlineFormSet):
    """A list in its order; a row without a number goes to the end."""

    def clean(self):
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                names = [name for name in constraint.fields if name != self.fk.name]
                self._refuse_twins(names)
        if not any(self.errors):
            super().clean()

    def save_new(self, form, commit=True):
        self._place(form.instance)
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        self._place(obj)
        return super().save_existing(form, obj, commit)

    def _place(self, row):
        if row.position is None:
            row.position = 1 + max(
                (
                    form.instance.position or 0
                    for form in self.forms
                    if form.instance.position is not None
                ),
                default=0,
            )

    def _refuse_twins(self, names):
        """Marks a row whose values another row has, or had and still may hold."""
        taken = set()
        held = {self._held(form, names): form for form in self.initial_forms}
        for form in self._kept_forms():
            row = form.instance
            values = tuple(
                getattr(row, row._meta.get_field(name).attname) for name in names
            )
            if None in values:
                continue
            is_held = not row._state.adding and held.get(values, form) is not form
            if values in taken or is_held:
                message = _("“%(value)s” stands twice in this list.")
                form.add_error(names[0], message % {"value": getattr(row, names[0])})
            taken.add(values)

    @staticmethod
    def _held(form, names):
        """What a stored row has until it is saved."""
        return tuple(form.initial.get(name) for name in names)

    def _kept_forms(self):
        for form in self.forms:
            is_left_empty = form.empty_permitted and not form.has_changed()
            if form.is_valid() and not is_left_empty and not self._is_to_go(form):
                yield form

    def _is_to_go(self, form):
        return self.can_delete and self._should_delete_form(form)


class RowInline(Bilingual, TranslationStackedInline):
    """An inline whose rows may be written by whoever may write their record."""

    form = RowForm
    formset = RowFormSet
    extra = 0

    def get_queryset(self, request):
        """Reads with the rows all that they refer to."""
        shape = shape_of(self.model)
        rows = super().get_queryset(request).select_related(*shape.links)
        return rows.prefetch_related(*shape.many)

    def get_extra(self, request, obj=None, **kwargs):
        return self.extra + len(copied_rows(request, self.model))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.initial = None
            field.help_text = gettext_lazy("Empty: at the end of the list.")
        return field

    def has_view_permission(self, request, obj=None):
        return self._record_admin.has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        if obj is None:
            return self._record_admin.has_add_permission(request)
        return self._record_admin.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)

    @property
    def _record_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)
