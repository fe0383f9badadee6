"""The refusals of this room that carry more than one sentence; the page shows what they carry beside the form.

The rules that raise them are in the actions beside.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused
from xiangban.children.facts import Fault
from xiangban.lib.chinese_text import says_something


class FactsRefused(Refused):
    """Values that may not stand; each fault names its field, its value and what to do."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults), faults[0].field)
        self.faults = tuple(faults)


class AlreadyKnown(Refused):
    """A child of this number has a file; `child_id` only where it lies in the sight of whoever asks."""

    def __init__(self, child_id: int | None) -> None:
        in_sight = _("Identity number: a child with this number already has a file. Open that file and amend it.")
        elsewhere = _(
            "Identity number: a child with this number is registered elsewhere. Ask for a handover under “Claim”."
        )
        super().__init__(elsewhere if child_id is None else in_sight, "id_number")
        self.child_id = child_id


class EditedMeanwhile(Refused):
    """Somebody saved the file after this page was opened; `since` is the version the page was made from."""

    def __init__(self, child_id: int, since: int) -> None:
        sentence = _(
            "Somebody else saved this file while you were writing; nothing of yours has been saved. "
            "Look at what has changed, then save again."
        )
        super().__init__(sentence)
        self.child_id = child_id
        self.since = since


def need(text: str, field: str) -> str:
    """The text of a required reason without blanks around it. Raises Refused when nothing is left."""
    if not says_something(text):
        raise Refused(_("Say why in a few words; it is kept with what you do."), field)
    return text.strip()
