"""Who cares for a child: parents, guardians and carers, and their other children whose files are in sight.

One grandmother is one person however many wards she has; wards outside the reader's sight are not even counted.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.codes import DisabilityKind, IncomeSource, YesNo
from xiangban.children.family import field_of
from xiangban.children.models import Child, Kin
from xiangban.children.names import name_for
from xiangban.lib.chinese_dates import age_on
from xiangban.lib.masking import mask_address, mask_number, mask_phone


@dataclass(frozen=True)
class Relative:
    """One adult of the file: relation and duties, and facts of their own, masked as the reader may see them."""

    kin: Kin
    age: int | None
    phone: str
    id_number: str
    hukou: str
    ill: bool
    wards: tuple[tuple[int, str], ...]

    @property
    def phone_field(self) -> str:
        """The name under which the phone is asked for when it is to be shown."""
        return f"{field_of(self.kin.person_id)}.phone"

    @property
    def hukou_field(self) -> str:
        """The name under which the place of hukou is asked for when it is to be shown."""
        return f"{field_of(self.kin.person_id)}.hukou_address"

    @property
    def disability(self) -> str:
        """Kinds and grade of disability in words."""
        person = self.kin.person
        words = dict(DisabilityKind.choices)
        kinds = [str(words.get(code, code)) for code in person.disability_kinds.split(",") if code]
        return _(", ").join([*kinds, *filter(None, [person.get_disability_level_display()])])

    @property
    def illness_field(self) -> str:
        """The name under which the illness is asked for when it is to be shown."""
        return f"{field_of(self.kin.person_id)}.illness"

    @property
    def income(self) -> str:
        """The sources of income in words."""
        words = dict(IncomeSource.choices)
        return _(", ").join(str(words.get(code, code)) for code in self.kin.person.income_sources.split(",") if code)

    @property
    def single_parent(self) -> str:
        """That this parent is a single one, and why; "" when not or not collected."""
        person = self.kin.person
        if person.single_parent != YesNo.YES:
            return ""
        if not person.single_parent_reason:
            return _("single parent")
        return _("single parent: {reason}").format(reason=person.get_single_parent_reason_display())


def family_of(child: Child, viewer: Viewer, facets: frozenset[Facet], today: date) -> list[Relative]:
    """The family of one file, carers first; two queries."""
    kin = list(Kin.objects.visible_to(viewer).filter(child=child, until=None).select_related("person"))
    wards = _wards(kin, child, viewer)
    contact, identity = Facet.CONTACT in facets, Facet.IDENTITY in facets
    return [
        Relative(
            one,
            age_on(one.person.birth_date, today) if one.person.birth_date else None,
            mask_phone(one.person.phone) if contact else "",
            mask_number(one.person.id_number) if identity else "",
            mask_address(one.person.hukou_address) if contact else "",
            Facet.HEALTH in facets and bool(one.person.illness),
            tuple(wards.get(one.person_id, ())),
        )
        for one in sorted(kin, key=lambda one: (not one.carer, not one.guardian, one.pk))
    ]


def _wards(kin: list[Kin], child: Child, viewer: Viewer) -> dict[int, list[tuple[int, str]]]:
    people = [one.person_id for one in kin]
    rows = (
        Kin.objects.visible_to(viewer)
        .filter(person__in=people, until=None)
        .exclude(child=child)
        .order_by("child_id")
        .select_related("child")
    )
    wards: dict[int, list[tuple[int, str]]] = {}
    for one in rows:
        # By the ward's own blocks: a parent to whom two children are given reads both by name.
        name = name_for(one.child.name, facets_of(one.child, viewer))
        wards.setdefault(one.person_id, []).append((one.child_id, name))
    return wards
