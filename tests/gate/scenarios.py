"""How each verb succeeds: the object, the form and the state it needs; run once per seat that is granted the verb.

Who is granted what stands in policy.py; that the verb was done is read from the trail.
"""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from tests.gate.cast import SEATS, SIBLING_VILLAGE, VILLAGE, number_of
from tests.gate.stage import Stage, address_of, text_of
from tests.world import LONG_AGO
from xiangban.access.acts import NotPermitted
from xiangban.access.attachments import store_attachment, withdraw_attachment
from xiangban.access.keys import forget_keys
from xiangban.access.models import GivenSight, Job, Post, Seat, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.access.roles import Role
from xiangban.access.rotation import begin_rotation
from xiangban.children.actions import withdraw_source
from xiangban.children.models import Child, Source
from xiangban.network.actions.divisions import DivisionList, load_divisions

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
    except NotPermitted as refusal:
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


def child_of(stage: Stage, state: str = "") -> dict[str, Any]:
    """The child for whom a place of the cast answers at every level, in the state the verb starts from."""
    child = stage.children["ming"]
    if state:
        leaving = {"exit_reason": "moved_away", "exit_on": LONG_AGO} if state in ("exit_proposed", "exited") else {}
        Child.objects.filter(pk=child.pk).update(state=state, **leaving)
    return {"pk": child.pk}


def someone_new() -> User:
    return User.objects.create_user("newcomer", "新来员(虚构)", "a-long-password-of-tests")


# --- Accounts, posts, seats ---------------------------------------------------------------------------------------
@performs("users.open_account")
def _open_account(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:open_account", username="newcomer", display_name="新来员(虚构)")


@performs("users.disable")
def _disable(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:disable", {"pk": stage.seats["parent"].user_id}, **WHY)


@performs("users.enable")
def _enable(stage: Stage, seat: str) -> Any:
    User.objects.filter(pk=stage.seats["parent"].user_id).update(is_active=False)
    return send(stage, seat, "access:enable", {"pk": stage.seats["parent"].user_id}, **WHY)


@performs("users.renew_link")
def _renew_link(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:renew_link", {"pk": stage.seats["parent"].user_id}, **WHY)


@performs("posts.open")
def _open_post(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:open_post", role="village_director", title="下湾村儿童主任", place=SIBLING_VILLAGE)


def _empty_post(stage: Stage) -> Post:
    place = stage.places["sibling village"]
    return Post.objects.create(
        role=Role.VILLAGE_DIRECTOR,
        title="下湾村儿童主任",
        territory=place,
        place_code=place.code,
        level=place.level,
        opened_on=LONG_AGO,
    )


@performs("posts.close")
def _close_post(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:close_post", {"pk": _empty_post(stage).pk}, **WHY)


@performs("seats.begin")
def _begin_seat(stage: Stage, seat: str) -> Any:
    data = {"user": someone_new().username, "kind": "holder", "since": timezone.localdate()}
    return send(stage, seat, "access:begin_seat", {"pk": _empty_post(stage).pk}, **data)


@performs("seats.end")
def _end_seat(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:end_seat", {"pk": stage.seats["parent"].pk}, **WHY)


@performs("seats.hand_over")
def _hand_over(stage: Stage, seat: str) -> Any:
    """The village's post lies below every place that hands over; its holder goes, the newcomer comes."""
    parts = {"pk": stage.seats["village_director"].pk}
    return send(stage, seat, "access:hand_over", parts, user=someone_new().username, **WHY)


@performs("seats.choose")
def _choose_seat(stage: Stage, seat: str) -> Any:
    """A person with two seats changes to the other one; the trail says from which post it was done."""
    acting = stage.seats[seat]
    other = Seat.objects.create(user=acting.user, post=_empty_post(stage), since=LONG_AGO)
    address = address_of("access:choose_seat")
    stage.tell(seat, "post", address, {"seat": other.pk})
    return stage.tell(seat, "post", address, {"seat": acting.pk})


# --- Jobs, attachments, exports -----------------------------------------------------------------------------------
@performs("jobs.stop")
def _stop_job(stage: Stage, seat: str) -> Any:
    job = Job.objects.create(
        kind="access.export", started_by=stage.seats[seat].user, post=stage.seats[seat].post, queued_at=timezone.now()
    )
    return send(stage, seat, "access:stop_job", {"pk": job.pk})


@performs("attachments.open")
def _open_attachment(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:open_attachment", {"pk": stage.attachments["ming"].pk})


@performs("attachments.add")
def _add_attachment(stage: Stage, seat: str) -> None:
    upload = SimpleUploadedFile("记录.txt", "入户".encode())
    store_attachment(stage.children["ming"], stage.viewer(seat), upload=upload)


@performs("attachments.withdraw")
def _withdraw_attachment(stage: Stage, seat: str) -> None:
    attachment = stage.attachments["ming"]
    withdraw_attachment(stage.children["ming"], stage.viewer(seat), attachment=attachment, reason="重复")


@performs("exports.request")
def _request_export(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:request_export", {"kind": "children"}, **WHY)


@performs("exports.approve")
def _approve_export(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:approve_export", {"pk": stage.exports["list of the county"].pk})


@performs("exports.refuse")
def _refuse_export(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:refuse_export", {"pk": stage.exports["list of the county"].pk}, **WHY)


@performs("exports.fetch")
def _fetch_export(stage: Stage, seat: str) -> Any:
    export, holder = stage.exports["list of the county"], stage.seats[seat]
    export.requested_by, export.requested_post, export.requested_seat_id = holder.user, holder.post, holder.pk
    export.state, export.attachment = "ready", stage.attachments["ming"]
    export.expires_at = timezone.now() + timedelta(days=1)
    export.save()
    return send(stage, seat, "access:fetch_export", {"pk": export.pk})


@performs("trail.verify")
def _verify_trail(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:verify_trail")


@performs("trail.write_anchor")
def _write_anchor(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:write_anchor")


@performs("keys.rotate")
def _rotate_keys(stage: Stage, seat: str) -> None:
    """On a copy of the keys, which no transaction takes back."""
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(settings.XIANGBAN_KEYS, Path(folder) / "keys")
        with override_settings(XIANGBAN_KEYS=copy):
            forget_keys()
            begin_rotation(None, stage.viewer(seat), index=False)
    forget_keys()


# --- The service network ------------------------------------------------------------------------------------------
@performs("network.rename_place")
def _rename_place(stage: Stage, seat: str) -> Any:
    parts = {"code": SIBLING_VILLAGE}
    return send(stage, seat, "network:rename_place", parts, name="新湾村", on=timezone.localdate())


@performs("network.merge_places")
def _merge_places(stage: Stage, seat: str) -> Any:
    others = [stage.places["sibling village"].pk]
    return send(stage, seat, "network:merge_places", {"code": VILLAGE}, others=others, on=timezone.localdate())


@performs("network.split_place")
def _split_place(stage: Stage, seat: str) -> Any:
    moving = [stage.places["sibling village"].pk]
    parts = {"code": stage.places["township"].code}
    return send(stage, seat, "network:split_place", parts, name="新溪镇", moving=moving, on=timezone.localdate())


@performs("network.open_agency")
def _open_agency(stage: Stage, seat: str) -> Any:
    parts = {"code": stage.places["county"].code}
    return send(stage, seat, "network:open_agency", parts, kind="station", name="青禾站", on=timezone.localdate())


@performs("network.rename_agency")
def _rename_agency(stage: Stage, seat: str) -> Any:
    parts = {"pk": stage.agencies["county unit"].pk}
    return send(stage, seat, "network:rename_agency", parts, name="青禾县民政局", since=timezone.localdate())


@performs("network.close_agency")
def _close_agency(stage: Stage, seat: str) -> Any:
    parts = {"pk": stage.agencies["county unit"].pk}
    return send(stage, seat, "network:close_agency", parts, on=timezone.localdate(), **WHY)


@performs("network.staff_agency")
def _staff_agency(stage: Stage, seat: str) -> Any:
    parts = {"pk": stage.agencies["school"].pk}
    data = {"duty": "class_teacher", "name": "周老师(虚构)", "since": timezone.localdate()}
    return send(stage, seat, "network:staff_agency", parts, **data)


@performs("network.edit_calendar")
def _edit_calendar(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "network:edit_calendar", first="2027-01-01", working="rest", name="元旦")


@performs("network.load_divisions")
def _load_divisions(stage: Stage, seat: str) -> None:
    """A list of one province and nothing below it."""
    heads = {
        "provinces": "code,name\n98,云海省\n",
        "cities": "code,name,provinceCode\n",
        "areas": "code,name,cityCode,provinceCode\n",
        "streets": "code,name,areaCode,provinceCode,cityCode\n",
        "villages": "code,name,streetCode,provinceCode,cityCode,areaCode\n",
    }
    with TemporaryDirectory() as folder:
        for name, text in heads.items():
            (Path(folder) / f"{name}.csv").write_text(text, encoding="utf-8")
        source = DivisionList(Path(folder), date(2026, 1, 1))
        load_divisions(None, stage.viewer(seat), source=source, progress=lambda _rows: None)


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


@performs("children.withdraw_source")
def _withdraw_source(stage: Stage, seat: str) -> None:
    """A source of one child of the county, as a file of one row would be."""
    source = Source.objects.create(kind="roster", title="花名册", received_on=LONG_AGO)
    stage.children["ming"].changes.filter(field="grade").update(source=source)
    withdraw_source(source, stage.viewer(seat))
