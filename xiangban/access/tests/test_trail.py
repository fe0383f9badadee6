"""The trail: what stands in it, and that no change of it stays unseen."""

import json
import random
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.world import World
from xiangban.access import trail
from xiangban.access.anchors import AnchorUnreadable, read_anchors, write_todays_anchor
from xiangban.access.keys import keyring
from xiangban.access.models import Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.access.trail_reader import check, rows_of_file, stored_rows
from xiangban.lib.chain import ChainRow, link

ROWS = 60


@pytest.fixture
def rows(world: World) -> list[ChainRow]:
    viewer = world.viewer(Role.COUNTY_CLERK)
    for number in range(ROWS):
        entry = trail.Entry(verb="children.open", subject=world.ming, reason=f"原因{number}", detail={"number": number})
        trail.write(entry, viewer)
    return list(stored_rows())


@pytest.fixture(autouse=True)
def _no_anchors() -> None:
    for path in Path(settings.XIANGBAN_ANCHORS).glob("*.txt"):
        path.unlink()


def changed(row: ChainRow, dice: random.Random) -> ChainRow:
    field = dice.choice(["verb", "reason", "user_id", "outcome", "subject_key", "detail"])
    return replace(row, payload={**row.payload, field: f"other {dice.random()}"})


def rechained(rows: list[ChainRow]) -> list[ChainRow]:
    """What somebody does who owns the table and knows the hash, but not the key."""
    done: list[ChainRow] = []
    previous = "0" * 64
    for row in rows:
        own = link(previous, row.payload)
        done.append(replace(row, previous=previous, link=own))
        previous = own
    return done


def edit(rows: list[ChainRow], dice: random.Random) -> list[ChainRow]:
    at = dice.randrange(len(rows))
    return [*rows[:at], changed(rows[at], dice), *rows[at + 1 :]]


def delete(rows: list[ChainRow], dice: random.Random) -> list[ChainRow]:
    at = dice.randrange(len(rows) - 1)
    return [*rows[:at], *rows[at + 1 :]]


def insert(rows: list[ChainRow], dice: random.Random) -> list[ChainRow]:
    at = dice.randrange(1, len(rows))
    new = changed(rows[at], dice)
    later = [replace(row, seq=row.seq + 1, payload={**row.payload, "seq": row.seq + 1}) for row in rows[at:]]
    return [*rows[:at], new, *later]


def swap(rows: list[ChainRow], dice: random.Random) -> list[ChainRow]:
    first, second = sorted(dice.sample(range(len(rows)), 2))
    one, other = rows[first], rows[second]
    turned = list(rows)
    turned[first] = replace(other, seq=one.seq, payload={**other.payload, "seq": one.seq})
    turned[second] = replace(one, seq=other.seq, payload={**one.payload, "seq": other.seq})
    return turned


def truncate(rows: list[ChainRow], dice: random.Random) -> list[ChainRow]:
    return rows[: dice.randrange(len(rows))]


def exchange(rows: list[ChainRow], dice: random.Random) -> list[ChainRow]:
    """One row exchanged, and every link after it computed anew."""
    return rechained(edit(rows, dice))


KINDS = [edit, delete, insert, swap, truncate, exchange]


def test_a_thousand_tamperings_of_six_kinds_are_all_found(rows: list[ChainRow]) -> None:
    keys, anchors, dice = keyring().secrets("trail"), {rows[-1].seq: rows[-1].link}, random.Random(7)
    assert check(rows, keys, anchors).fault is None
    unseen = [
        kind.__name__
        for number in range(1002)
        if check((kind := KINDS[number % 6])(rows, dice), keys, anchors).fault is None
    ]
    assert unseen == []


def test_a_stranger_without_the_key_finds_them_too_by_an_anchor(rows: list[ChainRow]) -> None:
    anchors, dice = {rows[-1].seq: rows[-1].link}, random.Random(8)
    verdict = check(exchange(rows, dice), None, anchors)
    assert verdict.fault is not None
    assert "macs" not in verdict.checks


def test_the_first_bad_row_is_named(rows: list[ChainRow]) -> None:
    bad = [*rows[:20], replace(rows[20], payload={**rows[20].payload, "verb": "other"}), *rows[21:]]
    fault = check(bad, keyring().secrets("trail"), {}).fault
    assert fault is not None
    assert (fault.seq, fault.kind) == (rows[20].seq, "changed")


def test_the_anchor_of_the_day_is_written_once_and_read_again(rows: list[ChainRow]) -> None:
    path = write_todays_anchor()
    assert path is not None
    before = path.read_text()
    assert write_todays_anchor() == path
    assert path.read_text() == before
    assert read_anchors([path.parent]) == {rows[-1].seq: rows[-1].link}


def test_a_file_that_is_no_anchor_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("seq: many")
    with pytest.raises(AnchorUnreadable):
        read_anchors([tmp_path])


def copy_of_trail(path: Path) -> None:
    """The trail as a stranger gets it: a SQLite file."""
    columns = [str(field.column) for field in TrailRow._meta.concrete_fields]
    file = sqlite3.connect(path)
    file.execute(f"CREATE TABLE access_trailrow ({', '.join(columns)})")
    for row in TrailRow.objects.order_by("seq"):
        fields = [getattr(row, name) for name in columns]
        fields[columns.index("at")] = row.at.strftime("%Y-%m-%d %H:%M:%S.%f")
        fields[columns.index("detail")] = json.dumps(row.detail)
        file.execute(f"INSERT INTO access_trailrow VALUES ({', '.join('?' * len(columns))})", fields)
    file.commit()
    file.close()


def test_a_stranger_checks_a_copy_of_the_database_by_one_command(
    rows: list[ChainRow], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, anchor = tmp_path / "copy.sqlite3", write_todays_anchor()
    copy_of_trail(copy)
    call_command("verify_trail", "--database", str(copy), "--anchors", str(anchor))
    assert rows[-1].link in capsys.readouterr().out
    assert [row.link for row in rows_of_file(copy)] == [row.link for row in rows]
    file = sqlite3.connect(copy)
    file.execute("UPDATE access_trailrow SET verb = 'x' WHERE seq = 5")
    file.commit()
    file.close()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_trail", "--database", str(copy), "--anchors", str(anchor))
    assert ended.value.code == 1
    assert "5" in capsys.readouterr().out.splitlines()[-1]


def test_the_auditor_reads_reasons_in_clear_and_finds_by_person_verb_day_and_outcome(
    world: World, rows: list[ChainRow], as_seat: Callable[[Seat], Client]
) -> None:
    client = as_seat(world.seats[Role.AUDIT_ADMINISTRATOR])
    name = world.seats[Role.COUNTY_CLERK].user.display_name
    page = client.get("/trail/").content.decode()
    assert f"原因{ROWS - 1}" in page
    assert "原因3<" not in page  # on the second page
    asked = {"person": name, "verb": "children.open", "day": timezone.localdate().isoformat(), "outcome": "done"}
    assert re.search(r"原因\d", client.get("/trail/", asked).content.decode())
    for field, other in {"person": "nobody", "verb": "seats.end", "day": "2020-01-01", "outcome": "refused"}.items():
        assert not re.search(r"原因\d", client.get("/trail/", asked | {field: other}).content.decode())


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "today"])
def test_a_day_that_cannot_be_asked_for_asks_for_none(
    world: World, rows: list[ChainRow], as_seat: Callable[[Seat], Client], day: str
) -> None:
    answer = as_seat(world.seats[Role.AUDIT_ADMINISTRATOR]).get("/trail/", {"day": day})
    assert answer.status_code == 200
    assert "原因" in answer.content.decode()


def test_the_next_page_begins_where_the_first_ended(
    world: World, rows: list[ChainRow], as_seat: Callable[[Seat], Client]
) -> None:
    client = as_seat(world.seats[Role.AUDIT_ADMINISTRATOR])
    page = client.get("/trail/").context["page"]
    following = client.get("/trail/", {"after": page.following}).context["page"]
    assert [row.seq for row in following.rows] == list(range(page.rows[-1].seq - 1, 0, -1))
    assert [row.seq for row in client.get("/trail/", {"before": following.previous}).context["page"].rows] == [
        row.seq for row in page.rows
    ]


def test_that_the_trail_was_checked_is_in_the_trail(
    world: World, rows: list[ChainRow], as_seat: Callable[[Seat], Client]
) -> None:
    client = as_seat(world.seats[Role.AUDIT_ADMINISTRATOR])
    assert client.post("/trail/verify/").status_code == 200
    assert TrailRow.objects.get(verb="trail.verify").detail == {"last_row": rows[-1].seq, "fault": "none"}
    assert as_seat(world.seats[Role.SYSTEM_ADMINISTRATOR]).post("/trail/verify/").status_code == 404


def test_a_reason_stands_sealed_in_the_table(rows: list[ChainRow]) -> None:
    assert not TrailRow.objects.filter(reason__contains="原因").exists()


def test_the_auditor_writes_the_anchor_of_the_day_and_reads_it(
    world: World, rows: list[ChainRow], as_seat: Callable[[Seat], Client]
) -> None:
    client = as_seat(world.seats[Role.AUDIT_ADMINISTRATOR])
    page = client.post("/trail/write-anchor/", follow=True).content.decode()
    assert rows[-1].link in page
    assert TrailRow.objects.get(verb="trail.write_anchor").detail == {"last_row": rows[-1].seq}
    assert as_seat(world.seats[Role.COUNTY_CLERK]).post("/trail/write-anchor/").status_code == 404
