"""Everything the page of one file shows to one reader, gathered block by block.

All blocks out of sight are one quiet line; what each block holds is in the module of its name.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.explanations import Look, Reason, who_opened, why_in_sight
from xiangban.access.gate import facets_of
from xiangban.access.roles import Facet
from xiangban.access.viewer import Viewer
from xiangban.childfile import family, given, known, standing, story, verbs
from xiangban.childfile.marks import STATE_BADGES
from xiangban.childfile.photo import Photo, photo_of
from xiangban.children.facts import Block
from xiangban.children.gaps import say_gaps
from xiangban.children.models import OPEN_HANDOVERS, Child, Handover
from xiangban.children.names import name_for
from xiangban.lib.chinese_dates import age_on
from xiangban.territories.place_names import PlaceNames
from xiangban.web.badges import Badge

LOOKS_SHOWN = 6
# Care stands first; the order fills two columns evenly.
BLOCKS = (
    Block.GUARDIANSHIP,
    Block.INSTITUTION,
    Block.LIVELIHOOD,
    Block.SCHOOLING,
    Block.HEALTH,
    Block.SUPPORT,
    Block.CONSENT,
)


@dataclass(frozen=True)
class FilePage:
    """One file as one reader sees it; None stands for a block that the seat does not see."""

    child: Child
    age: int | None
    state: Badge
    person: known.BlockShown
    photo: Photo | None
    name: str
    responsible: standing.Responsible
    where: known.BlockShown
    standing: standing.Standing | None
    family: list[family.Relative] | None
    blocks: list[known.BlockShown]
    story: list[story.Event] | None
    looks: list[Look] | None
    reasons: list[Reason]
    handover: Handover | None
    offers: list[verbs.Offer]
    gaps: str
    given_to: list[given.GivenTo]
    may_reveal: bool

    @property
    def may_amend(self) -> bool:
        """Whether this reader is offered to amend the file, and so may be asked to."""
        return any(offer.verb.name == "amend" for offer in self.offers)

    @property
    def unseen(self) -> list[str]:
        """What stands in the file and not on this page, for one quiet line."""
        parts: dict[str, object] = {
            _("Who cares for the child"): self.family,
            _("What happened"): self.story,
            _("Who looked"): self.looks,
        }
        unseen = [title for title, shown in parts.items() if shown is None]
        return unseen + [str(block.block.label) for block in self.blocks if block.hidden]


def page_of(child: Child, viewer: Viewer, places: PlaceNames, today: date) -> FilePage:
    """Gather the page; the caller has found the child in the reader's sight and opened it in the trail."""
    facets = facets_of(child, viewer)
    sayings = known.sayings_of(child)
    reader = known.reader_of(viewer, facets, places, child, sayings)
    handover = open_handover(child, viewer)
    offers = verbs.offers_for(child, viewer, handover)
    history = Facet.HISTORY in facets
    return FilePage(
        child,
        age_on(child.birth_date, today) if child.birth_date else None,
        STATE_BADGES[child.state],
        known.show_block(Block.PERSON, child, reader, sayings),
        photo_of(child, viewer, facets),
        name_for(child.name, facets),
        standing.responsible_of(child, places),
        known.show_block(Block.PLACES, child, reader, sayings),
        standing.standing_of(child, today) if Facet.CARE in facets else None,
        family.family_of(child, viewer, facets, today) if Facet.FAMILY in facets else None,
        [shown for block in BLOCKS if (shown := known.show_block(block, child, reader, sayings)).asked],
        story.story_of(child, viewer, facets, places) if history else None,
        who_opened(child, LOOKS_SHOWN) if history else None,
        why_in_sight(child, viewer),
        handover,
        offers,
        say_gaps(child, facets) if verbs.lead_on(offers) else "",
        given.given_to(child, viewer),
        viewer.may("children.reveal"),
    )


def open_handover(child: Child, viewer: Viewer) -> Handover | None:
    """The handover of this child that waits for receipt, or that another place asks for; None without either."""
    waiting = Handover.objects.visible_to(viewer).filter(child=child, state__in=OPEN_HANDOVERS)
    found: Handover | None = waiting.first()
    return found
