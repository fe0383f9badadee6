"""Words for the kinds of reasons that matching gives, and for what became of a child since the last round.

The sentences made of them are in says.py.
"""

from django.utils.translation import gettext_lazy as _

from xiangban.census.reconciliation import Since
from xiangban.web.phrases import StrOrPromise

REASONS: dict[str, StrOrPromise] = {
    "number_different": _("two different valid identity numbers"),
    "number_unlike": _("identity numbers that are not alike"),
    "number_same_birth_part": _("identity numbers with the same birth date only"),
    "number_same_tail": _("the same end of the identity number"),
    "number_same_beginning": _("the same first digits of the identity number"),
    "number_one_slip": _("identity numbers that differ by one slip"),
    "number_same_unsure": _("the same identity number, but it is doubtful itself"),
    "number_same": _("the same identity number"),
    "name_nothing": _("names with nothing in common"),
    "name_surname": _("only the same surname"),
    "name_a_character": _("only one character of the name in common"),
    "name_surname_and_character": _("the same surname and one character"),
    "name_shortened": _("one name is a shortened form of the other"),
    "name_one_differs": _("names that differ in one character"),
    "name_given_near": _("given names that sound almost alike"),
    "name_given_same": _("the same given name"),
    "name_turned": _("the same characters in another order"),
    "name_near_sound": _("names that sound almost alike"),
    "name_unreadable_part": _("the same name as far as it can be read"),
    "name_same_sound": _("names that sound alike"),
    "name_exact": _("the same name"),
    "birth_other": _("different dates of birth"),
    "birth_next_year": _("born in neighbouring years"),
    "birth_same_year": _("born in the same year, on another day"),
    "birth_lunar_gap": _("dates of birth apart as lunar and solar calendar are"),
    "birth_same_day_and_month": _("the same birthday in another year"),
    "birth_within_year": _("one date of birth says the year only, and it agrees"),
    "birth_near_month": _("born in neighbouring months"),
    "birth_same_month": _("born in the same month, on another day"),
    "birth_same_day_other_month": _("the same day of another month"),
    "birth_year_off": _("the same birthday, one year apart"),
    "birth_turned": _("dates of birth with turned digits"),
    "birth_within_month": _("one date of birth says the month only, and it agrees"),
    "birth_lunar": _("the same day, once in the lunar and once in the solar calendar"),
    "birth_equal": _("the same date of birth"),
    "place_other_county": _("living in different counties"),
    "place_same_county": _("living in the same county"),
    "place_same_town_only": _("the same township, another village"),
    "place_same_town": _("the same township"),
    "place_same_village": _("the same village"),
    "sex_same": _("the same sex"),
    "sex_other": _("different sex"),
    "phone_same": _("the same phone number"),
    "phone_other": _("different phone numbers"),
    "relative_same": _("the same relative"),
    "relative_other": _("another relative in the same role"),
    "agency_same": _("two rows of the same agency"),
}
SINCE_WORDS: dict[Since, StrOrPromise] = {
    Since.FOUND_AGAIN: _("found again"),
    Since.NEW: _("new in this round"),
    Since.MOVED: _("moved to another township"),
    Since.AGED_OUT: _("16 or older by now"),
    Since.GONE: _("no longer on any list"),
}
