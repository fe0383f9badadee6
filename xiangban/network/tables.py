"""The columns of this room's long lists, for the fast renderer of rows.

What fills them is read in queries.py.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.network.models import Duty
from xiangban.territories.models import AgencyKind
from xiangban.territories.rules import Level
from xiangban.web.badges import Badge, Tone
from xiangban.web.rows import BadgeCell, LinkCell, RowTemplate, TextCell

_BELOW = ["code", "name", "townships", "villages", "undirected", "stations", "homes", "people", "shown_code"]
_NAME = LinkCell(_("Division"), "name", url_name="network:place", key="code")
_CODE = TextCell(_("Code"), "shown_code")
_VILLAGES = TextCell(_("Villages"), "villages", css="number")
_UNDIRECTED = TextCell(_("Without a director"), "undirected", css="number")
_STATIONS = TextCell(_("Stations"), "stations", css="number")
_HOMES = TextCell(_("Children's homes"), "homes", css="number")

_ABOVE_TOWNSHIPS = RowTemplate(
    _BELOW,
    [_NAME, _CODE, TextCell(_("Townships"), "townships", css="number"), _VILLAGES, _UNDIRECTED, _STATIONS, _HOMES],
)
BELOW_TABLES: dict[Level, RowTemplate] = {
    Level.CITY: _ABOVE_TOWNSHIPS,
    Level.COUNTY: _ABOVE_TOWNSHIPS,
    Level.TOWNSHIP: RowTemplate(
        _BELOW, [_NAME, _CODE, TextCell(_("Child supervisor"), "people"), _VILLAGES, _UNDIRECTED, _STATIONS, _HOMES]
    ),
    Level.VILLAGE: RowTemplate(_BELOW, [_NAME, _CODE, TextCell(_("Child director"), "people"), _HOMES]),
}

ANSWERABLE_WORDS = {Level.VILLAGE: _("Child director"), Level.TOWNSHIP: _("Child supervisor")}

STATE_BADGES = {"open": Badge(_("in operation"), Tone.GOOD), "closed": Badge(_("closed down"), Tone.PLAIN, "archive")}
AGENCIES = RowTemplate(
    ["pk", "name", "kind", "place", "phone", "state"],
    [
        LinkCell(_("Agency"), "name", url_name="network:agency", key="pk"),
        TextCell(_("Kind"), "kind"),
        TextCell(_("Division"), "place"),
        TextCell(_("Office phone"), "phone"),
        BadgeCell(_("State"), "state", badges=STATE_BADGES),
    ],
)
CONTACTS = RowTemplate(
    ["name", "place", "phone", "address", "staff"],
    [
        TextCell(_("Agency"), "name"),
        TextCell(_("Division"), "place"),
        TextCell(_("Office phone"), "phone"),
        TextCell(_("Office address"), "address"),
        TextCell(_("Staff"), "staff"),
    ],
)
GAP_WORDS = {
    "director": _("Villages without a child director"),
    "supervisor": _("Townships without a child supervisor"),
    "station": _("Townships without a minors' protection station"),
}
GAPS = RowTemplate(
    ["code", "name", "above", "shown_code"],
    [_NAME, TextCell(_("Lies in"), "above"), _CODE],
)
PREVIEW = RowTemplate(
    ["name", "code", "new_name", "new_code", "kind", "children", "posts", "agencies"],
    [
        TextCell(_("Division"), "name"),
        TextCell(_("Code"), "code"),
        TextCell(_("Then"), "new_name"),
        TextCell(_("Then its code"), "new_code"),
        TextCell(_("What happens"), "kind"),
        TextCell(_("Children"), "children", css="number"),
        TextCell(_("Posts"), "posts", css="number"),
        TextCell(_("Agencies"), "agencies", css="number"),
    ],
)

KIND_WORDS = dict(AgencyKind.choices)
DUTY_WORDS = dict(Duty.choices)
