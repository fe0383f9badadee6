"""What a piece says, as the values that accepting it needs: read from the paper, or as a person took it.

Accepting itself is in actions/pieces.py, the forms in past_forms.py.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from xiangban.access.viewer import Viewer
from xiangban.conference.documents.wording import joined_title
from xiangban.conference.models import Decision, PaperPiece
from xiangban.conference.papers.titles import both_titles
from xiangban.conference.past_rules import Becomes, PieceKind, form_of_meeting, kind_of_meeting

Values = Mapping[str, Any]
_LONGEST = {"title": 160, "second_title": 160, "place_text": 120, "chair_text": 120, "person_name": 40}


def as_read(piece: PaperPiece) -> dict[str, Any]:
    """The values of the piece's form as the paper says them; nothing is added, so a missing year stays missing."""
    said = json.loads(piece.said)
    match piece.kind:
        case PieceKind.MEETING:
            return _cut(_meeting(said))
        case PieceKind.TASK:
            return _cut(_task(said))
        case PieceKind.FIGURE:
            return {**said, "value": _number(said["value"]), "label": said["label"][:120], "unit": said["unit"][:20]}
        case PieceKind.PERSON:
            return _cut({"person_name": said["name"], "office_title": said["post"][:80]})
        case PieceKind.DECISION:
            return {"text": said["text"], "lead": None, **_terms(said)}
        case PieceKind.DEMAND:
            return {"text": said["text"], "person_name": said["name"][:40], "office_title": said["post"][:80]}
        case PieceKind.STATEMENT:
            return {"text": said["text"], "person_name": "", "office_title": ""}
    return {"text": said["text"], "agency": None}


def short_words(piece: PaperPiece) -> str:
    """The piece in one line for the list: what was accepted, else what was read."""
    said = json.loads(piece.taken or piece.said)
    match piece.kind:
        case PieceKind.MEETING:
            return joined_title(said["title"], said.get("second_title", ""))
        case PieceKind.FIGURE:
            return f"{said['label']} {plain_number(_number(said['value']) or Decimal(0))}{said['unit']}"
        case PieceKind.PERSON:
            names = (said.get("post", said.get("office_title", "")), said.get("name", said.get("person_name", "")))
            return " ".join(part for part in names if part)
        case PieceKind.TASK:
            return str(said.get("title") or said["text"])
    return str(said["text"])


def likely_decision(piece: PaperPiece, viewer: Viewer) -> Decision | None:
    """The decision accepted from the same paper that says what this task or accountability clause says."""
    if piece.kind not in {PieceKind.TASK, PieceKind.ACCOUNTABILITY}:
        return None
    pieces = PaperPiece.objects.visible_to(viewer)
    same = pieces.filter(paper=piece.paper_id, of_meeting=piece.of_meeting_id, kind=PieceKind.DECISION)
    accepted = same.exclude(decision=None).select_related("decision")
    what = told(piece)["text"]
    return next((one.decision for one in accepted if what in told(one)["text"]), None)


def told(piece: PaperPiece) -> Values:
    """The values as the reader found them, unshaped: basis of a date, role of a person, units of a task."""
    found: Values = json.loads(piece.said)
    return found


def _meeting(said: Values) -> dict[str, Any]:
    title, second = both_titles(said["title"])
    return {
        "kind": kind_of_meeting(said["title"]),
        "form": form_of_meeting(said["title"]),
        "title": title,
        "second_title": second,
        "held_on": date.fromisoformat(said["day"]) if said["day"] else None,
        "date_text": said["date_text"][:40],
        "place_text": said["place"],
        "chair_text": said["chair"],
    }


def _task(said: Values) -> dict[str, Any]:
    return {"becomes": Becomes.TASK, "text": said["text"], **_terms(said)}


def _terms(said: Values) -> dict[str, Any]:
    return {
        "units_text": "、".join(said["units"])[:300],
        "deadline": date.fromisoformat(said["deadline"]) if said["deadline"] else None,
        "deadline_text": said["deadline_text"][:60],
    }


def _cut(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value[: _LONGEST[name]] if name in _LONGEST else value for name, value in values.items()}


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text).quantize(Decimal("0.0001"))
    except InvalidOperation:
        return None


def plain_number(number: Decimal) -> str:
    """34711.0000 → 34,711."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
