"""Forms of bodies, meetings, sittings and minutes; what they may not say is refused by the verbs.

Forms of tasks, points and papers stand beside their pages.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import Post
from xiangban.conference.rules import (
    OF_UNITS,
    MeetingForm,
    MeetingKind,
    NumberStyle,
    PaperKind,
    Part,
    Presence,
    StatementKind,
)
from xiangban.territories.models import Agency
from xiangban.web.forms import DayInput
from xiangban.web.row_choices import RowsField

LONG, LINES = 4000, 4
# No body is older than the state that set it up, and a day no clock reaches cannot be counted from.
POSSIBLE = (MinValueValidator(date(1949, 10, 1)), MaxValueValidator(date(2100, 12, 31)))


def _area(lines: int = LINES) -> forms.Textarea:
    return forms.Textarea({"rows": lines})


class UnitField(forms.ModelChoiceField[Agency]):
    """A unit by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def units_field(units: Iterable[Agency], label: Any, **more: Any) -> UnitField:
    """A choice among these units."""
    return UnitField(Agency.objects.filter(pk__in=[unit.pk for unit in units]), label=label, **more)


class NamingForm(forms.Form):
    """Name, basis and coordinating body from a day on."""

    name = forms.CharField(label=_("Name of the conference"), max_length=120)
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=200, required=False, help_text=_("The papers it was set up by, with number.")
    )
    coordinating_body = forms.CharField(label=_("Coordinating body"), max_length=120, required=False)
    since = forms.DateField(label=_("Holds since"), widget=DayInput, validators=POSSIBLE)


class ChangeForm(NamingForm):
    """A new name, with the unit that keeps the office from then on."""

    field_order = ("name", "legal_basis", "coordinating_body", "agency", "since")

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["agency"] = units_field(
            units,
            _("Unit that keeps the office"),
            empty_label=None,
            help_text=_("Another unit takes over meetings, papers and numbers; papers issued before stay as they are."),
        )
        self.order_fields(self.field_order)


class SetUpForm(NamingForm):
    """A conference set up: besides its naming the unit that keeps the office and the word of its notices."""

    word = forms.CharField(
        label=_("Document word of its notices"),
        max_length=24,
        help_text=_("Stands before year and number. Notices go out under the unit: a conference has no number."),
    )
    field_order = ("agency", "name", "legal_basis", "coordinating_body", "since", "word")

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["agency"] = units_field(units, _("Unit that keeps the office"))
        self.order_fields(self.field_order)


class UnitForm(forms.Form):
    """A unit that joins."""

    since = forms.DateField(label=_("Member since"), widget=DayInput, validators=POSSIBLE)
    field_order = ("agency", "since")

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["agency"] = units_field(units, _("Unit"))
        self.order_fields(self.field_order)


class UntilForm(forms.Form):
    """The day from which something does not hold any more."""

    until = forms.DateField(label=_("Until before"), widget=DayInput)


class MemberForm(forms.Form):
    """A person with a part."""

    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)
    person_name = forms.CharField(label=_("Name"), max_length=40)
    office_title = forms.CharField(label=_("Office held"), max_length=80, required=False)
    since = forms.DateField(label=_("Holds since"), widget=DayInput, validators=POSSIBLE)
    field_order = ("part", "agency", "person_name", "office_title", "post", "since")

    def __init__(self, units: Iterable[Agency], posts: Iterable[Post], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        self.fields["agency"] = units_field(
            units, _("Unit"), required=False, help_text=_("A convener stands for none, a member or liaison for one.")
        )
        self.fields["post"] = forms.ModelChoiceField(
            Post.objects.filter(pk__in=[post.pk for post in posts]),
            label=_("Post here"),
            required=False,
            help_text=_("From which the person works in this house, if from any."),
        )
        self.order_fields(self.field_order)


class WordForm(forms.Form):
    """How a kind of paper is named and numbered."""

    kind = forms.ChoiceField(label=_("Kind of paper"), choices=PaperKind.choices)
    word = forms.CharField(label=_("Document word"), max_length=24, required=False)
    style = forms.ChoiceField(label=_("Style of the number"), choices=NumberStyle.choices)


class TermsForm(forms.Form):
    """What a meeting is and when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    form = forms.ChoiceField(label=_("Form"), choices=MeetingForm.choices)
    title = forms.CharField(label=_("Title"), max_length=160)
    second_title = forms.CharField(
        label=_("Second title"), max_length=160, required=False, help_text=_("Of a meeting that is two in one.")
    )
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    begins_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    place_text = forms.CharField(label=_("Meeting place"), max_length=120, required=False)
    chair_text = forms.CharField(
        label=_("Presided by"), max_length=120, required=False, help_text=_("Office and name, as the minutes name him.")
    )
    agenda_deadline = forms.DateField(
        label=_("Proposals until"), required=False, widget=DayInput, help_text=_("Later ones are refused to the units.")
    )


class ItemForm(forms.Form):
    """An item proposed for the agenda."""

    title = forms.CharField(label=_("Agenda item"), max_length=160)
    text = forms.CharField(label=_("What it is about"), max_length=LONG, required=False, widget=_area())
    reporter_text = forms.CharField(label=_("Who speaks to it"), max_length=80, required=False)
    matter_key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        if units:
            self.fields["agency"] = units_field(
                units, _("Proposed by"), required=False, empty_label=_("The conference office")
            )


class ReasonForm(forms.Form):
    """Why an item is declined or a meeting cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=_area(2))


class FreezeForm(forms.Form):
    """As of which day the figures of a meeting are frozen."""

    day = forms.DateField(
        label=_("As of"), widget=DayInput, help_text=_("Ages are told as of this day; all else as the register has it.")
    )


class PresenceForm(forms.Form):
    """One line of the attendance."""

    part = forms.ChoiceField(label=_("Presence"), choices=[("", "—"), *Presence.choices], required=False)
    person_name = forms.CharField(label=_("Name"), max_length=40, required=False)
    office_title = forms.CharField(label=_("Office held"), max_length=80, required=False)
    stands_for = forms.CharField(label=_("Stands for"), max_length=40, required=False)


class StatementForm(forms.Form):
    """What was said, and by whom."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind.choices)
    person_name = forms.CharField(label=_("Name"), max_length=40, required=False)
    office_title = forms.CharField(label=_("Office held"), max_length=80, required=False)
    text = forms.CharField(label=_("What was said"), max_length=LONG * 4, widget=_area(8))
    field_order = ("agency", "kind", "person_name", "office_title", "text")

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        if units:
            self.fields["agency"] = units_field(
                units,
                _("Unit"),
                required=False,
                empty_label=_("A leader, by name"),
            )
        else:  # a unit's own seat writes for itself, and what leaders say is written by the office
            self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=OWN_KINDS)
        self.order_fields(self.field_order)


OWN_KINDS = [(kind.value, kind.label) for kind in OF_UNITS]


class DecisionForm(forms.Form):
    """A decision with its units, deadline and acceptance."""

    text = forms.CharField(label=_("What was decided"), max_length=LONG, widget=_area())
    deadline = forms.DateField(label=_("Time limit"), widget=DayInput)
    acceptance = forms.CharField(
        label=_("Accepted when"), max_length=300, required=False, help_text=_("A result one can count or look at.")
    )
    field_order = ("text", "lead", "cooperating", "deadline", "acceptance")

    def __init__(self, units: Iterable[Agency], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        rows = Agency.objects.filter(pk__in=[unit.pk for unit in units])
        self.fields["lead"] = UnitField(rows, label=_("Lead unit"))
        self.fields["cooperating"] = UnitsField(
            rows, label=_("Cooperating units"), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(self.field_order)


class UnitsField(RowsField[Agency]):
    """Several units by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class PartForm(forms.Form):
    """The text of one part of the minutes."""

    text = forms.CharField(label=_("Text"), max_length=LONG * 8, required=False, widget=_area(10))


class CirculateForm(forms.Form):
    """Until when units may comment."""

    comments_until = forms.DateField(label=_("Comments until"), widget=DayInput)


class CommentForm(forms.Form):
    """What a unit wants changed in the minutes."""

    text = forms.CharField(label=_("Comment"), max_length=LONG, widget=_area())


class ReplyForm(forms.Form):
    """What became of a comment."""

    reply = forms.CharField(label=_("Reply"), max_length=LONG, widget=_area(2))
