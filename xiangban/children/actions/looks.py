"""Looking where a seat usually may not: a masked value, a file with a reason, an emergency look and its review.

Every look stands in the trail with its reason; what a look shows is said by the field sets of access/.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.gate import facets_of
from xiangban.access.models import Post, User
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.children.actions.checks import children_of_number
from xiangban.children.actions.given import give
from xiangban.children.actions.refusals import need
from xiangban.children.codes import SightPurpose
from xiangban.children.facts import FACTS, KIN
from xiangban.children.family import FACET_OF_SEALED
from xiangban.children.models import BreakGlass, Child, Person
from xiangban.lib.chinese_text import compact_name

EMERGENCY = timedelta(hours=24)


@action("children.reveal", facet=Facet.FILE)
def reveal_value(child: Child, by: Viewer, *, field: str, reason: str) -> str:
    """The clear value of a sealed fact, or of `kin.<person>.<fact>`; the trail names the field, never the value."""
    need(reason, "reason")
    tell(field=field)
    if field.startswith(KIN):
        return _value_of_person(child, by, field)
    fact = FACTS.get(field)
    if fact is None or not fact.sealed or fact.facet not in facets_of(child, by):
        raise NotPermitted("children.reveal", by, child, seen=True)
    return str(getattr(child, field))


@action("children.print", facet=Facet.FILE)
def print_child(child: Child, by: Viewer) -> None:
    """Note in the trail that the whole file was put on paper; what stands on it is gathered in document.py."""


@action("children.open_with_reason", facet=Facet.ROSTER)
def open_with_reason(child: Child, by: Viewer, *, reason: str) -> None:
    """The city's civil-affairs seats see one file until midnight, for a reason."""
    need(reason, "reason")
    if Facet.FILE in facets_of(child, by):
        raise Refused(_("You may open this file as it is."), "reason")
    midnight = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))
    give(child, _own_post(by), "file_with_reason", SightPurpose.REASON_GIVEN, midnight)


@action("children.break_glass")
def break_glass(post: Post, by: Viewer, *, name: str, id_number: str, reason: str) -> BreakGlass:
    """The viewer's own post sees one child's file for 24 hours: the number typed in full, the name checked if given."""
    reason = need(reason, "reason")
    if post.pk != by.post_id:
        raise NotPermitted("children.break_glass", by, post, seen=True)
    child = _child_in_emergency(name, id_number)
    tell(subject=child)
    if Facet.FILE in facets_of(child, by):
        raise Refused(_("Your seat sees this child's file already. Open it from the list."), "id_number")
    now = timezone.now()
    given = give(child, post, "emergency_file", SightPurpose.BREAK_GLASS, now + EMERGENCY)
    glass: BreakGlass = BreakGlass.objects.create(
        child=child, given=given, by=User.objects.get(pk=by.user_id or 0), post=post, at=now, reason=reason
    )
    return glass


@action("children.review_break_glass")
def review_break_glass(glass: BreakGlass, by: Viewer, *, justified: bool, finding: str) -> None:
    """A head of the child's place says whether the emergency look was justified; nobody reviews an own look."""
    glass.refresh_from_db()
    if glass.by_id == by.user_id:
        raise Refused(_("Nobody reviews an own look. Another head must do it."))
    if glass.reviewed_at is not None:
        raise Refused(_("This look has been reviewed already. Reload the page."))
    glass.finding = need(finding, "finding")
    glass.justified, glass.reviewed_at, glass.reviewed_by_id = justified, timezone.now(), by.user_id
    glass.save()
    if not justified:
        glass.given.withdrawn_at = timezone.now()
        glass.given.save(update_fields=["withdrawn_at"])


def _value_of_person(child: Child, by: Viewer, field: str) -> str:
    key, _dot, name = field.removeprefix(KIN).partition(".")
    person = Person.objects.filter(kin__child=child, pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if person is None or FACET_OF_SEALED.get(name) not in facets_of(child, by):
        raise NotPermitted("children.reveal", by, child, seen=True)
    return str(getattr(person, name))


def _child_in_emergency(name: str, id_number: str) -> Child:
    typed = compact_name(name)
    children = children_of_number(id_number)
    child = next((child for child in children if not typed or typed == compact_name(child.name)), None)
    if child is None:
        sentence = _("No child has this number, or the name is another's. Compare both with the certificate.")
        raise Refused(sentence, "id_number")
    return child


def _own_post(by: Viewer) -> Post:
    return Post.objects.get(pk=by.post_id or 0)
