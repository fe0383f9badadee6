"""What the verbs of this room ask besides facts: a reason, a place, a post, a number typed in full.

The registration form itself is in fact_forms.py and family_forms.py.
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import Post
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children.codes import ExitReason
from xiangban.children.models import Child
from xiangban.children.place_fields import PlaceField, told_apart
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, interval_of
from xiangban.web.forms import DayInput

MOST_OF_A_REASON = 200  # domain 2.7


class ReasonForm(forms.Form):
    """A verb that only asks why."""

    reason = forms.CharField(label=_("Reason"), max_length=MOST_OF_A_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, hint: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = hint


class ProposeExitForm(forms.Form):
    """Why and since when a child leaves the register."""

    exit_reason = forms.TypedChoiceField(
        label=_("Reason of exit"), choices=[("", "—"), *ExitReason.choices], coerce=ExitReason
    )
    exit_on = forms.DateField(label=_("Date of exit"), widget=DayInput)
    reason = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=MOST_OF_A_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for “other reason”."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"exit_on": timezone.localdate()})
        super().__init__(*args, **options)


class ClaimForm(forms.Form):
    """Full name and full number of a child, both typed, and the village that claims."""

    place = forms.TypedChoiceField(label=_("Village"), coerce=int)
    name = forms.CharField(label=_("Full name of the child"), max_length=72)
    id_number = forms.CharField(
        label=_("Full identity number"), max_length=24, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = village_choices(viewer)  # type: ignore[attr-defined]  # it is a ChoiceField


class ProposeHandoverForm(forms.Form):
    """To which village, and why."""

    place = PlaceField(interval_of(Level.PROVINCE, 0), label=_("Village that shall answer"))
    reason = forms.CharField(label=_("Reason"), max_length=MOST_OF_A_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"] = PlaceField(viewer.interval, label=_("Village that shall answer"))
        self.fields["place"].required = True
        self.order_fields(["place", "reason"])


class BreakGlassForm(forms.Form):
    """One child by the number typed in full, and the emergency."""

    id_number = forms.CharField(
        label=_("Full identity number"), max_length=24, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Full name of the child"), required=False, max_length=72, help_text=_("If known, it is checked too.")
    )
    reason = forms.CharField(
        label=_("Emergency"),
        max_length=MOST_OF_A_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What has happened and what you need the file for. A head reviews every emergency look."),
    )


class ReviewForm(forms.Form):
    """Whether an emergency look was justified."""

    justified = forms.TypedChoiceField(
        label=_("Was the look justified?"),
        choices=[("1", _("Justified")), ("0", _("Not justified: end it now"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(label=_("Finding"), max_length=MOST_OF_A_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class PostForm(forms.Form):
    """One post of a role that covers the child's place."""

    post = forms.ModelChoiceField(label=_("Post"), queryset=Post.objects.none())

    def __init__(self, child: Child, role: Role, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = Post.objects.covering(child.responsible_code, [role]).order_by("title")
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]  # it is a ModelChoiceField


def village_choices(viewer: Viewer) -> list[tuple[int, str]]:
    """The villages of the viewer's place, with their township in front."""
    villages = (
        Territory.objects.current().inside(viewer.interval).of_level(Level.VILLAGE).values_list("code", flat=True)
    )
    return sorted(told_apart(villages).items())
