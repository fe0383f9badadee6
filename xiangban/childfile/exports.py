"""The list of children as an export: the rows of the list that was looked at, with the same masking.

Asking, approving, making and fetching an export is in access/.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from xiangban.access.gate import facets_of
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.childfile.filters import FILTERS, read_filters
from xiangban.childfile.listing import Question, readable_facets
from xiangban.childfile.places import choose_place
from xiangban.children.facts import FACTS
from xiangban.children.models import Child
from xiangban.children.names import name_for
from xiangban.children.rules import ChildState
from xiangban.lib.chinese_dates import age_on
from xiangban.territories.place_names import place_names
from xiangban.territories.rules import Level

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
            name_for(child.name, facets),
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


def told_of_children(parameters: Mapping[str, str]) -> list[tuple[str, str]]:
    """The question of the list in words, for whoever decides: place and filters, each with its answer."""
    told = []
    if "place" in parameters:
        code = int(parameters["place"].partition("-")[2])
        told.append((_("Place"), place_names().long_names([code], below=Level.PROVINCE)[code]))
    for one in FILTERS:
        answer = parameters.get(one.name, "")
        if answer:
            told.append((str(one.label), str(dict(one.choices).get(answer, answer))))
        elif one.name == "state" and "attention" not in parameters:
            told.append((str(one.label), str(one.all_label)))
    return told


def _chosen(viewer: Viewer, parameters: Mapping[str, str]) -> Any:
    """What the list shows for these parameters; one that means nothing to this reader finds nobody, never everybody."""
    asked = read_filters(parameters, readable_facets(viewer))
    place = choose_place(parameters.get("place", ""), viewer, place_names())
    meant = {one.name for one, _value in asked.values} | {"place"}
    if parameters.keys() - meant or parameters.get("place", place.value) != place.value:
        return Child.objects.visible_to(viewer).none()
    return Question(asked, place.narrowed, register_day()).of(viewer)
