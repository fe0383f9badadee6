"""Scenes of figures: a table frozen, fetched as a workbook, and one received from below."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.gate.cast import COUNTY
from tests.gate.scenes import performs, send
from tests.gate.stage import Stage

DAY = "2026-09-01"


@performs("figures.freeze")
def _freeze(stage: Stage, seat: str) -> Any:
    code = stage.viewer(seat).interval.low
    return send(stage, seat, "figures:freeze", {"code": code}, day=DAY, purpose="联席会议")


@performs("figures.fetch")
def _fetch(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "figures:fetch", {"pk": stage.frozen["frozen county"].pk})


@performs("figures.receive")
def _receive(stage: Stage, seat: str) -> Any:
    upload = SimpleUploadedFile("汇总表.xlsx", b"no workbook")
    return send(stage, seat, "figures:receive", place=str(COUNTY), day=DAY, upload=upload)
