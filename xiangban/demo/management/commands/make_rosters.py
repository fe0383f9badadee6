"""Writes three agencies' rosters of invented children with the truth beside them; reads and touches no database."""

import argparse
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.demo.city import DEFAULT_SEED, generate_city
from xiangban.demo.people import generate_people
from xiangban.demo.rosters.files import KINDS, TRUTH, XLSX, Observation, write_files
from xiangban.demo.rosters.observing import observe
from xiangban.demo.rosters.rates import AGENCIES, MIXES, USUAL, Rates, read_rates
from xiangban.demo.shares import PUBLISHED_COUNT

LARGEST_FACTOR = 20.0
MOST_CHILDREN = 1_000_000  # a sheet ends at row 1,048,576


class Command(BaseCommand):
    help = _("Write the rosters of three agencies, as dirty as real ones, and the truth beside them.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, help=_("where the files go; must be new, empty or hold only such files")
        )
        parser.add_argument("--children", type=_count, default=PUBLISHED_COUNT, help=_("how many children"))
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help=_("same seed, same data"))
        parser.add_argument(
            "--errors", type=_factor, default=1.0, help=_("how often errors happen: 1 as usual, 0 never")
        )
        parser.add_argument("--mix", choices=MIXES, default=USUAL, help=_("which mix of errors of bench/rates.toml"))
        parser.add_argument("--kind", choices=KINDS, default=XLSX, help=_("workbooks, or plain lists in an encoding"))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        bars = int(options["verbosity"]) > 0
        rates = _rates(options["mix"]).times(options["errors"])
        _make_ready(folder)
        with _uncollected():
            observed = _observe(rates, options["children"], options["seed"], bars)
            with _bar(_("Rosters"), len(observed.rows), bars) as bar:
                paths = write_files(observed, folder, options["kind"], bar.update)
        for path in (*paths, folder / TRUTH):
            self.stdout.write(str(path))


def _count(text: str) -> int:
    """A number of children that a sheet can hold. Raises ArgumentTypeError otherwise."""
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 1 <= count <= MOST_CHILDREN:
        raise argparse.ArgumentTypeError(_("“{text}” is no number of children").format(text=text))
    return count


def _factor(text: str) -> float:
    """How often errors happen, 0 to 20 times the usual. Raises ArgumentTypeError otherwise."""
    try:
        factor = float(text.removeprefix("x").removeprefix("×"))
    except ValueError:
        factor = -1.0
    if not 0 <= factor <= LARGEST_FACTOR:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no multiple from 0 to {most}").format(text=text, most=int(LARGEST_FACTOR))
        )
    return factor


def _make_ready(folder: Path) -> None:
    """Empty the folder of earlier rosters; anything else in it refuses the run."""
    if folder.exists() and not folder.is_dir():
        raise CommandError(_("{path} is not a folder.").format(path=folder), returncode=2)
    ours = {TRUTH, *(f"{agency}.{ending}" for agency in AGENCIES for ending in ("xlsx", "csv"))}
    present = sorted(folder.iterdir()) if folder.exists() else []
    others = [path.name for path in present if path.name not in ours]
    if others:
        sentence = _("{folder} holds other files ({name}): name a new or empty folder.")
        raise CommandError(sentence.format(folder=folder, name=others[0]))
    for path in present:
        path.unlink()


def _rates(mix: str) -> Rates:
    try:
        return read_rates(mix)
    except FileNotFoundError as missing:
        sentence = _("{path} is missing: run the command from a checkout of the whole repository.")
        raise CommandError(sentence.format(path=missing.filename)) from missing


def _observe(rates: Rates, count: int, seed: int, bars: bool) -> Observation:
    with _bar(_("People and what agencies know of them"), 2, bars) as bar:
        population = generate_people(generate_city(), count, seed)
        bar.update()
        observed = Observation(population, seed, observe(population, rates, seed))
        bar.update()
    return observed


def _bar(words: str, total: int, shown: bool) -> "tqdm[Any]":
    return tqdm(total=total, desc=words, file=sys.stderr, disable=None if shown else True, leave=False)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: the rows stay to the end and hold no cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
