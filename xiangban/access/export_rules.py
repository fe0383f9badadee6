"""Who may approve an export: pure rules after domain 6.4 and 个人信息保护 practice.

The verbs are in actions/exports.py.
"""

from datetime import timedelta

SECOND_PERSON_ABOVE = 500
KEPT = timedelta(days=7)


def needs_second_person(children: int) -> bool:
    """Above 500 children nobody approves what they asked for themselves."""
    return children > SECOND_PERSON_ABOVE


def may_decide(children: int, *, requester: int, decider: int | None) -> bool:
    """Whether this person may approve: a head, whom the gate has asked for; another than the requester above 500."""
    return decider is not None and (decider != requester or not needs_second_person(children))
