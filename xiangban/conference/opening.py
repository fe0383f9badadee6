"""What an opening of a task must say, and which sentence it meets otherwise: lead, open posts and units, day, measure.

The opening itself is in actions/tasks.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.access.models import Post
from xiangban.conference.parties import can_open
from xiangban.conference.refusals import refuse_far
from xiangban.conference.task_rules import Measure
from xiangban.territories.models import Agency
from xiangban.territories.rules import Interval
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class Opening:
    """To whom, by when, and up to which number a task is to be opened."""

    lead: Post | None
    cooperating: Sequence[Post]
    deadline: date
    measure: Measure


def refuse_terms(said: Opening, origin_day: date | None, interval: Interval) -> Post:
    """The post that leads; raises Refused with the first thing that cannot stand. Posts must lie in `interval`."""
    if said.lead is None:
        raise Refused(
            _("Lead unit: missing. A task without one is nobody's; choose the post that leads it."), "lead_post"
        )
    _refuse_post(said.lead, "lead_post", interval)
    for post in said.cooperating:
        _refuse_post(post, "cooperating_posts", interval)
    if len({post.pk for post in (said.lead, *said.cooperating)}) <= len(said.cooperating):
        raise Refused(_("A post stands twice. Each post leads or cooperates, once."), "cooperating_posts")
    if not said.measure.is_whole:
        field = "measure_unit" if said.measure.number is not None else "measure_number"
        raise Refused(
            _("Result to reach: write both a number and its unit, such as 120 and “agreements signed”."), field
        )
    refuse_far(said.deadline, "deadline")
    if origin_day is not None and said.deadline < origin_day:
        words = _("Deadline: {deadline} lies before {day}, the day on which this was decided.")
        days = {"deadline": chinese_date(said.deadline), "day": chinese_date(origin_day)}
        raise Refused(words.format(**days), "deadline")
    return said.lead


def _refuse_post(post: Post, field: str, interval: Interval) -> None:
    if post.closed_on is not None:
        words = _("{post} was closed on {day}. Choose the post that took over.")
        raise Refused(words.format(post=post, day=chinese_date(post.closed_on)), field)
    unit = Agency.objects.filter(pk=post.agency_id).first() if post.agency_id else None
    if unit is not None and unit.closed_on is not None:
        words = _("{unit} does not exist any more since {day}. Choose the unit that took over its work.")
        raise Refused(words.format(unit=unit.name, day=chinese_date(unit.closed_on)), field)
    if not can_open(post):
        raise Refused(_("{post} could not open this task: such posts receive none.").format(post=post), field)
    if not interval.holds(post.place_code):
        raise Refused(_("{post} lies outside your place. Ask its own conference office.").format(post=post), field)
