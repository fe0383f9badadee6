"""Forms of instructions, work points and duties; what they may not say is refused by the verbs.

Forms of tasks are in task_forms.py.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.conference.actions.points import DutyTerms, InstructionWords, PointTerms
from xiangban.conference.models import ListedDuty
from xiangban.conference.task_forms import PostField
from xiangban.territories.models import Agency
from xiangban.web.forms import DayInput
from xiangban.web.row_choices import RowsField

LONG = 4000


def units_of_place(viewer: Viewer) -> Any:
    """Open units of the own place."""
    rows = Agency.objects.open().filter(place_code=viewer.interval.low, level=viewer.level)
    return rows.order_by("kind", "pk")


class InstructionForm(forms.Form):
    """A leader's words as they stand on the paper."""

    leader = forms.CharField(label=_("Leader"), max_length=40)
    office_title = forms.CharField(label=_("Office held"), max_length=80, required=False)
    given_on = forms.DateField(label=_("Given on"), widget=DayInput)
    on_paper = forms.CharField(
        label=_("On which paper"), max_length=200, help_text=_("Its title and number, as it is filed.")
    )
    text = forms.CharField(label=_("Words of the instruction"), max_length=LONG, widget=forms.Textarea({"rows": 4}))

    def words(self) -> InstructionWords:
        """What was written, as the verb takes it."""
        return InstructionWords(**self.cleaned_data)


class PlanForm(forms.Form):
    """The work points of a year."""

    year = forms.IntegerField(label=_("Year"), min_value=2016, max_value=2100)
    title = forms.CharField(label=_("Title"), max_length=120)
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DayInput)


class PointForm(forms.Form):
    """One item under its aspect."""

    aspect_number = forms.IntegerField(label=_("Number of the aspect"), min_value=1, max_value=99)
    aspect = forms.CharField(label=_("Aspect"), max_length=120)
    number = forms.IntegerField(label=_("Number of the item"), min_value=1, max_value=999)
    text = forms.CharField(label=_("Item"), max_length=300)
    measures = forms.CharField(
        label=_("Measures taken"), max_length=LONG, required=False, widget=forms.Textarea({"rows": 3})
    )
    deadline = forms.DateField(label=pgettext_lazy("task", "Deadline"), widget=DayInput)
    field_order = ("aspect_number", "aspect", "number", "text", "measures", "lead", "units", "deadline")

    def __init__(self, viewer: Viewer, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        units = units_of_place(viewer)
        self.fields["lead"] = forms.ModelChoiceField(units, label=_("Lead unit"))
        self.fields["units"] = RowsField(
            units, label=_("Cooperating units"), required=False, widget=forms.SelectMultiple({"size": 6})
        )
        self.order_fields(self.field_order)

    def terms(self) -> PointTerms:
        """What was written, as the verb takes it."""
        said = self.cleaned_data
        return PointTerms(**{**said, "units": tuple(said["units"])})


class DutyForm(forms.Form):
    """One row of the duty list."""

    responsible = forms.CharField(label=_("Post and person responsible"), max_length=80, required=False)
    matter = forms.CharField(label=pgettext_lazy("duty", "Matter"), max_length=200)
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False, help_text=_("Paper and article."))
    business_duty = forms.CharField(
        label=_("Duty of the business"), max_length=LONG, widget=forms.Textarea({"rows": 3})
    )
    care_duty = forms.CharField(
        label=_("Duty of care for children"), max_length=LONG, widget=forms.Textarea({"rows": 3})
    )
    rhythm = forms.CharField(label=_("How often, by when"), max_length=80, required=False)
    evidence = forms.CharField(label=_("Evidence"), max_length=200, required=False)
    points = forms.IntegerField(label=_("Points of the appraisal"), required=False, min_value=0, max_value=1000)
    answerable_for = forms.CharField(label=_("Held to account for"), max_length=200, required=False)
    field_order = ("agency", "post", "responsible")

    def __init__(self, viewer: Viewer, *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["agency"] = forms.ModelChoiceField(units_of_place(viewer), label=_("Unit"))
        posts = Post.objects.open().filter(place_code=viewer.interval.low, level=viewer.level)
        self.fields["post"] = PostField(posts.select_related("agency"), label=_("Post here"), required=False)
        self.order_fields(self.field_order)

    def terms(self) -> DutyTerms:
        """What was written, as the verb takes it."""
        return DutyTerms(**self.cleaned_data)


def begun_from(duty: ListedDuty) -> dict[str, Any]:
    """A duty as its form begins."""
    names = ("responsible", "matter", "basis", "business_duty", "care_duty", "rhythm", "evidence", "points")
    plain = {name: getattr(duty, name) for name in (*names, "answerable_for")}
    return plain | {"agency": duty.agency_id, "post": duty.post_id}
