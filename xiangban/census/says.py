"""What matching and reconciliation found, in the reader's language: reasons, regions of lists, the estimate.

The kinds of reasons are data of matching/reasons.py, which is not loaded here: it needs more than a page may load.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangban.access.roles import Facet
from xiangban.census.file_words import AGENCY_WORDS
from xiangban.census.models import Match
from xiangban.census.reconciliation import Region, Since, WhoHasWhom
from xiangban.census.sides import said
from xiangban.web.phrases import StrOrPromise

t = gettext_lazy
REASONS: dict[str, StrOrPromise] = {
    "number_different": t("two different valid identity numbers"),
    "number_unlike": t("identity numbers that are not alike"),
    "number_same_birth_part": t("identity numbers with the same birth date only"),
    "number_same_tail": t("the same end of the identity number"),
    "number_same_beginning": t("the same first digits of the identity number"),
    "number_one_slip": t("identity numbers that differ by one slip"),
    "number_same_unsure": t("the same identity number, but it is doubtful itself"),
    "number_same": t("the same identity number"),
    "name_nothing": t("names with nothing in common"),
    "name_surname": t("only the same surname"),
    "name_a_character": t("only one character of the name in common"),
    "name_surname_and_character": t("the same surname and one character"),
    "name_shortened": t("one name is a shortened form of the other"),
    "name_one_differs": t("names that differ in one character"),
    "name_given_near": t("given names that sound almost alike"),
    "name_given_same": t("the same given name"),
    "name_turned": t("the same characters in another order"),
    "name_near_sound": t("names that sound almost alike"),
    "name_unreadable_part": t("the same name as far as it can be read"),
    "name_same_sound": t("names that sound alike"),
    "name_exact": t("the same name"),
    "birth_other": t("different dates of birth"),
    "birth_next_year": t("born in neighbouring years"),
    "birth_same_year": t("born in the same year, on another day"),
    "birth_lunar_gap": t("dates of birth apart as lunar and solar calendar are"),
    "birth_same_day_and_month": t("the same birthday in another year"),
    "birth_within_year": t("one date of birth says the year only, and it agrees"),
    "birth_near_month": t("born in neighbouring months"),
    "birth_same_month": t("born in the same month, on another day"),
    "birth_same_day_other_month": t("the same day of another month"),
    "birth_year_off": t("the same birthday, one year apart"),
    "birth_turned": t("dates of birth with turned digits"),
    "birth_within_month": t("one date of birth says the month only, and it agrees"),
    "birth_lunar": t("the same day, once in the lunar and once in the solar calendar"),
    "birth_equal": t("the same date of birth"),
    "place_other_county": t("living in different counties"),
    "place_same_county": t("living in the same county"),
    "place_same_town_only": t("the same township, another village"),
    "place_same_town": t("the same township"),
    "place_same_village": t("the same village"),
    "sex_same": t("the same sex"),
    "sex_other": t("different sex"),
    "phone_same": t("the same phone number"),
    "phone_other": t("different phone numbers"),
    "relative_same": t("the same relative"),
    "relative_other": t("another relative in the same role"),
    "agency_same": t("two rows of the same agency"),
}
_FIELDS = {"number": "id_number", "name": "child_name", "phone": "contact_phone", "relative": "guardian_name"}
_TWO_SIDED = frozenset({"birth", "number", "name", "phone", "relative"})


@dataclass(frozen=True)
class Spoken:
    """One reason as a sentence; `speaks` is 1 for the same child, -1 against, 0 for neither."""

    sentence: str
    speaks: int


def reasons_of(match: Match, facets: Collection[Facet]) -> list[Spoken]:
    """What speaks for and against, what speaks for it first; values as far as the reader may read them."""
    evidence = json.loads(match.evidence) if match.evidence else []
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


SINCE_WORDS: dict[Since, StrOrPromise] = {
    Since.FOUND_AGAIN: t("found again"),
    Since.NEW: t("new in this round"),
    Since.MOVED: t("moved to another township"),
    Since.AGED_OUT: t("16 or older by now"),
    Since.GONE: t("no longer on any list"),
}


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
