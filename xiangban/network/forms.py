"""What the verbs of this room ask: places, agencies, staff, days of the calendar, and the filters of lists.

Whether the answers fit together is decided in plans.py and the actions.
"""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import Post
from xiangban.network.actions.agencies import NewAgency, NewStaff
from xiangban.network.actions.calendar import CalendarEntry
from xiangban.network.models import Duty
from xiangban.network.plans import Going, NewPlace, children_of
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.rules import CodeMalformed, Level, interval_of, read_code
from xiangban.territories.unit_kinds import MEMBER_UNIT_KINDS
from xiangban.web.forms import DayInput
from xiangban.web.row_choices import RowsField

CODE_PAIR = re.compile(r"^\s*(\d{6,12})\s+(\d{6,12})\s*$")


class CodeField(forms.CharField):
    """A division code as it is written (6, 9 or 12 digits), read as the level of the place at hand."""

    def __init__(self, level: Level, **options: Any) -> None:
        super().__init__(required=False, max_length=12, **options)
        self.level = level

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        return read_level(text, self.level) if text else None


def read_level(text: str, level: Level) -> int:
    """The code in twelve digits; raises ValidationError with what to do."""
    try:
        return read_code(text, level)
    except CodeMalformed as fault:
        raise forms.ValidationError(
            gettext("“{text}” is no code of this level; write it with 12 digits.").format(text=text)
        ) from fault


class PlaceForm(forms.Form):
    """What every change of places asks: from which day it holds."""

    on = forms.DateField(label=_("Takes effect on"), widget=DayInput)

    def __init__(self, place: Territory, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {}).setdefault("on", timezone.localdate())
        super().__init__(*args, **options)
        self.place = place
        self.order_fields([name for name in self.fields if name != "on"])

    def new_place(self) -> NewPlace:
        """The name and codes that were asked."""
        said = self.cleaned_data
        return NewPlace(said["name"], said.get("code"), said.get("civil_code"), said.get("below") or {})


class RenameForm(PlaceForm):
    name = forms.CharField(label=_("New name"), max_length=60)

    def __init__(self, place: Territory, *args: Any, **options: Any) -> None:
        options["initial"] = {"name": place.name, **options.get("initial", {})}
        super().__init__(place, *args, **options)
        level = Level(place.level)
        self.fields["code"] = CodeField(
            level,
            label=_("New statistics code"),
            help_text=_("Only if the code changes as well; all places below keep their last digits."),
        )
        self.fields["civil_code"] = CodeField(level, label=_("New civil-affairs code"))
        self.order_fields(["name", "code", "civil_code", "on"])


class BelowForm(PlaceForm):
    """Asks new codes for sub-places, if they are given by hand."""

    below = forms.CharField(
        label=_("New codes of places that move"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line each: old code, space, new code. Without a line a place keeps its last digits if free."),
    )

    def clean_below(self) -> dict[int, int]:
        level = Level(min(self.place.level + 1, Level.VILLAGE))
        pairs: dict[int, int] = {}
        for line in filter(str.strip, self.cleaned_data["below"].splitlines()):
            found = CODE_PAIR.match(line)
            if found is None:
                raise forms.ValidationError(gettext("“{line}” is not two codes with a space.").format(line=line[:40]))
            pairs[read_level(found[1], level)] = read_level(found[2], level)
        return pairs


class MergeForm(BelowForm):
    others = RowsField(Territory.objects.none(), label=_("Merged into this place"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(
        label=_("Name after the merger"), max_length=60, required=False, help_text=_("Leave empty to keep the name.")
    )

    def __init__(self, place: Territory, *args: Any, **options: Any) -> None:
        super().__init__(place, *args, **options)
        field = cast("RowsField[Territory]", self.fields["others"])
        field.queryset = siblings_of(place)
        if place.level == Level.VILLAGE:
            del self.fields["below"]
        self.order_fields(["others", "name", "below", "on"])


class SplitForm(BelowForm):
    name = forms.CharField(label=_("Name of the new place"), max_length=60)

    def __init__(self, place: Territory, *args: Any, **options: Any) -> None:
        super().__init__(place, *args, **options)
        self.fields["code"] = CodeField(
            Level(place.level), label=_("Statistics code of the new place"), help_text=_("Empty: the next free code.")
        )
        self.fields["civil_code"] = CodeField(Level(place.level), label=_("Civil-affairs code of the new place"))
        if place.level == Level.VILLAGE:
            del self.fields["below"]
            self.fields["children"] = forms.CharField(
                label=_("File numbers of the children who go with it"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Numbers with spaces between them; all other children stay."),
            )
        else:
            self.fields["moving"] = RowsField(
                Territory.objects.filter(pk__in=[child.pk for child in children_of(place)]),
                label=_("Places that go to the new one"),
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields(["name", "code", "civil_code", "moving", "children", "below", "on"])

    def going(self) -> Going:
        """What goes to the new place."""
        said = self.cleaned_data
        return Going(list(said.get("moving", [])), frozenset(said.get("children", [])))

    def clean_children(self) -> list[int]:
        words = self.cleaned_data["children"].replace(",", " ").replace("、", " ").replace("，", " ").split()
        if wrong := [word for word in words if not (word.isascii() and word.isdigit())]:
            raise forms.ValidationError(gettext("“{word}” is no file number.").format(word=wrong[0][:20]))
        return [int(word) for word in words]


def siblings_of(place: Territory) -> Any:
    """The other places of this level in the same place above."""
    if place.parent_code is None:
        return Territory.objects.none()
    span = interval_of(Level(place.level - 1), place.parent_code)
    return Territory.objects.current().inside(span).of_level(Level(place.level)).exclude(pk=place.pk)


class OpenAgencyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind.choices)
    unit_kind = forms.ChoiceField(
        label=_("Kind of member unit"), required=False, help_text=_("Only for a member unit of the joint conference.")
    )
    name = forms.CharField(label=_("Name of the agency"), max_length=80)
    phone = forms.CharField(label=_("Office phone"), max_length=20, required=False)
    address = forms.CharField(label=_("Office address"), max_length=120, required=False)
    on = forms.DateField(label=_("Opened on"), widget=DayInput, initial=timezone.localdate)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ChoiceField", self.fields["unit_kind"])
        field.choices = [("", "—"), *unit_kind_choices()]

    def new_agency(self) -> NewAgency:
        said = self.cleaned_data
        unit_kind = said["unit_kind"] if said["kind"] == AgencyKind.MEMBER_UNIT else ""
        return NewAgency(AgencyKind(said["kind"]), said["name"].strip(), unit_kind, said["phone"], said["address"])


def unit_kind_choices() -> list[tuple[str, str]]:
    """Kinds of member units that still stand, under today's name without a place."""
    return [
        (kind.code, kind.names[-1][2].format(place="", party="")) for kind in MEMBER_UNIT_KINDS if kind.stands_today()
    ]


class RenameAgencyForm(forms.Form):
    name = forms.CharField(label=_("New name"), max_length=80)
    since = forms.DateField(label=_("From which day"), widget=DayInput, initial=timezone.localdate)


class CloseAgencyForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DayInput, initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class StaffForm(forms.Form):
    duty = forms.ChoiceField(label=_("Duty"), choices=Duty.choices)
    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Post"), required=False, help_text=_("If the person has a post in this house.")
    )
    name = forms.CharField(label=_("Name"), max_length=60, required=False, help_text=_("Only if there is no post."))
    phone = forms.CharField(
        label=_("Work phone"), max_length=20, required=False, help_text=_("Shown on the contact sheet to every seat.")
    )
    since = forms.DateField(label=_("From which day"), widget=DayInput, initial=timezone.localdate)

    def __init__(self, agency: Agency, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Post]", self.fields["post"])
        field.queryset = Post.objects.open().filter(place_code=agency.place_code, level=agency.level)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("post") and not said.get("name"):
            self.add_error("name", gettext("Choose a post or give a name."))
        return said

    def new_staff(self) -> NewStaff:
        said = self.cleaned_data
        name = "" if said["post"] else said["name"].strip()
        return NewStaff(said["duty"], said["since"], said["post"], name, said["phone"])


class EndStaffingForm(forms.Form):
    staffing = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.DateField(label=_("Last day"), widget=DayInput, initial=timezone.localdate)


class AgencyFilter(forms.Form):
    place = forms.TypedChoiceField(label=_("Division"), required=False, coerce=str)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *AgencyKind.choices])
    name = forms.CharField(label=_("Name contains"), required=False, max_length=40)
    closed = forms.BooleanField(label=_("Closed ones too"), required=False)

    def __init__(self, places: list[Territory], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.TypedChoiceField", self.fields["place"])
        field.choices = place_choices(places)


def place_choices(places: list[Territory]) -> list[tuple[str, str]]:
    """Level and code as the value, the name with its depth as the word."""
    top = min((place.level for place in places), default=0)
    return [(f"{place.level}-{place.code}", "\u3000" * (place.level - top) + place.name) for place in places]


class CalendarForm(forms.Form):
    WORKING = [("rest", _("Days of rest")), ("work", _("Working days")), ("weekday", _("As the weekday says"))]

    first = forms.DateField(label=_("First day"), widget=DayInput)
    last = forms.DateField(label=_("Last day"), widget=DayInput, required=False, help_text=_("Empty: one day only."))
    working = forms.ChoiceField(label=_("These are"), choices=WORKING)
    name = forms.CharField(label=_("Holiday"), max_length=40, required=False)
    complete = forms.BooleanField(label=_("With this the notice of the whole year is entered"), required=False)

    def entry(self) -> CalendarEntry:
        said = self.cleaned_data
        working = {"rest": False, "work": True, "weekday": None}[said["working"]]
        last: date = said["last"] or said["first"]
        return CalendarEntry(said["first"], last, working, said["name"].strip())
