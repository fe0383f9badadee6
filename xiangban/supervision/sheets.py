"""The sheet of a sample: a line a village or child, the child's name only for who has it in sight.

How the sample was drawn is in sampling.py.
"""

from dataclasses import dataclass

from xiangban.access.gate import facets_of
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.children.names import name_for
from xiangban.supervision.models import Inspection, Sample, SampledChild, SampledPlace
from xiangban.supervision.models.inspections import SampleKind
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level


@dataclass(frozen=True)
class SheetLine:
    """One line: its village, and the child where one was drawn and may be named here ("" else)."""

    village: str
    child: str = ""
    key: int | None = None


def sheet_of(inspection: Inspection, viewer: Viewer) -> list[SheetLine]:
    """The lines of an inspection's sample in the order of places; none before it is drawn."""
    sample: Sample | None = getattr(inspection, "sample", None)
    if sample is None:
        return []
    if sample.kind == SampleKind.VILLAGES:
        codes = list(SampledPlace.objects.filter(sample=sample).values_list("village_code", flat=True))
        names = place_names().long_names(codes, below=Level(inspection.level))
        return [SheetLine(names[code]) for code in codes]
    return _children(sample, viewer, Level(inspection.level))


def _children(sample: Sample, viewer: Viewer, below: Level) -> list[SheetLine]:
    seen = {
        child.pk: child for child in Child.objects.visible_to(viewer).filter(pk__in=sample.children.values("child"))
    }
    rows = list(SampledChild.objects.filter(sample=sample).values_list("child_id", "village_code"))
    names = place_names().long_names([code for _key, code in rows], below=below)
    lines = []
    for key, code in sorted(rows, key=lambda row: (row[1], row[0])):
        child = seen.get(key)
        name = name_for(child.name, facets_of(child, viewer)) if child is not None else ""
        lines.append(SheetLine(names[code], name, key if child is not None else None))
    return lines
