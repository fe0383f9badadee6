"""The children with whom the demo's people have to do, chosen by what the register says of them.

What happens to them is in scenes.py.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from xiangban.access.viewer import Viewer
from xiangban.children.codes import GuardianshipRating
from xiangban.children.models import Child, Kin
from xiangban.children.rules import ChildState
from xiangban.demo.accounts import Stage
from xiangban.demo.city import TOWNSHIP_STEP
from xiangban.demo.kin import MOTHER
from xiangban.territories.models import Agency
from xiangban.territories.rules import Level, level_of

CHILDREN_OF_SOCIAL_WORKER = 6


class Cast:
    """Children of the demo's township as its supervisor sees them, in the order of their files."""

    def __init__(self, stage: Stage, supervisor: Viewer) -> None:
        self._supervisor = supervisor
        lives_here = Q(living_code__gte=stage.township, living_code__lt=stage.township + TOWNSHIP_STEP)
        children = Child.objects.visible_to(supervisor).filter(lives_here, state=ChildState.REGISTERED).order_by("pk")
        self.township = [
            child for child in children if child.id_number and level_of(child.living_code) is Level.VILLAGE
        ]
        self.village = [child for child in self.township if child.living_code == stage.village]
        self.elsewhere = [child for child in self.township if child.living_code != stage.village]

    def siblings(self) -> tuple[str, list[Child]]:
        """A mother's name and her children in the village: the first who has two with different names."""
        of_mother: dict[str, dict[str, Child]] = defaultdict(dict)
        mothers = Kin.objects.visible_to(self._supervisor).filter(kinship=MOTHER, child__in=self.village)
        for kin in mothers.select_related("person", "child").order_by("child"):
            of_mother[kin.person.name].setdefault(kin.child.name, kin.child)
        families = [(name, list(known.values())) for name, known in of_mother.items()]
        return next((family for family in families if len(family[1]) > 1), families[0])

    def in_need(self) -> Sequence[Child]:
        """Children of the township who need a social worker most: poorly guarded ones first."""
        return sorted(self.township, key=_need)[:CHILDREN_OF_SOCIAL_WORKER]

    def pupils(self, school: Agency) -> list[Child]:
        """Children of the township who are pupils of this school by what the rosters say."""
        return [child for child in self.township if child.school_id == school.pk]


def _need(child: Child) -> tuple[bool, bool, int]:
    return child.guardianship_rating != GuardianshipRating.POOR, not child.disability_level, child.pk
