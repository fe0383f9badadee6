"""The city's first round: three agencies' rosters, dirty as real ones, become the register by the census's own verbs.

What stands in the rosters is decided in rosters/.
"""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.viewer import Viewer
from xiangban.census.actions.imports import Dropped, receive_files
from xiangban.census.actions.rounds import open_round
from xiangban.census.bars import bar_of
from xiangban.census.models import Import
from xiangban.census.preparing import prepare_import
from xiangban.census.rules import StartState
from xiangban.census.strokes import commit_import
from xiangban.demo.population import Population
from xiangban.demo.rosters.files import XLSX, Observation, write_files
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import read_rates
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.territories.models import Territory

ROUND = "2026年秋季农村留守儿童摸底排查"
DEADLINE = date(2026, 12, 31)
IMPORTED_ON = date(2026, 7, 6)  # before the day to which the round refers, as sweeps run (domain 2.1)
# As offices name them; what the generator calls the agencies is in rosters/rates.py.
NAMES = {
    "education": "教育局农村留守儿童学籍信息表.xlsx",
    "police": "公安局农村留守儿童户籍信息表.xlsx",
    "villages": "各村农村留守儿童摸底排查表.xlsx",
}
Bar = Callable[[str, int], "AbstractContextManager[tqdm[Any]]"]


def import_city(population: Population, by: Viewer, bar: Bar) -> Import:
    """Write the rosters of the city, open a round on its reference date, read, match and commit them."""
    days = (REFERENCE_DATE, DEADLINE)
    place = Territory.objects.current().get(code=by.interval.low, level=by.level)
    sweep = open_round(place, by, name=ROUND, days=days, start_state=StartState.REGISTERED)
    batch = receive_files(place, by, sweep=sweep, files=_rosters(population, bar))
    with bar(_("Reading and matching"), 100) as reading:
        prepare_import(batch, by, progress=bar_of(reading))
    with bar(_("Register"), 4) as committing:
        commit_import(batch, by, progress=bar_of(committing))
    return batch


def _rosters(population: Population, bar: Bar) -> list[Dropped]:
    with bar(_("What three agencies know"), 1) as observing:
        observed = Observation(population, population.seed, observe(population, read_rates(), population.seed))
        observing.update()
    with tempfile.TemporaryDirectory() as folder, bar(_("Rosters"), len(observed.rows)) as writing:
        paths = write_files(observed, Path(folder), XLSX, writing.update)
        return [Dropped(path.stem, NAMES[path.stem], path.read_bytes()) for path in paths]
