"""The gate's question asked of tables instead of pages: which rows of each scoped model, which blocks, which counts.

The expectations are the policy's.
"""

from collections.abc import Callable, Collection, Iterator
from itertools import product

from tests.gate import policy
from tests.gate.cast import CHILDREN, SEATS
from tests.gate.policy_of_campaigns import CAMPAIGN_ROWS, FIGURE_ROWS, sees_campaign_row
from tests.gate.policy_of_past import PAST_ROWS, sees_past_row
from tests.gate.policy_of_supervision import INSPECTION_ROWS, OFFICE_ROWS, UNIT_ROWS, sees_supervision_row
from tests.gate.policy_of_tasks import INSTRUCTION_ROWS, SET_OUT_ROWS, TASK_ROWS, sees_row_of
from tests.gate.stage import Stage
from xiangban.access import gate
from xiangban.access.gate import ScopedModel
from xiangban.access.roles import Facet

Sees = Callable[[str, str, int], bool]  # label of the model, seat, place of the row
# Tables whose rows lie at a place, with the rule of their room; all others are about a child.
BY_PLACE: tuple[tuple[Collection[str], Sees], ...] = (
    (
        policy.PLACE_ROWS,
        lambda model, seat, place: policy.sees_place_rows(seat, policy.PLACE_ROWS[model], place),
    ),
    (policy.PAPER_ROWS, lambda _model, seat, place: policy.sees_papers(seat, place)),
    (TASK_ROWS | INSTRUCTION_ROWS | SET_OUT_ROWS, sees_row_of),
    (PAST_ROWS, sees_past_row),
    (CAMPAIGN_ROWS | FIGURE_ROWS, sees_campaign_row),
    (INSPECTION_ROWS | UNIT_ROWS | OFFICE_ROWS, sees_supervision_row),
)


def scoped_models(above: type[ScopedModel] = ScopedModel) -> Iterator[type[ScopedModel]]:
    """Every model of the product that is seen through a place."""
    for model in above.__subclasses__():
        if not model._meta.abstract:
            yield model
        yield from scoped_models(model)


def children_of(model: type[ScopedModel], pks: set[int], stage: Stage) -> set[str]:
    """The labels of the children whom these rows are about."""
    labels = {child.pk: label for label, child in stage.children.items()}
    about = "pk" if model.sight_label() == "children.child" else "child"
    about = "kin__child" if model.sight_label() == "children.person" else about
    found = model._base_manager.filter(pk__in=pks).values_list(about, flat=True)
    return {labels[pk] for pk in found}


def table_faults(model: type[ScopedModel], stage: Stage) -> Iterator[str]:
    """Where a seat sees rows of this table that the policy hides, or the reverse."""
    label = model.sight_label()
    rule = next((rule for labels, rule in BY_PLACE if label in labels), None)
    yield from row_faults(model, stage) if rule is None else place_faults(model, stage, rule)


def row_faults(model: type[ScopedModel], stage: Stage) -> Iterator[str]:
    """Where a seat sees rows of this model that the policy hides, or the reverse."""
    everything = children_of(model, set(model._base_manager.values_list("pk", flat=True)), stage)
    block = policy.ROWS[model.sight_label()]
    for seat in SEATS:
        seen = set(model.objects.visible_to(stage.viewer(seat)).values_list("pk", flat=True))
        got = children_of(model, seen, stage)
        wanted = {label for label in everything if block in policy.blocks(seat, label)}
        if got != wanted:
            yield f"{model.__name__} rows as {seat}: {sorted(got)} instead of {sorted(wanted)}"


def place_faults(model: type[ScopedModel], stage: Stage, rule: Sees) -> Iterator[str]:
    """Where a seat sees rows of a place that the rule hides, or the reverse; at least one row must stand there."""
    root, path = gate.root_of(model)
    label, places = model.sight_label(), dict(model._base_manager.values_list("pk", path + root.seen_at))
    if not places:
        yield f"{model.__name__}: no row on the stage to ask about"
    for seat in SEATS:
        got = set(model.objects.visible_to(stage.viewer(seat)).values_list("pk", flat=True))
        wanted = {pk for pk, place in places.items() if rule(label, seat, place)}
        if got != wanted:
            yield f"{model.__name__} rows as {seat}: {sorted(got)} instead of {sorted(wanted)}"


def block_faults(stage: Stage) -> Iterator[str]:
    """Where the blocks of one child differ from the policy, asked of the row and asked of the table."""
    model = type(stage.children["ming"])
    blocks = [facet for facet in Facet if facet is not Facet.PAPERS]  # papers are no block of a file
    for seat, facet in product(SEATS, blocks):
        viewer = stage.viewer(seat)
        listed = set(model.objects.visible_to(viewer, facet).values_list("pk", flat=True))
        for label in CHILDREN:
            child, wanted = stage.children[label], facet.value in policy.blocks(seat, label)
            if (child.pk in listed) != wanted or (facet in gate.facets_of(child, viewer)) != wanted:
                yield f"block {facet.value} of {label} as {seat}: should be {wanted}"


def count_faults(stage: Stage) -> Iterator[str]:
    """Where a seat counts children it may not count, or the reverse."""
    labels = {child.pk: label for label, child in stage.children.items()}
    model = type(stage.children["ming"])
    for seat in SEATS:
        got = {labels[pk] for pk in model.objects.counted_for(stage.viewer(seat)).values_list("pk", flat=True)}
        if got != policy.counted(seat):
            yield f"counts as {seat}: {sorted(got)} instead of {sorted(policy.counted(seat))}"
