"""Lines of an indicator's list as a page shows them: children in sight, whether it still holds, who was found since.

Who is in sight is asked of the gate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xiangban.access.gate import facets_of
from xiangban.access.viewer import Viewer
from xiangban.campaigns.models import CampaignIndicator, ListedChild
from xiangban.campaigns.queries import found_now, unlisted
from xiangban.children.models import Child
from xiangban.children.models.child import ChildQuerySet
from xiangban.children.names import name_for
from xiangban.figures.registry import indicator as indicator_of
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

ROWS, MOST_FOUND = 50, 20


@dataclass(frozen=True)
class ListedLine:
    """A child of the list: key, name as this reader sees it, place, when and how it came there, whether it is open."""

    child: int
    name: str
    place: str
    listed_at: datetime | None = None
    added: bool = False
    reason: str = ""
    open: bool = True


def listed_lines(measured: CampaignIndicator, viewer: Viewer, after: int) -> tuple[list[ListedLine], str]:
    """One page of the list in sight, and where the next begins."""
    rows = ListedChild.objects.visible_to(viewer).filter(indicator=measured, pk__gt=after).select_related("child")
    found = list(rows.order_by("pk")[: ROWS + 1])
    page = found[:ROWS]
    still = {child for child, _place in found_now(_children(page, viewer), indicator_of(measured.key))}
    names = _places([row.child for row in page])
    lines = [
        ListedLine(
            row.child_id,
            name_for(row.child.name, facets_of(row.child, viewer)),
            names[row.child.responsible_code],
            row.listed_at,
            row.added,
            row.reason,
            row.child_id in still,
        )
        for row in page
    ]
    return lines, str(page[-1].pk) if len(found) > ROWS else ""


def unlisted_lines(measured: CampaignIndicator, viewer: Viewer) -> list[ListedLine]:
    """Children in sight whom the definition counts now and who are not on the list."""
    found = unlisted(measured, viewer, MOST_FOUND)
    names = _places(found)
    return [
        ListedLine(child.pk, name_for(child.name, facets_of(child, viewer)), names[child.responsible_code])
        for child in found
    ]


def _children(page: Sequence[ListedChild], viewer: Viewer) -> ChildQuerySet:
    found: ChildQuerySet = Child.objects.visible_to(viewer).filter(pk__in=[row.child_id for row in page])
    return found


def _places(children: Sequence[Child]) -> dict[int, str]:
    return place_names().long_names([child.responsible_code for child in children], below=Level.CITY)
