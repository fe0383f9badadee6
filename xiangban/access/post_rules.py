"""Which posts make sense where, and who may put whom on them: pure tables after domain 6.4 and GB/T 22239.

The writes are in actions/seats.py.
"""

from xiangban.access.roles import Role
from xiangban.territories.models import AgencyKind
from xiangban.territories.rules import Level

R, L, K = Role, Level, AgencyKind

_OFFICES = frozenset({L.CITY, L.COUNTY})
_ANYWHERE_BELOW_CITY = frozenset({L.CITY, L.COUNTY, L.TOWNSHIP, L.VILLAGE})

LEVELS_OF_ROLE: dict[Role, frozenset[Level]] = {
    R.VILLAGE_DIRECTOR: frozenset({L.VILLAGE}),
    R.TOWNSHIP_SUPERVISOR: frozenset({L.TOWNSHIP}),
    R.COUNTY_CLERK: frozenset({L.COUNTY}),
    R.COUNTY_HEAD: frozenset({L.COUNTY}),
    R.CITY_CLERK: frozenset({L.CITY}),
    R.CITY_HEAD: frozenset({L.CITY}),
    R.CONFERENCE_OFFICE: _OFFICES,
    R.LIAISON: _OFFICES,
    R.CONVENER: _OFFICES,
    R.SCHOOL: _ANYWHERE_BELOW_CITY,
    R.HOSPITAL: _ANYWHERE_BELOW_CITY,
    R.POLICE: frozenset({L.CITY, L.COUNTY, L.TOWNSHIP}),
    R.COURT: _OFFICES,
    R.SOCIAL_WORKER: frozenset({L.CITY, L.COUNTY, L.TOWNSHIP}),
    R.PARENT: frozenset({L.VILLAGE}),
    R.SYSTEM_ADMINISTRATOR: frozenset({L.PROVINCE, L.CITY, L.COUNTY}),
    R.SECURITY_ADMINISTRATOR: frozenset({L.PROVINCE, L.CITY, L.COUNTY}),
    R.AUDIT_ADMINISTRATOR: frozenset({L.PROVINCE, L.CITY, L.COUNTY}),
}

# These roles are nothing without a body of this kind: a school sees its own pupils, a liaison speaks for a unit.
AGENCY_OF_ROLE: dict[Role, frozenset[AgencyKind]] = {
    R.SCHOOL: frozenset({K.SCHOOL}),
    R.HOSPITAL: frozenset({K.HOSPITAL}),
    R.LIAISON: frozenset({K.MEMBER_UNIT}),
}

ADMINISTRATORS = frozenset({R.SYSTEM_ADMINISTRATOR, R.SECURITY_ADMINISTRATOR, R.AUDIT_ADMINISTRATOR})


def stands_at(role: Role, level: Level) -> bool:
    """Whether a post of this role may stand at a place of this level."""
    return level in LEVELS_OF_ROLE[role]


def lacks_agency(role: Role, kind: AgencyKind | None) -> bool:
    """Whether the role needs a body that this one is not."""
    needed = AGENCY_OF_ROLE.get(role)
    return needed is not None and kind not in needed


def may_share_a_person(first: Role, second: Role) -> bool:
    """One person never unites two administrators, nor an administrator with an office that sees children (三员分立)."""
    return first is second or not ADMINISTRATORS & {first, second}


def may_hand_over(role: Role, level: Level, post_role: Role, post_level: Level) -> bool:
    """The security administrator hands over any post; others only posts below their own, never an administrator's."""
    if role is Role.SECURITY_ADMINISTRATOR:
        return True
    return post_role not in ADMINISTRATORS and post_level > level
