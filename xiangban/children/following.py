"""Who follows when two files are merged or taken apart: rooms above, whose rows lead to the file that goes.

The verbs are in actions/merging.py; what is moved is kept with the merge, so that it can be moved back.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string

Follower = Callable[[Any, str, Any], None]  # rooms register before models are ready: the merge, the verb, the viewer

_FOLLOWERS: list[str] = []


def register_follower(dotted: str) -> None:
    """A function of a room above, by its dotted name: called with the merge, the verb and who acts."""
    if dotted not in _FOLLOWERS:
        _FOLLOWERS.append(dotted)


def follow(merge: Any, verb: str, by: Any) -> None:
    """Tell every room above of a merge, a refusal or a parting, inside the caller's transaction."""
    for dotted in _FOLLOWERS:
        step: Follower = import_string(dotted)
        step(merge, verb, by)
