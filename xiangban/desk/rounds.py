"""The running round of the census on everybody's day: what the own place owes, and what waits from below.

How far a place is in a round is told by census/standings.py.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.census.standings import Standing, standings_of
from xiangban.census.submitting import SubmissionState
from xiangban.desk.cards import Card
from xiangban.territories.place_names import PlaceNames
from xiangban.territories.rules import Level
from xiangban.web.badges import Tone
from xiangban.web.templatetags.web import chinese_date

MOST_ROUNDS = 2  # newest first: an office runs one at a time, a county one beside its city's at most


def cards_of_rounds(viewer: Viewer, places: PlaceNames, today: date) -> list[Card]:
    """What the running rounds ask of this seat; none where its place is none of today's any more."""
    own = viewer.interval.low
    if not viewer.may("census.submit_place") or places.name(own) == str(own):
        return []
    below = len(places.below(Level(viewer.level), own))
    return [card for one in standings_of(viewer, today)[:MOST_ROUNDS] for card in _cards(viewer, one, below)]


def _cards(viewer: Viewer, standing: Standing, below: int) -> list[Card]:
    sweep, cards = standing.sweep, []
    where = reverse("census:place", kwargs={"pk": sweep.pk, "code": viewer.interval.low})
    if standing.waiting and viewer.may("census.accept_place"):
        hint = _("{name}: look through what they submitted, accept it or send it back.").format(name=sweep.name)
        cards.append(Card(_("Places to accept"), hint, standing.waiting, where, "eye-check"))
    if standing.owes:
        cards.append(Card(_("Round to submit"), _hint(standing, below), 1, where, "upload", _tone(standing)))
    return cards


def _hint(standing: Standing, below: int) -> str:
    name, day = standing.sweep.name, chinese_date(standing.sweep.deadline)
    if standing.state is SubmissionState.RETURNED:
        return _("{name}: sent back; read why, mend it and submit again by {day}.").format(name=name, day=day)
    if below:
        words = _("{name}: due by {day}; {owing} of {all} places below have not submitted.")
        return words.format(name=name, day=day, owing=below - standing.handed_in, all=below)
    words = _("{name}: due by {day}; say that every household was visited, or that there is nobody.")
    return words.format(name=name, day=day)


def _tone(standing: Standing) -> str:
    if standing.late:
        return Tone.DANGER
    return Tone.WARNING if standing.state is SubmissionState.RETURNED else Tone.NOTICE
