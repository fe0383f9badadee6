"""Verb of a figure kept from a paper: the register's figure of one day and column is set beside it.

What the difference means is judged in beside.py.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.jobs import start_job
from xiangban.access.models import JobState
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child, ChildMove
from xiangban.children.rules import definition_on
from xiangban.conference.beside import NUMBERS
from xiangban.conference.keeping import demand_keeper
from xiangban.conference.models import PaperFigure
from xiangban.figures.queries import summary_as_of
from xiangban.figures.summary import CHECK_RULES
from xiangban.territories.models import Territory
from xiangban.web.templatetags.web import chinese_date

AT_WORK = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class Asked:
    """Which column of the register is set beside a figure, and as of which day."""

    indicator: str
    day: date


@action("conference.compare_figure")
def ask_comparison(figure: PaperFigure, by: Viewer, *, asked: Asked) -> None:
    """Let a job count the register as of that day. Raises Refused for a day no register can answer for."""
    demand_keeper(figure.piece.paper.conference, by, "conference.compare_figure")
    _refuse_asked(asked)
    held = PaperFigure.objects.select_for_update(of=("self",)).select_related("job").get(pk=figure.pk)
    if held.job is not None and held.job.state in AT_WORK:
        raise Refused(_("The register is being counted for this figure: wait until that ends."))
    held.indicator, held.counted_on = asked.indicator, asked.day
    held.counted, held.compared_at = None, None
    held.job = start_job("conference.compare_figure", by, figure=held.pk, seat=by.seat_id or 0)
    held.save()
    tell(indicator=asked.indicator, day=str(asked.day))


@action("conference.compare_figure")
def compare_figure(figure: PaperFigure, by: Viewer) -> None:
    """Count the column that was asked for, as the register stood at the end of that day. The job's step."""
    conference, day = figure.piece.paper.conference, figure.counted_on
    demand_keeper(conference, by, "conference.compare_figure")
    if day is None:
        raise Refused(_("Choose a column and a day first."))
    first = ChildMove.objects.filter(child__in=Child.objects.counted_for(by).values("pk")).aggregate(at=Min("at"))["at"]
    figure.reaches_to = timezone.localdate(first) if first else None
    figure.counted, figure.lacking = None, 0
    if figure.reaches_to is not None and day >= figure.reaches_to:
        _count(figure, by, day)
    figure.compared_at = timezone.now()
    figure.save()


def _count(figure: PaperFigure, by: Viewer, day: date) -> None:
    conference = figure.piece.paper.conference
    place = Territory.objects.current().get(code=conference.place_code, level=conference.level)
    summary = summary_as_of(by, place, day, _end_of(day))
    number = NUMBERS[figure.indicator]
    figure.counted = summary.whole.get(number, 0)
    asks = [rule.remainder for rule in CHECK_RULES if number in rule.right]
    figure.lacking = sum(summary.lacking.get(remainder, 0) for remainder in asks)


def _end_of(day: date) -> datetime:
    """The first moment after the day, or now for a day that is not over."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return min(end, timezone.now())


def _refuse_asked(asked: Asked) -> None:
    if asked.indicator not in NUMBERS:
        raise Refused(_("Choose a column of the summary."), "indicator")
    if asked.day > register_day():
        words = _("Day: {day} lies ahead; the register cannot be counted for it.")
        raise Refused(words.format(day=chinese_date(asked.day)), "day")
    if definition_on(asked.day) is None:
        words = _("Day: on {day} there was no definition by which the register counts.")
        raise Refused(words.format(day=chinese_date(asked.day)), "day")
