"""Scenes of the census: rounds opened and locked, rosters taken in and back, rows in doubt decided."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.gate.cast import SEATS
from tests.gate.scenes import performs, send
from tests.gate.stage import Stage
from tests.sweep import Swept
from xiangban.access.viewer import system_viewer
from xiangban.census.actions.commit import take_in, undo_import
from xiangban.census.actions.marking import lay_marked
from xiangban.census.actions.prepare import lay_down
from xiangban.census.actions.rounds import lock_round
from xiangban.census.models import Import
from xiangban.census.register_version import register_version
from xiangban.census.rules import ImportState
from xiangban.census.staging import set_aside
from xiangban.census.taking_in import made_ready
from xiangban.census.working import Worked

DAYS = {"reference_date": "2026-09-02", "deadline": "2026-12-30"}


@performs("census.open_round")
def _open_round(stage: Stage, seat: str) -> Any:
    code = str(stage.viewer(seat).interval.low)
    return send(stage, seat, "census:open_round", name="秋季排查", place=code, start_state="registered", **DAYS)


@performs("census.lock_round")
def _lock_round(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:lock_round", {"pk": _swept(stage, seat).round.pk})


@performs("census.unlock_round")
def _unlock_round(stage: Stage, seat: str) -> Any:
    lock_round(_swept(stage, seat).round, system_viewer("a scene"))
    return send(stage, seat, "census:unlock_round", {"pk": _swept(stage, seat).round.pk}, reason="补报")


@performs("census.receive")
def _receive(stage: Stage, seat: str) -> Any:
    upload = SimpleUploadedFile("教育局学籍.xlsx", b"no workbook")
    return send(stage, seat, "census:receive", {"pk": _swept(stage, seat).round.pk}, file_1=upload)


@performs("census.map_columns")
def _map_columns(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:map_columns", {"pk": _swept(stage, seat).file.pk}, column_0_0="school")


@performs("census.fetch")
def _fetch(stage: Stage, seat: str) -> Any:
    roster = _swept(stage, seat).file
    roster.refresh_from_db()  # what an earlier scene laid was taken back
    lay_marked(roster, system_viewer("a scene"), content=b"workbook")
    return send(stage, seat, "census:fetch", {"pk": roster.pk})


# These three are done by the jobs that the pages start.
@performs("census.prepare")
def _prepare(stage: Stage, seat: str) -> None:
    batch, by = _swept(stage, seat).batch, stage.viewer(seat)
    worked = Worked([], [], [], {"rows": {}, "questions": 0}, 0)
    lay_down(batch, by, worked=worked, aside=set_aside(batch, []))


@performs("census.commit")
def _commit(stage: Stage, seat: str) -> None:
    batch, by = _swept(stage, seat).batch, stage.viewer(seat)
    Import.objects.filter(pk=batch.pk).update(register_version=register_version(batch.interval))
    take_in(batch, by, stroke=made_ready(batch, by))


@performs("census.undo")
def _undo(stage: Stage, seat: str) -> None:
    batch = _swept(stage, seat).batch
    Import.objects.filter(pk=batch.pk).update(state=ImportState.COMMITTED, committed_at=batch.received_at)
    undo_import(batch, stage.viewer(seat), reason="报错了文件", progress=_silent)


@performs("census.withdraw")
def _withdraw(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:withdraw", {"pk": _swept(stage, seat).batch.pk}, reason="报错了文件")


@performs("census.settle")
def _settle(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:settle_match", {"pk": _swept(stage, seat).match.pk}, decision="same")


@performs("census.unsettle")
def _unsettle(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:unsettle", {"pk": _swept(stage, seat).settlement.pk})


def _swept(stage: Stage, seat: str) -> Swept:
    """The round of the seat's own place, else any."""
    place = SEATS[seat].place
    found = [swept for swept in stage.swept.values() if swept.round.place_code == place]
    return found[0] if found else next(iter(stage.swept.values()))


def _silent(_done: int, _total: int) -> None:
    pass
