"""Verbs of a conference as a body: set up, named anew, units that join and leave, people and their parts, words.

Meetings are called in meetings.py.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from xiangban.access.acts import Refused, action, tell
from xiangban.access.installation import register_day
from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.conference.giving import end_liaisons, give_liaisons, give_papers, withdraw_papers
from xiangban.conference.keeping import could_keep, demand_keeper, demand_place
from xiangban.conference.models import Conference, ConferenceName, DocumentWord, Meeting, Member, MemberUnit
from xiangban.conference.rules import OF_A_UNIT, NumberStyle, PaperKind, Part
from xiangban.conference.units import stands_on, starting_units
from xiangban.territories.models import Agency, Territory
from xiangban.web.templatetags.web import chinese_date

SET_UP = "conference.set_up"
ONE_AT_A_TIME = (Part.GENERAL_CONVENER, Part.OFFICE_HEAD)


@dataclass(frozen=True)
class Naming:
    """What a conference is called, on which basis it stands, and which body coordinates."""

    name: str
    legal_basis: str = ""
    coordinating_body: str = ""


@dataclass(frozen=True)
class Founding:
    """How a conference begins: the unit that keeps its office, the day, and the word that heads its notices."""

    agency: Agency
    on: date
    word: str


@dataclass(frozen=True)
class Person:
    """A person with the office held, the unit stood for, and the post from which the person works here."""

    name: str
    office_title: str = ""
    agency: Agency | None = None
    post: Post | None = None


@action("conference.set_up")
def set_up(place: Territory, by: Viewer, *, naming: Naming, founding: Founding) -> Conference:
    """Found the conference of the own place with every member unit open that day."""
    agency, on = founding.agency, founding.on
    _refuse_second(place, on)
    _refuse_gone(agency, on, "agency")
    conference = Conference(place_code=place.code, level=place.level, agency=agency, set_up_on=on)
    demand_place(conference, by, SET_UP)
    conference.save()
    ConferenceName.objects.create(conference=conference, since=on, **vars(naming))
    units = [unit for unit in starting_units(place, on) if unit.pk != agency.pk]
    for unit in [agency, *units]:
        MemberUnit.objects.create(conference=conference, agency=unit, since=on, lead=unit == agency)
    give_papers(conference, [agency, *units], SET_UP)
    _word(agency, PaperKind.NOTICE, founding.word, NumberStyle.OF_YEAR)
    _word(agency, PaperKind.MINUTES, "", NumberStyle.ISSUE)
    tell(subject=conference, place=place.code, units=len(units) + 1)
    return conference


@action("conference.set_up")
def set_up_name(
    conference: Conference, by: Viewer, *, naming: Naming, since: date, agency: Agency | None = None
) -> None:
    """A new name, basis, coordinating body or office from that day; papers of days before keep what they bear."""
    demand_keeper(conference, by, SET_UP)
    present = ConferenceName.objects.filter(conference=conference).order_by("since").last()
    if present is not None and since <= present.since:
        words = _("Holds since: the present name holds since {day}; give a later day.")
        raise Refused(words.format(day=chinese_date(present.since)), "since")
    if present is not None:
        present.until = since
        present.save(update_fields=["until"])
    ConferenceName.objects.create(conference=conference, since=since, **vars(naming))
    if agency is not None and agency.pk != conference.agency_id:
        _pass_office(conference, agency, since)
    tell(since=since.isoformat(), agency=conference.agency_id)


@action("conference.set_up")
def set_up_ending(conference: Conference, by: Viewer, *, until: date) -> None:
    """The conference ends on that day, as after a merger of places; its papers stay readable."""
    demand_keeper(conference, by, SET_UP)
    if conference.ended_on is not None or until < conference.set_up_on:
        words = _("Until: the conference has ended already, or was set up later than {day}.")
        raise Refused(words.format(day=chinese_date(until)), "until")
    if Meeting.objects.filter(conference=conference).upcoming().exists():
        raise Refused(_("A meeting is still to come: hold or cancel it first."))
    conference.ended_on = until
    conference.save(update_fields=["ended_on"])
    tell(until=until.isoformat())


@action("conference.set_up")
def set_up_unit(conference: Conference, by: Viewer, *, agency: Agency, since: date) -> MemberUnit:
    """A unit joins from that day; it reads the meetings that are still to come."""
    demand_keeper(conference, by, SET_UP)
    _refuse_gone(agency, since, "agency")
    if MemberUnit.objects.filter(conference=conference, agency=agency, until=None).exists():
        raise Refused(_("Unit: {unit} is a member already.").format(unit=agency.name), "agency")
    unit = MemberUnit.objects.create(conference=conference, agency=agency, since=since)
    give_papers(conference, [agency], SET_UP)
    for meeting in Meeting.objects.filter(conference=conference).upcoming():
        give_papers(meeting, [agency], SET_UP)
    tell(subject=unit, since=since.isoformat())
    return unit


@action("conference.set_up")
def set_up_end(unit: MemberUnit, by: Viewer, *, until: date) -> None:
    """The membership ends on that day, with its people's parts; papers it has had stay readable to it."""
    demand_keeper(unit.conference, by, SET_UP)
    _refuse_ended(unit, until)
    unit.until = until
    unit.save(update_fields=["until"])
    people = Member.objects.filter(conference=unit.conference, agency=unit.agency, until=None, since__lte=until)
    people.update(until=until)
    withdraw_papers(unit.conference, unit.agency, until)
    for meeting in Meeting.objects.filter(conference=unit.conference).upcoming():
        withdraw_papers(meeting, unit.agency, until)
    tell(until=until.isoformat())


@action("conference.set_up")
def set_up_member(conference: Conference, by: Viewer, *, person: Person, part: str, since: date) -> Member:
    """A person takes a part; who held the same part of the same unit before gives it up on that day."""
    demand_keeper(conference, by, SET_UP)
    _refuse_wrong_unit(conference, person, part, since)
    followed = _end_before(conference, person, part, since)
    member = Member.objects.create(
        conference=conference,
        agency=person.agency,
        person_name=person.name,
        office_title=person.office_title,
        part=part,
        post=person.post,
        since=since,
    )
    end_liaisons(conference, _read_by_all(conference), followed, since)
    for row in _read_by_all(conference):
        give_liaisons(conference, row, SET_UP)
    tell(subject=member, part=part)
    return member


@action("conference.set_up")
def set_up_leaving(member: Member, by: Viewer, *, until: date) -> None:
    """A person's part ends on that day without a successor."""
    demand_keeper(member.conference, by, SET_UP)
    if member.until is not None:
        raise Refused(_("This part has ended already. Reload the page."))
    if until < member.since:
        raise Refused(_("Until: {day} lies before the day it began.").format(day=chinese_date(until)), "until")
    member.until = until
    member.save(update_fields=["until"])
    if member.post_id is not None:
        end_liaisons(member.conference, _read_by_all(member.conference), [member.post_id], until)


@action("conference.set_up")
def set_up_word(conference: Conference, by: Viewer, *, kind: str, word: str, style: str) -> None:
    """How the unit that keeps the office names and numbers one kind of paper."""
    demand_keeper(conference, by, SET_UP)
    if style == NumberStyle.OF_YEAR and not word:
        raise Refused(_("Document word: a number with its year needs a word before it."), "word")
    _word(conference.agency, kind, word, NumberStyle(style))
    tell(kind=kind)


def _end_before(conference: Conference, person: Person, part: str, since: date) -> list[int]:
    """End the parts that the new one follows; returns the posts from which they were held."""
    before = Member.objects.filter(conference=conference, part=part, until=None, since__lte=since)
    if part in OF_A_UNIT:
        before = before.filter(agency=person.agency)
    elif part not in ONE_AT_A_TIME:
        return []
    posts = [post for post in before.values_list("post_id", flat=True) if post is not None]
    before.update(until=since)
    return posts


def _read_by_all(conference: Conference) -> list[Conference | Meeting]:
    """What everybody with a part reads: the conference, and the meetings that are still to come."""
    return [conference, *Meeting.objects.filter(conference=conference).upcoming()]


def _pass_office(conference: Conference, agency: Agency, since: date) -> None:
    """The office goes over to another unit: who kept it from when until when stays with the memberships."""
    _refuse_passing(conference, agency, since)
    before = conference.agency
    MemberUnit.objects.filter(conference=conference, agency__in=[before, agency], until=None).update(until=since)
    MemberUnit.objects.create(conference=conference, agency=before, since=since)
    MemberUnit.objects.create(conference=conference, agency=agency, since=since, lead=True)
    conference.agency = agency
    conference.save(update_fields=["agency"])
    for row in _read_by_all(conference):
        give_papers(row, [agency], SET_UP)
    issue = {"word": "", "style": NumberStyle.ISSUE}
    DocumentWord.objects.get_or_create(issuer=agency, kind=PaperKind.MINUTES, defaults=issue)


def _refuse_passing(conference: Conference, agency: Agency, since: date) -> None:
    _refuse_gone(agency, since, "agency")
    if since > register_day():
        raise Refused(_("Holds since: the office goes over on its day; enter it from that day on."), "since")
    held = MemberUnit.objects.filter(conference=conference, agency=agency, until=None, since__gt=since)
    if held.exists():
        words = _("Unit: {unit} is a member only from a later day than {day}.")
        raise Refused(words.format(unit=agency.name, day=chinese_date(since)), "agency")
    place = Territory.objects.current().filter(code=conference.place_code, level=conference.level).first()
    if place is None or not could_keep(agency, place):
        words = _("Unit: no post of this place would keep the papers for {unit}. Have a post opened for it first.")
        raise Refused(words.format(unit=agency.name), "agency")


def _word(issuer: Agency, kind: str, word: str, style: NumberStyle) -> None:
    DocumentWord.objects.update_or_create(issuer=issuer, kind=kind, defaults={"word": word, "style": style})


def _refuse_second(place: Territory, on: date) -> None:
    if Conference.objects.filter(place_code=place.code, level=place.level).standing(on).exists():
        raise Refused(_("{place} has a conference already; give it a new name instead.").format(place=place.name))


def _refuse_gone(agency: Agency, day: date, field: str) -> None:
    if not stands_on(agency, day):
        words = _("Unit: {unit} does not exist on {day}; choose its successor.")
        raise Refused(words.format(unit=agency.name, day=chinese_date(day)), field)


def _refuse_ended(unit: MemberUnit, until: date) -> None:
    if unit.until is not None:
        raise Refused(_("This membership has ended already. Reload the page."))
    if unit.lead:
        raise Refused(_("The unit that keeps the office cannot leave the conference."))
    if until < unit.since:
        raise Refused(_("Until: {day} lies before the day it began.").format(day=chinese_date(until)), "until")


def _refuse_wrong_unit(conference: Conference, person: Person, part: str, day: date) -> None:
    if part not in OF_A_UNIT:
        return
    if person.agency is None:
        raise Refused(_("Unit: a member or liaison stands for a unit; choose it."), "agency")
    if not MemberUnit.objects.filter(conference=conference, agency=person.agency).on(day).exists():
        words = _("Unit: {unit} is no member of this conference on {day}.")
        raise Refused(words.format(unit=person.agency.name, day=chinese_date(day)), "agency")
