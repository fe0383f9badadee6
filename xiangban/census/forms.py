"""Forms of the census: a round, files dropped together, why an import is taken back.

Whether it may be done is decided by the verbs.
"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from xiangban.census.actions.imports import Dropped
from xiangban.census.file_words import AGENCY_WORDS, agency_by_name
from xiangban.census.rules import StartState, UndoReason
from xiangban.territories.models import Territory
from xiangban.web.forms import DayInput

FILES_AT_ONCE = 3
SHEETS = ".xlsx,.xls,.et,.csv"


class OpenRoundForm(forms.Form):
    """A round: its name, territory and days, and how far founded files are at once."""

    name = forms.CharField(label=_("Name of the round"), max_length=80)
    place = forms.ChoiceField(label=_("Territory"))
    reference_date = forms.DateField(
        label=_("Reference date"), widget=DayInput, help_text=_("Ages and places are told as of this day.")
    )
    deadline = forms.DateField(label=_("Deadline"), widget=DayInput)
    start_state = forms.ChoiceField(
        label=_("Founded files begin as"),
        choices=StartState.choices,
        help_text=_("On register where the rosters fill the register for the first time; else the township reviews."),
    )

    def __init__(self, places: list[Territory], *sent: Any, **more: Any) -> None:
        super().__init__(*sent, **more)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = [(str(place.code), place.name) for place in places]


class ReasonForm(forms.Form):
    """Why a locked round is opened again, or an import withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea({"rows": 2}))


class NameSchoolForm(forms.Form):
    """Which school a name in rosters means: as it was written, the county, the school's own name."""

    written = forms.CharField(max_length=60, strip=False)
    county = forms.IntegerField(min_value=1, max_value=10**12)
    school = forms.CharField(label=_("School"), max_length=80)


class UndoForm(forms.Form):
    """Why an import is taken back: one of a few words, since it travels with the job."""

    reason = forms.ChoiceField(label=_("Reason"), choices=UndoReason.choices)


class ReceiveForm(forms.Form):
    """Up to three files, each with the agency it comes from; "" lets its name say it."""

    def __init__(self, *sent: Any) -> None:
        super().__init__(*sent)
        for number in range(1, FILES_AT_ONCE + 1):
            self.fields[f"file_{number}"] = forms.FileField(
                label=_("Roster {number}").format(number=number),
                required=number == 1,
                widget=forms.ClearableFileInput({"accept": SHEETS}),
            )
            self.fields[f"agency_{number}"] = forms.ChoiceField(
                label=_("Comes from"), required=False, choices=[("", _("as its name says")), *AGENCY_WORDS.items()]
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(1, FILES_AT_ONCE + 1):
            upload = data.get(f"file_{number}")
            if isinstance(upload, UploadedFile) and not self._agency(data, number):
                words = _("{name}: its name does not say which agency it comes from; choose it.")
                self.add_error(f"agency_{number}", words.format(name=upload.name))
        return data

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each file with its agency, as they stand beside each other."""
        return [(self[f"file_{number}"], self[f"agency_{number}"]) for number in range(1, FILES_AT_ONCE + 1)]

    def dropped(self) -> list[Dropped]:
        """The files as they came, each with its agency."""
        data = self.cleaned_data
        numbers = [number for number in range(1, FILES_AT_ONCE + 1) if data.get(f"file_{number}")]
        return [Dropped(self._agency(data, n), data[f"file_{n}"].name, data[f"file_{n}"]) for n in numbers]

    @staticmethod
    def _agency(data: dict[str, Any], number: int) -> str:
        return data.get(f"agency_{number}") or agency_by_name(str(data[f"file_{number}"].name))
