"""Verbs of a place in a round: submitted, accepted by the level above, sent back, opened again.

What may follow on what is in submitting.py; the figures of a place are counted in completeness.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.viewer import Viewer
from xiangban.census.completeness import Figures, figures_of, owing_below
from xiangban.census.differences import count_unexplained
from xiangban.census.models import CensusRound, Submission, SubmissionMove
from xiangban.census.reconciliation import Since
from xiangban.census.rules import RoundState
from xiangban.census.submitting import (
    ANSWERS_FOR_THE_GONE,
    HANDED_IN,
    SUBMISSION_MOVES,
    Statement,
    SubmissionState,
    goes_up,
    judges,
)
from xiangban.territories.models import Territory
from xiangban.territories.rules import Level, ancestor_code

MOST_NAMED = 12


@dataclass(frozen=True)
class Said:
    """What goes with a move: why, the statement, the figures of the moment, the places that owe."""

    reason: str = ""
    statement: str = ""
    figures: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


@action("census.submit_place")
def submit_place(place: Territory, by: Viewer, *, sweep: CensusRound, statement: str, reason: str = "") -> Submission:
    """Hand a place in to the level above, and accept what was handed in right below. Raises Refused.

    While places below owe theirs, or in a county children are gone without a cause, it goes with a reason alone.
    """
    _refuse_round(sweep, place)
    figures = figures_of(by, sweep, place)
    _refuse_statement(place, statement, figures)
    missing = owing_below(by, sweep, place)
    if not reason.strip():
        _refuse_missing(missing)
        _refuse_gone(by, sweep, place)
    said = Said(reason, statement, figures.as_numbers, [name for _code, name in missing])
    submission = _move(sweep, place.code, Level(place.level), ("submit_place", by, said))
    accepted = _accept_below(sweep, place, by)
    tell(subject=submission, round=sweep.pk, missing=len(missing), accepted=accepted, **figures.as_numbers)
    return submission


@action("census.accept_place")
def accept_place(place: Territory, by: Viewer, *, sweep: CensusRound) -> Submission:
    """Take what a place handed in as looked through. Raises Refused."""
    _refuse_round(sweep, place)
    _refuse_judge(place, by, sweep)
    if not goes_up(place.level, sweep.level):
        raise Refused(_("{place} is the territory of the round: nobody above accepts it.").format(place=place.name))
    return _judged(sweep, place, "accept_place", by, "")


@action("census.return_place")
def return_place(place: Territory, by: Viewer, *, sweep: CensusRound, reason: str) -> Submission:
    """Send back what a place handed in, with what is to be mended. Raises Refused."""
    _refuse_round(sweep, place)
    _refuse_judge(place, by, sweep)
    return _judged(sweep, place, "return_place", by, reason)


@action("census.reopen_place")
def reopen_place(place: Territory, by: Viewer, *, sweep: CensusRound, reason: str) -> Submission:
    """Let a place sweep again after it was accepted, while the place above has not handed in. Raises Refused."""
    _refuse_round(sweep, place)
    _refuse_judge(place, by, sweep)
    _refuse_counted_above(sweep, place)
    return _judged(sweep, place, "reopen_place", by, reason)


def _judged(sweep: CensusRound, place: Territory, verb: str, by: Viewer, reason: str) -> Submission:
    submission = _move(sweep, place.code, Level(place.level), (verb, by, Said(reason)))
    tell(subject=submission, round=sweep.pk, state=submission.state)
    return submission


def _accept_below(sweep: CensusRound, place: Territory, by: Viewer) -> int:
    """Whoever hands in a place answers for what was handed in below it."""
    inside = Submission._base_manager.filter(
        round=sweep, level=place.level + 1, place_code__gte=place.interval.low, place_code__lt=place.interval.high
    )
    waiting = list(inside.filter(state=SubmissionState.SUBMITTED))
    for one in waiting:
        _move(sweep, one.place_code, Level(one.level), ("accept_place", by, Said()))
    return len(waiting)


def _move(sweep: CensusRound, code: int, level: Level, told: tuple[str, Viewer, Said]) -> Submission:
    """The only place that writes the state of a place in a round, with the move as an immutable row."""
    verb, by, said = told
    rows = Submission._base_manager.select_for_update().filter(round=sweep, place_code=code, level=level)
    row = rows.order_by("-pk").first() or Submission(round=sweep, place_code=code, level=level)
    before = row.state
    row.state = SUBMISSION_MOVES.target(verb, before)
    if said.statement:
        row.statement, row.files = said.statement, said.figures["files"]
    row.save()
    SubmissionMove.objects.create(
        submission=row, move=verb, state_before=before, state_after=row.state, statement=said.statement,
        figures=said.figures, missing=said.missing, at=timezone.now(), by_id=by.user_id, post_id=by.post_id,
        reason=said.reason,
    )  # fmt: skip
    return row


def _refuse_round(sweep: CensusRound, place: Territory) -> None:
    if not sweep.interval.holds(place.code) or place.level < sweep.level:
        words = _("{place} does not lie in the territory of the round “{name}”.")
        raise Refused(words.format(place=place.name, name=sweep.name))
    if CensusRound.objects.get(pk=sweep.pk).state != RoundState.OPEN:
        words = _("The round “{name}” is locked: what comes late is an amendment.")
        raise Refused(words.format(name=sweep.name))


def _refuse_statement(place: Territory, statement: str, figures: Figures) -> None:
    if statement not in Statement.values:
        raise Refused(_("Statement of the place: say whether there are children, or that there is none."), "statement")
    there = figures.files + figures.waiting
    if statement == Statement.NOBODY and there:
        words = _(
            "Statement of the place: {files} files are on register in {place} and {waiting} rows wait; "
            "so there are children."
        )
        raise Refused(words.format(files=figures.files, place=place.name, waiting=figures.waiting), "statement")
    if statement == Statement.SWEPT and not there and place.level == Level.VILLAGE:
        words = _(
            "Statement of the place: no child of {place} is on the list; say that there is none, "
            "or found the files first."
        )
        raise Refused(words.format(place=place.name), "statement")


def _refuse_missing(missing: Iterable[tuple[int, str]]) -> None:
    names = [name for _code, name in missing]
    if not names:
        return
    words = _("{number} places have not submitted: {names}. Wait for them, or say why it goes without them.")
    if len(names) > MOST_NAMED:
        words = _("{number} places have not submitted, among them {names}. Wait, or say why it goes without them.")
    raise Refused(words.format(number=len(names), names=_(", ").join(names[:MOST_NAMED])), "reason")


def _refuse_gone(by: Viewer, sweep: CensusRound, place: Territory) -> None:
    if place.level > ANSWERS_FOR_THE_GONE:
        return
    unexplained = count_unexplained(by, sweep, place, Since.GONE)
    if unexplained:
        words = _("{number} children of the last round are gone and nobody said why: say it, or why it goes without.")
        raise Refused(words.format(number=unexplained), "reason")


def _refuse_judge(place: Territory, by: Viewer, sweep: CensusRound) -> None:
    if not judges(by.level, place.level, sweep.level):
        raise Refused(_("{place} is judged by the level above it, not by itself.").format(place=place.name))


def _refuse_counted_above(sweep: CensusRound, place: Territory) -> None:
    """What the place above counted when it handed in is not opened under it."""
    above = Level(place.level - 1)
    if above < sweep.level:
        return
    code = ancestor_code(place.code, above)
    states = Submission._base_manager.filter(round=sweep, place_code=code, level=above).order_by("-pk")
    if states.values_list("state", flat=True).first() in HANDED_IN:
        name = Territory.objects.current().get(code=code, level=above).name
        words = _("{above} has submitted and counted {place}: it must be sent back first.")
        raise Refused(words.format(above=name, place=place.name))
