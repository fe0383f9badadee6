"""Loading the invented city: its rosters become the register, once, and a real installation is never touched."""

import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from xiangban.access.installation import DEMO_DAY, forget_installation, is_demo
from xiangban.access.models import GivenSight, Post, Seat, TrailRow, User
from xiangban.access.roles import Role
from xiangban.access.viewer import viewer_from_seat
from xiangban.campaigns.models import CurveStep, ListedChild
from xiangban.census.models import Import, Submission
from xiangban.census.rules import ImportState
from xiangban.children.models import BreakGlass, Child, FactChange, Handover, Kin, Merge, MergeState, Person
from xiangban.children.rules import ChildState
from xiangban.conference.models import (
    Decision,
    Instruction,
    ListedDuty,
    Meeting,
    MeetingFigures,
    PaperFigure,
    PaperPiece,
    ReceivedPaper,
    Task,
    WorkPlan,
    WorkPoint,
)
from xiangban.conference.past_rules import PieceKind, PieceState
from xiangban.conference.rules import ItemState, MeetingState
from xiangban.conference.task_rules import OriginKind, TaskState
from xiangban.demo.accounts import ABILITIES, PASSWORD
from xiangban.demo.loading.cast import CHILDREN_OF_SOCIAL_WORKER
from xiangban.demo.loading.scenes import NEW_CLASS, NEWCOMERS
from xiangban.demo.management.commands.load_demo import LEAST
from xiangban.demo.place_names import VILLAGE_COUNT
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.figures.models import ReceivedSummary
from xiangban.network.models import Duty, Staffing
from xiangban.supervision.models import Finding, Order, Suggestion
from xiangban.territories.models import Agency, Territory
from xiangban.territories.rules import Level

FEW = 4_500


@pytest.fixture(autouse=True)
def _installation_read_anew() -> Iterator[None]:
    forget_installation()
    yield
    forget_installation()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demo_is_loaded_once_and_can_be_clicked_through() -> None:
    said = StringIO()
    call_command("load_demo", "--children", str(FEW), stdout=said)

    _everybody_is_there()
    _every_row_is_accounted_for(said.getvalue())
    _every_account_signs_in_to_one_seat()
    _every_account_has_children_to_show()
    _something_is_waiting()
    _the_conference_has_met_and_its_tasks_go_on()
    _the_special_action_has_a_curve_and_supervision_its_papers()
    _the_office_has_more_on_its_desk_than_one_meeting()
    _a_damaged_paper_of_the_past_is_half_decided()
    _the_round_goes_up_and_a_table_from_below_breaks_one_rule()
    rows = TrailRow.objects.count()
    call_command("load_demo", verbosity=0)
    assert TrailRow.objects.count() == rows


@pytest.mark.django_db
def test_a_real_installation_is_never_filled_with_invented_children() -> None:
    User.objects.create_user("somebody", "真人", "a-long-password-of-theirs")

    with pytest.raises(CommandError):
        call_command("load_demo", verbosity=0)

    assert not Child.objects.exists() and not Territory.objects.exists()


@pytest.mark.django_db
def test_too_few_children_are_refused_with_nothing_left_behind() -> None:
    with pytest.raises(CommandError, match=re.escape(str(LEAST))):
        call_command("load_demo", "--children", "50", verbosity=0)

    assert not Territory.objects.exists() and not TrailRow.objects.exists()


def _everybody_is_there() -> None:
    assert is_demo()
    assert 0.995 * FEW < Child.objects.count() <= FEW + len(NEWCOMERS)
    assert Territory.objects.current().of_level(Level.VILLAGE).count() == VILLAGE_COUNT
    assert Kin.objects.filter(carer=True).exists() and Person.objects.count() > FEW
    assert not FactChange.objects.filter(source=None).exists()
    assert Agency.objects.filter(unit_kind="civil_affairs").count() == 9
    directors = Staffing.objects.filter(duty=Duty.DIRECTOR).count()
    assert 0.96 < directors / VILLAGE_COUNT < 0.98


def _every_row_is_accounted_for(said: str) -> None:
    batch = Import.objects.get()
    assert batch.state == ImportState.COMMITTED
    assert sum(batch.counts["rows"].values()) == batch.counts["all_rows"] > 2 * FEW
    lists = [int(number.replace(",", "")) for number in re.findall(r"^ +([\d,]+)  ", said, re.MULTILINE)]
    assert len(lists) == 7, "three agencies have seven regions"
    assert sum(lists) == batch.counts["files"]["new"]


def _every_account_signs_in_to_one_seat() -> None:
    roles = set()
    for username in ABILITIES:
        user = User.objects.get(username=username)
        assert user.check_password(PASSWORD)
        roles.add(Seat.objects.get(user=user).post.role)
    assert roles == set(Role.values)
    director = Post.objects.get(seats__user__username="heguifang")
    assert director.agency is not None and director.agency.place_code == director.place_code


def _every_account_has_children_to_show() -> None:
    seen = {
        username: Child.objects.visible_to(
            viewer_from_seat(Seat.objects.select_related("user", "post__territory").get(user__username=username))
        )
        for username in ("heguifang", "luoxiaoyan", "gongliping", "xiangting", "jiazhang")
    }
    assert 10 <= seen["heguifang"].count() <= 30
    assert seen["luoxiaoyan"].count() >= seen["heguifang"].count()
    assert seen["gongliping"].filter(class_name=NEW_CLASS).exists()
    assert Child.objects.exclude(school=None).count() > 0.5 * FEW, "pupils come from the rosters of the schools"
    assert seen["xiangting"].count() == CHILDREN_OF_SOCIAL_WORKER
    mothers = {kin.person.name for kin in Kin.objects.filter(child__in=seen["jiazhang"], kinship="mother")}
    assert mothers == {User.objects.get(username="jiazhang").display_name}
    assert seen["jiazhang"].count() > 1


def _something_is_waiting() -> None:
    states = set(Child.objects.values_list("state", flat=True))
    assert states == set(ChildState) - {ChildState.EXITED, ChildState.WITHDRAWN, ChildState.MERGED}
    assert Handover.objects.count() == 3
    assert BreakGlass.objects.filter(reviewed_at=None).count() == 1
    purposes = set(GivenSight.objects.values_list("purpose", flat=True))
    assert {"assigned", "own_child", "handover", "break_glass", "reason_given"} <= purposes


def _the_conference_has_met_and_its_tasks_go_on() -> None:
    meeting = Meeting.objects.get(state=MeetingState.CLOSED)
    assert meeting.minutes.issue.document_number == "第1期"
    assert MeetingFigures.objects.get(meeting=meeting).snapshot.children > 0.99 * FEW
    assert Decision.objects.count() == 8
    tasks = Task.objects.filter(origin_kind=OriginKind.DECISION).with_colour(DEMO_DAY)
    assert len(tasks) == 23 and {task.level for task in tasks} == {Level.CITY, Level.COUNTY}
    assert {task.place_code % 10**8 == 0 for task in tasks if task.parent is None} == {True}
    assert {sum(1 for _up in _ancestors(task)) for task in tasks} == {0, 1, 2}, "three levels"
    states, colours = Counter(task.state for task in tasks), Counter(str(vars(task)["colour"]) for task in tasks)
    assert states["struck_off"] >= 4 and colours["red"] >= 3 and colours["green"] >= 1


def _ancestors(task: Task) -> Iterator[Task]:
    while task.parent is not None:
        task = task.parent
        yield task


def _the_special_action_has_a_curve_and_supervision_its_papers() -> None:
    steps = CurveStep.objects.filter(indicator__key="unattended@2016")
    assert len(set(steps.values_list("day", flat=True))) > 5
    listed, still = (sum(steps.values_list(name, flat=True)) for name in ("listed", "open"))
    assert 0 < still < listed == ListedChild.objects.filter(indicator__key="unattended@2016").count()
    assert set(Order.objects.values_list("rung", flat=True)) == {"remind", "urge", "order"}
    assert set(Finding.objects.values_list("state", flat=True)) == {"ordered", "struck_off"}
    assert Suggestion.objects.get().held_by
    numbers = [*Order.objects.values_list("number_text", flat=True), Suggestion.objects.get().number_text]
    assert len(set(numbers)) == len(numbers)


def _the_office_has_more_on_its_desk_than_one_meeting() -> None:
    written = Instruction.objects.get()
    followed = Task.objects.get(origin_kind=OriginKind.INSTRUCTION, origin_key=str(written.pk))
    assert followed.state == TaskState.UNDER_WAY
    points = WorkPoint.objects.filter(plan=WorkPlan.objects.get())
    assert points.values("aspect_number").distinct().count() == 3 < points.count()
    assert Task.objects.filter(origin_kind=OriginKind.WORK_POINT).count() == 1
    assert ListedDuty.objects.standing().exclude(post=None).count() == 3
    coming = Meeting.objects.get(state=MeetingState.ANNOUNCED)
    proposed = coming.items.filter(state=ItemState.PROPOSED)
    assert set(proposed.exclude(agency=None).values_list("agency__unit_kind", flat=True)) >= {"education", "police"}


def _a_damaged_paper_of_the_past_is_half_decided() -> None:
    paper = ReceivedPaper.objects.get()
    assert paper.brackets > 100 and (paper.slips, paper.unrestored) == (0, 0)
    meetings = PaperPiece.objects.filter(paper=paper, kind=PieceKind.MEETING)
    assert Counter(meetings.values_list("state", flat=True)) == {"accepted": 2, "proposed": 1}
    assert set(PaperPiece.objects.values_list("state", flat=True)) == set(PieceState)
    assert Meeting.objects.filter(state=MeetingState.PAST, held_on=None).count() == 2, "no year is invented"
    figure = PaperFigure.objects.get(label="农村留守儿童")
    assert figure.counted is not None and figure.counted > 0.99 * FEW and figure.compared_at is not None


def _the_round_goes_up_and_a_table_from_below_breaks_one_rule() -> None:
    states = Counter(Submission.objects.values_list("level", "state"))
    assert states == {(4, "returned"): 1, (4, "submitted"): 1, (5, "accepted"): 3}
    received = ReceivedSummary.objects.get()
    differ = {column for column, number in received.said.items() if received.register[column] != number}
    assert differ == {"3"}, "boys up to five, who are with the girls all up to five"
    merge = Merge.objects.get(state=MergeState.PROPOSED)
    assert (merge.child.name, merge.child.birth_date) == (merge.double.name, merge.double.birth_date)
    assert {merge.child.state, merge.double.state} == {ChildState.REGISTERED, ChildState.SUBMITTED}


def test_ages_and_figures_of_the_demo_are_counted_on_the_day_its_people_were_made_for() -> None:
    assert DEMO_DAY == REFERENCE_DATE
