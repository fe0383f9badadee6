"""What the tests of this room add to the cast: files with a history, and short ways to found one."""

from datetime import date

from tests.world import VILLAGE, World
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.facts import FactValue
from xiangban.children.family import Relative
from xiangban.children.models import Child, Source, SourceKind

# Born on 2018-03-04, a girl; the code 990101 is invented and the check digit right.
NUMBER = "990101201803040025"
OTHER_NUMBER = "99010120150506001X"
FACTS_OF_A_GIRL: dict[str, FactValue] = {
    "name": "田小禾",
    "sex": "2",
    "birth_date": date(2018, 3, 4),
    "id_number": NUMBER,
    "living_code": VILLAGE,
    "hukou_kind": "rural",
    "care_reason": "both_away",
}
GRANNY = Relative("grandmother", {"name": "田桂花", "phone": "19900001111"}, carer=True)


def form() -> Source:
    """A form filled in by hand today, not yet kept."""
    return Source(kind=SourceKind.FORM, title="登记表", received_on=date(2026, 9, 1))


def found(world: World, **facts: FactValue) -> Child:
    """A draft founded by the village director."""
    return found_by(world.viewer(Role.VILLAGE_DIRECTOR), world, **facts)


def found_by(by: Viewer, world: World, **facts: FactValue) -> Child:
    """A draft founded for the village by somebody else."""
    return actions.found_child(world.places[VILLAGE], by, facts=FACTS_OF_A_GIRL | facts, source=form(), family=[GRANNY])


def amend(child: Child, by: Viewer, **facts: FactValue) -> actions.Amended:
    """Amend from a page made just now."""
    child.refresh_from_db()
    return actions.amend_child(child, by, edit=actions.Edit(child.version, facts), source=form())
