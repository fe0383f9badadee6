"""Tables of the register, split by noun."""

from xiangban.children.models.child import Child, ChildMove
from xiangban.children.models.facts import FactChange, Source, SourceKind
from xiangban.children.models.handover import OPEN_HANDOVERS, Handover, HandoverState
from xiangban.children.models.merge import Merge, MergeState
from xiangban.children.models.name_key import NameKey
from xiangban.children.models.people import Kin, Person
from xiangban.children.models.sight import BreakGlass

__all__ = [
    "OPEN_HANDOVERS",
    "BreakGlass",
    "Child",
    "ChildMove",
    "FactChange",
    "Handover",
    "HandoverState",
    "Kin",
    "Merge",
    "MergeState",
    "NameKey",
    "Person",
    "Source",
    "SourceKind",
]
