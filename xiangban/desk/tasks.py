"""Cards of tasks: what waits for receipt, what is overdue or runs, what the seat's level has to judge.

The counting itself is in conference/queries.py.
"""

from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.viewer import Viewer
from xiangban.conference.queries import count_tasks
from xiangban.desk.cards import Card
from xiangban.web.addresses import address
from xiangban.web.badges import Tone


def task_cards(viewer: Viewer, today: date) -> list[Card]:
    """The cards of a seat that does or judges tasks; none for others."""
    cards: list[Card] = []
    if not viewer.may("conference.receive_task"):
        return cards
    counts, owed = count_tasks(viewer, today), address("conference:owed_tasks")
    hint = _("A task counts as arrived once it is received.")
    cards.append(Card(_("Tasks to receive"), hint, counts["to_receive"], owed, "mail", Tone.WARNING))
    hint = _("Report what is done, or ask for an extension before it is too late.")
    cards.append(Card(_("Overdue tasks"), hint, counts["red"], owed, "alert-octagon", Tone.DANGER))
    hint = _("Given to your unit and not yet reported done.")
    cards.append(Card(_("Tasks under way"), hint, counts["running"], owed, "clipboard-check"))
    if viewer.may("conference.verify_task"):
        hint = _("Reported done, waiting to be struck off, or asking for an extension.")
        judged = address("conference:task_list")
        cards.append(Card(_("Tasks to judge"), hint, counts["to_judge"], judged, "eye"))
    return cards
