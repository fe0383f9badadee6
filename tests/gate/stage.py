"""The cast in the database, and asking the product as a seat; what is asked leaves nothing behind.

Who lies where is in cast.py, the answers in policy.py.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.campaigning import Campaigned
from tests.gate.cast import (
    AGENCIES,
    CHILDREN,
    EXPORTS,
    FROZEN,
    GIVEN,
    HANDOVERS,
    JOBS,
    LOOKS,
    PLACES,
    RECEIVED,
    SEATS,
    SWEPT,
    WAITING,
    number_of,
    phone_of,
)
from tests.gate.cast_of_merges import MERGES
from tests.gate.papers_laid import lay_campaigns, lay_meetings, lay_tasks, lay_what_is_set_out, supervise
from tests.sitting import Sat
from tests.supervising import Supervised
from tests.sweep import Swept, lay_sweep
from tests.tasking import SetOut, Tasked
from tests.world import LONG_AGO, World, as_viewer, build_world, sign_in
from xiangban.access import trail
from xiangban.access.attachments import store_attachment
from xiangban.access.kinds import export_kind
from xiangban.access.models import Attachment, Export, GivenSight, Job, Seat, SeatKind, User
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer, system_viewer
from xiangban.children.actions import found_children
from xiangban.children.bulk import Founding
from xiangban.children.facts import FactValue
from xiangban.children.family import Relative
from xiangban.children.models import BreakGlass, Child, Handover, Merge, Source, SourceKind
from xiangban.children.rules import PlaceBasis, ResponsiblePlace
from xiangban.figures.actions import freeze_summary, lay_paper, receive_summary
from xiangban.figures.models import ReceivedSummary, Snapshot
from xiangban.territories.models import Agency, AgencyKind, Territory
from xiangban.territories.rules import level_of

BUILDER = "the stage of the gate"


@dataclass
class Stage:
    """Everything a question may name, by the labels of the cast."""

    world: World
    seats: dict[str, Seat] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    handovers: dict[str, Handover] = field(default_factory=dict)
    places: dict[str, Territory] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    looks: dict[str, BreakGlass] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    exports: dict[str, Export] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    frozen: dict[str, Snapshot] = field(default_factory=dict)
    received: dict[str, ReceivedSummary] = field(default_factory=dict)
    swept: dict[str, Swept] = field(default_factory=dict)
    met: dict[str, Sat] = field(default_factory=dict)
    tasked: dict[str, Tasked] = field(default_factory=dict)
    set_out: dict[str, SetOut] = field(default_factory=dict)
    campaigned: dict[str, Campaigned] = field(default_factory=dict)
    supervised: dict[str, Supervised] = field(default_factory=dict)
    merges: dict[str, Merge] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    # One browser for all: a new one would load the middleware anew for each question.
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def viewer(self, seat: str) -> Viewer:
        """The viewer of a seat, read anew."""
        return as_viewer(self.seats[seat])

    def rows_of_export(self, kind: str, seat: str) -> list[list[object]]:
        """Heading and rows of a list as it would be exported for this seat."""
        return [list(row) for row in export_kind(kind).rows(self.viewer(seat), {})]

    def ask(self, seat: str, method: str, address: str, data: Mapping[str, Any] | None = None) -> Any:
        """The product's answer to this seat ("" is a stranger); whatever it wrote is taken back."""
        with undone():
            return self.tell(seat, method, address, data)

    def tell(self, seat: str, method: str, address: str, data: Mapping[str, Any] | None = None) -> Any:
        """As `ask`, but what was written stays until the caller takes it back."""
        self.client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.sessions[seat]} if seat else {})
        return getattr(self.client, method)(address, data or {})


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that is always rolled back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def text_of(response: HttpResponse) -> str:
    """What an answer says to a person or a program: headers that lead on and the body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return response.headers.get("Location", "") + "\n" + body.decode("utf-8", "replace")


def address_of(route: str, **parts: Any) -> str:
    return reverse(route, kwargs=parts)


def build_stage() -> Stage:
    """Write the cast; the caller holds the transaction and takes it back."""
    stage = Stage(build_world())
    GivenSight.objects.all().delete()
    Child.objects.all().delete()
    _lay_places(stage)
    _fill_seats(stage)
    _found_agencies(stage)
    _found_children(stage)
    _open_handovers(stage)
    _give(stage)
    _look_in_emergencies(stage)
    _attach(stage)
    _start_work(stage)
    _freeze_figures(stage)
    _sweep(stage)
    _propose_merges(stage)
    _lay_papers(stage)
    for label, seat in stage.seats.items():
        stage.sessions[label] = sign_in(seat).cookies[settings.SESSION_COOKIE_NAME].value
    return stage


def _lay_places(stage: Stage) -> None:
    known = {place.code: place for place in Territory.objects.all()}
    names = {"other city": "澜滨市", "far village": "苇塘村"}
    for label, code in PLACES.items():
        if code not in known:
            place = Territory(level=level_of(code), code=code, name=names[label], valid_from=LONG_AGO)
            place.save()
            known[code] = place
        stage.places[label] = known[code]
    for code, name in ((990201000000, "苇海县"), (990201001000, "苇塘镇")):
        Territory.objects.create(level=level_of(code), code=code, name=name, valid_from=LONG_AGO)


def _fill_seats(stage: Stage) -> None:
    for label, who in SEATS.items():
        if label == "li":
            stage.seats[label] = stage.world.li
        elif who.post:
            post = stage.world.seats[Role(who.role)].post
            user = User.objects.create_user(f"seat_{label}", "代理员(虚构)", "a-long-password-of-tests")
            stage.seats[label] = Seat.objects.create(user=user, post=post, since=LONG_AGO, kind=SeatKind.STAND_IN)
        else:
            stage.seats[label] = stage.world.seats[Role(who.role)]


def _found_agencies(stage: Stage) -> None:
    stage.agencies = {"school": stage.world.school, "foreign school": stage.world.foreign_school}
    kinds = {
        "village committee": AgencyKind.VILLAGE_COMMITTEE,
        "county unit": AgencyKind.MEMBER_UNIT,
        "far school": AgencyKind.SCHOOL,
    }
    for label, kind in kinds.items():
        code = AGENCIES[label]
        stage.agencies[label] = Agency.objects.create(
            kind=kind, name=f"{label}㑇", place_code=code, level=level_of(code), opened_on=LONG_AGO
        )


def _found_children(stage: Stage) -> None:
    source = Source.objects.create(
        agency=stage.agencies["county unit"], kind=SourceKind.FORM, title="登记表", received_on=date(2026, 9, 1)
    )
    foundings = [founding_of(label, source.pk, stage) for label in CHILDREN]
    found_children(stage.places["province"], system_viewer(BUILDER), foundings=foundings)
    by_name = {child.name: child for child in Child.objects.all()}
    stage.children = {label: by_name[lies.name] for label, lies in CHILDREN.items()}


def founding_of(label: str, source: int, stage: Stage) -> Founding:
    """The file of one child of the cast, with a token in every block."""
    lies, word = CHILDREN[label], f"ZQ{label.upper()}"
    schools = {True: stage.agencies["school"].pk, False: stage.agencies["foreign school"].pk}
    facts: dict[str, FactValue] = {
        "name": lies.name,
        "id_number": number_of(label),
        "phone": phone_of(label),
        "hukou_kind": "rural",
        "hukou_registered": "1",
        "care_reason": "both_away",
        "living_code": lies.place,
        "living_address": f"上湾村{word}DOOR号",
        "health": "40",
        "illness": f"{word}ILL",
        "class_name": f"{word}CLASS",
        "school": schools[lies.pupil] if lies.school else None,
        "other_situations": f"{word}CARE",
        "notes": f"{word}NOTES",
    }
    kin = Relative("grandmother", {"name": f"{word}KIN", "phone": phone_of(label)}, carer=True)
    answers = ResponsiblePlace(lies.place, PlaceBasis.LIVING if lies.place % 1000 else PlaceBasis.UNCLAIMED)
    moves = ("submit", "review", "register")
    return Founding(lies.place, facts, source, family=[kin], moves=moves, answers=answers)


def _open_handovers(stage: Stage) -> None:
    for label, handover in HANDOVERS.items():
        child = stage.children[handover.child]
        stage.handovers[label] = Handover.objects.create(
            child=child, from_code=child.responsible_code, to_code=handover.to, proposed_at=timezone.now()
        )


def _give(stage: Stage) -> None:
    given = {(stage.seats[seat].post_id, child): field_set for (seat, child), field_set in GIVEN.items()}
    for (post, child), field_set in given.items():
        GivenSight.objects.create(
            post_id=post,
            model=Child.sight_label(),
            key=str(stage.children[child].pk),
            field_set=field_set,
            purpose="handover" if child in ("wan", "chu") else "assigned",
            since=timezone.now() - timedelta(minutes=1),
            given_by="children.assign",
        )


def _attach(stage: Stage) -> None:
    for label, child in stage.children.items():
        upload = SimpleUploadedFile("走访记录.txt", f"ZQ{label.upper()}CARE".encode())
        stage.attachments[label] = store_attachment(child, system_viewer(BUILDER), upload=upload)


def _start_work(stage: Stage) -> None:
    now = timezone.now()
    for label, starter in JOBS.items():
        seat = stage.seats[starter]
        stage.jobs[label] = Job.objects.create(
            kind="children.exit_at_sixteen", started_by=seat.user, post=seat.post, queued_at=now
        )
    for label, asker in EXPORTS.items():
        seat = stage.seats[asker]
        stage.exports[label] = Export.objects.create(
            kind="children",
            reason=trail.seal_reason("季度通报"),
            row_count=2,
            requested_by=seat.user,
            requested_post=seat.post,
            requested_seat_id=seat.pk,
            requested_at=now,
        )


def _freeze_figures(stage: Stage) -> None:
    by, day = system_viewer(BUILDER), date(2026, 9, 1)
    places = {place.code: place for place in stage.places.values()}
    for label, code in FROZEN.items():
        stage.frozen[label] = freeze_summary(places[code], by, day=day, purpose="季度通报")
        lay_paper(stage.frozen[label], by, content=b"workbook")
    for label, code in RECEIVED.items():
        upload = SimpleUploadedFile("汇总表.xlsx", b"no workbook")
        stage.received[label] = receive_summary(places[code], by, day=day, upload=upload)


def _sweep(stage: Stage) -> None:
    """In each round a row waits that says of a child what no page may show to all."""
    for label, place in SWEPT.items():
        child, word = stage.children[WAITING[label]], f"ZQ{WAITING[label].upper()}"
        said = {
            "child_name": child.name,
            "sex": "1",
            "id_number": number_of(WAITING[label]),
            "contact_phone": phone_of(WAITING[label]),
            "home_address": f"上湾村{word}DOOR号",
            "guardian_name": f"{word}KIN",
            "class": f"{word}CLASS",
            "disability_type": f"{word}ILL",
        }
        stage.swept[label] = lay_sweep(place, child, said)


def _lay_papers(stage: Stage) -> None:
    """Conferences, tasks, special actions and what is supervised."""
    places = {place.code: place for place in stage.places.values()}
    stage.met = lay_meetings(places, stage.seats)
    stage.tasked, stage.set_out = lay_tasks(places, stage.seats), lay_what_is_set_out(places)
    stage.campaigned = lay_campaigns(places, stage.seats, stage.children.values())
    stage.supervised = supervise(places, stage.agencies)


def _propose_merges(stage: Stage) -> None:
    for label, at in MERGES.items():
        stage.merges[label] = Merge.objects.create(
            place_code=at.place, child=stage.children[at.child], double=stage.children[at.double],
            reason="同一个孩子", proposed_at=timezone.now(),
        )  # fmt: skip


def _look_in_emergencies(stage: Stage) -> None:
    seat, over = stage.seats["police"], timezone.now() - timedelta(hours=1)
    for label, child in LOOKS.items():
        given = GivenSight.objects.create(
            post=seat.post,
            model=Child.sight_label(),
            key=str(stage.children[child].pk),
            field_set="emergency_file",
            purpose="break_glass",
            since=over - timedelta(hours=24),
            until=over,
            given_by="children.break_glass",
        )
        stage.looks[label] = BreakGlass.objects.create(
            child=stage.children[child], given=given, by=seat.user, post=seat.post, at=given.since, reason="走失"
        )
