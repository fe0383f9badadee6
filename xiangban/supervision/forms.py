"""Forms of supervision: an inspection, its sample, a problem, a paper, a suggestion, and the words of a step.

Whether it may be so is decided by the verbs.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import Post
from xiangban.lib.chinese_text import says_something
from xiangban.supervision.models.inspections import SampleKind
from xiangban.supervision.rules import Ground, InspectionKind, Matter, Measure, Rung
from xiangban.territories.models import Agency
from xiangban.web.forms import DayInput
from xiangban.web.row_choices import RowsField

CONFIDENCES = (("0.90", "90%"), ("0.95", "95%"), ("0.99", "99%"))
MARGINS = (("0.05", "±5%"), ("0.10", "±10%"), ("0.15", "±15%"))


class StepForm(forms.Form):
    """What is said with a step: words, and where the step asks for them a day and an outcome."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
    day = forms.DateField(widget=DayInput)

    def __init__(self, words: Any, day: Any, outcomes: Any, data: Any = None) -> None:
        super().__init__(data)
        for name, label in (("text", words), ("day", day)):
            if label:
                self.fields[name].label = label
            else:
                del self.fields[name]
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        if outcomes:
            field.choices = outcomes
        else:
            del self.fields["outcome"]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not says_something(text):
            raise forms.ValidationError(_("Say it in words that somebody else understands later."))
        return text


class InspectionForm(forms.Form):
    """An inspection: its mandate, what is inspected, when and at which units."""

    kind = forms.ChoiceField(label=_("Kind of inspection"), choices=InspectionKind.choices)
    matter = forms.ChoiceField(label=_("Matter"), choices=Matter.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    approved_by = forms.CharField(
        label=_("Approved by"),
        max_length=80,
        help_text=_("Only a people's government, or a department it names, may inspect (Order 733, art. 7)."),
    )
    approved_on = forms.DateField(label=_("Approved on"), widget=DayInput)
    scope = forms.CharField(label=_("Scope of the mandate"), max_length=300)
    plan = forms.CharField(label=_("Plan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    starts_on = forms.DateField(label=_("Begins on"), widget=DayInput)
    ends_on = forms.DateField(label=_("Ends on"), widget=DayInput)
    units = RowsField(label=_("Units"), queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple)
    despite = forms.CharField(
        label=_("Why the same unit again"),
        max_length=200,
        required=False,
        help_text=_("Only where a unit was inspected on the same matter within a year."),
    )

    def __init__(self, units: Any, data: Any = None) -> None:
        super().__init__(data)
        _choose_from(self.fields["units"], units)


class SampleForm(forms.Form):
    """What is drawn, at which confidence and margin."""

    kind = forms.ChoiceField(label=_("What is drawn"), choices=SampleKind.choices)
    confidence = forms.ChoiceField(label=_("Confidence"), choices=CONFIDENCES, initial="0.95")
    margin = forms.ChoiceField(label=_("Margin"), choices=MARGINS, initial="0.10")


class FindingForm(forms.Form):
    """A problem of a unit and what shows it. No child is named."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Agency.objects.none())
    text = forms.CharField(label=_("Problem"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    proof = forms.CharField(
        label=_("What shows it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Registers, dates, numbers. No child is named here."),
    )
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)

    def __init__(self, units: Any, data: Any = None) -> None:
        super().__init__(data)
        _choose_from(self.fields["unit"], units)


class OrderForm(forms.Form):
    """A paper of the ladder."""

    rung = forms.ChoiceField(label=_("Paper"), choices=Rung.choices)
    issuer = forms.ModelChoiceField(
        label=_("Issued by"),
        queryset=Agency.objects.none(),
        help_text=_("The conference has no seal and issues nothing itself: the bureau or the government office does."),
    )
    unit = forms.ModelChoiceField(label=_("To the unit"), queryset=Agency.objects.none())
    matter = forms.CharField(label=_("Matter of supervision"), max_length=200)
    basis = forms.CharField(
        label=_("Basis"), max_length=200, help_text=_("Minutes, written instruction or conclusion, with its number.")
    )
    demand = forms.CharField(label=_("What is asked"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    deadline = forms.DateField(label=_("Deadline"), widget=DayInput)
    skipping = forms.CharField(
        label=_("Why milder papers were left out"),
        max_length=200,
        required=False,
        help_text=_("Reminder, urging, order, circular, interview: only where one is left out."),
    )

    def __init__(self, issuers: Any, units: Any, initial: Any = None, data: Any = None) -> None:
        super().__init__(data, initial=initial)
        _choose_from(self.fields["issuer"], issuers)
        _choose_from(self.fields["unit"], units)


class SuggestionForm(forms.Form):
    """A suggestion of accountability on one of the three grounds."""

    issuer = forms.ModelChoiceField(label=_("Issued by"), queryset=Agency.objects.none())
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Agency.objects.none())
    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none(), required=False)
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    on_day = forms.DateField(
        label=_("Day of the facts"),
        widget=DayInput,
        help_text=_("Who held the post on that day is read from the seats and stands on the paper."),
    )
    facts = forms.CharField(label=_("Facts"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    measure = forms.ChoiceField(label=_("Suggested"), choices=Measure.choices)
    decides = forms.CharField(label=_("Who may decide"), max_length=80)
    approved_by = forms.CharField(
        label=_("Approved by"), max_length=80, help_text=_("The head of the government (Order 733, art. 21).")
    )

    def __init__(self, issuers: Any, units: Any, posts: Any, data: Any = None) -> None:
        super().__init__(data)
        for name, rows in (("issuer", issuers), ("unit", units), ("post", posts)):
            _choose_from(self.fields[name], rows)


def _choose_from(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  told to the type checker
    field.queryset = rows
