"""The running round of the census on everybody's day: what the own place owes, and what waits from below.

How far a place is in a round is told by census/completeness.py.
"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.census.completeness import Standing, standing_of
from xiangban.census.models import CensusRound
from xiangban.census.queries import running_rounds
from xiangban.census.submitting import SubmissionState
from xiangban.desk.cards import Card
from xiangban.web.badges import Tone
from xiangban.web.templatetags.web import chinese_date

MOST_ROUNDS = 2  # newest first: an office runs one at a time, a county beside its city at most


def cards_of_rounds(viewer: Viewer, today: date) -> list[Card]:
    """What the running rounds ask of this seat; none where no round takes its place in."""
    if not viewer.may("census.submit_place"):
        return []
    cards = []
    for sweep in running_rounds(viewer)[:MOST_ROUNDS]:
        standing = standing_of(viewer, sweep, today)
        cards += _cards(viewer, sweep, standing) if standing else []
    return cards


def _cards(viewer: Viewer, sweep: CensusRound, standing: Standing) -> list[Card]:
    where = reverse("census:place", kwargs={"pk": sweep.pk, "code": viewer.interval.low})
    cards = []
    if standing.waiting and viewer.may("census.accept_place"):
        hint = _("{name}: look through what they submitted, accept it or send it back.").format(name=sweep.name)
        cards.append(Card(_("Places to accept"), hint, standing.waiting, where, "eye-check"))
    if standing.owes:
        cards.append(Card(_("Round to submit"), _hint(sweep, standing), 1, where, "upload", _tone(standing)))
    return cards


def _hint(sweep: CensusRound, standing: Standing) -> str:
    day = chinese_date(sweep.deadline)
    if standing.state is SubmissionState.RETURNED:
        return _("{name}: sent back; read why, mend it and submit again by {day}.").format(name=sweep.name, day=day)
    if standing.below:
        words = _("{name}: due by {day}; {owing} of {all} places below have not submitted.")
        return words.format(name=sweep.name, day=day, owing=standing.owing, all=standing.below)
    return _("{name}: due by {day}; say that every household was visited, or that there is nobody.").format(
        name=sweep.name, day=day
    )


def _tone(standing: Standing) -> str:
    if standing.late:
        return Tone.DANGER
    return Tone.WARNING if standing.state is SubmissionState.RETURNED else Tone.NOTICE
