"""A figure of a paper beside the register's: the difference told, never explained away, and never a past made up."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.past_papers import lay_past
from tests.world import World
from xiangban.access.jobs import run_job
from xiangban.access.roles import Role
from xiangban.children.models import ChildMove
from xiangban.conference.beside import Counted, Reason, Told, reasons, span
from xiangban.conference.models import PaperFigure
from xiangban.conference.papers.marks import Span, in_other_script, stretches
from xiangban.conference.tests.stage import build_hall
from xiangban.conference.tests.test_past_papers import page, reading_english

DAY = date(2026, 9, 1)


def told(value: int = 34_711, **more: object) -> Told:
    said = {"label": "农村留守儿童", "unit": "人", "as_of": "2026年9月1日", **more}
    return Told(value=Decimal(value), **said)  # type: ignore[arg-type]  # told by name


def test_the_same_figure_needs_no_explanation() -> None:
    assert reasons(told(), Counted(34_711, DAY)) == [Reason.SAME]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("共有34000余人", (34_000, 35_000)), ("共有约34000人", (33_500, 34_500))],
)
def test_about_may_mean_more_or_as_much_as_rounding_hides(sentence: str, expected: tuple[int, int]) -> None:
    assert span(told(34_000, approximate=True, sentence=sentence)) == tuple(map(Decimal, expected))


def test_a_rounded_figure_is_told_to_hold_the_register_or_not() -> None:
    about = told(34_000, approximate=True, sentence="共有34000余人")
    assert Reason.ROUNDED in reasons(about, Counted(34_711, DAY))
    assert Reason.NOT_ROUNDED in reasons(about, Counted(36_000, DAY))


def test_other_places_days_units_and_definitions_are_named() -> None:
    province = told(sentence="全省共有农村留守儿童34711人", as_of="今年以来", unit="户", label="困境儿童")
    found = reasons(province, Counted(12_000, DAY, lacking=3))
    assert found == [Reason.UNIT, Reason.PLACE, Reason.NO_DAY, Reason.OTHER_WORDS, Reason.LACKING]


def test_a_paper_without_a_year_may_count_by_the_old_definition() -> None:
    assert Reason.OLD_DEFINITION in reasons(told(as_of="今年以来"), Counted(1, DAY))
    assert Reason.OLD_DEFINITION not in reasons(told(as_of="2024年8月底"), Counted(1, DAY))


def test_marks_lose_no_character_and_follow_a_line_that_grew() -> None:
    marks = [Span(0, 3, 1), Span(2, 5, 2), Span(6, 8, 3)]
    cut = stretches("甲乙丙丁戊\n己庚", marks)
    assert "".join(one.text for one in cut) == "甲乙丙丁戊\n己庚"
    assert [one.numbers for one in cut] == [(1,), (1, 2), (2,), (), (3,)]
    assert in_other_script(marks, "甲乙丙丁戊\n己庚", "甲乙丙丁戊戊\n己庚")[2] == Span(7, 9, 3)


@pytest.mark.django_db
def test_the_register_is_counted_for_a_day_it_knows_and_for_no_earlier_one(world: World) -> None:
    ChildMove.objects.create(
        child=world.ming, move="register", state_before="reviewed", state_after="registered", at=timezone.now()
    )
    past, office = lay_past(build_hall(world).conference), reading_english(world.seats[Role.CONFERENCE_OFFICE])
    assert "about" in compared(office, past.figure, timezone.localdate())
    kept = PaperFigure.objects.get()
    assert kept.counted is not None
    before = kept.reaches_to - timedelta(days=1) if kept.reaches_to else DAY
    assert "No figure is made up" in compared(office, past.figure, before)
    assert PaperFigure.objects.get().counted is None


@pytest.mark.django_db
def test_no_day_ahead_and_none_before_the_definition_is_counted(world: World) -> None:
    past, office = lay_past(build_hall(world).conference), reading_english(world.seats[Role.CONFERENCE_OFFICE])
    for day, words in ((timezone.localdate() + timedelta(days=1), "lies ahead"), (date(2015, 1, 1), "no definition")):
        said = {"indicator": "summary.01@2016", "day": day}
        answer = office.post(page("compare_figure", past.figure.pk), said, follow=True)
        assert words in answer.content.decode()


def compared(office: Client, figure: PaperFigure, day: date) -> str:
    """The page after the register was counted for that day."""
    office.post(page("compare_figure", figure.pk), {"indicator": "summary.01@2016", "day": day})
    job = PaperFigure.objects.get(pk=figure.pk).job_id
    assert job is not None
    run_job(job)
    return str(office.get(page("figure", figure.pk)).content.decode())
