"""How far the demo's county is in the round: villages and townships submitted, one sent back; a table from below.

And one child with two files, of which the township is to decide. Every step is a verb of the product.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.utils import timezone

from xiangban.access.models import Post, Seat
from xiangban.access.viewer import Viewer, system_viewer
from xiangban.census.actions.submissions import return_place, submit_place
from xiangban.census.models import CensusRound
from xiangban.census.submitting import Statement
from xiangban.children.actions.found import found_child
from xiangban.children.actions.merging import propose_merge
from xiangban.children.actions.moves import submit_child
from xiangban.children.codes import ActualCarer, CareReason, HukouKind, NoIdReason
from xiangban.children.models import Child, Source, SourceKind
from xiangban.children.rules import ChildState
from xiangban.demo.accounts import Stage
from xiangban.demo.loading.cast import Cast
from xiangban.demo.loading.conference import COUNTY_CLERK, STEWARD, SUPERVISOR
from xiangban.demo.loading.scenes import viewer_of
from xiangban.demo.loading.story import Story
from xiangban.demo.shares import REFERENCE_DATE
from xiangban.figures.actions import note_reading, receive_summary
from xiangban.figures.models import Snapshot
from xiangban.figures.paper import workbook_of
from xiangban.figures.queries import Summary, summary_of
from xiangban.figures.summary import VERSION
from xiangban.territories.models import Territory

DAY = timedelta(days=1)
READER = system_viewer("demo")
VILLAGES = 3
TWICE = 5  # which child of the village has a second file
WRONG_COLUMN, TOO_MANY = 3, 9  # boys up to five: with the girls they are no longer all up to five


class Sweep:
    """The round in the demo's county, a summary table of the county, a double file in the township."""

    def __init__(self, story: Story, stage: Stage, cast: Cast) -> None:
        self._story, self._stage, self._cast = story, stage, cast
        self._told = story.told["sweep"]

    def tell(self) -> None:
        """Lay the events into the story, up to the day of the register."""
        story, told = self._story, self._told
        story.at(told["villages_on"], self._villages_submit)
        story.at(told["submitted_on"], self._townships_submit)
        story.at(told["returned_on"], self._return)
        story.at(told["summary_on"], self._receive)
        story.at(told["summary_on"] + DAY, self._found_twice)

    def _villages_submit(self) -> None:
        """Of the township those villages with most children, but for the demo's own: its director still has to."""
        self._round = CensusRound.objects.get()
        for post in self._directors()[:VILLAGES]:
            submit_place(_place(post.place_code), viewer_of(post), sweep=self._round, statement=Statement.SWEPT)

    def _directors(self) -> list[Post]:
        """Seated directors of the township's other villages, those with most children first."""
        children = Counter(child.responsible_code for child in self._cast.elsewhere)
        posts = Post.objects.open().filter(place_code__in=children, role=self._story.posts["heguifang"].role)
        seated = posts.filter(pk__in=Seat.objects.values("post")).exclude(place_code=self._stage.village)
        return sorted(seated, key=lambda post: (-children[post.place_code], post.place_code))

    def _townships_submit(self) -> None:
        """The demo's township and one more of the county; both say why it goes while villages owe."""
        own = self._story.posts[SUPERVISOR]
        inside = Q(place_code__gte=self._stage.county, place_code__lt=own.place_code) | Q(
            place_code__gt=own.place_code, place_code__lt=self._story.posts[COUNTY_CLERK].interval.high
        )
        others = Post.objects.open().filter(inside, role=own.role, pk__in=Seat.objects.values("post"))
        for post in (own, others.order_by("place_code").first()):
            assert post is not None  # noqa: S101  every county of the demo has several townships with a supervisor
            said = {"statement": Statement.SWEPT, "reason": self._told["reason"]}
            submit_place(_place(post.place_code), viewer_of(post), sweep=self._round, **said)

    def _return(self) -> None:
        clerk, reason = self._story.viewer(COUNTY_CLERK), self._told["return_reason"]
        return_place(_place(self._stage.township), clerk, sweep=self._round, reason=reason)

    def _receive(self) -> None:
        """The county's table with a slip in it, read as the worker reads it."""
        county, steward = _place(self._stage.county), self._story.viewer(STEWARD)
        counted = summary_of(steward, county, REFERENCE_DATE)
        said = dict(counted.whole)
        said[WRONG_COLUMN] += TOO_MANY
        name = self._told["summary_name"].format(county=county.name)
        sent = SimpleUploadedFile(name, _workbook(county, counted, said))
        received = receive_summary(county, steward, day=REFERENCE_DATE, upload=sent)
        note_reading(received, READER, said=_texts(said), register=_texts(counted.whole))

    def _found_twice(self) -> None:
        """A child of the village is founded again where its grandparents live; the township proposes a merge."""
        first, elsewhere = self._cast.village[TWICE], self._directors()[0]
        double = _founded_again(first, _place(elsewhere.place_code), viewer_of(elsewhere))
        supervisor = self._story.viewer(SUPERVISOR)
        propose_merge(first, supervisor, other=double, reason=self._told["double_reason"])


def _founded_again(child: Child, place: Territory, by: Viewer) -> Child:
    """A second file with the same name and birth date and no number yet, submitted by its village."""
    facts = {
        "name": child.name,
        "sex": child.sex,
        "birth_date": child.birth_date,
        "no_id_reason": NoIdReason.IN_PROGRESS.value,
        "hukou_kind": HukouKind.RURAL.value,
        "living_code": place.code,
        "care_reason": CareReason.BOTH_AWAY.value,
        "actual_carer": ActualCarer.GRANDPARENTS.value,
    }
    source = Source(agency_id=by.agency_id, kind=SourceKind.VISIT, title="入户走访", received_on=REFERENCE_DATE)
    double = found_child(place, by, facts=facts, source=source)
    assert double.state == ChildState.DRAFT  # noqa: S101  submitting is its next move
    submit_child(double, by)
    return double


def _workbook(place: Territory, counted: Summary, whole: Mapping[int, int]) -> bytes:
    figures = {"rows": counted.rows, "whole": whole, "lacking": counted.lacking}
    names = {"place_name": place.name, "reference_day": REFERENCE_DATE, "definition_version": VERSION}
    return workbook_of(Snapshot(**names, figures=figures, frozen_at=timezone.now()))


def _texts(row: Mapping[int, int]) -> dict[str, int]:
    return {str(number): children for number, children in row.items()}


def _place(code: int) -> Territory:
    return Territory.objects.current().get(code=code)
