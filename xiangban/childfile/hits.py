"""What a search found, as rows: the same look as the list, with what tells namesakes apart.

What is found, and how the name is masked, is said by children/search.py.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from xiangban.access.viewer import Viewer
from xiangban.childfile.listing import own_level
from xiangban.childfile.marks import STATE_BADGES
from xiangban.children.codes import Sex
from xiangban.children.search import Hit
from xiangban.lib.chinese_dates import age_on
from xiangban.territories.place_names import PlaceNames
from xiangban.web.rows import BadgeCell, LinkCell, RowTemplate, TextCell

ROWS = RowTemplate(
    ["pk", "name", "sex", "age", "place", "state"],
    [
        LinkCell(_("Name"), "name", url_name="childfile:file", key="pk"),
        TextCell(_("Sex"), "sex"),
        TextCell(_("Age"), "age", css="number"),
        TextCell(_("Responsible place"), "place"),
        BadgeCell(_("State"), "state", badges=STATE_BADGES),
    ],
)


def show_hits(hits: Sequence[Hit], viewer: Viewer, places: PlaceNames, today: date) -> tuple[SafeString, SafeString]:
    """Headings and rows of the found children."""
    names = places.long_names((hit.responsible_code for hit in hits), below=own_level(viewer))
    sexes = dict(Sex.choices)
    rows = [
        (
            hit.child_id,
            hit.name,
            sexes.get(hit.sex, hit.sex),
            age_on(hit.birth_date, today) if hit.birth_date else None,
            names[hit.responsible_code],
            hit.state,
        )
        for hit in hits
    ]
    return ROWS.head(), ROWS.render(rows)
