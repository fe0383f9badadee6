"""How a scene is written and played: one verb, carried out by one seat that is granted it.

The scenes themselves are in scenes_of_offices.py and scenes_of_children.py.
"""

from collections.abc import Callable
from typing import Any

from tests.gate.stage import Stage, address_of, text_of
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import TrailRow, User
from xiangban.access.models.trail import Outcome

Scene = Callable[[Stage, str], Any]
SCENARIOS: dict[str, Scene] = {}
WHY = {"reason": "入户核实"}


def performs(verb: str) -> Callable[[Scene], Scene]:
    """Name the verb that a scene carries out; the scene gives the product's answer, or None for a bare action."""

    def note(scene: Scene) -> Scene:
        SCENARIOS[verb] = scene
        return scene

    return note


def fault_of_scene(verb: str, seat: str, stage: Stage) -> str:
    """Play a scene as this seat and look into the trail; "" when the verb was done. The caller takes it back."""
    before = TrailRow.objects.count()
    try:
        answer = SCENARIOS[verb](stage, seat)
    except (NotPermitted, Refused) as refusal:
        return f"{verb} as {seat}: {refusal}"
    post = stage.seats[seat].post_id
    done = TrailRow.objects.filter(verb=verb, outcome=Outcome.DONE, post_id=post, seq__gt=before)
    if done.exists() and (answer is None or answer.status_code in {200, 204, 302}):
        return ""
    said = f"{answer.status_code} {text_of(answer)[:60]}" if answer is not None else "no answer"
    return f"{verb} as {seat}: not done, {said}"


def send(stage: Stage, seat: str, route: str, parts: dict[str, Any] | None = None, /, **data: Any) -> Any:
    """Send a form; its parts of the address first."""
    return stage.tell(seat, "post", address_of(route, **(parts or {})), data)


def someone_new() -> User:
    return User.objects.create_user("newcomer", "新来员(虚构)", "a-long-password-of-tests")
