"""What has happened lately in the demo's township, done through the product's own verbs by those who may do them.

So that assigned children, handovers, updates, looks and an emergency stand there when the first visitor comes.
"""

from collections.abc import Mapping, Sequence

from xiangban.access.acts import record_opening
from xiangban.access.models import Post, Seat
from xiangban.access.viewer import Viewer, viewer_from_seat
from xiangban.children.actions.found import Edit, amend_child, record_schooling
from xiangban.children.actions.given import assign_child, invite_parent
from xiangban.children.actions.handovers import propose_handover
from xiangban.children.actions.looks import break_glass, open_with_reason
from xiangban.children.codes import ActualCarer
from xiangban.children.models import Child, Source, SourceKind
from xiangban.demo.accounts import DemoAccount, Stage
from xiangban.demo.city import township_code
from xiangban.demo.population import Child as DemoChild
from xiangban.demo.population import Population
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.territories.models import Territory

NEW_CLASS = "5班"
MOVED_IN, MOVED_OUT, UPDATED, OPENED = 2, 1, 3, 2


class Scenes:
    """The demo's people at work; children are found by the key the generator gave them."""

    def __init__(
        self, population: Population, stage: Stage, posts: Mapping[str, Post], rows: Mapping[int, int]
    ) -> None:
        self._stage, self._posts, self._rows = stage, posts, rows
        self._viewers = {name: _viewer(post) for name, post in posts.items()}
        present = [child for child in population.children if child.living_code is not None and child.id_number]
        self._village = [child for child in present if child.living_code == stage.village]
        self._township = [child for child in present if township_code(child.living_code or 0) == stage.township]

    def play(self, accounts: Sequence[DemoAccount]) -> None:
        """All scenes in the order in which they happened."""
        given = {account.role: account.children for account in accounts if account.children}
        self._give(given)
        self._update()
        self._hand_over()
        self._look()

    def _give(self, given: Mapping[str, Sequence[int]]) -> None:
        supervisor = self._viewers["luoxiaoyan"]
        for key in given["social_worker"]:
            assign_child(self._row(key), supervisor, post=self._posts["xiangting"])
        for key in given["parent"]:
            invite_parent(self._row(key), supervisor, post=self._posts["jiazhang"])

    def _update(self) -> None:
        """The school moves pupils to another class, the director learns of new phone numbers."""
        school, director = self._viewers["gongliping"], self._viewers["heguifang"]
        pupils = [child for child in self._township if child.school == self._stage.school]
        for child in pupils[:UPDATED]:
            row = self._row(child.key)
            record_schooling(row, school, edit=Edit(row.version, {"class_name": NEW_CLASS}), source=_source(school))
        for number, child in enumerate(self._village[:UPDATED], start=1):
            row, phone = self._row(child.key), f"1790999{number:04d}"
            amend_child(row, director, edit=Edit(row.version, {"phone": phone}), source=_source(director))

    def _hand_over(self) -> None:
        """Two children of the township's other villages moved into the director's, one of hers moved away."""
        clerk, director = self._viewers["tangwenjing"], self._viewers["heguifang"]
        others = [child for child in self._township if child.living_code != self._stage.village]
        home = Territory.objects.current().get(code=self._stage.village)
        for child in others[:MOVED_IN]:
            propose_handover(self._row(child.key), clerk, place=home, reason="孩子随外祖母到本村生活，已满三个月。")
        away = Territory.objects.current().get(code=others[-1].living_code or 0)
        for child in self._village[-MOVED_OUT:]:
            propose_handover(self._row(child.key), director, place=away, reason="孩子随姑姑到该村生活。")

    def _look(self) -> None:
        """The director and the supervisor opened files, the city gave a reason, the police had an emergency."""
        for name in ("heguifang", "luoxiaoyan"):
            for child in self._village[:OPENED]:
                record_opening(self._row(child.key), self._viewers[name], "children.open")
        reason = "核实群众来信反映的监护情况。"
        open_with_reason(self._row(self._village[1].key), self._viewers["songyanan"], reason=reason)
        self._break_glass(max(self._township, key=lambda child: child.actual_carer == ActualCarer.NOBODY))

    def _break_glass(self, child: DemoChild) -> None:
        break_glass(
            self._posts["shijianjun"],
            self._viewers["shijianjun"],
            name=child.name,
            id_number=child.id_number,
            reason="夜间接报孩子未回家，需联系照护人。",
        )

    def _row(self, key: int) -> Child:
        row: Child = Child.objects.get(pk=self._rows[key])
        return row


def _viewer(post: Post) -> Viewer:
    return viewer_from_seat(Seat.objects.select_related("user", "post__territory").get(post=post))


def _source(by: Viewer) -> Source:
    kind = SourceKind.SCHOOL if by.role == "school" else SourceKind.VISIT
    title = "秋季学期编班名单" if by.role == "school" else "入户走访"
    return Source(agency_id=by.agency_id, kind=kind, title=title, received_on=REFERENCE_DATE)
