"""Name, part of a name, pinyin, initials and last-six search inside one territory, beside a whole-name index probe.

Run: XIANGBAN_HOME=var .venv/bin/python -m bench.searching [--probes 300]
The floor is `county_code = ? AND key = ?` on the same table. Each search is asked once through the product, its SQL is
noted and run again by itself, so that both sides are time in the database; all run in turn, in one run. On SQLite the
database works in this very thread: its processor time is read, which a busy machine does not lengthen.
"""

import argparse
import os
import random
import time
from statistics import median, quantiles
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.db import connection  # noqa: E402  Django is set up first
from django.utils import timezone  # noqa: E402

from xiangban.access.models import Seat  # noqa: E402
from xiangban.access.viewer import Viewer, current_seats, viewer_from_seat  # noqa: E402
from xiangban.children.models import Child, NameKey  # noqa: E402
from xiangban.children.search import search  # noqa: E402
from xiangban.lib.chinese_text import initials, syllables  # noqa: E402

Statement = tuple[str, Any]
LIMIT = 20
FLOOR = "whole name, bare index"
FLOOR_SQL = "SELECT child_id FROM children_namekey WHERE county_code = %s AND key = %s LIMIT 20"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--probes", type=int, default=300)
    count = parser.parse_args().probes
    viewer = _viewer("county_clerk")
    names = _names(viewer, count)
    kinds: dict[str, list[float]] = {kind: [] for kind in (FLOOR, *_questions(*names[0]))}
    whole: list[float] = []
    for name, last_six in names:
        _run([(FLOOR_SQL, (viewer.interval.low, f"n{name}"))], kinds[FLOOR])
        for kind, text in _questions(name, last_six).items():
            _run(_statements(viewer, text, whole), kinds[kind])
    floor = quantiles(kinds[FLOOR], n=20)[-1]
    print(f"{Child.objects.count():,} children, {NameKey.objects.count():,} keys, {connection.vendor}")
    for kind, times in kinds.items():
        p95 = quantiles(times, n=20)[-1]
        print(f"{kind:24} p50 {median(times):8.3f} ms  p95 {p95:8.3f} ms  {p95 / floor:6.1f} x floor")
    print(f"{'through Python, all kinds':24} p50 {median(whole):8.3f} ms  p95 {quantiles(whole, n=20)[-1]:8.3f} ms")


def _questions(name: str, last_six: str) -> dict[str, str]:
    spoken = "".join(readings[0] for readings in syllables(name))
    letters = "".join(each[0] for each in initials(name))
    return {
        "whole name": name,
        "two characters": name[-2:],
        "pinyin": spoken,
        "pinyin, first part": spoken[:5],
        "initials": letters,
        "last six": last_six,
    }


def _viewer(role: str) -> Viewer:
    seat = Seat.objects.filter(post__role=role).order_by("pk")[0]
    return viewer_from_seat(next(s for s in current_seats(seat.user_id, timezone.localdate()) if s.pk == seat.pk))


def _names(viewer: Viewer, count: int) -> list[tuple[str, str]]:
    children = list(Child.objects.visible_to(viewer).exclude(id_last_six_index=None)[:20_000])
    chosen = random.Random(7).sample(children, count)
    return [(child.name, child.id_number[-6:] or "123456") for child in chosen]


def _statements(viewer: Viewer, text: str, whole: list[float]) -> list[Statement]:
    """The SQL of one search through the product; what the search took with Python around it goes into `whole`."""
    asked: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    began = time.perf_counter()
    with connection.execute_wrapper(note):
        search(viewer, text, LIMIT)
    whole.append((time.perf_counter() - began) * 1000)
    return asked


def _run(statements: list[Statement], times: list[float]) -> None:
    """Time in the database of these statements, rows fetched."""
    clock = time.thread_time if connection.vendor == "sqlite" else time.perf_counter
    with connection.cursor() as cursor:
        began = clock()
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
        times.append((clock() - began) * 1000)


if __name__ == "__main__":
    main()
