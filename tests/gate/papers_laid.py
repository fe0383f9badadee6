"""The papers of the cast put into the database: conferences, tasks, special actions, what is supervised.

Who lies where is in cast.py and cast_of_supervision.py; the rest of the stage is built in stage.py.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.utils import timezone

from tests.campaigning import Campaigned, lay_whole_campaign
from tests.gate.cast import GIVEN_PAPERS, MET, SET_OUT, TASKED
from tests.gate.cast_of_supervision import CAMPAIGNED, GIVEN_CAMPAIGNS, SUPERVISED
from tests.sitting import Sat, lay_sitting
from tests.supervising import Supervised, lay_supervision
from tests.tasking import SetOut, Tasked, lay_set_out, lay_whole_task
from xiangban.access.gate import ScopedModel
from xiangban.access.models import GivenSight, Seat
from xiangban.campaigns.models import Campaign
from xiangban.children.models import Child
from xiangban.territories.models import Agency, Territory

Places = Mapping[int, Territory]
Seats = Mapping[str, Seat]


def give_post(seat: Seat, row: ScopedModel, verb: str) -> None:
    """Let the post of a seat read this paper, as the verb would that gave it."""
    GivenSight.objects.create(
        post=seat.post,
        model=row.sight_label(),
        key=str(row.pk),
        field_set="papers",
        purpose="conference_papers",
        since=timezone.now() - timedelta(minutes=1),
        given_by=verb,
    )


def lay_meetings(places: Places, seats: Seats) -> dict[str, Sat]:
    """A conference at each place, its minutes issued; one meeting is given to a liaison whose post has no agency."""
    met = {label: lay_sitting(places[code]) for label, code in MET.items()}
    for seat, label in GIVEN_PAPERS:
        for row in (met[label].conference, met[label].meeting):
            give_post(seats[seat], row, "conference.call_meeting")
    return met


def lay_tasks(places: Places, seats: Seats) -> dict[str, Tasked]:
    """A task with one row in each of its tables."""
    return {label: lay_whole_task(places[at.place], at.level, seats[at.lead].post) for label, at in TASKED.items()}


def lay_what_is_set_out(places: Places) -> dict[str, SetOut]:
    """Instructions, work points and duties of each place."""
    return {label: lay_set_out(places[code]) for label, code in SET_OUT.items()}


def lay_campaigns(places: Places, seats: Seats, children: Collection[Child]) -> dict[str, Campaigned]:
    """A special action at each place that runs, with every child of the house on its list."""
    laid = {label: lay_whole_campaign(places[code], children) for label, code in CAMPAIGNED.items()}
    for seat, label in GIVEN_CAMPAIGNS:
        for campaign in Campaign.objects.filter(place_code=CAMPAIGNED[label]):
            give_post(seats[seat], campaign, "campaigns.open")
    return laid


def supervise(places: Places, agencies: Mapping[str, Agency]) -> dict[str, Supervised]:
    """An inspection of each office, with villages drawn by the city and children by the counties."""
    return {
        label: lay_supervision(places[at.place], agencies[at.agency], "villages" if at.level == 2 else "children")
        for label, at in SUPERVISED.items()
    }
