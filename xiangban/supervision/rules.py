"""Rules of supervision: kinds, states and their moves, the ladder, clocks of reviews. Pure.

After 《政府督查工作条例》 (State Council Order 733); colours of deadlines are the conference's clock.
"""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.conference.rules import PaperKind
from xiangban.lib.moves import Moves

REVIEW_DAYS = 30  # art. 16 and 17: to ask for a review, and to decide on it
SAME_MATTER_DAYS = 365  # within which a second inspection of a unit on one matter is warned about (art. 15)


class InspectionKind(models.TextChoices):  # art. 14
    COMPREHENSIVE = "comprehensive", _("comprehensive inspection")
    SPECIAL = "special", _("special inspection")
    EVENT = "event", _("investigation of an event")
    DAILY = "daily", _("daily supervision")
    CLUE = "clue", _("check of a clue")


class Matter(models.TextChoices):
    """What is inspected; repeated inspections are told by it."""

    SWEEP = "sweep", _("sweep and register")
    GUARDIANSHIP = "guardianship", _("guardianship")
    REPORTING = "reporting", _("mandatory reporting")
    SCHOOLING = "schooling", _("schooling of dropouts")
    HUKOU = "hukou", _("registration of hukou")
    CARE = "care", _("care services and child workers")
    FUNDS = "funds", _("funds")
    DECISIONS = "decisions", _("carrying out decisions of the conference")


class InspectionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("inspection under way")
    CONCLUDED = "concluded", _("conclusion fed back")
    CLOSED = "closed", _("inspection closed")


I = InspectionState  # noqa: E741  one letter as in every table of moves
INSPECTION_MOVES = Moves[InspectionState](
    ("begin", [I.PLANNED], I.UNDER_WAY),
    ("conclude", [I.UNDER_WAY], I.CONCLUDED),
    ("close", [I.CONCLUDED], I.CLOSED),
)


class ReviewState(models.TextChoices):
    ASKED = "asked", _("review asked")
    UPHELD = "upheld", _("conclusion upheld")
    CHANGED = "changed", _("conclusion changed")


REVIEW_MOVES = Moves[ReviewState](
    ("uphold", [ReviewState.ASKED], ReviewState.UPHELD),
    ("change", [ReviewState.ASKED], ReviewState.CHANGED),
)


class FindingState(models.TextChoices):
    FOUND = "found", _("problem found")
    ORDERED = "ordered", _("rectification ordered")
    REPORTED = "reported", _("rectification reported")
    STRUCK_OFF = "struck_off", _("problem struck off")


F = FindingState
FINDING_MOVES = Moves[FindingState](
    ("order", [F.FOUND], F.ORDERED),
    ("report", [F.ORDERED], F.REPORTED),
    ("return", [F.REPORTED], F.ORDERED),
    ("strike_off", [F.REPORTED], F.STRUCK_OFF),
)
FINDING_RUNS = (F.ORDERED,)


class Rung(models.TextChoices):
    """The ladder, mildest first; each makes a numbered paper. The last only suggests."""

    REMIND = "remind", _("reminder")  # 提醒
    URGE = "urge", _("urging")  # 催办
    ORDER = "order", _("supervision order")  # 督办单
    CIRCULAR = "circular", _("circular")  # 通报
    INTERVIEW = "interview", _("interview")  # 约谈


LADDER = tuple(Rung)
# As which kind of paper a rung goes out, and so in which series it is numbered (domain 4.2).
PAPER_OF = {
    Rung.REMIND: PaperKind.LETTER,
    Rung.URGE: PaperKind.LETTER,
    Rung.ORDER: PaperKind.ORDER,
    Rung.CIRCULAR: PaperKind.CIRCULAR,
    Rung.INTERVIEW: PaperKind.LETTER,
}


def skipped(rung: Rung, earlier: set[str]) -> tuple[Rung, ...]:
    """The milder rungs that were never climbed for the same matter; climbing over them needs a reason."""
    return tuple(one for one in LADDER[: LADDER.index(rung)] if one.value not in earlier)


class OrderState(models.TextChoices):
    ISSUED = "issued", _("issued, waiting for receipt")
    RECEIVED = "received", _("receipt signed")
    SUSPENDED = "suspended", _("clock suspended")
    ANSWERED = "answered", _("answered")
    ACCEPTED = "accepted", _("answer accepted, closed")
    WITHDRAWN = "withdrawn", _("paper withdrawn")


O = OrderState  # noqa: E741  one letter as in every table of moves
ORDER_MOVES = Moves[OrderState](
    ("receive", [O.ISSUED], O.RECEIVED),
    ("suspend", [O.RECEIVED], O.SUSPENDED),
    ("resume", [O.SUSPENDED], O.RECEIVED),
    ("answer", [O.RECEIVED], O.ANSWERED),
    ("return", [O.ANSWERED], O.RECEIVED),
    ("accept", [O.ANSWERED], O.ACCEPTED),
    ("withdraw", [O.ISSUED, O.RECEIVED, O.SUSPENDED, O.ANSWERED], O.WITHDRAWN),
)
ORDER_RUNS = (O.ISSUED, O.RECEIVED)


class OrderOrigin(models.TextChoices):
    TASK = "task", _("task")
    FINDING = "finding", _("problem of an inspection")
    OTHER = "other", _("another matter")


class AppealState(models.TextChoices):
    ASKED = "asked", _("appeal waiting")
    GRANTED = "granted", _("appeal granted")
    DISMISSED = "dismissed", _("appeal dismissed")


APPEAL_MOVES = Moves[AppealState](
    ("grant", [AppealState.ASKED], AppealState.GRANTED),
    ("dismiss", [AppealState.ASKED], AppealState.DISMISSED),
)


class Ground(models.TextChoices):
    """The three grounds on which a conference speaks of accountability."""

    POOR_EFFORT = "poor_effort", _("poor effort")  # 工作不力
    UNREAL_MEASURES = "unreal_measures", _("measures not carried out")  # 措施不实
    SERIOUS_CONSEQUENCES = "serious_consequences", _("serious consequences caused")  # 造成严重后果


class Measure(models.TextChoices):
    """What can be suggested to who may decide; none of it is imposed here."""

    TALK = "talk", _("admonishing talk")
    CRITICISM = "criticism", _("criticism by circular")
    SELF_EXAMINATION = "self_examination", _("written self-examination")
    NO_AWARDS = "no_awards", _("no awards this year")
    TRANSFER = "transfer", _("transfer to the supervisory body")  # suspected crimes of office, art. 23


class SuggestionState(models.TextChoices):
    DRAFTED = "drafted", _("suggestion drafted")
    SENT = "sent", _("sent to who may decide")
    DECIDED = "decided", _("result recorded")
    WITHDRAWN = "withdrawn", _("suggestion withdrawn")


G = SuggestionState
SUGGESTION_MOVES = Moves[SuggestionState](
    ("send", [G.DRAFTED], G.SENT),
    ("record_result", [G.SENT], G.DECIDED),
    ("withdraw", [G.DRAFTED, G.SENT], G.WITHDRAWN),
)


def review_until(fed_back: date) -> date:
    """The last day on which a unit may ask for a review of the conclusion (art. 16)."""
    return fed_back + timedelta(days=REVIEW_DAYS)


def decide_until(asked: date) -> date:
    """The last day on which a review must be decided (art. 17)."""
    return asked + timedelta(days=REVIEW_DAYS)
