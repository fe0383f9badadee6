"""Whose word counts where two files of one child differ."""

from datetime import UTC, datetime, timedelta

from xiangban.census.word_counts import prefers
from xiangban.children.models import FactChange, Source, SourceKind
from xiangban.territories.models import Agency, AgencyKind

DAY = datetime(2026, 9, 1, tzinfo=UTC)


def word(kind: SourceKind, unit: str = "", days: int = 0) -> FactChange:
    agency = Agency(kind=AgencyKind.MEMBER_UNIT, unit_kind=unit) if unit else None
    return FactChange(source=Source(kind=kind, agency=agency), recorded_at=DAY + timedelta(days=days))


def test_a_hand_counts_before_a_roster_however_old() -> None:
    assert prefers("grade", word(SourceKind.ROSTER, "education", 9), word(SourceKind.FORM))
    assert not prefers("grade", word(SourceKind.FORM), word(SourceKind.ROSTER, "education", 9))


def test_of_two_rosters_the_agency_that_answers_counts() -> None:
    police, education = word(SourceKind.ROSTER, "police"), word(SourceKind.ROSTER, "education", 9)
    assert prefers("id_number", education, police)
    assert not prefers("id_number", police, education)
    villages = word(SourceKind.ROSTER, "civil_affairs")
    assert prefers("living_code", police, villages), "civil affairs collects the villages' rosters"


def test_of_two_hands_the_newer_counts_and_no_word_is_worth_nothing() -> None:
    assert prefers("name", word(SourceKind.FORM), word(SourceKind.VISIT, days=1))
    assert not prefers("name", word(SourceKind.FORM), None)
    assert prefers("name", None, word(SourceKind.ROSTER))
