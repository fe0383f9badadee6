"""Everybody asks every address once, by GET: the answers, and what each wrote into the database.

Which answer is right for whom is said in tests/gate.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.house.routes import Route, routes
from tests.house.subjects_of_papers import paper_subjects
from tests.sweep import lay_sweep
from tests.world import COUNTY, VILLAGE, World, sign_in
from xiangban.access.models import Attachment, Export, GivenSight, Job
from xiangban.access.permissions import granted
from xiangban.access.roles import Role
from xiangban.access.viewer import system_viewer
from xiangban.children.models import BreakGlass, Child, Handover, HandoverState, Merge
from xiangban.figures.actions import freeze_summary, receive_summary
from xiangban.figures.models import ReceivedSummary, Snapshot
from xiangban.territories.models import Territory

WRITE = re.compile(
    r'^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO|COPY|TRUNCATE)\s+"?(\w+)"?', re.IGNORECASE
)
NOBODY = "nobody"
MADE_FOR_EACH = {"desk", "childfile"}


@dataclass(frozen=True)
class Visit:
    """One answer: who asked for what, the status, the headers, and the tables it wrote to."""

    who: str
    route: Route
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    written: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.route.path} as {self.who}"


def subjects(world: World) -> dict[str, object]:
    """What the number behind each word of an address is: `children/<pk>/`, `posts/<pk>/`, `places/<code>/`."""
    seat, ming = world.seats[Role.VILLAGE_DIRECTOR], world.ming
    job = Job.objects.create(kind="demo", started_by=seat.user, post=seat.post, queued_at=timezone.now())
    swept = lay_sweep(COUNTY, ming, {"child_name": ming.name})
    return {
        "agencies": world.school.pk,
        **paper_subjects(world),
        "feed": "no-such-link",
        "attachments": _attachment(ming).pk,
        "break_glass": _break_glass(world).pk,
        "children": ming.pk,
        "exports": _export(world).pk,
        "handover": seat.post.pk,
        "handovers": _handover(ming).pk,
        "jobs": job.pk,
        "keys": 1,
        "places": COUNTY,
        "posts": seat.post.pk,
        "request": "children",
        "reveal": "id_number",
        "imports": swept.batch.pk,
        "matches": swept.match.pk,
        "merges": _merge(world).pk,
        "records": swept.record.pk,
        "rosters": swept.file.pk,
        "rounds": swept.round.pk,
        "seats": seat.pk,
        "settlements": swept.settlement.pk,
        "school_namings": swept.naming.pk,
        "snapshots": _frozen(world).pk,
        "summary": COUNTY,
        "received": _received(world).pk,
        "unassign": world.seats[Role.SOCIAL_WORKER].post.pk,
        "users": seat.user.pk,
        "withdraw_parent": world.seats[Role.PARENT].post.pk,
        "welcome": "no-such-link",
    }


def _attachment(child: Child) -> Attachment:
    return Attachment.objects.create(
        owner_model=Child.sight_label(),
        owner_key=str(child.pk),
        name="paper.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        stored_as="nowhere",
        added_at=timezone.now(),
    )


def _export(world: World) -> Export:
    seat = world.seats[Role.COUNTY_CLERK]
    return Export.objects.create(
        kind="children",
        reason="",
        row_count=1,
        requested_by=seat.user,
        requested_post=seat.post,
        requested_seat_id=seat.pk,
        requested_at=timezone.now(),
    )


def _frozen(world: World) -> Snapshot:
    place = Territory.objects.get(code=COUNTY)
    frozen: Snapshot = freeze_summary(place, system_viewer("a crawl"), day=date(2026, 9, 1), purpose="通报")
    return frozen


def _received(world: World) -> ReceivedSummary:
    place, upload = Territory.objects.get(code=COUNTY), SimpleUploadedFile("汇总表.xlsx", b"no workbook")
    return receive_summary(place, system_viewer("a crawl"), day=date(2026, 9, 1), upload=upload)


def _break_glass(world: World) -> BreakGlass:
    seat = world.seats[Role.POLICE]
    given = GivenSight.objects.create(
        post=seat.post,
        model=Child.sight_label(),
        key=str(world.ming.pk),
        field_set="emergency_file",
        purpose="break_glass",
        since=timezone.now(),
        given_by="children.break_glass",
    )
    made: BreakGlass = BreakGlass.objects.create(
        child=world.ming, given=given, by=seat.user, post=seat.post, at=timezone.now()
    )
    return made


def _merge(world: World) -> Merge:
    merge: Merge = Merge.objects.create(
        place_code=COUNTY, child=world.ming, double=world.hong, reason="同一个孩子", proposed_at=timezone.now()
    )
    return merge


def _handover(child: Child) -> Handover:
    made: Handover = Handover.objects.create(
        child=child, from_code=VILLAGE, to_code=VILLAGE + 1, state=HandoverState.PROPOSED, proposed_at=timezone.now()
    )
    return made


def address_of(route: Route, known: Mapping[str, object]) -> str:
    """The route's address in this world."""
    parts: list[str] = []
    for segment in route.path.split("/"):
        parameter = segment.startswith("<")
        assert not parameter or parts[-1] in known, (
            f"{route.path}: subjects() does not say what comes after {parts[-1]}/"
        )
        parts.append(str(known[parts[-1]]) if parameter else segment)
    return "/" + "/".join(parts)


@contextmanager
def writes_noted() -> Iterator[list[str]]:
    """The tables written to while this lasts."""
    tables: list[str] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if found := WRITE.match(sql):
            tables.append(found[2])
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield tables


def visit(client: Client, who: str, route: Route, address: str) -> Visit:
    """Ask once, as a browser that shows a broken page instead of raising."""
    client.raise_request_exception = False
    with writes_noted() as tables:
        answer = client.get(address)
    return Visit(who, route, answer.status_code, dict(answer.headers), tuple(tables))


def may_ask(route: Route, role: Role) -> bool:
    """Whether the page lets this role in: its permission is granted, or it asks for none."""
    permission = route.rule.removeprefix("permission:")
    return permission == route.rule or granted(role, permission)


def askers(route: Route) -> list[Role]:
    """The seats whose answers differ: all where a page is made for each role, else some let in and one kept out."""
    if not route.is_ours:
        return [Role.VILLAGE_DIRECTOR, Role.SYSTEM_ADMINISTRATOR]
    let_in = [role for role in Role if may_ask(route, role)]
    kept_out = [role for role in Role if role not in let_in]
    own_room = str(inspect.unwrap(route.view).__module__).split(".")[1]
    return [*(let_in if own_room in MADE_FOR_EACH else let_in[::4]), *kept_out[:1]]


def crawl(world: World) -> list[Visit]:
    """Every address asked by nobody and by everybody; signing out comes last, since it ends the session."""
    known = subjects(world)
    asked = sorted(routes(), key=lambda route: "logout" in route.path)
    visits = [visit(Client(), NOBODY, route, address_of(route, known)) for route in asked]
    for role, seat in world.seats.items():
        client = sign_in(seat)
        mine = [route for route in asked if role in askers(route)]
        visits += [visit(client, role.value, route, address_of(route, known)) for route in mine]
    return visits
