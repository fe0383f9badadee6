"""What was given is taken back: by a person, by a receipt elsewhere, by an exit; and a closed file is not written."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.world import FOREIGN_VILLAGE, SIBLING_VILLAGE, TOWNSHIP, World, as_viewer, make_seat
from xiangban.access.actions.seats import open_post
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.gate import facets_of
from xiangban.access.models import GivenSight, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.access.viewer import Viewer
from xiangban.children import actions
from xiangban.children.codes import ExitReason
from xiangban.children.models import Child, HandoverState
from xiangban.children.rules import ChildState, can_be_received, fits_state
from xiangban.children.tests.stage import NUMBER, amend, found

AsSeat = Callable[[Seat], Client]
DIRECTOR, SUPERVISOR, WORKER, PARENT = (
    Role.VILLAGE_DIRECTOR,
    Role.TOWNSHIP_SUPERVISOR,
    Role.SOCIAL_WORKER,
    Role.PARENT,
)


@pytest.fixture
def given(world: World) -> Child:
    """A child given to a social worker's post and to a parent's."""
    child, supervisor = found(world), world.viewer(SUPERVISOR)
    actions.assign_child(child, supervisor, post=world.seats[WORKER].post)
    actions.invite_parent(child, supervisor, post=world.seats[PARENT].post)
    return child


def far_seat(world: World) -> Seat:
    return make_seat(DIRECTOR, world.places[FOREIGN_VILLAGE], "zhou")


def who_sees(child: Child, world: World) -> set[Role]:
    return {role for role in (WORKER, PARENT) if facets_of(child, as_viewer(world.seats[role]))}


def exit_of(child: Child, world: World) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    Child.objects.filter(pk=child.pk).update(state=ChildState.REGISTERED)
    actions.propose_exit(child, clerk, exit_reason=ExitReason.MIGRATED, exit_on=date(2026, 9, 1))
    actions.exit_child(child, clerk)


def test_a_parent_s_sight_is_taken_back_at_once_and_only_with_a_reason(given: Child, world: World) -> None:
    supervisor, post = world.viewer(SUPERVISOR), world.seats[PARENT].post
    with pytest.raises(Refused):
        actions.withdraw_parent(given, supervisor, post=post, reason=" ")
    actions.withdraw_parent(given, supervisor, post=post, reason="家庭暴力告诫书")
    assert who_sees(given, world) == {WORKER}
    with pytest.raises(Refused):
        actions.withdraw_parent(given, supervisor, post=post, reason="家庭暴力告诫书")


def test_a_parent_does_not_take_the_child_back_from_another(given: Child, world: World) -> None:
    with pytest.raises(NotPermitted):
        actions.withdraw_parent(given, world.viewer(PARENT), post=world.seats[PARENT].post, reason="争执")


def test_the_file_says_to_whom_it_is_given_and_its_buttons_take_it_back(
    given: Child, world: World, as_seat: AsSeat
) -> None:
    client, file = as_seat(world.seats[SUPERVISOR]), reverse("childfile:file", args=[given.pk])
    buttons = {
        role: reverse(f"children:{verb}", args=[given.pk, world.seats[role].post.pk])
        for role, verb in ((WORKER, "unassign"), (PARENT, "withdraw_parent"))
    }
    page = client.get(file).content.decode()
    assert all(button in page for button in buttons.values())
    assert client.get(buttons[PARENT]).status_code == 200
    for button in buttons.values():
        client.post(button, {"reason": "不再需要"})
    assert not who_sees(given, world)
    page = client.get(file).content.decode()
    assert not any(button in page for button in buttons.values())


def test_a_parent_is_not_told_to_whom_else_the_file_is_given(given: Child, world: World, as_seat: AsSeat) -> None:
    page = as_seat(world.seats[PARENT]).get(reverse("childfile:file", args=[given.pk])).content.decode()
    assert "unassign" not in page and "withdraw_parent" not in page


def test_with_receipt_elsewhere_the_old_place_s_helpers_see_the_child_no_more(given: Child, world: World) -> None:
    far = far_seat(world)
    handover = amend(given, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE).handover
    assert handover is not None and who_sees(given, world) == {WORKER, PARENT}
    actions.receive_handover(handover, as_viewer(far))
    assert not who_sees(Child.objects.get(pk=given.pk), world)


def test_an_exit_ends_what_was_given_and_the_handover_that_waits(given: Child, world: World) -> None:
    far = far_seat(world)
    handover = amend(given, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE).handover
    assert handover is not None
    exit_of(given, world)
    assert not who_sees(given, world)
    handover.refresh_from_db()
    assert handover.state == HandoverState.DECLINED
    assert not facets_of(given, as_viewer(far))


def test_a_closed_file_is_restored_and_nothing_else_written(given: Child, world: World) -> None:
    exit_of(given, world)
    supervisor, director = world.viewer(SUPERVISOR), world.viewer(DIRECTOR)
    post, place = world.seats[WORKER].post, world.places[FOREIGN_VILLAGE]
    for verb in (
        lambda: amend(given, director, grade="三年级"),
        lambda: actions.assign_child(given, supervisor, post=post),
        lambda: actions.invite_parent(given, supervisor, post=world.seats[PARENT].post),
        lambda: actions.propose_handover(given, director, place=place, reason="已迁居"),
    ):
        with pytest.raises(Refused):
            verb()
    assert not given.changes.filter(field="grade").exists()
    actions.restore_child(given, world.viewer(Role.COUNTY_CLERK), reason="误退出")
    actions.assign_child(given, supervisor, post=post)


@pytest.mark.parametrize("verb", ["amend", "record_schooling", "propose_handover", "assign", "invite_parent"])
def test_the_rule_of_closed_files(verb: str) -> None:
    assert not fits_state(verb, ChildState.EXITED)
    assert fits_state(verb, ChildState.REGISTERED)
    assert fits_state("print", ChildState.EXITED) and fits_state("unassign", ChildState.EXITED)


def test_a_handover_stands_while_its_giver_answers_and_the_receiver_is_another() -> None:
    assert can_be_received(1, 2, 1)
    assert not can_be_received(1, 2, 3)
    assert not can_be_received(1, 1, 1)


def test_what_a_place_no_longer_answers_for_is_not_received_from_it(given: Child, world: World) -> None:
    far = far_seat(world)
    handover = amend(given, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE).handover
    assert handover is not None
    Child.objects.filter(pk=given.pk).update(responsible_code=TOWNSHIP)
    with pytest.raises(Refused):
        actions.receive_handover(handover, as_viewer(far))
    handover.refresh_from_db()
    assert handover.state == HandoverState.PROPOSED


def test_a_post_that_opens_after_the_proposal_sees_and_receives_too(given: Child, world: World) -> None:
    handover = amend(given, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE).handover
    assert handover is not None
    village = world.places[FOREIGN_VILLAGE]
    post = open_post(village, world.viewer(Role.SECURITY_ADMINISTRATOR), role=DIRECTOR, title="石门村儿童主任")
    assert GivenSight.objects.get(post=post).key == str(given.pk)
    actions.receive_handover(handover, viewer_of(post.pk, far_seat(world)))
    assert Child.objects.get(pk=given.pk).responsible_code == FOREIGN_VILLAGE


def viewer_of(post: int, seat: Seat) -> Viewer:
    """The seat moved to this post."""
    Seat.objects.filter(pk=seat.pk).update(post=post)
    return as_viewer(Seat.objects.select_related("user", "post__territory").get(pk=seat.pk))


def test_the_claim_of_a_third_village_is_told_that_nothing_was_asked(given: Child, world: World) -> None:
    director, far = world.viewer(DIRECTOR), as_viewer(far_seat(world))
    other = world.places[SIBLING_VILLAGE]
    actions.propose_handover(given, director, place=other, reason="已迁居")
    with pytest.raises(Refused) as refusal:
        actions.claim_child(world.places[FOREIGN_VILLAGE], far, name="田小禾", id_number=NUMBER)
    assert refusal.value.field == "id_number"
    assert given.handovers.count() == 1


def test_given_sight_names_the_row_of_the_trail_that_tells_of_it(given: Child) -> None:
    for row in GivenSight.objects.filter(key=str(given.pk)):
        assert row.trail_seq is not None
        told = TrailRow.objects.get(seq=row.trail_seq)
        assert (told.verb, told.subject_key) == (row.given_by, row.key)


@pytest.mark.parametrize("verb", ["unassign", "withdraw_parent"])
def test_a_number_that_is_no_post_s_is_answered_like_a_post_without_the_child(
    verb: str, world: World, as_seat: AsSeat
) -> None:
    supervisor, stranger = as_seat(world.seats[SUPERVISOR]), world.seats[Role.HOSPITAL].post.pk
    answers = []
    for post in (stranger, 99_999_999, 10**30):
        answer = supervisor.post(reverse(f"children:{verb}", args=[world.ming.pk, post]), {"reason": "核对"})
        said = [str(message) for message in get_messages(answer.wsgi_request)]
        wrong = answer.context["form"].non_field_errors() if answer.context else []
        answers.append((answer.status_code, said[-1:], list(wrong)))
    assert answers[0][1] or answers[0][2], "nothing was said"
    assert answers[0] == answers[1] == answers[2]
    assert GivenSight.objects.filter(withdrawn_at=None).count() == 2


def test_the_page_names_whose_sight_ends_and_nobody_for_a_guessed_number(
    world: World, given: Child, as_seat: Callable[[Seat], Client]
) -> None:
    reader, parent = as_seat(world.seats[SUPERVISOR]), world.seats[PARENT]
    name = parent.user.display_name
    assert name in reader.get(f"/children/{given.pk}/withdraw_parent/{parent.post_id}/").content.decode()
    director = world.seats[Role.VILLAGE_DIRECTOR]
    guessed = reader.get(f"/children/{given.pk}/withdraw_parent/{director.post_id}/").content.decode()
    assert director.user.display_name not in guessed
