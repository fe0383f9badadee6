"""The stage of killed imports: an invented city with its offices, one roster taken in, two more read and matched.

Importing this needs Django set up; the rosters are the demo's, few children in all places of the city.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.management import call_command

from tests.crash.import_work import silent
from xiangban.access.models import Post, Seat, User
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer, system_viewer, viewer_from_seat
from xiangban.census.actions.imports import Dropped, receive_files
from xiangban.census.actions.rounds import open_round
from xiangban.census.models import CensusRound, Import
from xiangban.census.preparing import prepare_import
from xiangban.census.strokes import commit_import
from xiangban.demo.city import CITY_CODE, generate_city
from xiangban.demo.loading.network import write_places
from xiangban.demo.people import generate_people
from xiangban.demo.rosters.files import demo_rosters
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level

CHILDREN, SEED = 400, 20260901
FIRST, SINCE = "education", date(2026, 1, 1)


@dataclass(frozen=True)
class Stage:
    """Who imports, the round, and the files of the two agencies whose rosters are dropped again and again."""

    by: Viewer
    sweep: CensusRound
    files: tuple[Dropped, ...]

    @property
    def place(self) -> Territory:
        return Territory.objects.current().get(code=self.sweep.place_code, level=self.sweep.level)

    def ready(self) -> Import:
        """The two rosters dropped once more, read and matched against the register."""
        batch = receive_files(self.place, self.by, sweep=self.sweep, files=self.files)
        return prepare_import(batch, self.by, progress=silent)


def set_stage(folder: Path, children: int = CHILDREN) -> Stage:
    """Fill an empty home: places, a clerk of the city, a round, and the schools' children in the register."""
    call_command("migrate", verbosity=0, interactive=False)
    city = generate_city()
    places = write_places(None, system_viewer("set the stage"), city=city)
    by = _clerk(places[CITY_CODE])
    days = (REFERENCE_DATE, date(2026, 12, 31))
    sweep = open_round(places[CITY_CODE], by, name="秋季排查", days=days)
    paths = demo_rosters(folder, generate_people(city, children, SEED), SEED, lambda _rows: None)
    files = [Dropped(path.stem, path.name, path.read_bytes()) for path in paths]
    stage = Stage(by, sweep, tuple(file for file in files if file.agency != FIRST))
    first = [file for file in files if file.agency == FIRST]
    batch = receive_files(stage.place, by, sweep=sweep, files=first)
    commit_import(prepare_import(batch, by, progress=silent), by, progress=silent)
    return stage


def _clerk(place: Territory) -> Viewer:
    post = Post.objects.create(
        role=Role.CITY_CLERK, title="经办", territory=place, place_code=place.code, level=Level.CITY, opened_on=SINCE
    )
    user = User.objects.create(username="jingban", display_name="经办")
    return viewer_from_seat(Seat.objects.create(user=user, post=post, since=SINCE))
