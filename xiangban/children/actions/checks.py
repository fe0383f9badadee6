"""What a file must satisfy: at founding, when facts change, when it is submitted and when it is registered.

Each check raises a refusal that names the field, the value and what to do.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.viewer import Viewer
from xiangban.children.actions.refusals import AlreadyKnown, FactsRefused
from xiangban.children.facts import FACTS, Facts, Fault, shape_faults
from xiangban.children.identity import indexes_to_find, number_faults
from xiangban.children.models import Child, Source
from xiangban.children.rules import ChildState, fits_state
from xiangban.lib.chinese_dates import sixteenth_birthday

NEEDED_TO_SUBMIT = ("name", "sex", "birth_date", "care_reason")


def refuse_closed(child: Child, verb: str) -> None:
    """Refuse what is done to open files alone, once the child has left the register."""
    if not fits_state(verb, child.state):
        sentence = _(
            "The file now stands at “{state}” and is not changed any more. Restore it first, or leave it closed."
        )
        raise Refused(sentence.format(state=ChildState(child.state).label))


def refuse_faults(facts: Facts, source: Source) -> None:
    """Refuse values that may not stand, unless a person confirmed that the source has them so."""
    confirmed = source.as_written.split(",")
    numbers = [fault for fault in number_faults(facts) if fault.field not in confirmed]
    faults = [*shape_faults(facts), *_birth_faults(facts), *numbers]
    if faults:
        raise FactsRefused(faults)


def children_of_number(number: str) -> list[Child]:
    """The children of the whole register who hold this number, whatever the sight of whoever typed it; a file that was
    merged into another holds it no more.
    """
    held = Child.objects.filter(id_index__in=indexes_to_find(number)).exclude(state=ChildState.MERGED)
    return list(held) if number.strip() else []


def refuse_duplicate(facts: Facts, by: Viewer, itself: Child | None = None) -> None:
    """Refuse a number that another file holds; where that file is out of sight, say only that there is one."""
    number = str(facts.get("id_number") or "")
    if not number:
        return
    found = next((child for child in children_of_number(number) if child != itself), None)
    if found is not None:
        in_sight = Child.objects.visible_to(by).filter(pk=found.pk).exists()
        raise AlreadyKnown(found.pk if in_sight else None)


def refuse_over_age(born: date | None, today: date) -> None:
    """The register holds children under 16 (国发〔2016〕13号)."""
    if born is not None and sixteenth_birthday(born) <= today:
        sentence = _(
            "Birth date: born on {value}, the child is 16 or older, and the register holds children under 16. "
            "Correct the date if it is wrong."
        )
        raise Refused(sentence.format(value=born), "birth_date")


def refuse_incomplete(child: Child) -> None:
    """A file is submitted when the few facts without which nobody can work are there."""
    missing = [name for name in NEEDED_TO_SUBMIT if not getattr(child, name)]
    if not child.id_number and not child.no_id_reason:
        missing.append("id_number")
    if child.living_code is None and child.hukou_code is None:
        missing.append("living_code")
    if missing:
        sentence = _("{field}: not collected yet. Amend the file and fill it in, then submit it.")
        raise FactsRefused([Fault(name, sentence.format(field=FACTS[name].label)) for name in missing])


def _birth_faults(facts: Facts) -> list[Fault]:
    born = facts.get("birth_date")
    if not isinstance(born, date) or born <= timezone.localdate():
        return []
    sentence = _("Birth date: {value} lies ahead. Compare it with the certificate.")
    return [Fault("birth_date", sentence.format(value=born))]
