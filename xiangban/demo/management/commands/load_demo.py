"""Load the invented city into an empty installation: places, agencies, accounts, 34,711 children's files."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.installation import is_demo, name_installation
from xiangban.access.models import User
from xiangban.access.viewer import Viewer, system_viewer
from xiangban.children.bulk import Founding, found_children
from xiangban.demo.accounts import Stage, choose_stage, demo_accounts
from xiangban.demo.agencies import generate_agencies, generate_staff
from xiangban.demo.city import CITY_CODE, DEFAULT_SEED, generate_city
from xiangban.demo.loading.files import Files
from xiangban.demo.loading.network import Network, write_accounts, write_agencies, write_places, write_posts
from xiangban.demo.loading.scenes import Scenes
from xiangban.demo.people import generate_people
from xiangban.demo.place_names import CITY
from xiangban.demo.population import Population
from xiangban.demo.shares import PUBLISHED_COUNT
from xiangban.network.holiday_list import seed_calendar
from xiangban.territories.models import Territory

NAME = f"{CITY}农村留守儿童关爱保护工作联席会议"


class Command(BaseCommand):
    help = _("Load the invented city: places, agencies, accounts and 34,711 children's files.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--children", type=int, default=PUBLISHED_COUNT, help=_("how many children"))
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help=_("same seed, same data"))

    def handle(self, *args: Any, **options: Any) -> None:
        if is_demo():
            self.stdout.write(_("The demo data is already loaded."))
            return
        if User.objects.exists() or Territory.objects.exists():
            raise CommandError(_("This installation already holds people or places: load the demo into an empty one."))
        self._bars = int(options["verbosity"]) > 0
        with _uncollected(), transaction.atomic():
            self._load(options["children"], options["seed"], system_viewer("demo"))
            name_installation(NAME, demo=True)

    def _load(self, count: int, seed: int, by: Viewer) -> None:
        with self._bar(_("People, places and agencies"), 6) as bar:
            population = generate_people(city := generate_city(seed), count, seed)
            stage = _stage_of(population)
            bar.update()
            seed_calendar(by)
            bar.update()
            places = write_places(None, by, city=city)
            bar.update()
            agencies = write_agencies(None, by, agencies=generate_agencies(city, population.schools))
            network = Network(places, agencies)
            bar.update()
            posts = write_posts(None, by, network=network, staff=generate_staff(city))
            bar.update()
            accounts = demo_accounts(population)
            seats = write_accounts(None, by, network=network, posts=posts, accounts=accounts)
            bar.update()
        files = Files(population, network, stage.township)
        with self._bar(_("Children's files"), len(population.children)) as bar:
            written = found_children(places[CITY_CODE], by, foundings=_counted(files.foundings(), bar))
        rows = dict(zip((child.key for child in population.children), written.children, strict=True))
        Scenes(population, stage, seats, rows).play(accounts)

    def _bar(self, words: str, total: int) -> "tqdm[Any]":
        return tqdm(total=total, desc=words, disable=None if self._bars else True, leave=False)


def _stage_of(population: Population) -> Stage:
    try:
        return choose_stage(population)
    except LookupError:
        sentence = _("{number} children are too few for a village to show: take more.")
        raise CommandError(sentence.format(number=len(population.children))) from None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a quarter of a million objects stay to the end, and it cost 14 s of 53."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _counted(foundings: Iterable[Founding], bar: "tqdm[Any]") -> Iterable[Founding]:
    for founding in foundings:
        yield founding
        bar.update()
