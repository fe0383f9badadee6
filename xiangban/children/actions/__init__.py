"""Every write of this room: one function per verb, subject first, who acts second."""

from xiangban.children.actions.found import Amended, Edit, amend_child, found_child, record_schooling
from xiangban.children.actions.given import assign_child, invite_parent, unassign_child, withdraw_parent
from xiangban.children.actions.handovers import (
    Claimed,
    claim_child,
    decline_handover,
    propose_handover,
    receive_handover,
)
from xiangban.children.actions.looks import (
    break_glass,
    open_with_reason,
    print_child,
    reveal_value,
    review_break_glass,
)
from xiangban.children.actions.merging import Parted, merge_children, part_children, propose_merge, refuse_merge
from xiangban.children.actions.moves import (
    exit_at_sixteen,
    exit_child,
    propose_exit,
    refuse_exit,
    register_child,
    restore_child,
    return_child,
    review_child,
    submit_child,
)
from xiangban.children.actions.photo import set_photo
from xiangban.children.actions.refusals import AlreadyKnown, EditedMeanwhile, FactsRefused
from xiangban.children.actions.sources import withdraw_source
from xiangban.children.bulk import found_children

__all__ = [
    "AlreadyKnown",
    "Amended",
    "Claimed",
    "Edit",
    "EditedMeanwhile",
    "FactsRefused",
    "Parted",
    "amend_child",
    "assign_child",
    "break_glass",
    "claim_child",
    "decline_handover",
    "exit_at_sixteen",
    "exit_child",
    "found_child",
    "found_children",
    "invite_parent",
    "merge_children",
    "open_with_reason",
    "part_children",
    "print_child",
    "propose_exit",
    "propose_handover",
    "propose_merge",
    "receive_handover",
    "record_schooling",
    "refuse_exit",
    "refuse_merge",
    "register_child",
    "restore_child",
    "return_child",
    "reveal_value",
    "review_break_glass",
    "review_child",
    "set_photo",
    "submit_child",
    "unassign_child",
    "withdraw_parent",
    "withdraw_source",
]
