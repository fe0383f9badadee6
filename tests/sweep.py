"""A round of the census as rows alone: an import in the register with a row that waits, a question and a decision.

What the pages need to be asked about; how rosters really become such rows is tested in census/.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xiangban.census.models import (
    CensusRecord,
    CensusRound,
    ColumnMapping,
    Explanation,
    Import,
    ImportFile,
    ImportMove,
    Match,
    Remembered,
    SchoolNaming,
    Settlement,
    Submission,
    SubmissionMove,
)
from xiangban.census.models.records import MatchKind
from xiangban.census.rules import Decision, ImportState, Verdict, Why
from xiangban.children.models import Child
from xiangban.territories.models import Agency, AgencyKind
from xiangban.territories.rules import interval_of, level_of

LAYOUT = [
    {
        "sheet": "一年级",
        "header_rows": [2],
        "rows": 2,
        "signature": "0" * 32,
        "columns": [[0, "就读", None, None, "unknown words"], [1, "姓名", None, "child_name", "header words"]],
    }
]
DAY, DEADLINE = date(2026, 9, 1), date(2026, 12, 31)


@dataclass(frozen=True)
class Swept:
    """The rows of one round at one place."""

    round: CensusRound
    batch: Import
    file: ImportFile
    record: CensusRecord
    match: Match
    settlement: Settlement
    naming: SchoolNaming


def lay_sweep(place: int, child: Child, values: Mapping[str, str], state: str = ImportState.READY) -> Swept:
    """A round, an import and its rows at a place; the waiting row says `values` and is asked beside the child."""
    now, level = timezone.now(), level_of(place)
    sweep = CensusRound.objects.create(
        name=f"排查{place}", reference_date=DAY, definition_version="2016", place_code=place, level=level,
        deadline=DEADLINE, opened_at=now,
    )  # fmt: skip
    batch = Import.objects.create(
        round=sweep, place_code=place, place_end=interval_of(level, place).high, level=level, state=state,
        received_at=now, counts={"rows": {}, "files": {}, "all_rows": 2},
    )  # fmt: skip
    ImportMove.objects.create(batch=batch, move="prepare", state_before="received", state_after="ready", at=now)
    file = ImportFile.objects.create(
        batch=batch, number=1, agency_kind="education", name="教育.xlsx", size=1, layout=LAYOUT
    )
    waits, refused = _record(batch, file, values), _record(batch, file, values)
    CensusRecord.objects.filter(pk=refused.pk).update(
        row=2, core=2, cluster=2, verdict=Verdict.REFUSED, why=Why.BY_HAND
    )
    match = Match.objects.create(
        batch=batch, kind=MatchKind.CHILD, place_code=place, record=waits, child=child, log_odds=1.0,
        evidence=json.dumps([["name_exact", 1, child.name, child.name]]),
    )  # fmt: skip
    settlement = Settlement.objects.create(
        batch=batch, place_code=place, core=2, decision=Decision.REFUSE, cluster=2, decided_at=now,
        before=[[refused.pk, Verdict.WAITING, "", 2, None]],
    )  # fmt: skip
    ColumnMapping.objects.create(place_code=place, agency_kind="education", signature="0" * 32, remembered_at=now)
    submission = Submission.objects.create(round=sweep, place_code=place, level=level)
    SubmissionMove.objects.create(
        submission=submission, move="reopen_place", state_before="accepted", state_after="sweeping", at=now
    )
    Explanation.objects.create(round=sweep, child=child, since="gone", cause="parent_back", at=now)
    Remembered.objects.create(place_code=place, same=True, pair="0:1", decided_at=now)
    naming = SchoolNaming.objects.create(
        place_code=place, written="街上学校", batch=batch, decided_at=now, school=_any_school()
    )
    return Swept(sweep, batch, file, waits, match, settlement, naming)


def _any_school() -> Agency:
    school = Agency.objects.of_kind(AgencyKind.SCHOOL).first()
    assert school is not None
    return school


def _record(batch: Import, file: ImportFile, values: Mapping[str, str]) -> CensusRecord:
    made: CensusRecord = CensusRecord.objects.create(
        batch=batch, file=file, sheet="一年级", row=1, place_code=batch.place_code, verdict=Verdict.WAITING,
        why=Why.DOUBTFUL_LINK, cluster=1, core=1, digest=b"1",
        told=json.dumps({"values": dict(values)}, ensure_ascii=False),
    )  # fmt: skip
    return made
