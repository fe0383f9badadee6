"""May see: each scoped model says through what it is seen, and `visible_to` is asked here and nowhere else.

Two sources of sight only: the seat's own place (for a school, its pupils) and rows of GivenSight.
"""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from xiangban.access.roles import Facet, Reach
from xiangban.access.viewer import Viewer
from xiangban.territories.rules import Level, ancestor_code

M = TypeVar("M", bound="ScopedModel")
NOTHING = Q(pk__in=[])


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that can be narrowed to what a viewer may see or count."""

    def visible_to(self, viewer: Viewer, facet: Facet | None = None) -> Self:
        """Rows whose block `facet` (default: what the model needs) the viewer may see."""
        wanted = facet or self.model.needs
        return self.filter(sight_of(self.model, viewer, wanted))

    def counted_for(self, viewer: Viewer) -> Self:
        """Rows a viewer may count but not necessarily see; only figures may come from it."""
        return self.filter(_count_filter(self.model, viewer))


class ScopedModel(models.Model):
    """A row about a child or its care: seen through a place column, or through one foreign key to such a row."""

    seen_at: ClassVar[str] = ""
    seen_through: ClassVar[str] = ""
    pupils_of: ClassVar[str] = ""
    known_below: ClassVar[bool] = False  # what a place sets out is read by every office inside it, never written
    needs: ClassVar[Facet] = Facet.FILE
    attachments_need: ClassVar[Facet] = Facet.FILE

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def sight_label(cls) -> str:
        """The model's name in GivenSight and in the trail."""
        return str(cls._meta.label_lower)


def sight_of(model: type[ScopedModel], viewer: Viewer, facet: Facet) -> Q:
    """The filter that lets through exactly the rows whose block `facet` the viewer may see."""
    if viewer.system:
        return Q()
    root, path = root_of(model)
    sight = _sight_through_place(root, path, viewer, facet) | _sight_given(root, path, viewer, facet)
    if root.known_below and viewer.sight.reach_of(facet) is Reach.PLACE:
        sight |= Q(**{f"{path}{root.seen_at}__in": _places_above(viewer)})
    if "__" in path and _crosses_many(model):
        return Q(pk__in=model._base_manager.filter(sight).values("pk"))
    return sight


def root_of(model: type[ScopedModel]) -> tuple[type[ScopedModel], str]:
    """The model that holds the place, and the lookup path that leads to it ("" for itself, else "child__")."""
    path = ""
    while model.seen_through:
        path += model.seen_through + "__"
        model = _follow(model, model.seen_through)
    return model, path


def _follow(model: type[models.Model], lookup: str) -> Any:
    for step in lookup.split("__"):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]  # always a model here
    return model


def _crosses_many(model: type[ScopedModel]) -> bool:
    while model.seen_through:
        first = model._meta.get_field(model.seen_through.split("__")[0])
        if first.one_to_many or first.many_to_many:
            return True
        model = _follow(model, model.seen_through)
    return False


def _sight_through_place(root: type[ScopedModel], path: str, viewer: Viewer, facet: Facet) -> Q:
    if facet is Facet.PAPERS and root.needs is not Facet.PAPERS:
        return NOTHING  # who reads papers of a place does not by that see its children
    reach = viewer.sight.reach_of(facet)
    if reach is Reach.PLACE and root.seen_at:
        return _inside(root, path, viewer)
    if reach is Reach.PUPILS and root.pupils_of and viewer.agency_id is not None:
        return Q(**{path + root.pupils_of: viewer.agency_id})
    return NOTHING


def _inside(root: type[ScopedModel], path: str, viewer: Viewer) -> Q:
    column = path + root.seen_at
    return Q(**{f"{column}__gte": viewer.interval.low, f"{column}__lt": viewer.interval.high})


def _places_above(viewer: Viewer) -> list[int]:
    return [ancestor_code(viewer.interval.low, level) for level in Level if level < viewer.level]


def _sight_given(root: type[ScopedModel], path: str, viewer: Viewer, facet: Facet) -> Q:
    keys = [key for key, facets in viewer.given(root.sight_label()).items() if facet in facets]
    return Q(**{f"{path}pk__in": keys}) if keys else NOTHING


def _count_filter(model: type[ScopedModel], viewer: Viewer) -> Q:
    if viewer.system:
        return Q()
    root, path = root_of(model)
    return _inside(root, path, viewer) if viewer.may("children.count") and root.seen_at else NOTHING


def facets_of(row: ScopedModel, viewer: Viewer) -> frozenset[Facet]:
    """Every block of one root row (a child) that the viewer may see now, by place, by pupils or as given."""
    if viewer.system:
        return frozenset(Facet)
    facets: frozenset[Facet] = frozenset()
    if row.sight_label() in (root_of(type(row))[0].sight_label(),):
        facets = viewer.given(row.sight_label()).get(str(row.pk), frozenset())
    return facets | (viewer.sight.facets if _in_own_reach(row, viewer) else frozenset())


def _in_own_reach(row: ScopedModel, viewer: Viewer) -> bool:
    if viewer.sight.reach is Reach.PLACE and row.seen_at:
        return viewer.interval.holds(getattr(row, row.seen_at))
    if viewer.sight.reach is Reach.PUPILS and row.pupils_of:
        return viewer.agency_id is not None and getattr(row, row.pupils_of) == viewer.agency_id
    return False


def in_sight(subject: object, viewer: Viewer, facet: Facet | None = None) -> bool:
    """Whether the viewer may act on this subject: a scoped row in sight, or a place, post or agency inside its own."""
    if viewer.system or subject is None:
        return True
    if isinstance(subject, ScopedModel):
        return bool(type(subject).objects.visible_to(viewer, facet).filter(pk=subject.pk).exists())
    code = getattr(subject, "place_code", None)
    return code is None or viewer.interval.holds(code)


def answers_for(subject: object, viewer: Viewer) -> bool:
    """Whether a scoped subject lies in the seat's own reach, so that it may be written and not only read."""
    if viewer.system or not isinstance(subject, ScopedModel):
        return True
    root, path = root_of(type(subject))
    least = Facet.PAPERS if root.needs is Facet.PAPERS else Facet.ROSTER
    own = _sight_through_place(root, path, viewer, least)
    return bool(type(subject)._base_manager.filter(own, pk=subject.pk).exists())
