"""The list of children as an export: the same columns and the same masking as on the page.

Asking, approving, making and fetching an export is in access/.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from xiangban.access.gate import facets_of
from xiangban.access.installation import register_day
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.facts import FACTS
from xiangban.children.models import Child
from xiangban.children.rules import ChildState
from xiangban.lib.chinese_dates import age_on
from xiangban.lib.masking import mask_name
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import CODE_DIGITS, Level, interval_of, level_of

PARAMETERS = ("state", "place")
CODED = ("sex", "schooling", "care_reason", "actual_carer", "guardianship_rating")
AT_A_TIME = 500


def count_children(viewer: Viewer, parameters: Mapping[str, str]) -> int:
    """How many children the export is about."""
    return int(_chosen(viewer, parameters).count())


def rows_of_children(viewer: Viewer, parameters: Mapping[str, str]) -> Iterable[list[Any]]:
    """Heading, then a row for each child in sight; a block that the seat does not see stays empty."""
    today, places = register_day(), place_names()
    labels = [str(FACTS[name].label) for name in CODED]
    yield [_("Number of the file"), _("Name"), _("Age"), _("Responsible place"), _("State"), *labels]
    for child in _one_by_one(viewer, parameters):
        facets = facets_of(child, viewer)
        place = places.long_names([child.responsible_code], below=Level.CITY)[child.responsible_code]
        yield [
            child.pk,
            child.name if Facet.NAME in facets else mask_name(child.name),
            age_on(child.birth_date, today) if child.birth_date else "",
            place,
            str(ChildState(child.state).label),
            *(FACTS[name].say(getattr(child, name)) if FACTS[name].facet in facets else "" for name in CODED),
        ]


def _one_by_one(viewer: Viewer, parameters: Mapping[str, str]) -> Iterator[Child]:
    """The children in the order of the list, read in batches: an open read would bar the job's own notes in SQLite."""
    keys = list(_chosen(viewer, parameters).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        batch = keys[start : start + AT_A_TIME]
        found = Child.objects.visible_to(viewer).in_bulk(batch)
        yield from (found[key] for key in batch if key in found)


def _chosen(viewer: Viewer, parameters: Mapping[str, str]) -> Any:
    children = Child.objects.visible_to(viewer)
    state, place = parameters.get("state", ""), parameters.get("place", "")
    if state in ChildState.values:
        children = children.filter(state=state)
    if place.isdigit() and len(place) == CODE_DIGITS:
        inside = interval_of(level_of(int(place)), int(place))
        children = children.filter(responsible_code__gte=inside.low, responsible_code__lt=inside.high)
    return children
