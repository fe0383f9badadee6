"""Who looked at a file: openings, revealed values and every other verb of the trail on this child, newest first.

The trail itself is kept and checked in access/.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.models import Post, TrailRow, User
from xiangban.access.models.trail import Outcome
from xiangban.children.facts import FACTS
from xiangban.children.models import Child

SHOWN_FIRST = 6
PAGE_ROWS = 50
VERBS = {
    "children.open": gettext_lazy("opened the file"),
    "children.reveal": gettext_lazy("had a masked value shown"),
    "children.open_with_reason": gettext_lazy("gave a reason to open the file"),
    "children.break_glass": gettext_lazy("looked in an emergency"),
    "children.review_break_glass": gettext_lazy("reviewed an emergency look"),
    "children.print": gettext_lazy("printed the registration form"),
    "children.found": gettext_lazy("founded the file"),
    "children.amend": gettext_lazy("amended facts"),
    "children.record_schooling": gettext_lazy("recorded schooling"),
    "children.submit": gettext_lazy("submitted the file"),
    "children.review": gettext_lazy("reviewed the file"),
    "children.register": gettext_lazy("put the child on the register"),
    "children.return": gettext_lazy("returned the file"),
    "children.propose_exit": gettext_lazy("proposed the exit"),
    "children.exit": gettext_lazy("approved the exit"),
    "children.refuse_exit": gettext_lazy("refused the exit"),
    "children.restore": gettext_lazy("restored the child to the register"),
    "children.claim": gettext_lazy("claimed the child"),
    "children.propose_handover": gettext_lazy("proposed a handover"),
    "children.receive_handover": gettext_lazy("received the handover"),
    "children.decline_handover": gettext_lazy("declined the handover"),
    "children.assign": gettext_lazy("assigned the child to a social worker"),
    "children.unassign": gettext_lazy("ended the assignment"),
    "children.invite_parent": gettext_lazy("invited a parent"),
}


@dataclass(frozen=True)
class Look:
    """One row of the trail on this child: when, who from which post, what, and of what when a value was shown."""

    seq: int
    at: datetime
    who: str
    post: str
    what: str
    refused: bool


def looks_at(child: Child, most: int, before: int | None = None) -> list[Look]:
    """The newest rows of the trail on a file whose history the reader may see; three queries."""
    rows = TrailRow.objects.filter(subject_model=Child.sight_label(), subject_key=str(child.pk)).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    found = list(rows.values_list("seq", "at", "user_id", "post_id", "verb", "outcome", "detail")[:most])
    people = dict(User.objects.filter(pk__in={row[2] for row in found}).values_list("pk", "display_name"))
    posts = dict(Post.objects.filter(pk__in={row[3] for row in found}).values_list("pk", "title"))
    return [
        Look(
            seq,
            at,
            people.get(user, _("the system")),
            posts.get(post, ""),
            _what(verb, detail),
            outcome == Outcome.REFUSED,
        )
        for seq, at, user, post, verb, outcome, detail in found
    ]


def _what(verb: str, detail: dict[str, str]) -> str:
    word = str(VERBS.get(verb, verb))
    fact = FACTS.get(str(detail.get("field", ""))) if verb == "children.reveal" else None
    return _("{what}: {fact}").format(what=word, fact=fact.label) if fact else word
