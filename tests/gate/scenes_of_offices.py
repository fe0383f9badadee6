"""Scenes of accounts, posts, seats, jobs, attachments, exports, keys and the service network."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from tests.gate.cast import SIBLING_VILLAGE, VILLAGE
from tests.gate.scenes import WHY, performs, send, someone_new
from tests.gate.stage import Stage, address_of
from tests.world import LONG_AGO
from xiangban.access.actions.users import new_link
from xiangban.access.keys import forget_keys
from xiangban.access.models import Job, Post, Seat, User
from xiangban.access.roles import Role
from xiangban.access.rotation import begin_rotation
from xiangban.network.actions.divisions import DivisionList, load_divisions


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


@performs("users.confirm_link")
def _confirm_link(stage: Stage, seat: str) -> Any:
    new_link(stage.seats["parent"].user)
    return send(stage, seat, "access:confirm_link", {"pk": stage.seats["parent"].user_id})


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
        kind="children.exit_at_sixteen",
        started_by=stage.seats[seat].user,
        post=stage.seats[seat].post,
        queued_at=timezone.now(),
    )
    return send(stage, seat, "access:stop_job", {"pk": job.pk})


@performs("attachments.open")
def _open_attachment(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "access:open_attachment", {"pk": stage.attachments["ming"].pk})


@performs("attachments.add")
def _add_attachment(stage: Stage, seat: str) -> Any:
    upload = SimpleUploadedFile("记录.txt", "入户".encode())
    return send(stage, seat, "children:add_attachment", {"pk": stage.children["ming"].pk}, upload=upload)


@performs("attachments.withdraw")
def _withdraw_attachment(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "children:withdraw_attachment", {"pk": stage.attachments["ming"].pk}, **WHY)


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
