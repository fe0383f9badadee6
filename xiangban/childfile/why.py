"""Why this reader may see this child, in sentences: the own place, the own pupils, or what was given and until when.

The rule itself is the gate's; here it is only explained.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.models import GivenSight
from xiangban.access.roles import Reach
from xiangban.access.viewer import Viewer
from xiangban.children.codes import SightPurpose
from xiangban.children.models import Child
from xiangban.web.templatetags.web import chinese_moment


def why_in_sight(child: Child, viewer: Viewer) -> list[str]:
    """Every reason why the child is in sight now; one query."""
    return [*_own(child, viewer), *_given(child, viewer)]


def _own(child: Child, viewer: Viewer) -> list[str]:
    reach = viewer.sight.reach
    if reach is Reach.PLACE and viewer.interval.holds(child.responsible_code):
        sentence = _("The child's responsible place lies in {place}, the place of your post.")
        return [sentence.format(place=viewer.place_name)]
    if reach is Reach.PUPILS and viewer.agency_id is not None and child.school_id == viewer.agency_id:
        return [_("The child is a pupil of your school.")]
    return []


def _given(child: Child, viewer: Viewer) -> list[str]:
    if str(child.pk) not in viewer.given(Child.sight_label()):
        return []
    rows = (
        GivenSight.objects.in_force(timezone.now())
        .for_post(viewer.post_id, viewer.agency_id)
        .filter(model=Child.sight_label(), key=str(child.pk))
        .values_list("purpose", "since", "until")
    )
    return [_say(purpose, chinese_moment(since), chinese_moment(until)) for purpose, since, until in rows]


def _say(purpose: str, since: str, until: str) -> str:
    word = dict(SightPurpose.choices).get(purpose, purpose)
    if until:
        return _("Given to your post for “{purpose}”, from {since} until {until}.").format(
            purpose=word, since=since, until=until
        )
    return _("Given to your post for “{purpose}”, since {since}, until the purpose is reached.").format(
        purpose=word, since=since
    )
