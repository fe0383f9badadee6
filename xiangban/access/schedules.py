"""What the worker does by the clock: rows of the job library's timetable, written by migrations.

The jobs themselves stand in the rooms; each is a function without arguments, named by its dotted path.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone

TIMETABLE = ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more")


def daily(name: str, function: str, *, hour: int) -> migrations.RunPython:
    """A migration operation: run the function every day at this hour of the house's clock."""
    return _scheduled(name, function, {"schedule_type": "D"}, hour)


def every_minutes(name: str, function: str, *, minutes: int) -> migrations.RunPython:
    """A migration operation: run the function again and again while a worker runs."""
    return _scheduled(name, function, {"schedule_type": "I", "minutes": minutes}, None)


def _scheduled(name: str, function: str, rhythm: dict[str, Any], hour: int | None) -> migrations.RunPython:
    def write(apps: Any, _editor: Any) -> None:
        timetable = apps.get_model("django_q", "Schedule")
        timetable.objects.update_or_create(
            name=name, defaults={"func": function, "repeats": -1, "next_run": _first_run(hour), **rhythm}
        )

    def take_away(apps: Any, _editor: Any) -> None:
        apps.get_model("django_q", "Schedule").objects.filter(name=name).delete()

    return migrations.RunPython(write, take_away)


def _first_run(hour: int | None) -> datetime:
    now = timezone.localtime()
    if hour is None:
        return now
    first = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return first if first > now else first + timedelta(days=1)
