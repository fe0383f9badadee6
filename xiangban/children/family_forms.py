"""The family on the registration form: one small form for each relative, and empty ones for more.

How a relative is settled with the persons already known is in actions/family.py.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.viewer import Viewer
from xiangban.children.codes import (
    DisabilityKind,
    DisabilityLevel,
    Health,
    IdKind,
    IncomeSource,
    Kinship,
    SingleParentReason,
    Situation,
    YesNo,
)
from xiangban.children.fact_forms import NOT_COLLECTED, REMOVE
from xiangban.children.facts import with_multiple
from xiangban.children.family import PERSON_FACTS, Relative, label_of, relative_of
from xiangban.children.models import Child, Kin
from xiangban.lib.masking import ELLIPSIS, mask_address, mask_number, mask_phone
from xiangban.web.forms import DayInput

MASKED: dict[str, Callable[[str], str]] = {
    "id_number": mask_number,
    "phone": mask_phone,
    "address": mask_address,
    "hukou_address": mask_address,
    "illness": lambda _text: ELLIPSIS,  # a village reads that there is one, never which
}
MANY = ("income_sources", "disability_kinds")
ALWAYS_ASKED = (Kinship.FATHER, Kinship.MOTHER)
OF_PARENTS = ("hukou_address", "income_sources", "single_parent", "single_parent_reason")
EMPTY_FORMS = 2


class RelativeForm(forms.Form):
    """One relative; without a name nothing is written, and a known relative whose name is emptied is removed."""

    person = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kinship = forms.ChoiceField(choices=[("", "—"), *Kinship.choices], required=False)
    name = forms.CharField(required=False, max_length=72)
    birth_date = forms.DateField(required=False, widget=DayInput)
    id_kind = forms.ChoiceField(choices=[("", NOT_COLLECTED), *IdKind.choices], required=False)
    id_number = forms.CharField(required=False, max_length=24)
    phone = forms.CharField(
        required=False,
        max_length=24,
        help_text=gettext_lazy("Of a person in custody or drug rehabilitation: the phone of that place."),
    )
    workplace = forms.CharField(required=False, max_length=60, help_text=gettext_lazy("Province and city."))
    health = forms.ChoiceField(choices=[("", NOT_COLLECTED), *Health.choices], required=False)
    disability_kinds = forms.MultipleChoiceField(
        choices=DisabilityKind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    disability_level = forms.ChoiceField(choices=[("", NOT_COLLECTED), *DisabilityLevel.choices], required=False)
    illness = forms.CharField(required=False, max_length=50)
    situation = forms.ChoiceField(choices=[("", NOT_COLLECTED), *Situation.choices], required=False)
    address = forms.CharField(required=False, max_length=120)
    hukou_address = forms.CharField(required=False, max_length=120)
    income_sources = forms.MultipleChoiceField(
        choices=IncomeSource.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    single_parent = forms.ChoiceField(choices=[("", NOT_COLLECTED), *YesNo.choices], required=False)
    single_parent_reason = forms.ChoiceField(choices=[("", NOT_COLLECTED), *SingleParentReason.choices], required=False)
    distance_km = forms.IntegerField(required=False, min_value=0, max_value=9_999)
    guardian = forms.BooleanField(required=False)
    carer = forms.BooleanField(required=False)

    def __init__(self, kin: Kin | None, kinship: str, data: Mapping[str, Any] | None = None, prefix: str = "") -> None:
        self.kin = kin
        self.known = relative_of(kin) if kin else Relative(kinship)
        shown = {name: value for name, value in self.known.facts.items() if name not in MASKED}
        initial: dict[str, Any] = shown | {name: getattr(self.known, name) for name in ("kinship", "guardian", "carer")}
        initial |= {"distance_km": self.known.distance_km, "person": kin.person_id if kin else None}
        for name in MANY:
            initial[name] = [code for code in str(self.known.facts.get(name) or "").split(",") if code]
        super().__init__(data=data, prefix=prefix, initial=initial)
        if kinship not in ALWAYS_ASKED:
            for name in OF_PARENTS:
                del self.fields[name]
        for name, bare in self.fields.items():
            bare.label = label_of(name) if name != "person" else ""
        for name, mask in MASKED.items():
            if name not in self.fields:
                continue
            if value := str(self.known.facts.get(name) or ""):
                hint = _("On file: {value}. Leave it empty to keep it, write “-” to remove it.")
                self.fields[name].help_text = f"{self.fields[name].help_text} {hint.format(value=mask(value))}".strip()

    @property
    def title(self) -> str:
        """Who this form is about."""
        if not self.known.kinship:
            return _("Another relative or carer")
        word = str(Kinship(self.known.kinship).label)
        return f"{word}: {self.known.name}" if self.known.name else word

    @property
    def opens(self) -> bool:
        """Whether the form stands open on the page."""
        return bool(self.errors or (self.known.kinship and not self.kin))

    def clean_kinship(self) -> str:
        kinship = str(self.cleaned_data["kinship"])
        if not kinship and self.data.get(self.add_prefix("name"), "").strip():
            raise forms.ValidationError(_("Choose what this person is to the child."))
        return kinship

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("single_parent") == YesNo.NO and self.cleaned_data.get("single_parent_reason"):
            sentence = _("“Single parent” is answered with no: leave the reason empty, or answer yes.")
            self.add_error("single_parent_reason", sentence)
        return self.cleaned_data

    def relative(self) -> Relative | None:
        """What was written; None when nothing was."""
        written = self.cleaned_data
        if not written["name"] and self.kin is None:
            return None
        facts = {name: written.get(name, self.known.facts.get(name)) for name in PERSON_FACTS}
        facts |= {name: ",".join(written[name]) for name in MANY if name in written}
        if facts["disability_kinds"]:
            facts["disability_kinds"] = with_multiple(str(facts["disability_kinds"]))
        for name in MASKED.keys() & written.keys():
            kept = self.known.facts.get(name, "")
            facts[name] = "" if written[name] == REMOVE else written[name] or kept
        return Relative(
            written["kinship"], facts, written["guardian"], written["carer"], written["distance_km"], self._person_id()
        )

    def _person_id(self) -> int | None:
        return self.kin.person_id if self.kin else None


def family_forms(viewer: Viewer, child: Child | None, data: Mapping[str, Any] | None = None) -> list[RelativeForm]:
    """A form for each known relative, for a missing father or mother, and two empty ones."""
    kin = list(Kin.objects.visible_to(viewer).filter(child=child).select_related("person")) if child else []
    known = {one.kinship for one in kin}
    missing = [kinship.value for kinship in ALWAYS_ASKED if kinship not in known]
    forms_of_kin = [RelativeForm(one, one.kinship, data, f"kin-{one.pk}") for one in kin]
    forms_of_parents = [RelativeForm(None, kinship, data, f"kin-{kinship}") for kinship in missing]
    return [*forms_of_kin, *forms_of_parents, *(RelativeForm(None, "", data, f"more-{n}") for n in range(EMPTY_FORMS))]


def written_family(family: Sequence[RelativeForm]) -> list[Relative]:
    """The relatives that were written, of forms that are valid."""
    return [relative for form in family if (relative := form.relative()) is not None]
