from django import forms


class PartialDateFormField(forms.CharField):
    pass
