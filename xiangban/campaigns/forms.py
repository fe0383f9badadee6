"""Forms of special actions: which one is opened with its days, a target, a filled figure, why a child is added.

Whether it may be so is decided by the verbs.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xiangban.campaigns.shipped import shipped
from xiangban.lib.chinese_text import says_something
from xiangban.web.forms import DayInput

LARGEST = 10_000_000


class OpenForm(forms.Form):
    """A special action that is shipped, and the days it runs here."""

    plan = forms.ChoiceField(label=_("Special action"), widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("Begins on"), widget=DayInput)
    ends_on = forms.DateField(label=_("Ends on"), widget=DayInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = [(plan.code, plan.name) for plan in shipped()]


class TargetForm(forms.Form):
    """A target of one place, or of one unit."""

    target = forms.ChoiceField(label=_("Place or unit"))
    number = forms.IntegerField(label=_("Target"), min_value=0, max_value=LARGEST)

    def __init__(self, choices: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = choices


class FillForm(forms.Form):
    """A figure filled in by a unit: day, number and what proves it."""

    day = forms.DateField(label=_("As of"), widget=DayInput)
    number = forms.IntegerField(label=_("Figure"), min_value=0, max_value=LARGEST)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        help_text=_("The register, list or paper the figure is taken from, with its date. No child is named here."),
    )

    def clean_evidence(self) -> str:
        evidence: str = self.cleaned_data["evidence"]
        if not says_something(evidence):
            raise forms.ValidationError(_("Evidence: name the register, list or paper the figure is taken from."))
        return evidence

    def said(self) -> tuple[date, int, str]:
        """Day, number and evidence of a valid form."""
        return self.cleaned_data["day"], self.cleaned_data["number"], self.cleaned_data["evidence"]


class AddForm(forms.Form):
    """Why a child is added to a frozen list."""

    child = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why added"), max_length=200)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if not says_something(reason):
            raise forms.ValidationError(_("Why added: say how the child was found."))
        return reason


class CloseForm(forms.Form):
    """What is said when a special action is closed."""

    reason = forms.CharField(label=_("Why it is closed"), max_length=200)
