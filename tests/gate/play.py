"""Which cells are asked when a piece of the gate is missing, cheapest first, and whether one of them notices."""

from collections.abc import Iterator

from tests.gate.acts import ACTIONS
from tests.gate.cast import SEATS
from tests.gate.cells import LABELS, cells_of, fault_of
from tests.gate.grants import GRANTED
from tests.gate.mutations import Mutation
from tests.gate.planted import differences
from tests.gate.routes import ROUTES
from tests.gate.rows import block_faults, count_faults, scoped_models, table_faults
from tests.gate.scenarios import SCENARIOS, fault_of_scene
from tests.gate.stage import Stage, undone
from tests.gate.test_acts import fault_of_act

# Enough of a mixture to notice a missing sight: who sees by place, below, nothing, masked, as given, as a school.
WATCHERS = ("village_director", "li", "liaison", "city_clerk", "social_worker", "school", "county_head")

# Verbs that a page asks for inside itself.
INSIDE = {"access:job": ("jobs.see_all",), "access:export": ("exports.approve",)}


def red_cell(mutation: Mutation, stage: Stage) -> str:
    """The first cell that notices the mutation; "" when it survives."""
    with mutation.wrong():
        return next((fault for fault in _faults(mutation, stage) if fault), "")


def _faults(mutation: Mutation, stage: Stage) -> Iterator[str]:
    if mutation.verb:
        yield from _faults_of_verb(mutation, stage)
    else:
        yield from _faults_of_sight(stage)


def _faults_of_verb(mutation: Mutation, stage: Stage) -> Iterator[str]:
    """Pages and actions of one verb, for one role or for all."""
    verb = mutation.verb
    seats = [seat for seat, who in SEATS.items() if mutation.role in ("", who.role)]
    if verb in SCENARIOS:
        yield from _faults_of_scenes(mutation, stage)
    if verb == "children.count":
        yield from count_faults(stage)
    for route, row in ROUTES.items():
        if verb in {rule.verb for rule in (row.get, row.post) if rule} or verb in INSIDE.get(route, ()):
            yield from (fault_of(cell, stage) for cell in cells_of(route, seats))
    for name, (kind, rule) in ACTIONS.items():
        if rule.verb == verb:
            yield from (fault_of_act(name, seat, label, stage) for seat in seats for label in LABELS.get(kind, [""]))


def _faults_of_scenes(mutation: Mutation, stage: Stage) -> Iterator[str]:
    """The verb fails for a role that has it, or succeeds for one that has it not."""
    for seat, who in SEATS.items():
        if seat == (mutation.role or seat):
            has = who.role in GRANTED[mutation.verb]
            with undone():
                fault = fault_of_scene(mutation.verb, seat, stage)
            if has and mutation.role:
                yield fault
            elif not has and not fault:
                yield f"{mutation.verb} as {seat}: done without the grant"


def _faults_of_sight(stage: Stage) -> Iterator[str]:
    """Pages that show or name children, then planted children, then actions, then tables."""
    for route, row in ROUTES.items():
        if row.shows or set(row.names.values()) & {"child", "handover", "look", "attachment"}:
            yield from (fault_of(cell, stage) for cell in cells_of(route, WATCHERS))
    for seat in WATCHERS:
        yield from differences(stage, seat)
    for name, (kind, _rule) in ACTIONS.items():
        yield from (fault_of_act(name, seat, label, stage) for seat in WATCHERS for label in LABELS.get(kind, [""]))
    for model in scoped_models():
        yield from table_faults(model, stage)
    yield from block_faults(stage)
    yield from count_faults(stage)
