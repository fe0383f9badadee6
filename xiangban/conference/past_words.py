"""Papers of the past in words: states of papers and pieces, what is uncertain, why two figures differ.

Kinds of papers and refusals of files are in paper_words.py.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xiangban.children.rules import DEFINITIONS
from xiangban.conference.beside import Counted, Reason, Told, span
from xiangban.conference.models import PaperPiece
from xiangban.conference.paper_words import ROLES
from xiangban.conference.papers.paper import Basis, Role
from xiangban.conference.past_pieces import plain_number, told
from xiangban.conference.past_rules import PieceKind, PieceState
from xiangban.web.badges import Badge, Tone
from xiangban.web.templatetags.web import chinese_date

PIECE_BADGES = {
    PieceState.PROPOSED: Badge(PieceState.PROPOSED.label, Tone.NOTICE, "user-question"),
    PieceState.ACCEPTED: Badge(PieceState.ACCEPTED.label, Tone.GOOD),
    PieceState.DECLINED: Badge(PieceState.DECLINED.label, Tone.PLAIN, "circle-x"),
}
READ = Badge(gettext_lazy("read"), Tone.GOOD)
BEING_READ = Badge(gettext_lazy("being read"), Tone.NOTICE, "hourglass")
UNREAD = Badge(gettext_lazy("could not be read"), Tone.DANGER)
BASES: dict[str, Any] = {
    Basis.EXPLICIT: gettext_lazy("day, month and year stand in the paper"),
    Basis.CHINESE_NUMERALS: gettext_lazy("day, month and year stand in the paper, in Chinese numerals"),
    Basis.PUBLICATION_LINE: gettext_lazy("the year is that of the line of publication"),
    Basis.DOCUMENT_DATE: gettext_lazy("the year is that of the paper's own date"),
    Basis.MONTH_DAY: gettext_lazy("month and day alone: the paper names no year"),
    Basis.DAY: gettext_lazy("the day alone: the paper names neither month nor year"),
    Basis.RELATIVE: gettext_lazy("a word such as “recently”: no day can be told"),
    Basis.NONE: gettext_lazy("the paper names no day"),
}
LEVELS_OF_PAPER = {"province": 1, "city": 2, "county": 3, "township": 4, "village": 5}


def remarks(piece: PaperPiece) -> list[str]:
    """What a person should know before accepting a piece."""
    said = told(piece)
    match piece.kind:
        case PieceKind.MEETING:
            return _of_meeting(piece, said)
        case PieceKind.PERSON:
            return [str(ROLES[Role(said["role"])])]
        case PieceKind.TASK:
            units = "、".join(said["units"]) or _("no unit named")
            time = said["deadline"] or said["deadline_text"] or _("no time limit named")
            return [_("{units}; {time}").format(units=units, time=time)]
        case PieceKind.FIGURE:
            about = [_("about so many")] if said["approximate"] else []
            return [*about, _("as of: {day}").format(day=said["as_of"] or _("not said"))]
    return []


def _of_meeting(piece: PaperPiece, said: Mapping[str, Any]) -> list[str]:
    found = []
    if said["date_text"]:
        found.append(_("{day}: {basis}").format(day=said["date_text"], basis=BASES[said["basis"]]))
    else:
        found.append(str(BASES[said["basis"]]))
    found.append(
        _("presided by {name}").format(name=said["chair"]) if said["chair"] else _("nobody is said to preside")
    )
    if said["attendees"] is not None:
        found.append(
            ngettext("{number} person attended", "{number} people attended", said["attendees"]).format(
                number=said["attendees"]
            )
        )
    if said["level"] and LEVELS_OF_PAPER.get(said["level"], 0) != piece.paper.level:
        found.append(
            _("The paper speaks of a meeting of another level than this conference: look before accepting it.")
        )
    return found


def reason_words(reason: Reason, figure: Told, counted: Counted, column: str) -> str:
    """One reason for a difference, as a sentence."""
    low, high = map(plain_number, span(figure))
    words = {
        Reason.SAME: _("Both figures are the same."),
        Reason.ROUNDED: _(
            "Rounding: the paper says “about”, which may mean {low} to {high}; the register's figure lies there."
        ),
        Reason.NOT_ROUNDED: _(
            "Rounding: the paper says “about”, which may mean {low} to {high}; the register's figure lies outside."
        ),
        Reason.UNIT: _("Unit: the paper counts in {unit}, the register counts children."),
        Reason.PLACE: _(
            "Place: the sentence speaks of another level than this conference, so another area may be counted."
        ),
        Reason.NO_DAY: _(
            "Day: the paper does not say as of which whole day it counts (“{as_of}”), the register counts as of {day}."
        ),
        Reason.OTHER_DAY: _("Day: the paper counts as of {as_of}, the register as of {day}."),
        Reason.OLD_DEFINITION: _(
            "Definition: the register counts children under 16 by {paper}; papers from before it "
            "(this one may be one) count those under 18 with one parent away."
        ),
        Reason.OTHER_WORDS: _(
            "Definition: the paper counts “{label}”, the register “{column}”; you judge whether both mean the same."
        ),
        Reason.LACKING: _("Not collected: of {lacking} children the register lacks what this column asks."),
    }[reason]
    return words.format(
        paper=DEFINITIONS[0].paper,
        low=low,
        high=high,
        unit=figure.unit,
        as_of=figure.as_of or "—",
        day=chinese_date(counted.day),
        label=figure.label,
        column=column,
        lacking=counted.lacking,
    )
