"""The registration form on a page: every fact as a field, in the blocks of the form of 2016.

Fields, labels and codes come from facts.py; values that may not stand are refused by the actions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.codes import ActualCarer
from xiangban.children.facts import FACTS, MASKS, SCHOOL_WRITES, Block, FactField, FactValue, facts_of, value_in
from xiangban.children.identity import number_faults
from xiangban.children.models import Child
from xiangban.children.place_fields import PlaceField, SchoolField
from xiangban.territories.rules import Interval
from xiangban.web.forms import DayInput

NOT_COLLECTED = gettext_lazy("— not collected —")
REMOVE = "-"
LONG = ("notes", "illness", "other_situations")
WHEN_DISAGREEING = "as_written"
AT_HUKOU = {"living_code": "hukou_code", "living_address": "hukou_address"}

Hint = Callable[[], str]
HINTS: dict[str, Any] = {
    "name": gettext_lazy("As on the certificate."),
    "id_number": gettext_lazy("18 places. Birth date and sex are read from it if you leave them empty."),
    "no_id_reason": gettext_lazy("Only when there is no number."),
    "hukou_code": gettext_lazy("Township and village, or the code of 12 digits."),
    "living_code": gettext_lazy("Township and village. Another village than yours proposes a handover to it."),
    "hukou_address": gettext_lazy("Group and house number."),
    "living_address": gettext_lazy("Group and house number."),
    "institution_name": gettext_lazy("Only of a child who lives in an institution."),
    "disability_level": gettext_lazy("As on the disability certificate."),
    "schooling": gettext_lazy("“Dropped out” counts within compulsory schooling, “not studying” from 14 to 16."),
    "guardianship_rating": gettext_lazy(
        "Good: life, education, body and mind are well secured. Fair: basically so, with latent risk. "
        "Poor: nobody guards, or whoever does is unable."
    ),
    "support_recommendations": gettext_lazy("What would help this child; several may be chosen."),
}


@dataclass(frozen=True)
class Section:
    """One block of the form: its heading, its fields, and whether it stands folded because few children need it."""

    heading: str
    fields: list[BoundField]
    folded: bool = False


class FactForm(forms.Form):
    """Facts of one child, or of one to be founded, as far as the reader may see their blocks.

    Masked values are never put onto the page: an empty field keeps them, a dash removes them.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    as_written = forms.BooleanField(
        label=gettext_lazy("The source has it so: keep number, birth date and sex as I wrote them"), required=False
    )
    lives_at_hukou = forms.BooleanField(
        label=gettext_lazy("Lives where the hukou is: take over place and address of the hukou"), required=False
    )
    valid_from = forms.DateField(
        label=gettext_lazy("So since"),
        help_text=gettext_lazy(
            "The day from which what you change here is so, if known: the move, the change of school."
        ),
        widget=DayInput,
        required=False,
    )

    def __init__(
        self,
        viewer: Viewer,
        child: Child | None = None,
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.viewer, self.child = viewer, child
        self.facts = writable_facts(viewer, child)
        self.kept = {name for name, fact in self.facts.items() if child and _is_kept_out(fact, viewer, child)}
        super().__init__(data=data, initial=self._present() | dict(initial or {}))
        if child is None:
            del self.fields["valid_from"]
        if not self.facts.keys() >= {*AT_HUKOU, *AT_HUKOU.values()}:
            del self.fields["lives_at_hukou"]
        for name, fact in self.facts.items():
            self.fields[name] = _field_for(fact, viewer.interval)
            if name in self.kept:
                self.fields[name].help_text = _say_kept(fact, child)
        self.fields["name" if "name" in self.facts else "version"].required = True

    def _present(self) -> dict[str, Any]:
        if self.child is None:
            return {}
        shown = {name: fact for name, fact in self.facts.items() if name not in self.kept}
        return {"version": self.child.version} | {
            name: raw_value(fact, value_in(self.child, fact)) for name, fact in shown.items()
        }

    def clean(self) -> dict[str, Any]:
        """Say at once, beside the other errors, what the rules of numbers will object to."""
        written = {name: value for name in self.facts if (value := self.cleaned_data.get(name))}
        if not self.cleaned_data.get(WHEN_DISAGREEING) and written.get("id_number") != REMOVE:
            for fault in number_faults(written):
                self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)
        return self.cleaned_data

    def sections(self) -> Iterator[Section]:
        """The blocks of the form with their fields; blocks out of sight are left out."""
        for block in Block:
            fields = [self[fact.name] for fact in facts_of(block) if fact.name in self.facts]
            if block is Block.PLACES and "lives_at_hukou" in self.fields:
                fields.append(self["lives_at_hukou"])
            if fields:
                yield Section(str(block.label), fields, block is Block.INSTITUTION and not self._in_institution)

    @property
    def _in_institution(self) -> bool:
        """Whether the block of the institution stands open: it is filled in, or what was written in it is refused."""
        names = [fact.name for fact in facts_of(Block.INSTITUTION)]
        written = any(getattr(self.child, name) for name in names) if self.child else False
        lives_there = self.child is not None and self.child.actual_carer == ActualCarer.INSTITUTION
        return written or lives_there or any(name in self.errors for name in names)

    @property
    def disagrees(self) -> bool:
        """Whether number, birth date and sex were refused, so that the reader may confirm them as written."""
        return bool({"id_number", "birth_date", "sex"} & self.errors.keys())

    def written_facts(self) -> dict[str, FactValue]:
        """The cleaned facts; what was left empty because it must not be shown stays as it is."""
        facts = {}
        for name, fact in self.facts.items():
            value = self.cleaned_data.get(name)
            if name in self.kept and not value:
                continue
            facts[name] = _empty_of(fact) if value == REMOVE else _clean_value(fact, value)
        if self.cleaned_data.get("lives_at_hukou"):
            facts |= {living: self._hukou_as_it_will_stand(hukou, facts) for living, hukou in AT_HUKOU.items()}
        return facts

    def _hukou_as_it_will_stand(self, name: str, written: Mapping[str, FactValue]) -> FactValue:
        """What is written of the hukou, else what is on file and was not shown."""
        return written.get(name) if name in written or self.child is None else value_in(self.child, FACTS[name])

    def written_source_fields(self) -> str:
        """The fields that the source is confirmed to have as they were written."""
        return "id_number,birth_date,sex" if self.cleaned_data.get(WHEN_DISAGREEING) else ""


class SchoolingForm(FactForm):
    """What a school writes of its pupil."""

    def __init__(self, viewer: Viewer, child: Child, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(viewer, child, data)
        for name in set(self.facts) - set(SCHOOL_WRITES):
            del self.fields[name]
        self.facts = {name: fact for name, fact in self.facts.items() if name in SCHOOL_WRITES}


def writable_facts(viewer: Viewer, child: Child | None) -> dict[str, FactField]:
    """The facts whose blocks the viewer may see in this file, or in any file of the own place."""
    facets = facets_of(child, viewer) if child else viewer.sight.facets
    if Facet.OWN_HEALTH in facets:
        facets |= {Facet.HEALTH}
    return {name: fact for name, fact in FACTS.items() if fact.facet in facets}


def raw_value(fact: FactField, value: FactValue) -> Any:
    """A value as a field of the form takes it: several codes as a list."""
    return [code for code in str(value or "").split(",") if code] if fact.many else value


def _field_for(fact: FactField, interval: Interval) -> forms.Field:
    common: dict[str, Any] = {"label": fact.label, "required": False, "help_text": HINTS.get(fact.name, "")}
    if fact.many:
        choices = list(fact.words.items())
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    if fact.codes is not None:
        return forms.ChoiceField(choices=[("", NOT_COLLECTED), *fact.words.items()], **common)
    if fact.is_date:
        return forms.DateField(widget=DayInput, **common)
    if fact.is_number:
        named = SchoolField if fact.name == "school" else PlaceField
        del common["required"]
        return named(interval, **common)
    widget = forms.Textarea(attrs={"rows": 3}) if fact.name in LONG else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=fact.column.max_length or 400, widget=widget, **common)


def _is_kept_out(fact: FactField, viewer: Viewer, child: Child) -> bool:
    """Whether the present value must not stand on the page: masked ones, and health that others entered."""
    masked = fact.name in MASKS and bool(value_in(child, fact))
    return masked or (fact.facet is Facet.HEALTH and Facet.HEALTH not in facets_of(child, viewer))


def _say_kept(fact: FactField, child: Child | None) -> str:
    if fact.name not in MASKS or child is None:
        return _("What others entered is not shown to your seat. Leave it empty to keep it.")
    stands = MASKS[fact.name](str(value_in(child, fact)))
    return _("On file: {value}. Leave it empty to keep it, write “-” to remove it.").format(value=stands)


def _empty_of(fact: FactField) -> FactValue:
    return None if fact.is_date or fact.is_number else ""


def _clean_value(fact: FactField, value: Any) -> FactValue:
    if fact.many:
        return ",".join(value or [])
    if isinstance(value, date | int):
        return value
    return value or _empty_of(fact)
