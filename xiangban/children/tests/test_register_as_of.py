"""The register of any past moment is read back by one query, whatever was amended or withdrawn since."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import World
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.children import actions
from xiangban.children.actions.changes import write_changes
from xiangban.children.bulk import SourceRow, Update, write_updates
from xiangban.children.facts import FACTS, FactValue, value_in
from xiangban.children.models import Child, Source
from xiangban.children.queries import register_as_of
from xiangban.children.tests.stage import amend, form, found

EDITS = 1_000
BEGAN = datetime(2026, 9, 1, tzinfo=UTC)
CHOICES: dict[str, list[FactValue]] = {
    "grade": ["", "一年级", "二年级"],
    "care_reason": ["", "both_away", "one_away"],
    "phone": ["", "19900000001", "19900000002"],
    "birth_date": [None, date(2018, 3, 4), date(2017, 3, 4)],
    "living_code": [None, 990101001001, 990101001002],
}


def snapshot(children: list[Child]) -> dict[int, dict[str, str]]:
    """Every fact of the present children as the register shows it now."""
    return {
        child.pk: {name: text for name in CHOICES if (text := FACTS[name].text_of(value_in(child, FACTS[name])))}
        for child in Child.objects.filter(pk__in=[child.pk for child in children])
    }


def rows_at_random(chance: Random, children: list[Child], source: Source) -> list[Update]:
    """One row of a sheet for each of two children: some of its words stand, others are only said."""
    updates = []
    for child in chance.sample(children, k=2):
        words = {name: chance.choice(values) for name, values in CHOICES.items()}
        names = chance.sample(list(CHOICES), k=2)
        stands, said = words, {name: words.pop(name) for name in names}
        updates.append(Update(child.pk, [SourceRow(source.pk, 5, stands, said)]))
    return updates


def test_a_thousand_edits_and_withdrawals_are_rewound_to_every_moment(world: World) -> None:
    chance = Random(20260901)
    children = [found(world, name=f"田小{sign}", id_number="", no_id_reason="not_shown") for sign in "甲乙丙丁"]
    sources: list[Source] = [Source.objects.create(kind="roster", title="册", received_on=BEGAN) for _n in range(40)]
    then: dict[datetime, dict[int, dict[str, str]]] = {}
    moment = max(child.changes.latest("pk").recorded_at for child in children)
    for number in range(EDITS):
        moment += timedelta(seconds=chance.choice([0, 1, 60]))
        if number % 50 == 49:
            source = sources.pop()
            with patch("django.utils.timezone.now", return_value=moment):
                actions.withdraw_source(source, system_viewer("undo of an import"))
        elif number % 3 == 0:
            with patch("django.utils.timezone.now", return_value=moment):
                write_updates(rows_at_random(chance, children, chance.choice(sources)), system_viewer("import"))
        else:
            child = Child.objects.get(pk=chance.choice(children).pk)
            name = chance.choice(list(CHOICES))
            write_changes(child, {name: chance.choice(CHOICES[name])}, chance.choice(sources), moment)
        if number % 20 == 0:
            moment += timedelta(seconds=1)
            then[moment - timedelta(microseconds=1)] = snapshot(children)
    mine = Child.objects.filter(pk__in=[child.pk for child in children])
    for past, expected in then.items():
        assert {row.child_id: _edited(row.facts) for row in register_as_of(past, mine)} == expected


def _edited(facts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in facts.items() if name in CHOICES}


def test_it_is_one_query(world: World) -> None:
    found(world)
    children = Child.objects.visible_to(world.viewer(Role.TOWNSHIP_SUPERVISOR))
    with CaptureQueriesContext(connection) as queries:
        list(register_as_of(datetime.now(UTC), children))
    assert len(queries) == 1


def test_the_state_and_the_answering_place_come_along(world: World) -> None:
    child = found(world)
    drafted = datetime.now(UTC)
    actions.submit_child(child, world.viewer(Role.VILLAGE_DIRECTOR))
    mine = Child.objects.filter(pk=child.pk)
    (before,), (now,) = list(register_as_of(drafted, mine)), list(register_as_of(datetime.now(UTC), mine))
    assert (before.state, now.state) == ("draft", "submitted")
    assert now.facts["responsible_code"] == str(child.responsible_code)


def test_before_it_was_founded_a_file_does_not_exist(world: World) -> None:
    earlier = datetime.now(UTC)
    child = found(world)
    assert list(register_as_of(earlier, Child.objects.filter(pk=child.pk))) == []


def test_a_withdrawn_source_gives_way_to_what_was_known_before(world: World) -> None:
    child = found(world)
    amend(child, world.viewer(Role.VILLAGE_DIRECTOR), grade="一年级")
    source = form()
    edit = actions.Edit(child.version, {"grade": "二年级", "boarding": "1"})
    actions.amend_child(child, world.viewer(Role.VILLAGE_DIRECTOR), edit=edit, source=source)
    assert actions.withdraw_source(source, system_viewer("undo of an import")) == 2
    child.refresh_from_db()
    assert (child.grade, child.boarding) == ("一年级", "")
