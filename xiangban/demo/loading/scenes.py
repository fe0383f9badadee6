"""What has happened lately in the demo's township, done through the product's own verbs by those who may do them.

So that drafts, assigned children, handovers, updates, looks and an emergency stand there when the first visitor comes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from xiangban.access.acts import record_opening
from xiangban.access.models import Post, Seat
from xiangban.access.viewer import Viewer, viewer_from_seat
from xiangban.children.actions.found import Edit, amend_child, found_child, record_schooling
from xiangban.children.actions.given import assign_child, invite_parent
from xiangban.children.actions.handovers import propose_handover
from xiangban.children.actions.looks import break_glass, open_with_reason
from xiangban.children.actions.moves import propose_exit, review_child, submit_child
from xiangban.children.codes import ActualCarer, CareReason, ExitReason, HukouKind, NoIdReason, Sex
from xiangban.children.facts import FactValue
from xiangban.children.models import Child, Source, SourceKind
from xiangban.demo.accounts import Stage
from xiangban.demo.loading import past
from xiangban.demo.loading.cast import Cast
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.territories.models import Territory

NEW_CLASS = "5班"
MOVED_IN, MOVED_OUT, UPDATED, OPENED = 2, 1, 3, 2
# Met at the door after the rosters were closed; what is not collected yet stays open, so that pages have gaps to name.
NEWCOMERS = (
    ("向沐晴", Sex.FEMALE, date(2024, 5, 18), CareReason.BOTH_AWAY),
    ("冉子墨", Sex.MALE, date(2021, 11, 2), CareReason.BOTH_AWAY),
    ("覃依诺", Sex.FEMALE, date(2025, 2, 9), CareReason.ONE_AWAY),
    ("滕浩宇", Sex.MALE, date(2026, 3, 27), CareReason.BOTH_AWAY),
)
SUBMITTED, REVIEWED = 2, 1


class Scenes:
    """The demo's people at work on the register as the rosters left it."""

    def __init__(self, stage: Stage, posts: Mapping[str, Post], cast: Cast) -> None:
        self._posts, self._cast = posts, cast
        self._viewers = {name: viewer_of(post) for name, post in posts.items()}
        self._home = Territory.objects.current().get(code=stage.village)

    def play(self, pupils: Sequence[Child], own: Sequence[Child]) -> None:
        """All scenes in the order in which they happened: the school's pupils and a parent's own children are named."""
        with past.on(REFERENCE_DATE):
            self._give(own)
            self._update(pupils)
            self._found()
            self._hand_over()
        self._look()  # with the real clock: what an emergency shows ends at the next midnight

    def _give(self, own: Sequence[Child]) -> None:
        supervisor = self._viewers["luoxiaoyan"]
        for child in self._cast.in_need():
            assign_child(child, supervisor, post=self._posts["xiangting"])
        for child in own:
            invite_parent(child, supervisor, post=self._posts["jiazhang"])

    def _update(self, pupils: Sequence[Child]) -> None:
        """The school moves some of its pupils to another class; phone numbers change."""
        teacher, director = self._viewers["gongliping"], self._viewers["heguifang"]
        for child in pupils[:UPDATED]:
            record_schooling(child, teacher, edit=_edit(child, {"class_name": NEW_CLASS}), source=_source(teacher))
        for number, child in enumerate(self._cast.village[:UPDATED], start=1):
            phone = f"1790999{number:04d}"
            amend_child(child, director, edit=_edit(child, {"phone": phone}), source=_source(director))

    def _found(self) -> None:
        """The director founds files for children no roster names and proposes that one leaves; the township reviews."""
        director, supervisor = self._viewers["heguifang"], self._viewers["luoxiaoyan"]
        founded = [
            found_child(self._home, director, facts=self._facts_of(*newcomer), source=_source(director))
            for newcomer in NEWCOMERS
        ]
        for child in founded[:SUBMITTED]:
            submit_child(child, director)
        for child in founded[:REVIEWED]:
            review_child(child, supervisor)
        left = timezone.localdate() - timedelta(days=7)
        propose_exit(self._cast.village[-2], director, exit_reason=ExitReason.PARENT_BACK, exit_on=left)

    def _facts_of(self, name: str, sex: Sex, born: date, reason: CareReason) -> dict[str, FactValue]:
        return {
            "name": name,
            "sex": sex.value,
            "birth_date": born,
            "no_id_reason": NoIdReason.IN_PROGRESS.value,
            "hukou_kind": HukouKind.RURAL.value,
            "living_code": self._home.code,
            "care_reason": reason.value,
            "actual_carer": ActualCarer.GRANDPARENTS.value,
        }

    def _hand_over(self) -> None:
        """Two children of the township's other villages moved into the director's, one of hers moved away."""
        clerk, director = self._viewers["tangwenjing"], self._viewers["heguifang"]
        others = self._cast.elsewhere
        for child in others[:MOVED_IN]:
            propose_handover(child, clerk, place=self._home, reason="孩子随外祖母到本村生活，已满三个月。")
        away = Territory.objects.current().get(code=others[-1].living_code or 0)
        for child in self._cast.village[-MOVED_OUT:]:
            propose_handover(child, director, place=away, reason="孩子随姑姑到该村生活。")

    def _look(self) -> None:
        """The director and the supervisor opened files, the city gave a reason, the police had an emergency."""
        village = self._cast.village
        for name in ("heguifang", "luoxiaoyan"):
            for child in village[:OPENED]:
                record_opening(child, self._viewers[name], "children.open")
        open_with_reason(village[1], self._viewers["songyanan"], reason="核实群众来信反映的监护情况。")
        self._break_glass(max(self._cast.township, key=lambda child: child.actual_carer == ActualCarer.NOBODY))

    def _break_glass(self, child: Child) -> None:
        break_glass(
            self._posts["shijianjun"],
            self._viewers["shijianjun"],
            name=child.name,
            id_number=child.id_number,
            reason="夜间接报孩子未回家，需联系照护人。",
        )


def viewer_of(post: Post) -> Viewer:
    """Who sits on the post, acting from there."""
    return viewer_from_seat(Seat.objects.select_related("user", "post__territory").get(post=post))


def _edit(child: Child, facts: dict[str, FactValue]) -> Edit:
    child.refresh_from_db()
    return Edit(child.version, facts)


def _source(by: Viewer) -> Source:
    kind = SourceKind.SCHOOL if by.role == "school" else SourceKind.VISIT
    title = "秋季学期编班名单" if by.role == "school" else "入户走访"
    return Source(agency_id=by.agency_id, kind=kind, title=title, received_on=REFERENCE_DATE)
