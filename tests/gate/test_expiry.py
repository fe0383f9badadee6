"""Sight and seats end: what is over gives nothing, at once, whatever page is still open in a browser.

Sessions that are idle or old are tested in access/.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.gate.cast import SIBLING_VILLAGE, tokens
from tests.gate.cells import CHOOSE, LOGIN
from tests.gate.scenarios import someone_new
from tests.gate.stage import Stage, address_of, text_of
from tests.world import LONG_AGO, make_seat
from xiangban.access.actions import seats as seat_actions
from xiangban.access.models import GivenSight, Post, Seat
from xiangban.access.roles import Role
from xiangban.children import actions as child_actions
from xiangban.children.models import Child

pytestmark = pytest.mark.django_db

YESTERDAY = timedelta(days=1)
WHY = "入户核实"


def file_of(stage: Stage, seat: str, child: str) -> int:
    """What the seat gets at the address of a child's file."""
    return int(stage.tell(seat, "get", address_of("childfile:file", pk=stage.children[child].pk)).status_code)


def shows(stage: Stage, seat: str, child: str) -> bool:
    """Whether the list of the seat shows the child."""
    page = text_of(stage.tell(seat, "get", address_of("childfile:list")))
    return tokens(child)[0].text in page


def given(stage: Stage, seat: str) -> GivenSight:
    return GivenSight.objects.get(post=stage.seats[seat].post)


ENDS: dict[str, Callable[[GivenSight], None]] = {
    "its time is over": lambda row: setattr(row, "until", timezone.now() - timedelta(seconds=1)),
    "it was withdrawn": lambda row: setattr(row, "withdrawn_at", timezone.now()),
    "it has not begun": lambda row: setattr(row, "since", timezone.now() + YESTERDAY),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("seat", ["social_worker", "parent"])
def test_given_sight_gives_nothing_when(stage: Stage, seat: str, end: str) -> None:
    assert file_of(stage, seat, "ming") == 200
    row = given(stage, seat)
    ENDS[end](row)
    row.save()
    assert file_of(stage, seat, "ming") == 404
    assert not shows(stage, seat, "ming")


def test_an_emergency_look_found_unjustified_ends_at_once(stage: Stage) -> None:
    looker, head = stage.viewer("hospital"), stage.viewer("county_head")
    number, name = stage.children["ming"].id_number, stage.children["ming"].name
    glass = child_actions.break_glass(stage.seats["hospital"].post, looker, name=name, id_number=number, reason=WHY)
    assert file_of(stage, "hospital", "ming") == 200
    child_actions.review_break_glass(glass, head, justified=False, finding="不属紧急")
    assert file_of(stage, "hospital", "ming") == 404


def test_a_reason_given_yesterday_opens_no_file_today(stage: Stage) -> None:
    child_actions.open_with_reason(stage.children["ming"], stage.viewer("city_clerk"), reason=WHY)
    opened = text_of(stage.tell("city_clerk", "get", address_of("childfile:file", pk=stage.children["ming"].pk)))
    assert "ZQMINGCARE" in opened
    row = given(stage, "city_clerk")
    row.since, row.until = row.since - YESTERDAY, timezone.now() - timedelta(seconds=1)
    row.save()
    asked_again = text_of(stage.tell("city_clerk", "get", address_of("childfile:file", pk=stage.children["ming"].pk)))
    assert "ZQMINGCARE" not in asked_again


def test_an_unassigned_child_is_out_of_sight_of_the_social_worker(stage: Stage) -> None:
    post = stage.seats["social_worker"].post
    child_actions.unassign_child(stage.children["ming"], stage.viewer("township_supervisor"), post=post)
    assert file_of(stage, "social_worker", "ming") == 404


def test_a_received_handover_changes_the_sides(stage: Stage) -> None:
    """Before, both see the file; after, the new place answers and the old one sees nothing."""
    assert (file_of(stage, "li", "wan"), file_of(stage, "village_director", "wan")) == (200, 200)
    child_actions.receive_handover(stage.handovers["arriving"], stage.viewer("village_director"))
    assert (file_of(stage, "li", "wan"), file_of(stage, "village_director", "wan")) == (404, 200)


def test_a_declined_handover_leaves_the_asked_side_with_nothing(stage: Stage) -> None:
    child_actions.decline_handover(stage.handovers["arriving"], stage.viewer("village_director"), reason=WHY)
    assert (file_of(stage, "li", "wan"), file_of(stage, "village_director", "wan")) == (200, 404)


@pytest.mark.parametrize("seat", ["village_director", "stand_in"])
def test_a_seat_that_ended_yesterday_leads_to_no_page(stage: Stage, seat: str) -> None:
    Seat.objects.filter(pk=stage.seats[seat].pk).update(until=timezone.localdate() - YESTERDAY)
    answer = stage.tell(seat, "get", address_of("childfile:list"))
    assert answer.headers.get("Location") == CHOOSE


def test_a_seat_ended_by_hand_signs_its_person_out(stage: Stage) -> None:
    seat_actions.end_seat(stage.seats["village_director"], stage.viewer("security_administrator"), reason=WHY)
    answer = stage.tell("village_director", "get", address_of("childfile:list"))
    assert answer.headers["Location"].startswith(LOGIN)


def test_a_closed_post_leads_to_no_page(stage: Stage) -> None:
    Post.objects.filter(pk=stage.seats["village_director"].post_id).update(closed_on=LONG_AGO)
    answer = stage.tell("village_director", "get", address_of("childfile:list"))
    assert answer.headers.get("Location") == CHOOSE


def test_a_stand_in_keeps_the_seat_when_the_holder_goes(stage: Stage) -> None:
    seat_actions.end_seat(stage.seats["township_supervisor"], stage.viewer("security_administrator"), reason=WHY)
    assert shows(stage, "stand_in", "ming")


def test_what_was_given_to_a_post_goes_to_its_next_holder(stage: Stage) -> None:
    newcomer, by = someone_new(), stage.viewer("security_administrator")
    seat_actions.hand_over(stage.seats["social_worker"], by, user=newcomer, reason=WHY)
    following = Seat.objects.get(user=newcomer)
    assert following.post_id == stage.seats["social_worker"].post_id
    assert stage.tell("social_worker", "get", address_of("childfile:list")).headers["Location"].startswith(LOGIN)


def test_another_tab_that_changed_the_seat_decides_what_this_one_sees(stage: Stage) -> None:
    """A page of the old seat is still open: what it asks next is answered to the new one."""
    director = stage.seats["village_director"]
    other = make_seat(Role.VILLAGE_DIRECTOR, stage.places["sibling village"], "neighbour")
    other.user = director.user
    other.save()
    stage.tell("village_director", "post", address_of("access:choose_seat"), {"seat": other.pk})
    assert file_of(stage, "village_director", "ming") == 404
    assert file_of(stage, "village_director", "hong") == 200
    ming = stage.children["ming"]
    Child.objects.filter(pk=ming.pk).update(state="draft")
    refused = stage.tell("village_director", "post", address_of("children:submit", pk=ming.pk))
    assert refused.status_code == 404
    assert Child.objects.get(pk=ming.pk).state == "draft"


def test_nobody_takes_the_seat_of_somebody_else(stage: Stage) -> None:
    seat = stage.seats["county_head"].pk
    answer = stage.tell("village_director", "post", address_of("access:choose_seat"), {"seat": seat})
    assert answer.status_code == 404
    assert file_of(stage, "village_director", "hong") == 404


def test_a_disabled_account_is_signed_out(stage: Stage) -> None:
    address = address_of("access:disable", pk=stage.seats["village_director"].user_id)
    stage.tell("system_administrator", "post", address, {"reason": WHY})
    answer = stage.tell("village_director", "get", address_of("desk:today"))
    assert answer.headers["Location"].startswith(LOGIN)


def test_a_child_that_moves_away_while_its_page_is_open_is_gone_at_the_next_click(stage: Stage) -> None:
    child = stage.children["ming"]
    Child.objects.filter(pk=child.pk).update(responsible_code=SIBLING_VILLAGE, state="draft")
    assert stage.tell("village_director", "post", address_of("children:submit", pk=child.pk)).status_code == 404
