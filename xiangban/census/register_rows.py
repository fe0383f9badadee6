"""The children of the register as one more roster: what matching needs of them, read as the system.

Who may see them is asked where an answer is shown; matching itself looks wider than any officer.
"""

from dataclasses import dataclass
from typing import Any

from xiangban.children.codes import DatePrecision
from xiangban.children.models import Child, Kin
from xiangban.children.rules import ChildState
from xiangban.matching.rows import REGISTER, Roster
from xiangban.territories.models import Territory
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Interval, Level, ancestor_code

STANDING = (
    ChildState.DRAFT,
    ChildState.SUBMITTED,
    ChildState.REVIEWED,
    ChildState.REGISTERED,
    ChildState.EXIT_PROPOSED,
    ChildState.EXITED,
)
KINSHIPS = {"father": "father", "mother": "mother"}
STEPS = {"county": Level.COUNTY, "town": Level.TOWNSHIP, "village": Level.VILLAGE}
PRECISION = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
FAMILY = ("father_name", "father_phone", "mother_name", "mother_phone", "guardian_name", "guardian_phone")


@dataclass
class RegisterRows:
    """Keys of the children and, row for row, what matching compares; `closed` are those of files that were exited."""

    children: list[int]
    roster: Roster
    closed: frozenset[int] = frozenset()


def read_register(interval: Interval) -> RegisterRows:
    """Every file of the territory, closed ones too; the keys stand in the order of the rows."""
    files = Child._base_manager.filter(
        responsible_code__gte=interval.low, responsible_code__lt=interval.high, state__in=STANDING
    ).order_by("pk")
    names = dict(Territory.objects.current().inside(interval).values_list("code", "name"))
    family = _family_of(files.values("pk"))
    children: list[int] = []
    closed: set[int] = set()
    columns: dict[str, list[str]] = {
        name: [] for name in ("child_name", "pet_or_former_name", "sex", "birth_date", "id_number", *STEPS, *FAMILY)
    }
    for child in files.iterator(chunk_size=2_000):
        children.append(child.pk)
        if child.state == ChildState.EXITED:
            closed.add(child.pk)
        known = _row_of(child, names) | family.get(child.pk, {})
        for name, column in columns.items():
            column.append(known.get(name, ""))
    return RegisterRows(children, Roster(REGISTER, columns), frozenset(closed))


def row_of_child(child_id: int) -> dict[str, str]:
    """What matching knows of one file, whatever its state."""
    child = Child._base_manager.get(pk=child_id)
    lives = child.living_code or child.responsible_code
    names = place_names().names([ancestor_code(lives, level) for level in STEPS.values()])
    return _row_of(child, names) | _family_of([child.pk]).get(child.pk, {})


def _row_of(child: Child, names: dict[int, str]) -> dict[str, str]:
    known = PRECISION[DatePrecision(child.birth_precision or DatePrecision.DAY)]
    born = child.birth_date.isoformat()[:known] if child.birth_date else ""
    lives = child.living_code or child.responsible_code
    places = {step: names.get(ancestor_code(lives, level), "") for step, level in STEPS.items()}
    return {
        "child_name": child.name,
        "pet_or_former_name": child.former_name,
        "sex": child.sex,
        "birth_date": born,
        "id_number": child.id_number,
        **places,
    }


def _family_of(children: Any) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for kin in Kin._base_manager.filter(child__in=children).select_related("person").iterator(chunk_size=2_000):
        prefix = KINSHIPS.get(kin.kinship) or ("guardian" if kin.carer else "")
        if prefix:
            row = found.setdefault(kin.child_id, {})
            row.setdefault(f"{prefix}_name", kin.person.name)
            row.setdefault(f"{prefix}_phone", kin.person.phone)
    return found


def responsible_code_of(child_id: int | None) -> int:
    """The place that answers for a child."""
    return int(Child._base_manager.values_list("responsible_code", flat=True).get(pk=child_id or 0))
