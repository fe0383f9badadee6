"""Load the invented city into an empty installation: places, agencies, accounts, and 34,711 children by rosters."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from xiangban.access.installation import is_demo, name_installation
from xiangban.access.models import Post, User
from xiangban.access.viewer import Viewer, system_viewer
from xiangban.demo.accounts import Stage, choose_stage, office_accounts, parent_account
from xiangban.demo.agencies import SCHOOL, generate_agencies, generate_staff
from xiangban.demo.city import DEFAULT_SEED, generate_city
from xiangban.demo.loading import past
from xiangban.demo.loading.cast import Cast
from xiangban.demo.loading.census import IMPORTED_ON, import_city
from xiangban.demo.loading.conference import Meetings
from xiangban.demo.loading.network import Network, write_accounts, write_agencies, write_places, write_posts
from xiangban.demo.loading.office import OfficeWork
from xiangban.demo.loading.oversight import Oversight, SpecialAction
from xiangban.demo.loading.past_paper import PastPaper
from xiangban.demo.loading.scenes import Scenes, viewer_of
from xiangban.demo.loading.story import Story
from xiangban.demo.loading.sweep import Sweep
from xiangban.demo.loading.telling import reconciliation
from xiangban.demo.people import generate_people
from xiangban.demo.place_names import CITY
from xiangban.demo.population import Population
from xiangban.demo.shares import PUBLISHED_COUNT
from xiangban.network.holiday_list import seed_calendar
from xiangban.territories.models import Territory

LEAST = 4_500  # of fewer, not every seed has a village with a family that plays all scenes
BEFORE = IMPORTED_ON - timedelta(days=5)
STEWARD, SUPERVISOR = "songyanan", "luoxiaoyan"
NAME = f"{CITY}农村留守儿童关爱保护工作联席会议"


class Command(BaseCommand):
    help = _("Load the invented city: places, agencies, accounts, and the rosters of 34,711 children.")

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
            lines = self._load(options["children"], options["seed"], system_viewer("demo"))
            name_installation(NAME, demo=True)
        if self._bars:
            self.stdout.write("\n".join(lines))

    def _load(self, count: int, seed: int, by: Viewer) -> list[str]:
        with self._bar(_("People, places and agencies"), 6) as bar, past.on(BEFORE):
            population = generate_people(generate_city(seed), count, seed)
            stage = _stage_of(population)
            bar.update()
            network, posts = self._network(population, by, bar)
            accounts = office_accounts(population, stage)
            seats = write_accounts(None, by, network=network, posts=posts, accounts=accounts)
            bar.update()
        with past.on(IMPORTED_ON):
            batch = import_city(population, viewer_of(seats[STEWARD]), self._bar)
            cast = Cast(stage, viewer_of(seats[SUPERVISOR]))
            _count_rows()
            mother, own = cast.siblings()
            parent = parent_account(population, stage, mother)
            seats |= write_accounts(None, by, network=network, posts=posts, accounts=[parent])
        self._conference(stage, seats, cast)
        school = network.agencies[f"{SCHOOL}:{stage.school}"]
        Scenes(stage, seats, cast).play(cast.pupils(school), own)
        _count_rows()
        return list(reconciliation(batch, STEWARD))

    def _conference(self, stage: Stage, seats: Mapping[str, Post], cast: Cast) -> None:
        """The summer: a plenary with tasks on three levels, what the office sets out, the special action, the round."""
        story = Story(seats)
        sitting = Meetings(story, stage)
        office = (sitting, OfficeWork(story), PastPaper(story))
        for told in (*office, SpecialAction(story), Oversight(story, sitting.tasks), Sweep(story, stage, cast)):
            told.tell()
        with self._bar(_("Conference"), len(story)) as bar:
            story.play(bar.update)

    def _network(self, population: Population, by: Viewer, bar: "tqdm[Any]") -> tuple[Network, dict[int, Post]]:
        """Working days, places, agencies and posts with their staff."""
        seed_calendar(by)
        bar.update()
        places = write_places(None, by, city=population.city)
        bar.update()
        agencies = write_agencies(None, by, agencies=generate_agencies(population.city, population.schools))
        network = Network(places, agencies)
        bar.update()
        posts = write_posts(None, by, network=network, staff=generate_staff(population.city))
        bar.update()
        return network, posts

    def _bar(self, words: str, total: int) -> "tqdm[Any]":
        return tqdm(total=total, desc=words, disable=None if self._bars else True, leave=False)


def _count_rows() -> None:
    """Let PostgreSQL count what was laid into empty tables: it would go on planning for none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _stage_of(population: Population) -> Stage:
    try:
        return choose_stage(population)
    except LookupError:
        sentence = _("{number} children are too few for a village to show: take {least} or more.")
        raise CommandError(sentence.format(number=len(population.children), least=LEAST)) from None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: a quarter of a million objects stay to the end, and it cost 14 s of 53."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
