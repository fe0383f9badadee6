"""The pages of the verbs: what each seat gets, what is refused into the trail, what is shown once."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import FOREIGN_VILLAGE, VILLAGE, World, make_seat
from xiangban.access.models import Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.children import actions
from xiangban.children.models import BreakGlass, Child
from xiangban.children.rules import ChildState
from xiangban.children.tests.stage import NUMBER, amend, found

AsSeat = Callable[[Seat], Client]
DIRECTOR, SUPERVISOR, CLERK, HEAD = (
    Role.VILLAGE_DIRECTOR,
    Role.TOWNSHIP_SUPERVISOR,
    Role.COUNTY_CLERK,
    Role.COUNTY_HEAD,
)
ASKING = ("return", "propose_exit", "refuse_exit", "restore", "propose_handover", "assign", "invite_parent", "amend")


def state_of(child: Child) -> str:
    child.refresh_from_db()
    return str(child.state)


def test_three_presses_bring_a_child_onto_the_register(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    for role, verb in ((DIRECTOR, "submit"), (SUPERVISOR, "review"), (CLERK, "register")):
        as_seat(world.seats[role]).post(reverse(f"children:{verb}", args=[child.pk]))
    assert state_of(child) == ChildState.REGISTERED


def test_a_second_press_changes_nothing_and_says_where_the_file_stands(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[DIRECTOR])
    url = reverse("children:submit", args=[child.pk])
    client.post(url)
    assert "notice-error" in client.post(url, follow=True).content.decode()
    assert child.moves.count() == 2


def test_a_village_that_posts_a_review_is_refused_into_the_trail(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    answer = as_seat(world.seats[DIRECTOR]).post(reverse("children:review", args=[child.pk]))
    assert answer.status_code == 403
    row = TrailRow.objects.latest("seq")
    assert (row.verb, row.outcome) == ("children.review", "refused")


@pytest.mark.parametrize("verb", ASKING)
def test_every_form_opens_for_the_county_and_for_nobody_of_another(world: World, as_seat: AsSeat, verb: str) -> None:
    url = reverse(f"children:{verb}", args=[found(world).pk])
    assert as_seat(world.seats[CLERK]).get(url).status_code == 200
    assert as_seat(world.li).get(url).status_code == 404
    assert as_seat(world.li).post(url, {}).status_code == 404


def test_a_return_without_reason_comes_back_and_with_reason_goes_through(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    actions.submit_child(child, world.viewer(DIRECTOR))
    client, url = as_seat(world.seats[SUPERVISOR]), reverse("children:return", args=[child.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "缺电话"}).status_code == 302
    assert state_of(child) == ChildState.DRAFT


def test_a_value_is_shown_once_and_not_again_by_reloading(world: World, as_seat: AsSeat) -> None:
    child, client = found(world), as_seat(world.seats[DIRECTOR])
    url = reverse("children:reveal", args=[child.pk, "id_number"])
    assert NUMBER in client.post(url, {"reason": "办理低保"}).content.decode()
    assert NUMBER not in client.get(url).content.decode()
    assert client.get(reverse("children:reveal", args=[child.pk, "name"])).status_code == 404


def test_the_city_opens_one_file_with_a_reason(world: World, as_seat: AsSeat) -> None:
    client = as_seat(world.seats[Role.CITY_CLERK])
    file = reverse("childfile:file", args=[world.ming.pk])
    url = reverse("children:open_with_reason", args=[world.ming.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "两县争议"}).headers["Location"] == file
    assert "田小明" in client.get(file).content.decode()


def test_a_claim_elsewhere_says_nothing_of_the_child(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    far = make_seat(DIRECTOR, world.places[FOREIGN_VILLAGE], "zhou")
    typed = {"place": FOREIGN_VILLAGE, "name": "田小禾", "id_number": NUMBER}
    answer = as_seat(far).post(reverse("children:claim"), typed, follow=True)
    assert answer.redirect_chain[0][0] == reverse("childfile:list")
    assert "上湾" not in answer.content.decode()
    assert child.handovers.get().to_code == FOREIGN_VILLAGE


def test_nobody_claims_for_a_village_that_is_not_theirs(world: World, as_seat: AsSeat) -> None:
    typed = {"place": FOREIGN_VILLAGE, "name": "田小禾", "id_number": NUMBER}
    assert as_seat(world.seats[DIRECTOR]).post(reverse("children:claim"), typed).status_code == 422


def test_a_handover_is_received_by_one_press_of_the_new_village(world: World, as_seat: AsSeat) -> None:
    far = make_seat(DIRECTOR, world.places[FOREIGN_VILLAGE], "zhou")
    child = found(world)
    handover = amend(child, world.viewer(DIRECTOR), living_code=FOREIGN_VILLAGE).handover
    assert handover is not None
    url = reverse("children:receive_handover", args=[handover.pk])
    assert as_seat(world.seats[DIRECTOR]).post(url).status_code == 403
    assert as_seat(far).post(url).status_code == 302
    child.refresh_from_db()
    assert child.responsible_code == FOREIGN_VILLAGE


def test_an_emergency_look_opens_the_file_and_waits_for_the_head(world: World, as_seat: AsSeat) -> None:
    child, police = found(world), as_seat(world.seats[Role.POLICE])
    assert police.get(reverse("childfile:file", args=[child.pk])).status_code == 404
    typed = {"id_number": NUMBER, "name": "", "reason": "走失求助"}
    assert police.post(reverse("children:break_glass"), typed).status_code == 302
    assert police.get(reverse("childfile:file", args=[child.pk])).status_code == 200
    head = as_seat(world.seats[HEAD])
    assert "走失求助" in head.get(reverse("children:break_glass_list")).content.decode()
    url = reverse("children:review_break_glass", args=[BreakGlass.objects.get().pk])
    assert head.post(url, {"justified": "0", "finding": "与职责无关"}).status_code == 302
    assert police.get(reverse("childfile:file", args=[child.pk])).status_code == 404


def test_the_printed_form_has_the_official_cells_and_printing_is_a_look(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    address = reverse("children:print", args=[child.pk])
    page = as_seat(world.seats[SUPERVISOR]).post(address).content.decode()
    for words in ("农村留守儿童基本情况登记表", NUMBER, "田桂花", "2018年3月4日", "填表人（签名）"):
        assert words in page
    assert TrailRow.objects.latest("seq").verb == "children.print"
    assert as_seat(world.seats[DIRECTOR]).post(address).status_code == 404


def test_the_address_of_the_print_leads_to_the_file_and_writes_nothing(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    before = TrailRow.objects.count()
    answer = as_seat(world.seats[SUPERVISOR]).get(reverse("children:print", args=[child.pk]))
    assert answer.headers["Location"] == reverse("childfile:file", args=[child.pk])
    assert TrailRow.objects.count() == before


def test_a_social_worker_gets_a_child_and_loses_it(world: World, as_seat: AsSeat) -> None:
    post = world.seats[Role.SOCIAL_WORKER].post
    client, file = as_seat(world.seats[SUPERVISOR]), reverse("childfile:file", args=[world.hong.pk])
    client.post(reverse("children:assign", args=[world.hong.pk]), {"post": post.pk})
    assert as_seat(world.seats[Role.SOCIAL_WORKER]).get(file).status_code == 200
    client.post(reverse("children:unassign", args=[world.hong.pk, post.pk]))
    assert as_seat(world.seats[Role.SOCIAL_WORKER]).get(file).status_code == 404


def test_a_village_is_named_on_the_founding_page_of_its_township(world: World, as_seat: AsSeat) -> None:
    page = as_seat(world.seats[SUPERVISOR]).get(reverse("children:found")).content.decode()
    assert "柳溪镇上湾村" in page
    assert str(VILLAGE) not in page


def test_a_claim_from_elsewhere_waits_on_the_desk_and_the_file_of_the_old_place(world: World, as_seat: AsSeat) -> None:
    child = found(world)
    far = make_seat(DIRECTOR, world.places[FOREIGN_VILLAGE], "zhou")
    typed = {"place": FOREIGN_VILLAGE, "name": "田小禾", "id_number": NUMBER}
    as_seat(far).post(reverse("children:claim"), typed)
    director, url = as_seat(world.seats[DIRECTOR]), reverse("children:propose_handover", args=[child.pk])
    assert url in director.get(reverse("childfile:file", args=[child.pk])).content.decode()
    assert reverse("childfile:file", args=[child.pk]) in director.get(reverse("desk:today")).content.decode()
    assert "白石县石桥镇石门村" in director.get(url).content.decode()
    director.post(url, {"place": "白石县石桥镇石门村", "reason": "已随祖母迁居"})
    assert child.handovers.get().state == "proposed"
