"""The age bands of the official tables (domain facts 2.3): lists, filters and figures count by the same ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xiangban.children.attention import younger_than
from xiangban.children.codes import NOT_COLLECTED
from xiangban.web.phrases import StrOrPromise


@dataclass(frozen=True)
class AgeBand:
    """Whole years: from `youngest`, and under `too_old`; None where the band has no end."""

    label: StrOrPromise
    youngest: int
    too_old: int | None

    def condition(self, day: date) -> Q:
        """Children of this band on the day; whose birth date is not collected is in none."""
        under = ~Q(birth_date=None) if self.too_old is None else younger_than(self.too_old, day)
        return under & ~younger_than(self.youngest, day) if self.youngest else under


# The last one's code has no plus, which an address would read as a blank.
AGE_BANDS: Mapping[str, AgeBand] = {
    "0-5": AgeBand(_("0 to 5"), 0, 6),
    "6-13": AgeBand(_("6 to 13"), 6, 14),
    "14-15": AgeBand(_("14 and 15"), 14, 16),
    "16-": AgeBand(_("16 and over"), 16, None),
}


def age_band(day: date) -> Case:
    """The code of the band on that day as an expression; "" where the birth date is not collected."""
    bands = [When(band.condition(day), then=Value(code)) for code, band in AGE_BANDS.items()]
    return Case(*bands, default=Value(NOT_COLLECTED), output_field=CharField())
