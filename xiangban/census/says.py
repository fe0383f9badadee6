"""What matching and reconciliation found, in the reader's language: reasons, regions of lists, the estimate.

The kinds of reasons are data of matching/reasons.py, which is not loaded here: it needs more than a page may load.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xiangban.access.roles import Facet
from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.models import Match
from xiangban.census.reason_words import REASONS
from xiangban.census.reconciliation import Region, WhoHasWhom
from xiangban.census.sides import said

_FIELDS = {"number": "id_number", "name": "child_name", "phone": "contact_phone", "relative": "guardian_name"}
_TWO_SIDED = frozenset({"birth", "number", "name", "phone", "relative"})


@dataclass(frozen=True)
class Spoken:
    """One reason as a sentence; `speaks` is 1 for the same child, -1 against, 0 for neither."""

    sentence: str
    speaks: int


def reasons_of(match: Match, facets: Collection[Facet]) -> list[Spoken]:
    """What speaks for and against, what speaks for it first; values as far as the reader may read them."""
    return spoken_of(json.loads(match.evidence) if match.evidence else [], facets)


def spoken_of(evidence: Iterable[Sequence[Any]], facets: Collection[Facet]) -> list[Spoken]:
    """Reasons as data in words: of each its kind, for which side it speaks, both values as written."""
    spoken = [Spoken(_sentence(kind, left, right, facets), speaks) for kind, speaks, left, right in evidence]
    return sorted(spoken, key=lambda one: -one.speaks)


def _sentence(kind: str, left: str, right: str, facets: Collection[Facet]) -> str:
    words, subject = str(REASONS.get(kind, kind)), kind.partition("_")[0]
    if subject not in _TWO_SIDED or not left:
        return words
    field = _FIELDS.get(subject, "birth_date")
    mine, theirs = said(field, left, facets), said(field, right, facets)
    if mine == theirs:
        return _("{reason}: {value}").format(reason=words, value=mine)
    return _("{reason}: {left} – {right}").format(reason=words, left=mine, right=theirs)


def region_words(region: Region) -> str:
    """Which lists have these children."""
    names = [str(AGENCY_WORDS.get(agency, agency)) for agency in sorted(region.agencies)]
    if len(names) == 1:
        return _("only {agency}").format(agency=names[0])
    return _(" and ").join(names)


def say_estimate(lists: WhoHasWhom) -> str:
    """How many children nobody found, with the interval, as one sentence; "" where the lists do not allow it."""
    found = lists.unseen
    if found is None:
        return ""
    words = _(
        "On no list at all: about {unseen} children (95 % interval {low} to {high}); an estimate by {method}, "
        "never to be reported as a figure."
    )
    methods = {"log_linear": _("the log-linear model of three lists"), "chapman": _("Chapman's rule of two lists")}
    return words.format(
        unseen=round(found.unseen), low=round(found.low), high=round(found.high), method=methods[found.method]
    )
