"""Forms of posts and seats."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiangban.access.forms.fields import AgencyField, PersonField, PlaceField
from xiangban.access.models import SeatKind
from xiangban.access.roles import Role
from xiangban.lib.chinese_text import says_something
from xiangban.web.forms import DayInput


class ReasonForm(forms.Form):
    """Why: kept sealed in the trail, so that it may name a child."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}), help_text=_("It is kept in the trail.")
    )

    def clean_reason(self) -> str:
        """A reason somebody can read."""
        reason: str = self.cleaned_data["reason"]
        if not says_something(reason):
            raise forms.ValidationError(_("Say why in a few words; it is kept with what you do."))
        return reason


class OpenPostForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    title = forms.CharField(label=_("Name of the post"), max_length=80)
    place = PlaceField(label=_("Place"), max_length=60, help_text=_("Code or whole name."))
    agency = AgencyField(
        label=_("Body"), max_length=80, required=False, help_text=_("For schools, hospitals and liaisons.")
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class BeginSeatForm(forms.Form):
    user = PersonField(label=_("User name"), max_length=40)
    kind = forms.ChoiceField(label=_("Holder or stand-in"), choices=SeatKind.choices, initial=SeatKind.HOLDER)
    since = forms.DateField(label=_("First day"), widget=DayInput, initial=timezone.localdate)
    until = forms.DateField(label=_("Last day"), widget=DayInput, required=False)

    def clean_kind(self) -> SeatKind:
        return SeatKind(self.cleaned_data["kind"])


class HandOverForm(ReasonForm):
    user = PersonField(label=_("User name of the successor"), max_length=40)

    field_order = ["user", "reason"]
