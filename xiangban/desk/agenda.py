"""The card of the office that keeps a conference: items which units have proposed and nobody has decided on.

What an item is and who decides on it is said in conference/.
"""

from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.conference.models import AgendaItem, Meeting
from xiangban.conference.rules import ItemState
from xiangban.desk.cards import Card
from xiangban.web.addresses import address


def agenda_cards(viewer: Viewer) -> list[Card]:
    """One card while proposals for a coming meeting of the seat's own conference wait, else none."""
    coming = Meeting.objects.visible_to(viewer).kept_by(viewer).upcoming()
    waiting = AgendaItem.objects.visible_to(viewer).filter(meeting__in=coming, state=ItemState.PROPOSED).count()
    hint = _("Units have proposed items: adopt each or leave it off, before the notice goes out.")
    meetings = address("conference:meeting_list")
    return [Card(_("Proposals to decide on"), hint, waiting, meetings, "bulb")] if waiting else []
