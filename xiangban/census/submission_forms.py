"""The form with which a place is submitted.

Whether it may be submitted is decided by the verb.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xiangban.census.submitting import Statement
from xiangban.territories.rules import Level


class SubmitPlaceForm(forms.Form):
    """What the place states, and why it goes although something is missing."""

    statement = forms.ChoiceField(
        label=_("Statement of the place"), choices=Statement.choices, widget=forms.RadioSelect, initial=Statement.SWEPT
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only where places are missing or children are gone without a cause: why it goes all the same."),
    )

    def __init__(self, level: int, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        if level == Level.VILLAGE:
            del self.fields["reason"]  # nobody owes below a village, and the county answers for the gone
