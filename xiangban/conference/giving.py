"""What the units of a conference are given to read, written inside the verbs that announce or end something.

Who keeps a conference is asked in keeping.py.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone

from xiangban.access.acts import tell_given
from xiangban.access.gate import ScopedModel
from xiangban.access.installation import register_day
from xiangban.access.models import GivenSight, Post
from xiangban.access.models.sight import GivenSightQuerySet
from xiangban.conference.keeping import PURPOSE
from xiangban.conference.models import Conference, Member
from xiangban.conference.rules import OF_A_UNIT
from xiangban.territories.models import Agency


def give_papers(row: ScopedModel, units: Iterable[Agency], verb: str) -> None:
    """Let units read this paper, from now on; a unit that has it already is given nothing twice."""
    known = set(_given(row).values_list("agency_id", flat=True))
    for unit in units:
        if unit.pk not in known:
            _give(row, verb, agency=unit)


def give_liaisons(conference: Conference, row: ScopedModel, verb: str) -> None:
    """Let liaisons and members read it whose post belongs to no agency: the unit's own sight does not reach them."""
    people = Member.objects.filter(conference=conference, part__in=OF_A_UNIT, post__agency=None)
    known = set(_given(row).values_list("post_id", flat=True))
    for person in people.on(register_day()).exclude(post=None).select_related("post"):
        if person.post_id not in known:
            known.add(person.post_id)
            _give(row, verb, post=person.post)


def withdraw_papers(row: ScopedModel, unit: Agency, until: date) -> None:
    """The unit, and its people's posts, do not read this paper any more from that day on."""
    posts = Member.objects.filter(agency=unit).exclude(post=None).values("post")
    moment = timezone.make_aware(datetime.combine(until, time.min))
    _given(row).filter(agency=unit).update(until=moment)
    _given(row).filter(post__in=posts).update(until=moment)


def end_liaisons(conference: Conference, rows: Iterable[ScopedModel], posts: Iterable[int], until: date) -> None:
    """Posts whose part ends on that day read these papers no more from then on, but for another part they hold."""
    held = Member.objects.filter(conference=conference, part__in=OF_A_UNIT, until=None).exclude(post=None)
    ending = set(posts) - set(held.values_list("post_id", flat=True))
    moment = timezone.make_aware(datetime.combine(until, time.min))
    for row in rows:
        _given(row).filter(post__in=ending).update(until=moment)


def _given(row: ScopedModel) -> GivenSightQuerySet:
    rows = GivenSight.objects.in_force(timezone.now())
    return rows.filter(model=row.sight_label(), key=str(row.pk), purpose=PURPOSE)


def _give(row: ScopedModel, verb: str, agency: Agency | None = None, post: Post | None = None) -> None:
    given = GivenSight.objects.create(
        agency=agency,
        post=post,
        model=row.sight_label(),
        key=str(row.pk),
        field_set="papers",
        purpose=PURPOSE,
        since=timezone.now(),
        given_by=verb,
    )
    tell_given(given)
