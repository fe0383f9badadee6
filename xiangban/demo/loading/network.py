"""Places, agencies, posts and staff of the invented city, each kind in one trailed step.

Children's files are in files.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from xiangban.access.acts import action, tell, tell_changes
from xiangban.access.models import Post, Seat, User
from xiangban.access.viewer import Viewer
from xiangban.demo.accounts import PASSWORD, DemoAccount
from xiangban.demo.agencies import COMMITTEE, GOVERNMENT, SINCE, DemoAgency, StaffMember
from xiangban.demo.city import City, Place
from xiangban.network.models import Duty, Staffing
from xiangban.territories.models import Agency, AgencyName, Succession, SuccessionKind, Territory
from xiangban.territories.rules import Level

AT_A_TIME = 500
DUTY = {"village_director": Duty.DIRECTOR, "township_supervisor": Duty.SUPERVISOR}
TITLE = {"village_director": "{place}儿童主任", "township_supervisor": "{place}儿童督导员"}
_STAFFED = {
    Level.VILLAGE: ("village_director", COMMITTEE),
    Level.TOWNSHIP: ("township_supervisor", GOVERNMENT),
}


@dataclass(frozen=True)
class Network:
    """What stands in the tables: current places by code, agencies by the key of their DemoAgency."""

    places: Mapping[int, Territory]
    agencies: Mapping[str, Agency]


@action("network.load_divisions")
def write_places(subject: None, by: Viewer, *, city: City) -> dict[int, Territory]:
    """Write every place, present and former, and which followed which."""
    present = {place.code: _territory(place) for place in city.places}
    ended = [(place, _territory(place)) for place in city.ended]
    Territory.objects.bulk_create([*present.values(), *(row for _, row in ended)], batch_size=AT_A_TIME)
    Succession.objects.bulk_create(
        Succession(old=row, new=present[place.heir], kind=SuccessionKind.MERGE, on=place.valid_to)
        for place, row in ended
        if place.heir is not None and place.valid_to is not None
    )
    tell(added=len(city.places), former=len(ended))
    tell_changes([{"code": place.code, "name": place.name} for place in city.places], len(city.places))
    return present


@action("network.open_agency")
def write_agencies(subject: None, by: Viewer, *, agencies: Iterable[DemoAgency]) -> dict[str, Agency]:
    """Write every agency with the names it bore."""
    rows = {agency.key: (agency, _agency(agency)) for agency in agencies}
    Agency.objects.bulk_create([row for _, row in rows.values()], batch_size=AT_A_TIME)
    names = [name for agency, row in rows.values() for name in _names(agency, row)]
    AgencyName.objects.bulk_create(names, batch_size=AT_A_TIME)
    tell_changes([{"agency": row.pk, "name": row.name} for _, row in rows.values()], len(rows))
    return {key: row for key, (_, row) in rows.items()}


@action("posts.open")
def write_posts(subject: None, by: Viewer, *, network: Network, staff: Iterable[StaffMember]) -> dict[int, Post]:
    """Open the post of every village's director and township's supervisor and staff those that are not vacant."""
    posts = {place.code: _staff_post(network, place) for place in network.places.values() if place.level in _STAFFED}
    Post.objects.bulk_create(posts.values(), batch_size=AT_A_TIME)
    members = list(staff)
    users = [
        User(username=f"{member.role[0]}{member.place_code}", display_name=member.name, password=make_password(None))
        for member in members
    ]
    User.objects.bulk_create(users, batch_size=AT_A_TIME)
    seats = [
        Seat(user=user, post=posts[member.place_code], since=member.since)
        for user, member in zip(users, members, strict=True)
    ]
    Seat.objects.bulk_create(seats, batch_size=AT_A_TIME)
    staffing = [
        Staffing(
            agency=network.agencies[member.agency],
            duty=DUTY[member.role],
            post=posts[member.place_code],
            name=member.name,
            phone=member.phone,
            since=member.since,
        )
        for member in members
    ]
    Staffing.objects.bulk_create(staffing, batch_size=AT_A_TIME)
    tell_changes([{"post": post.pk, "role": post.role} for post in posts.values()], len(posts))
    return posts


@action("seats.begin")
def write_accounts(
    subject: None, by: Viewer, *, network: Network, posts: Mapping[int, Post], accounts: Iterable[DemoAccount]
) -> dict[str, Post]:
    """Make a user and a seat of every demo account; a post that stands already changes hands. Posts by user name."""
    found = {}
    password = make_password(PASSWORD)
    for account in accounts:
        post = posts[account.place_code] if account.role in DUTY else _open_post(network, account)
        user = User.objects.create(username=account.username, display_name=account.name, password=password)
        if account.role in DUTY:
            _replace_staff(network, post, account)
        Seat.objects.create(user=user, post=post, since=SINCE)
        found[account.username] = post
    tell_changes([{"post": post.pk, "role": post.role} for post in found.values()], len(found))
    return found


def _replace_staff(network: Network, post: Post, account: DemoAccount) -> None:
    """The demo's director and supervisor take the place of whoever the generator put there."""
    Staffing.objects.filter(post=post).delete()
    for seat in Seat.objects.filter(post=post).select_related("user"):
        seat.delete()
        seat.user.delete()
    agency, duty = network.agencies[account.agency], DUTY[account.role]
    Staffing.objects.create(agency=agency, duty=duty, post=post, name=account.name, since=SINCE)


def _territory(place: Place) -> Territory:
    return Territory(
        level=place.level,
        code=place.code,
        civil_code=place.civil_code,
        name=place.name,
        kind=place.urban_rural_class,
        valid_from=place.valid_from,
        valid_to=place.valid_to,
    )


def _agency(agency: DemoAgency) -> Agency:
    return Agency(
        kind=agency.kind,
        unit_kind=agency.unit_kind,
        name=agency.name,
        place_code=agency.place_code,
        level=agency.level,
        phone=agency.phone,
        opened_on=agency.opened_on,
        closed_on=agency.closed_on,
    )


def _names(agency: DemoAgency, row: Agency) -> list[AgencyName]:
    if not agency.names:
        return [AgencyName(agency=row, name=agency.name, since=agency.opened_on)]
    return [
        AgencyName(agency=row, name=name.name, since=name.since or agency.opened_on, until=name.until)
        for name in agency.names
    ]


def _staff_post(network: Network, place: Territory) -> Post:
    role, agency = _STAFFED[Level(place.level)]
    return Post(
        role=role,
        title=TITLE[role].format(place=place.name),
        territory=place,
        place_code=place.code,
        level=place.level,
        agency=network.agencies[f"{agency}:{place.code}"],
        opened_on=date(2019, 6, 1),
    )


def _open_post(network: Network, account: DemoAccount) -> Post:
    place = network.places[account.place_code]
    return Post.objects.create(
        role=account.role,
        title=account.title,
        territory=place,
        place_code=place.code,
        level=place.level,
        agency=network.agencies.get(account.agency),
        opened_on=SINCE,
    )
