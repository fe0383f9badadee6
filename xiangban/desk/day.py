"""A seat's day: the cards, lists and figures that its role is told of, put together from the counts.

Which role is told of what is in seats.py; the counting itself is in queries.py, figures.py and administration.py.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.desk import administration, queries
from xiangban.desk.agenda import agenda_cards
from xiangban.desk.cards import Card
from xiangban.desk.figures import Figures, figures_of
from xiangban.desk.papers import paper_cards
from xiangban.desk.red import RedUnit, red_units
from xiangban.desk.rounds import cards_of_rounds
from xiangban.desk.seats import AGENDA, BY_COUNTY, FIGURES, GIVEN, HANDOVERS, NAMED, WAITING
from xiangban.desk.tasks import task_cards
from xiangban.desk.waiting import Waiting
from xiangban.territories.place_names import PlaceNames
from xiangban.web.addresses import address
from xiangban.web.badges import Tone
from xiangban.web.phrases import StrOrPromise


@dataclass
class Day:
    """Everything the page of one seat shows; what is empty is not shown."""

    cards: list[Card] = field(default_factory=list)
    quiet: list[StrOrPromise] = field(default_factory=list)
    handovers: list[queries.OpenHandover] = field(default_factory=list)
    counties: list[queries.CountyRow] = field(default_factory=list)
    given: list[queries.Named] | None = None
    figures: Figures | None = None
    notes: list[administration.Note] = field(default_factory=list)
    red: list[RedUnit] = field(default_factory=list)

    @property
    def total(self) -> queries.CountyRow:
        """The last line of the table of counties."""
        names = ("on_register", "waiting", "exits", "unclaimed", "alerts")
        return queries.CountyRow(0, "", *(sum(getattr(row, name) for row in self.counties) for name in names))

    def add(self, *cards: Card) -> None:
        """A card with nothing on it becomes a word in one quiet line."""
        for card in cards:
            if card.count:
                self.cards.append(card)
            else:
                self.quiet.append(card.title)


def day_of(viewer: Viewer, places: PlaceNames, today: date) -> Day:
    """The day of this seat."""
    day, role = Day(), Role(viewer.role_word)
    day.add(*_waiting_cards(viewer, WAITING.get(role, ()), places, today))
    if role in HANDOVERS:
        day.handovers = queries.open_handovers(viewer, viewer.interval, places)
    day.add(*cards_of_rounds(viewer, places, today))
    day.add(*_approvals(viewer))
    day.add(*task_cards(viewer, today))
    day.add(*paper_cards(viewer, today), *(agenda_cards(viewer) if role in AGENDA else ()))
    day.red = red_units(viewer, today)
    if role in BY_COUNTY:
        day.counties = queries.count_by_county(viewer, places, today)
    if role in GIVEN:
        given = queries.given_children(viewer, places, today)
        if given or role not in FIGURES:
            day.given = given
        else:
            day.quiet.append(_("Children given to this post"))
    if role in FIGURES:
        day.figures = figures_of(viewer, today)
    day.add(*administration.cards_of(role, today))
    if role is Role.AUDIT_ADMINISTRATOR:
        day.notes = administration.trail_notes()
    return day


def _waiting_cards(viewer: Viewer, kinds: tuple[Waiting, ...], places: PlaceNames, today: date) -> list[Card]:
    counts = queries.count_waiting(viewer, kinds, today)
    names = queries.name_waiting(viewer, kinds, today, places) if viewer.role in NAMED and any(counts.values()) else {}
    whole_list = address("childfile:list")
    return [
        Card(
            kind.title,
            kind.hint,
            counts.get(kind.name, 0),
            f"{whole_list}?{kind.address}" if kind.address else whole_list,
            kind.icon,
            kind.tone,
            names.get(kind.name, []),
        )
        for kind in kinds
    ]


def _approvals(viewer: Viewer) -> list[Card]:
    cards = []
    if viewer.may("exports.approve"):
        hint = _("Read the reason, then approve or refuse; over 500 children need a second person.")
        exports = address("access:export_list")
        cards.append(Card(_("Exports to approve"), hint, queries.exports_to_approve(viewer), exports, "download"))
    if viewer.may("census.settle"):
        hint = _("Rows of rosters that may be children who are here already: say whether they are the same.")
        pairs, count = address("census:rounds"), queries.pairs_in_doubt(viewer)
        cards.append(Card(_("Pairs in doubt"), hint, count, pairs, "user-question"))
    if viewer.may("children.review_break_glass"):
        hint = _("Somebody opened a file in an emergency: say whether it was justified.")
        looks, count = address("children:break_glass_list"), queries.break_glass_to_review(viewer)
        cards.append(Card(_("Emergency looks to review"), hint, count, looks, "shield-check", Tone.WARNING))
    return cards
