"""Scenes of what a clerk knows better than the rosters: which school a name means, why a cautioned file is right."""

from typing import Any

from tests.gate.cast import SEATS
from tests.gate.scenes import performs, send
from tests.gate.stage import Stage
from tests.sweep import Swept
from xiangban.territories.models import Agency, AgencyKind


@performs("census.name_school")
def _name_school(stage: Stage, seat: str) -> Any:
    batch = _swept(stage, seat).batch
    school = Agency.objects.of_kind(AgencyKind.SCHOOL).filter(place_code__gte=batch.place_code).first()
    assert school is not None
    words = {"written": "坡上学校", "county": str(batch.place_code), "school": school.name}
    return send(stage, seat, "census:name_school", {"pk": batch.pk}, **words)


@performs("census.unname_school")
def _unname_school(stage: Stage, seat: str) -> Any:
    return send(stage, seat, "census:unname_school", {"pk": _swept(stage, seat).naming.pk})


@performs("census.acknowledge")
def _acknowledge(stage: Stage, seat: str) -> Any:
    swept = _swept(stage, seat)
    swept.batch.files.update(cautions=[["other_title", {"title": "2019年花名册"}]])
    return send(stage, seat, "census:acknowledge", {"pk": swept.batch.pk}, reason="标题写错了年份")


def _swept(stage: Stage, seat: str) -> Swept:
    """The round of the seat's own place, else any."""
    place = SEATS[seat].place
    found = [swept for swept in stage.swept.values() if swept.round.place_code == place]
    return found[0] if found else next(iter(stage.swept.values()))
