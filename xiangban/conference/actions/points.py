"""Verbs of what a place sets out: written instructions, work points in two levels, the duty list.

Each opens tasks through tasks.py; the list of duties that is shipped is read by duties.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell, tell_given
from xiangban.access.installation import register_day
from xiangban.access.models import GivenSight, Post
from xiangban.access.viewer import Viewer
from xiangban.conference.duties import ShippedDuty, shipped_duties
from xiangban.conference.models import Instruction, ListedDuty, WorkPlan, WorkPoint, WorkPointUnit
from xiangban.conference.parties import demand_setter
from xiangban.conference.refusals import need, refuse_far
from xiangban.conference.task_sight import PAPER
from xiangban.territories.models import Agency, Territory
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class InstructionWords:
    """Who wrote what, when, and on which paper."""

    leader: str
    office_title: str
    given_on: date
    on_paper: str
    text: str


@dataclass(frozen=True)
class PointTerms:
    """One item: its aspect with number, its own number, text, measures, units and deadline."""

    aspect_number: int
    aspect: str
    number: int
    text: str
    lead: Agency
    deadline: date
    units: Sequence[Agency] = ()
    measures: str = ""


@dataclass(frozen=True)
class DutyTerms:
    """One row of the duty list: whose, the matter and its basis, both duties, rhythm, evidence, appraisal."""

    agency: Agency
    matter: str
    business_duty: str
    care_duty: str
    post: Post | None = None
    responsible: str = ""
    basis: str = ""
    rhythm: str = ""
    evidence: str = ""
    points: int | None = None
    answerable_for: str = ""


@action("conference.record_instruction")
def record_instruction(place: Territory, by: Viewer, *, words: InstructionWords) -> Instruction:
    """Keep a leader's written instruction of the own place, in its own words."""
    _demand_own(place, by, "conference.record_instruction")
    if words.given_on > register_day():
        sentence = _("Given on: {day} lies ahead. Write the day that stands beside the signature.")
        raise Refused(sentence.format(day=chinese_date(words.given_on)), "given_on")
    instruction = Instruction.objects.create(
        place_code=place.code,
        level=place.level,
        leader=need(words.leader, "leader"),
        office_title=words.office_title.strip(),
        given_on=words.given_on,
        on_paper=need(words.on_paper, "on_paper"),
        text=need(words.text, "text"),
        recorded_at=timezone.now(),
        recorded_by_id=by.post_id,
    )
    tell(subject=instruction, on=words.given_on.isoformat())
    return instruction


@action("conference.edit_work_points")
def lay_plan(place: Territory, by: Viewer, *, year: int, title: str, adopted_on: date) -> WorkPlan:
    """Begin the work points of the own place for a year."""
    _demand_own(place, by, "conference.edit_work_points")
    plan = WorkPlan.objects.create(
        place_code=place.code,
        level=place.level,
        year=year,
        title=need(title, "title"),
        adopted_on=adopted_on,
        laid_at=timezone.now(),
        laid_by_id=by.post_id,
    )
    tell(subject=plan, year=year)
    return plan


@action("conference.edit_work_points")
def add_point(plan: WorkPlan, by: Viewer, *, terms: PointTerms) -> WorkPoint:
    """Add an item with its lead unit; every unit named reads the plan. Raises Refused."""
    demand_setter(plan, by, "conference.edit_work_points")
    _refuse_units(terms)
    if WorkPoint.objects.filter(plan=plan, number=terms.number, struck_out_at=None).exists():
        raise Refused(
            _("Number of the item: {number} stands in the plan already.").format(number=terms.number), "number"
        )
    refuse_far(terms.deadline, "deadline")
    if terms.deadline < plan.adopted_on:
        words = _("Deadline: {deadline} lies before {day}, the day on which this was decided.")
        days = {"deadline": chinese_date(terms.deadline), "day": chinese_date(plan.adopted_on)}
        raise Refused(words.format(**days), "deadline")
    point = WorkPoint.objects.create(
        plan=plan,
        aspect_number=terms.aspect_number,
        aspect=need(terms.aspect, "aspect"),
        number=terms.number,
        text=need(terms.text, "text"),
        measures=terms.measures.strip(),
        lead=terms.lead,
        deadline=terms.deadline,
    )
    for unit in terms.units:
        WorkPointUnit.objects.create(point=point, agency=unit)
    for unit in (terms.lead, *terms.units):
        _show(plan, unit, "conference.edit_work_points")
    tell(subject=plan, point=point.pk, number=terms.number)
    return point


@action("conference.edit_work_points")
def strike_out_point(point: WorkPoint, by: Viewer, *, reason: str) -> None:
    """Take an item off the plan; the tasks it opened go on until they are withdrawn themselves."""
    demand_setter(point.plan, by, "conference.edit_work_points", point)
    need(reason, "reason")
    if WorkPoint.objects.filter(pk=point.pk, struck_out_at=None).update(struck_out_at=timezone.now()) == 0:
        raise Refused(_("This item was struck out already. Reload the page."))
    tell(subject=point.plan, point=point.pk)


@action("conference.edit_duties")
def lay_duties(place: Territory, by: Viewer) -> int:
    """Lay the duties that are shipped for the kinds of units that stand at the own place; returns how many are new."""
    _demand_own(place, by, "conference.edit_duties")
    units = {unit.unit_kind: unit for unit in Agency.objects.open().filter(place_code=place.code, level=place.level)}
    held = set(ListedDuty.objects.standing().filter(place_code=place.code).values_list("agency_id", "matter"))
    laid = 0
    for duty in shipped_duties():
        unit = units.get(duty.unit_kind)
        if unit is not None and (unit.pk, duty.matter) not in held:
            _lay(place.code, place.level, _terms_of(duty, unit))
            laid += 1
    tell(laid=laid)
    return laid


@action("conference.edit_duties")
def add_duty(place: Territory, by: Viewer, *, terms: DutyTerms) -> ListedDuty:
    """Add one row of the own place's list; both duties are said (一岗双责)."""
    _demand_own(place, by, "conference.edit_duties")
    duty = _lay(place.code, place.level, _whole(terms))
    tell(subject=duty)
    return duty


@action("conference.edit_duties")
def amend_duty(duty: ListedDuty, by: Viewer, *, terms: DutyTerms) -> ListedDuty:
    """End a row today and lay it anew: who had which duty on an earlier day stays readable."""
    demand_setter(duty, by, "conference.edit_duties")
    _end(duty)
    new = _lay(duty.place_code, duty.level, _whole(terms))
    tell(subject=new, before=duty.pk)
    return new


@action("conference.edit_duties")
def end_duty(duty: ListedDuty, by: Viewer) -> None:
    """The duty ends today."""
    demand_setter(duty, by, "conference.edit_duties")
    _end(duty)


def _terms_of(duty: ShippedDuty, unit: Agency) -> DutyTerms:
    """A shipped row as a row of this unit."""
    return DutyTerms(
        agency=unit,
        matter=duty.matter,
        business_duty=duty.business_duty,
        care_duty=duty.care_duty,
        responsible=duty.responsible,
        basis=duty.basis,
        rhythm=duty.rhythm,
        evidence=duty.evidence,
        answerable_for=duty.answerable_for,
    )


def _end(duty: ListedDuty) -> None:
    if ListedDuty.objects.filter(pk=duty.pk, ended_on=None).update(ended_on=register_day()) == 0:
        raise Refused(_("This duty has ended already, or was written anew. Reload the page."))


def _lay(place_code: int, level: int, terms: DutyTerms) -> ListedDuty:
    duty: ListedDuty = ListedDuty.objects.create(
        place_code=place_code, level=level, since=register_day(), **vars(terms)
    )
    _show(duty, terms.agency, "conference.edit_duties")
    return duty


def _whole(terms: DutyTerms) -> DutyTerms:
    need(terms.matter, "matter")
    need(terms.business_duty, "business_duty")
    need(terms.care_duty, "care_duty")
    if terms.post is not None and terms.post.agency_id not in (None, terms.agency.pk):
        raise Refused(_("{post} belongs to another unit.").format(post=terms.post), "post")
    return terms


def _refuse_units(terms: PointTerms) -> None:
    for unit in (terms.lead, *terms.units):
        if unit.closed_on is not None:
            words = _("{unit} does not exist any more since {day}. Choose the unit that took over its work.")
            raise Refused(words.format(unit=unit.name, day=chinese_date(unit.closed_on)), "lead")
    if terms.lead in terms.units:
        raise Refused(_("{unit} leads the item and does not cooperate in it too.").format(unit=terms.lead), "units")


def _show(row: WorkPlan | ListedDuty, unit: Agency, verb: str) -> None:
    """The unit reads it from now on, once."""
    label, now = row.sight_label(), timezone.now()
    held = GivenSight.objects.in_force(now).filter(agency=unit, model=label, key=str(row.pk))
    if not held.exists():
        given = GivenSight.objects.create(
            agency=unit, model=label, key=str(row.pk), field_set="papers", purpose=PAPER, since=now, given_by=verb
        )
        tell_given(given)


def _demand_own(place: Territory, by: Viewer, verb: str) -> None:
    demand_setter(place, by, verb)
