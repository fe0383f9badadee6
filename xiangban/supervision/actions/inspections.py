"""Verbs of an inspection: opened under a mandate, its sample drawn, begun, concluded, reviewed, closed.

What is found and put right is in findings.py.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import NotPermitted, Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.viewer import Viewer
from xiangban.children.models import Child
from xiangban.conference.giving import give_papers
from xiangban.conference.refusals import refuse_far
from xiangban.supervision.actions.moves import demand_level, demand_own, move
from xiangban.supervision.models import InspectedUnit, Inspection, Review, Sample, SampledChild, SampledPlace
from xiangban.supervision.models.inspections import SampleKind
from xiangban.supervision.queries import inspected_lately
from xiangban.supervision.rules import (
    InspectionState,
    ReviewState,
    decide_until,
    review_until,
)
from xiangban.supervision.sampling import drawn, sample_size
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import Level


@dataclass(frozen=True)
class Mandate:
    """What an inspection rests on: who approved it and when, its scope and plan (Order 733, art. 7 and 15)."""

    approved_by: str
    approved_on: date
    scope: str
    plan: str


@dataclass(frozen=True)
class Subject:
    """What is inspected: kind, matter, title, first and last day, the units, and why a unit is inspected again."""

    kind: str
    matter: str
    title: str
    days: tuple[date, date]
    units: Sequence[Agency]
    despite: str = ""


@action("supervision.open_inspection")
def open_inspection(place: Territory, by: Viewer, *, mandate: Mandate, about: Subject) -> Inspection:
    """Open an inspection under a mandate. Raises Refused without units, for impossible days, or for a repetition."""
    since, until = about.days
    refuse_far(since, "starts_on")
    refuse_far(until, "ends_on")
    if until < since:
        raise Refused(_("Ends on: {day} lies before the first day.").format(day=until), "ends_on")
    if mandate.approved_on > since:
        words = _("Approved on: {day} lies after the first day. Nothing is inspected without a mandate.")
        raise Refused(words.format(day=mandate.approved_on), "approved_on")
    if not about.units:
        raise Refused(_("Units: choose at least one."), "units")
    _refuse_repetition(about)
    inspection = Inspection.objects.create(
        place_code=place.code,
        level=place.level,
        kind=about.kind,
        matter=about.matter,
        title=about.title,
        approved_by=mandate.approved_by,
        approved_on=mandate.approved_on,
        scope=mandate.scope,
        plan=mandate.plan,
        starts_on=since,
        ends_on=until,
        despite=about.despite,
        opened_at=timezone.now(),
        opened_by_id=by.post_id,
    )
    InspectedUnit.objects.bulk_create([InspectedUnit(inspection=inspection, agency=unit) for unit in about.units])
    tell(subject=inspection, units=len(about.units), matter=about.matter)
    return inspection


def _refuse_repetition(about: Subject) -> None:
    """A unit inspected on the same matter within a year is told; only with a reason is it inspected again (art. 15)."""
    repeated = inspected_lately(about.units, about.matter, about.days[0])
    if repeated and not about.despite:
        unit, earlier = repeated[0]
        words = _(
            "{unit} was inspected on this matter from {day} (“{title}”). Repeated inspection is forbidden; if it is "
            "needed all the same, say why."
        )
        raise Refused(words.format(unit=unit.name, day=earlier.starts_on, title=earlier.title), "despite")


@action("supervision.draw_sample")
def draw_sample(inspection: Inspection, by: Viewer, *, kind: str, confidence: float, margin: float) -> Sample:
    """Draw the sample of an inspection, once: drawing until the result pleases is no sample. Raises Refused."""
    demand_level(inspection, by, "supervision.draw_sample")
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    if Sample.objects.filter(inspection=inspection).exists():
        raise Refused(_("The sample of this inspection is drawn already; it is drawn once."))
    if inspection.state == InspectionState.CLOSED:
        raise Refused(_("This inspection is closed."))
    villages = _population(inspection, by, SampleKind(kind))
    size = sample_size(len(villages), confidence, margin)
    if not size:
        raise Refused(_("There is nothing to draw from in this place."))
    seed = secrets.token_hex(16)
    sample = Sample.objects.create(
        inspection=inspection,
        kind=kind,
        seed=seed,
        population=len(villages),
        size=size,
        confidence=Decimal(str(confidence)),
        margin=Decimal(str(margin)),
        drawn_at=timezone.now(),
    )
    _lay(sample, villages, drawn(villages, size, seed))
    tell(seed=seed, population=len(villages), drawn=size)
    return sample


def _population(inspection: Inspection, by: Viewer, kind: SampleKind) -> dict[int, int]:
    """Every village by its code, or every child on register by its key, with the village it belongs to."""
    inside = Territory(code=inspection.place_code, level=inspection.level).interval
    if kind is SampleKind.VILLAGES:
        codes = Territory.objects.current().inside(inside).of_level(Level.VILLAGE).values_list("code", flat=True)
        return {code: code for code in codes}
    children = Child.objects.counted_for(by).on_register()
    found = children.filter(responsible_code__gte=inside.low, responsible_code__lt=inside.high).order_by("pk")
    return dict(found.values_list("pk", "responsible_code"))


def _lay(sample: Sample, villages: dict[int, int], keys: list[int]) -> None:
    if sample.kind == SampleKind.VILLAGES:
        SampledPlace.objects.bulk_create([SampledPlace(sample=sample, village_code=code) for code in keys])
        return
    rows = [SampledChild(sample=sample, child_id=key, village_code=villages[key]) for key in keys]
    SampledChild.objects.bulk_create(rows, batch_size=500)


@action("supervision.begin_inspection")
def begin_inspection(inspection: Inspection, by: Viewer) -> None:
    """Begin: the units are told and read the mandate from now on."""
    demand_level(inspection, by, "supervision.begin_inspection")
    move(inspection, "begin", by)
    units = [row.agency for row in inspection.units.select_related("agency")]
    give_papers(inspection, units, "supervision.begin_inspection")


@action("supervision.conclude_inspection")
def conclude_inspection(inspection: Inspection, by: Viewer, *, conclusion: str, fed_back_on: date) -> None:
    """Feed the conclusion back to the units; from that day they may ask for a review. Raises Refused."""
    demand_level(inspection, by, "supervision.conclude_inspection")
    if not inspection.starts_on <= fed_back_on <= max(register_day(), inspection.starts_on):
        words = _("Fed back on: {day} does not lie between the first day of the inspection and today.")
        raise Refused(words.format(day=fed_back_on), "fed_back_on")
    move(inspection, "conclude", by)
    inspection.conclusion, inspection.fed_back_on = conclusion, fed_back_on
    inspection.save(update_fields=["conclusion", "fed_back_on"])


@action("supervision.close_inspection")
def close_inspection(inspection: Inspection, by: Viewer) -> None:
    """Close: refused while a problem is not struck off or a review waits."""
    demand_level(inspection, by, "supervision.close_inspection")
    still = inspection.findings.open().count()
    if still:
        raise Refused(_("{number} problems are not struck off yet.").format(number=still))
    if inspection.reviews.filter(state=ReviewState.ASKED).exists():
        raise Refused(_("A unit's request for review waits for a decision."))
    move(inspection, "close", by)


@action("supervision.ask_review")
def ask_review(inspection: Inspection, by: Viewer, *, reason: str) -> Review:
    """A unit asks for a review of the conclusion, within 30 days of its feedback. Raises Refused."""
    today = register_day()
    unit = inspection.units.filter(agency=by.agency_id).first() if by.agency_id else None
    if unit is None:
        raise NotPermitted("supervision.ask_review", by, inspection, seen=True)
    inspection.refresh_from_db(fields=["state", "fed_back_on"])
    if inspection.fed_back_on is None or inspection.state != InspectionState.CONCLUDED:
        raise Refused(_("A review can be asked once the conclusion is fed back and before the inspection is closed."))
    last = review_until(inspection.fed_back_on)
    if today > last:
        raise Refused(_("A review could be asked until {day} (30 days, Order 733, art. 16).").format(day=last))
    if inspection.reviews.filter(agency=by.agency_id).exists():
        raise Refused(_("Your unit has asked for a review already."))
    review = Review.objects.create(
        inspection=inspection, agency_id=by.agency_id, asked_on=today, reason=reason, decide_by=decide_until(today)
    )
    tell(review=review.pk)
    return review


@action("supervision.answer_review")
def answer_review(inspection: Inspection, by: Viewer, *, review: Review, verb: str, decision: str) -> None:
    """Decide a review: the conclusion is upheld or changed."""
    demand_level(inspection, by, "supervision.answer_review")
    demand_own(inspection, review, by, "supervision.answer_review")
    move(review, verb, by, decision)
    review.decision, review.decided_on = decision, register_day()
    review.save(update_fields=["decision", "decided_on"])
