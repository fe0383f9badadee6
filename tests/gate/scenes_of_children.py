"""Scenes of the verbs on a child's file."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.gate.cast import SEATS, SIBLING_VILLAGE, VILLAGE, number_of
from tests.gate.scenes import WHY, performs, send
from tests.gate.stage import Stage
from tests.pictures import a_dot
from tests.world import LONG_AGO
from xiangban.access.models import GivenSight
from xiangban.children.actions import withdraw_source
from xiangban.children.models import Child, Source


def child_of(stage: Stage, state: str = "") -> dict[str, Any]:
    """The child for whom a place of the cast answers at every level, in the state the verb starts from."""
    child = stage.children["ming"]
    if state:
        leaving = {"exit_reason": "moved_away", "exit_on": LONG_AGO} if state in ("exit_proposed", "exited") else {}
        Child.objects.filter(pk=child.pk).update(state=state, **leaving)
    return {"pk": child.pk}


# --- Children -----------------------------------------------------------------------------------------------------
@performs("children.found")
def _found(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:found", name="田小新")


@performs("children.amend")
def _amend(stage: Stage, seat: str) -> Any:
    child = stage.children["ming"]
    child.refresh_from_db()
    kin = child.kin.get()
    family = {f"kin-{kin.pk}-name": kin.person.name, f"kin-{kin.pk}-kinship": kin.kinship}
    data = {"version": child.version, "name": child.name, "grade": "三年级", **family}
    return send(stage, seat, "children:amend", {"pk": child.pk}, **data)


@performs("children.set_photo")
def _set_photo(stage: Stage, seat: str) -> Any:
    """The city's seats give their reason for opening the file first; they still lay nothing there."""
    if SEATS[seat].role in ("city_clerk", "city_head"):
        _open_with_reason(stage, seat)
    upload = SimpleUploadedFile("照片.png", a_dot())
    return send(stage, seat, "children:set_photo", {"pk": stage.children["ming"].pk}, upload=upload)


@performs("children.print")
def _print(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:print", {"pk": stage.children["ming"].pk})


@performs("children.record_schooling")
def _record_schooling(stage: Stage, seat: str) -> Any:
    child = stage.children["ming"]
    child.refresh_from_db()
    return send(stage, seat, "children:record_schooling", {"pk": child.pk}, version=child.version, grade="三年级")


@performs("children.submit")
def _submit(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:submit", child_of(stage, "draft"))


@performs("children.review")
def _review(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:review", child_of(stage, "submitted"))


@performs("children.register")
def _register(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:register", child_of(stage, "reviewed"))


@performs("children.return")
def _return(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:return", child_of(stage, "submitted"), **WHY)


@performs("children.propose_exit")
def _propose_exit(stage: Stage, seat: str) -> Any:
    data = {"exit_reason": "other", "exit_on": LONG_AGO, **WHY}
    return send(stage, seat, "children:propose_exit", child_of(stage, "registered"), **data)


@performs("children.exit")
def _exit(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:exit", child_of(stage, "exit_proposed"))


@performs("children.refuse_exit")
def _refuse_exit(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:refuse_exit", child_of(stage, "exit_proposed"), **WHY)


@performs("children.restore")
def _restore(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:restore", child_of(stage, "exited"), **WHY)


@performs("children.claim")
def _claim(stage: Stage, seat: str) -> Any:
    data = {"place": VILLAGE, "name": stage.children["shan"].name, "id_number": number_of("shan")}
    return send(stage, seat, "children:claim", **data)


@performs("children.propose_handover")
def _propose_handover(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:propose_handover", child_of(stage), place=SIBLING_VILLAGE, **WHY)


@performs("children.receive_handover")
def _receive_handover(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:receive_handover", {"pk": stage.handovers["arriving"].pk})


@performs("children.decline_handover")
def _decline_handover(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:decline_handover", {"pk": stage.handovers["leaving"].pk}, **WHY)


@performs("children.reveal")
def _reveal(stage: Stage, seat: str) -> Any:
    """The city's seats give their reason for opening the file first."""
    if SEATS[seat].role in ("city_clerk", "city_head"):
        _open_with_reason(stage, seat)
    return send(stage, seat, "children:reveal", child_of(stage) | {"field": "phone"}, **WHY)


@performs("children.open_with_reason")
def _open_with_reason(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:open_with_reason", child_of(stage), **WHY)


@performs("children.break_glass")
def _break_glass(stage: Stage, seat: str) -> Any:
    data = {"id_number": number_of("yuan"), "name": stage.children["yuan"].name, **WHY}
    return send(stage, seat, "children:break_glass", **data)


@performs("children.review_break_glass")
def _review_break_glass(stage: Stage, seat: str) -> Any:
    parts = {"pk": stage.looks["look at hong"].pk}
    return send(stage, seat, "children:review_break_glass", parts, justified="1", finding="属实")


@performs("children.assign")
def _assign(stage: Stage, seat: str) -> Any:
    post = stage.seats["social_worker"].post_id
    GivenSight.objects.filter(post=post).update(withdrawn_at=timezone.now())
    return send(stage, seat, "children:assign", child_of(stage), post=post)


@performs("children.unassign")
def _unassign(stage: Stage, seat: str) -> Any:
    parts = child_of(stage) | {"post": stage.seats["social_worker"].post_id}
    return send(stage, seat, "children:unassign", parts)


@performs("children.invite_parent")
def _invite_parent(stage: Stage, seat: str) -> Any:
    post = stage.seats["parent"].post_id
    GivenSight.objects.filter(post=post).update(withdrawn_at=timezone.now())
    return send(stage, seat, "children:invite_parent", child_of(stage), post=post)


@performs("children.withdraw_parent")
def _withdraw_parent(stage: Stage, seat: str) -> Any:
    post = stage.seats["parent"].post_id
    GivenSight.objects.filter(post=post).update(purpose="own_child")
    return send(stage, seat, "children:withdraw_parent", child_of(stage) | {"post": post}, **WHY)


@performs("children.withdraw_source")
def _withdraw_source(stage: Stage, seat: str) -> None:
    """A source of one child of the county, as a file of one row would be."""
    source = Source.objects.create(kind="roster", title="花名册", received_on=LONG_AGO)
    stage.children["ming"].changes.filter(field="grade").update(source=source)
    withdraw_source(source, stage.viewer(seat))
