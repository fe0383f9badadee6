"""Open, rename and close agencies, and say who staffs them; old names and former staff stay on record.

Which unit sits in which conference is a matter of the conference, not of this room.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xiangban.access.acts import Refused, action, tell
from xiangban.access.models import Post
from xiangban.access.viewer import Viewer
from xiangban.network.models import Staffing
from xiangban.territories.models import Agency, AgencyKind, AgencyName, Territory
from xiangban.web.templatetags.web import chinese_date


@dataclass(frozen=True)
class NewAgency:
    """What is said of an agency when it opens."""

    kind: AgencyKind
    name: str
    unit_kind: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class NewStaff:
    """Who does a duty from a day: a post, or a person by name; the phone is the one for work."""

    duty: str
    since: date
    post: Post | None = None
    name: str = ""
    phone: str = ""


@action("network.open_agency")
def open_agency(place: Territory, by: Viewer, *, new: NewAgency, on: date) -> Agency:
    """Found an agency at this place; its name is kept with its first day."""
    _demand_past(on, "on")
    if Agency.objects.open().filter(place_code=place.code, level=place.level, name=new.name).exists():
        raise Refused(_("{place} already has an agency named {name}.").format(place=place.name, name=new.name), "name")
    agency = Agency.objects.create(
        kind=new.kind,
        unit_kind=new.unit_kind,
        name=new.name,
        place_code=place.code,
        level=place.level,
        phone=new.phone,
        address=new.address,
        opened_on=on,
    )
    AgencyName.objects.create(agency=agency, name=new.name, since=on)
    tell(subject=agency, place=place.code, kind=new.kind.value)
    return agency


@action("network.rename_agency")
def rename_agency(agency: Agency, by: Viewer, *, name: str, since: date) -> None:
    """A new name from that day; papers from before keep the old one."""
    _demand_open(agency)
    _demand_past(since, "since")
    if name == agency.name:
        raise Refused(_("The agency already bears this name."), "name")
    present = agency.names.filter(until=None).order_by("since").last()
    if present is None:
        present = AgencyName.objects.create(agency=agency, name=agency.name, since=agency.opened_on)
    if present.since is not None and since <= present.since:
        raise Refused(
            _("The present name holds since {day}; give a later day.").format(day=chinese_date(present.since)), "since"
        )
    present.until = since - timedelta(days=1)
    present.save(update_fields=["until"])
    AgencyName.objects.create(agency=agency, name=name, since=since)
    agency.name = name
    agency.save(update_fields=["name"])
    tell(since=since.isoformat())


@action("network.close_agency")
def close_agency(agency: Agency, by: Viewer, *, on: date, reason: str) -> None:
    """End an agency on that day, with its name and its staff; posts must have been closed or moved before."""
    _demand_open(agency)
    _demand_past(on, "on")
    if on < agency.opened_on:
        raise Refused(
            _("The agency opened on {day}; it cannot close earlier.").format(day=chinese_date(agency.opened_on)), "on"
        )
    if posts := agency.posts.filter(closed_on=None).count():
        raise Refused(
            ngettext(
                "{number} post of this agency is still open; close it or give it to another agency first.",
                "{number} posts of this agency are still open; close them or give them to another agency first.",
                posts,
            ).format(number=posts),
            "on",
        )
    agency.closed_on = on
    agency.save(update_fields=["closed_on"])
    agency.names.filter(until=None).update(until=on)
    ended = agency.staffing.filter(until=None, since__lte=on).update(until=on)
    tell(on=on.isoformat(), staff=ended)


@action("network.staff_agency")
def staff_agency(agency: Agency, by: Viewer, *, new: NewStaff) -> Staffing:
    """Say who does a duty at this agency from that day: a post of its place, or a person by name."""
    _demand_open(agency)
    if new.post is None and not new.name:
        raise Refused(_("Choose a post or give a name."), "name")
    if new.post is not None and not by.interval.holds(new.post.place_code):
        raise Refused(_("Choose a post inside your own place."), "post")
    again = agency.staffing.on(new.since).filter(duty=new.duty, post=new.post, name=new.name)
    if again.exists():
        raise Refused(_("This person already does this duty here."), "name")
    staffing = Staffing.objects.create(
        agency=agency, duty=new.duty, post=new.post, name=new.name, phone=new.phone, since=new.since
    )
    tell(duty=new.duty, staffing=staffing.pk)
    return staffing


@action("network.staff_agency")
def end_staffing(agency: Agency, by: Viewer, *, staffing: int, until: date) -> None:
    """Somebody's last day at a duty of this agency; the row stays as history."""
    row = agency.staffing.filter(pk=staffing, until=None).first()
    if row is None:
        raise Refused(_("This duty has already ended."), "until")
    if until < row.since:
        raise Refused(_("The duty began on {day}; it cannot end earlier.").format(day=chinese_date(row.since)), "until")
    row.until = until
    row.save(update_fields=["until"])
    tell(duty=row.duty, staffing=row.pk, until=until.isoformat())


def _demand_open(agency: Agency) -> None:
    if agency.closed_on is not None:
        raise Refused(_("This agency closed on {day}.").format(day=chinese_date(agency.closed_on)))


def _demand_past(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused(_("{day} lies in the future; give today or an earlier day.").format(day=chinese_date(day)), field)
