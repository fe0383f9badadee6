"""After villages or townships merge, the gate answers by the new places: the matrix of the files, asked once more.

What a merge writes is tested in network/.
"""

import pytest
from django.utils import timezone

from tests.gate import policy
from tests.gate.cast import CHILDREN, SEATS
from tests.gate.cells import CHOOSE, LOGIN
from tests.gate.grants import FILE_KEEPERS, SCHOOL
from tests.gate.stage import Stage, address_of, text_of
from tests.world import sign_in
from xiangban.access.models import Post, Seat
from xiangban.children.models import Child
from xiangban.network.actions.places import merge_places
from xiangban.network.plans import NewPlace
from xiangban.territories.models import Territory

pytestmark = pytest.mark.django_db

FILE = "childfile:file"


def merge(stage: Stage, into: str, other: str) -> Territory:
    """The other place goes into this one, from today."""
    new = NewPlace(stage.places[into].name)
    by, on = stage.viewer("city_head"), timezone.localdate()
    return merge_places(stage.places[into], by, others=[stage.places[other]], new=new, on=on)


def sees_file(stage: Stage, seat: str, child: str) -> bool:
    """Whether the seat opens the file; the city's seats get a page that asks why, which is no file."""
    answer = stage.tell(seat, "get", address_of(FILE, pk=stage.children[child].pk))
    return answer.status_code == 200 and f"ZQ{child.upper()}CLASS" in text_of(answer)


def sign_in_anew(stage: Stage) -> None:
    """Seats that a merge moved are signed out; their people come back."""
    for label, seat in stage.seats.items():
        seat.refresh_from_db()
        stage.sessions[label] = sign_in(Seat.objects.get(pk=seat.pk)).cookies["sessionid"].value


def faults(stage: Stage, moved: dict[str, int]) -> list[str]:
    """Where a seat opens another file than it should, with some children at other places than in the cast."""
    wrong = []
    for seat, who in SEATS.items():
        for child, lies in CHILDREN.items():
            place = Post.objects.get(pk=stage.seats[seat].post_id).interval
            here = moved.get(child, lies.place)
            own = who.role in FILE_KEEPERS and place.holds(here)
            kept = {"schooling", "file"} <= policy.blocks(seat, child) and not policy.own_blocks(seat, child)
            pupil = who.role in SCHOOL and lies.pupil
            if sees_file(stage, seat, child) != (own or kept or pupil) and not _without_class(seat, child):
                wrong.append(f"{seat} and the file of {child}")
    return wrong


def _without_class(seat: str, child: str) -> bool:
    """A file given without its schooling shows no class, so the question above does not tell."""
    seen = policy.blocks(seat, child)
    return "file" in seen and "schooling" not in seen


def test_before_any_merge_the_question_itself_finds_nothing_wrong(stage: Stage) -> None:
    assert faults(stage, {}) == []


def test_a_village_taken_in_comes_with_its_children(stage: Stage) -> None:
    """The sibling village goes into the village: its director sees the child who was a neighbour's."""
    kept = merge(stage, "village", "sibling village")
    assert Child.objects.get(pk=stage.children["hong"].pk).responsible_code == kept.code
    sign_in_anew(stage)
    assert sees_file(stage, "village_director", "hong")
    assert faults(stage, {"hong": kept.code}) == []


def test_a_township_taken_in_answers_to_the_other_supervisor(stage: Stage) -> None:
    """The sibling township goes into the township: its supervisor sees the village that came with it."""
    assert not sees_file(stage, "township_supervisor", "tao")
    merge(stage, "township", "sibling township")
    moved = Child.objects.get(pk=stage.children["tao"].pk).responsible_code
    sign_in_anew(stage)
    assert sees_file(stage, "township_supervisor", "tao")
    assert faults(stage, {"tao": moved}) == []


def test_a_township_that_is_taken_over_moves_its_own_seats(stage: Stage) -> None:
    """The township goes into its sibling: supervisor, stand-in and village director stand at the new codes."""
    merge(stage, "sibling township", "township")
    moved = {child: Child.objects.get(pk=stage.children[child].pk).responsible_code for child in CHILDREN}
    sign_in_anew(stage)
    assert sees_file(stage, "village_director", "ming")
    assert sees_file(stage, "township_supervisor", "tao")
    assert faults(stage, moved) == []


def test_a_county_taken_in_answers_to_the_county_that_goes_on(stage: Stage) -> None:
    """The other county goes into the county: its clerk sees what was foreign, the school of the other still nothing."""
    merge(stage, "county", "other county")
    moved = {child: Child.objects.get(pk=stage.children[child].pk).responsible_code for child in CHILDREN}
    sign_in_anew(stage)
    assert sees_file(stage, "county_clerk", "lan")
    assert not sees_file(stage, "township_supervisor", "lan")
    assert faults(stage, moved) == []


def test_a_session_that_is_open_while_its_place_is_merged_sees_no_page_of_the_old_place(stage: Stage) -> None:
    merge(stage, "sibling township", "township")
    answer = stage.tell("village_director", "get", address_of("childfile:list"))
    target = answer.headers.get("Location", "")
    assert answer.status_code == 404 or target.startswith((LOGIN, CHOOSE))
