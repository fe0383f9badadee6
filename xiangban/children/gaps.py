"""What of the registration form is not collected yet in one file, named with each step towards the register.

A gap holds no child back but for the few facts without which nobody can work, see actions/checks.py.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xiangban.access.roles import Facet
from xiangban.children.codes import ActualCarer, Health, Kinship, Schooling, YesNo
from xiangban.children.facts import FACTS, Block, facts_of
from xiangban.children.models import Child, Kin
from xiangban.web.phrases import StrOrPromise

Condition = Callable[[Child], bool]
AT_SCHOOL = (Schooling.PRIMARY, Schooling.JUNIOR, Schooling.SENIOR, Schooling.VOCATIONAL)


def _never(_child: Child) -> bool:
    return False


def _lives_in_institution(child: Child) -> bool:
    return child.actual_carer == ActualCarer.INSTITUTION


# Facts that are a gap only in some files; of all other children an empty one is none.
ASKED_WHEN: dict[str, Condition] = {
    "former_name": _never,
    "no_id_reason": lambda child: not child.id_number,
    "hukou_code": lambda child: child.hukou_registered != YesNo.NO,
    "disability_kinds": lambda child: child.health == Health.DISABLED,
    "disability_level": lambda child: child.health == Health.DISABLED,
    "illness": lambda child: child.health in (Health.CHRONIC, Health.SEVERE),
    "boarding": lambda child: child.schooling in AT_SCHOOL,
    "school": lambda child: child.schooling in AT_SCHOOL,
    "unable_parent": lambda child: child.one_away_other_unable == YesNo.YES,
    "improper_guardianship": _never,
    "other_situations": _never,
    "support_other": _never,
    "notes": _never,
    "consent_on": lambda child: bool(child.consent_state),
} | dict.fromkeys((fact.name for fact in facts_of(Block.INSTITUTION)), _lives_in_institution)

# What the form of 2016 and the national system require of every child (domain 2.2, 2.4).
REQUIRED = (
    "sex", "birth_date", "ethnicity", "no_id_reason", "hukou_registered", "hukou_kind", "hukou_code", "living_code",
    "health", "disability_kinds", "disability_level", "illness", "schooling", "school", "boarding", "care_reason",
    "unable_parent", "has_entrusted_carer", "actual_carer", "guardianship_kind", "guardianship_rating",
    "institution_name", "income_sources", "aid_measures", "support_recommendations", "consent_state",
)  # fmt: skip
PARENTS = (Kinship.FATHER, Kinship.MOTHER)
CARER = "carer"


@dataclass(frozen=True)
class Gap:
    """Something that the form asks of this child and that is not collected: its name, its word, its block."""

    name: str
    label: StrOrPromise
    facet: Facet


def is_asked(name: str, child: Child) -> bool:
    """Whether a fact is asked of this child, so that an empty one is 未采集 and not simply nothing."""
    condition = ASKED_WHEN.get(name)
    return condition is None or condition(child)


def gaps_of(child: Child) -> list[Gap]:
    """Every gap of a file, in the order of the form; one query for the family."""
    facts = [
        FACTS[name] for name in REQUIRED if not getattr(child, FACTS[name].column.attname) and is_asked(name, child)
    ]
    return [*(Gap(fact.name, _label(fact.name), fact.facet) for fact in facts), *_gaps_of_family(child)]


def say_gaps(child: Child, facets: Collection[Facet]) -> str:
    """The gaps in the blocks that a reader sees, as one line of words; "" without any."""
    seen = {*facets, Facet.HEALTH} if Facet.OWN_HEALTH in facets else facets
    return _(", ").join(str(gap.label) for gap in gaps_of(child) if gap.facet in seen)


def _label(name: str) -> StrOrPromise:
    """A child without a number and without a reason for it lacks the number."""
    return FACTS["id_number" if name == "no_id_reason" else name].label


def _gaps_of_family(child: Child) -> list[Gap]:
    known = set(child.kin.filter(until=None).values_list("kinship", "carer"))
    gaps = [
        Gap(parent.value, parent.label, Facet.FAMILY) for parent in PARENTS if parent not in {one for one, _c in known}
    ]
    entrusted = child.has_entrusted_carer == YesNo.YES and not any(carer for _kinship, carer in known)
    return [*gaps, Gap(CARER, Kin._meta.get_field("carer").verbose_name, Facet.FAMILY)] if entrusted else gaps
