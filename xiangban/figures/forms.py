"""Forms of figures: the place and day of a table, why it is frozen, a table from below.

Whether a day can be counted is decided by the verbs.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xiangban.lib.chinese_text import says_something
from xiangban.territories.models import Territory
from xiangban.web.forms import DayInput


class FreezeForm(forms.Form):
    """Why a table is frozen; place and day stand in its address."""

    day = forms.DateField(label=_("Reference day"), widget=DayInput)
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=120,
        help_text=_("The meeting or paper the figures are for: it stands with the table and in the trail."),
    )

    def clean_purpose(self) -> str:
        purpose: str = self.cleaned_data["purpose"]
        if not says_something(purpose):
            raise forms.ValidationError(_("Purpose: say what the figures are for."))
        return purpose


class ReceiveForm(forms.Form):
    """A summary table from below, of one place and day."""

    place = forms.ChoiceField(label=_("Place"))
    day = forms.DateField(label=_("Reference day"), widget=DayInput)
    upload = forms.FileField(label=_("Summary table"), help_text=_("XLSX, XLS or CSV, at most 5 MB."))

    def __init__(self, places: list[Territory], day: date, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"day": day})
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = [(str(place.code), place.name) for place in places]
