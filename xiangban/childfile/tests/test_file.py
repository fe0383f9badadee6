"""The file of one child: what each seat reads of it, what it may do, and that the look is kept."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import LONG_AGO, SIBLING_VILLAGE, VILLAGE, World, as_viewer
from xiangban.access.models import GivenSight, Seat, TrailRow
from xiangban.access.roles import Role
from xiangban.childfile.verbs import offers_for
from xiangban.children.models import Child, FactChange, Handover, Kin, Person, Source, SourceKind
from xiangban.children.rules import ChildState, PlaceBasis
from xiangban.territories.models import Agency, AgencyKind
from xiangban.territories.rules import Level

AsSeat = Callable[[Seat], Client]
NUMBER, PHONE = "990101201605010017", "19900001234"


def file_of(child: Child) -> str:
    return f"/children/{child.pk}/"


def read(client: Client, child: Child) -> str:
    answer = client.get(file_of(child), headers={"accept-language": "en"})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def ming(world: World) -> Child:
    child = world.ming
    child.id_number, child.phone, child.schooling, child.health = NUMBER, PHONE, "primary", "30"
    child.living_address = "柳溪镇上湾村3组12号"
    child.illness = "哮喘"
    child.save()
    return child


def record(child: Child, field: str, value: str, agency: Agency) -> None:
    source = Source.objects.create(agency=agency, kind=SourceKind.ROSTER, title="花名册", received_on=date(2026, 9, 1))
    FactChange.objects.create(child=child, field=field, value=value, recorded_at=timezone.now(), source=source)


def an_agency(name: str) -> Agency:
    return Agency.objects.create(
        kind=AgencyKind.MEMBER_UNIT, name=name, place_code=VILLAGE, level=Level.VILLAGE, opened_on=LONG_AGO
    )


def test_number_phone_and_address_stand_masked(world: World, as_seat: AsSeat, ming: Child) -> None:
    body = read(as_seat(world.seats[Role.COUNTY_CLERK]), ming)
    assert NUMBER not in body
    assert PHONE not in body
    assert "12号" not in body
    assert "990101********0017" in body
    assert f"/children/{ming.pk}/reveal/id_number/" in body


@pytest.mark.parametrize("basis", PlaceBasis.values)
def test_a_file_says_why_its_place_answers_whatever_the_ground(
    world: World, as_seat: AsSeat, ming: Child, basis: str
) -> None:
    Child.objects.filter(pk=ming.pk).update(responsible_basis=basis)
    body = read(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), ming)
    assert "Answers because" in body or "this place answers" in body


def test_opening_the_file_writes_one_row_of_the_trail(world: World, as_seat: AsSeat, ming: Child) -> None:
    before = TrailRow.objects.count()
    read(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), ming)
    row = TrailRow.objects.order_by("-seq")[0]
    assert TrailRow.objects.count() == before + 1
    assert (row.verb, row.outcome, row.subject_key) == ("children.open", "opened", str(ming.pk))


def test_a_file_of_the_other_county_does_not_exist(world: World, as_seat: AsSeat) -> None:
    before = TrailRow.objects.count()
    assert as_seat(world.seats[Role.COUNTY_CLERK]).get(file_of(world.lan)).status_code == 404
    assert TrailRow.objects.count() == before


@pytest.mark.parametrize("role", [Role.CITY_CLERK, Role.CITY_HEAD])
def test_the_city_is_asked_for_a_reason_before_the_file(world: World, as_seat: AsSeat, ming: Child, role: Role) -> None:
    before = TrailRow.objects.count()
    body = read(as_seat(world.seats[role]), ming)
    assert "Give a reason" in body
    assert "田小明" not in body
    assert TrailRow.objects.count() == before, "nothing was opened yet"


def test_with_a_reason_the_city_reads_the_file_but_no_health(world: World, as_seat: AsSeat, ming: Child) -> None:
    seat = world.seats[Role.CITY_CLERK]
    as_seat(seat).post(f"/children/{ming.pk}/open_with_reason/", {"reason": "两县争议"})
    body = read(as_seat(seat), ming)
    assert "田小明" in body
    assert "哮喘" not in body


def test_a_school_reads_the_schooling_and_one_quiet_line_for_the_rest(
    world: World, as_seat: AsSeat, ming: Child
) -> None:
    body = read(as_seat(world.seats[Role.SCHOOL]), ming)
    assert "primary school" in body
    assert "990101********" not in body
    (quiet,) = re.findall(r"This seat does not see: ([^<]*)", body)
    assert {"Who cares for the child", "Who looked", "Health"} <= set(quiet.split(", "))
    assert "<h2>Health" not in body


def test_a_director_reads_of_health_only_what_the_own_committee_entered(
    world: World, as_seat: AsSeat, ming: Child
) -> None:
    committee, hospital = an_agency("上湾村村民委员会"), an_agency("县医院")
    post = world.seats[Role.VILLAGE_DIRECTOR].post
    post.agency = committee
    post.save()
    record(ming, "health", "30", hospital)
    assert "chronic illness" not in read(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), ming)
    record(ming, "health", "30", committee)
    assert "chronic illness" in read(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), ming)


def test_two_agencies_that_differ_are_both_named(world: World, as_seat: AsSeat, ming: Child) -> None:
    record(ming, "schooling", "junior", an_agency("县教育局"))
    record(ming, "schooling", "primary", an_agency("上湾村村民委员会"))
    body = read(as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR]), ming)
    assert "上湾村村民委员会" in body
    assert "县教育局" in body
    assert "junior middle school" in body


def test_a_missing_fact_of_the_definition_is_named(world: World, as_seat: AsSeat, ming: Child) -> None:
    Child.objects.filter(pk=ming.pk).update(care_reason="")
    body = read(as_seat(world.seats[Role.COUNTY_CLERK]), ming)
    assert "cannot be said yet" in body
    assert "reason for entrusted care" in body


def test_a_grandmother_s_other_wards_are_linked_only_in_sight(world: World, as_seat: AsSeat, ming: Child) -> None:
    grandmother = Person.objects.create(name="王桂兰", phone=PHONE)
    for child in (ming, world.hong, world.lan):
        Kin.objects.create(child=child, person=grandmother, kinship="grandmother", carer=True)
    township = read(as_seat(world.seats[Role.TOWNSHIP_SUPERVISOR]), ming)
    assert file_of(world.hong) in township
    assert "石小兰" not in township
    assert file_of(world.lan) not in township
    assert file_of(world.hong) not in read(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), ming)
    assert PHONE not in township


def test_a_parent_reads_the_name_of_each_child_that_was_given_and_of_no_other(
    world: World, as_seat: AsSeat, ming: Child
) -> None:
    mother, parent = Person.objects.create(name="王桂兰"), world.seats[Role.PARENT]
    for child in (ming, world.hong, world.lan):
        Kin.objects.create(child=child, person=mother, kinship="mother", guardian=True)
    assert "田小红" not in read(as_seat(parent), ming)
    GivenSight.objects.create(
        post=parent.post,
        model=Child.sight_label(),
        key=str(world.hong.pk),
        field_set="own_child",
        purpose="own_child",
        since=timezone.now(),
        given_by="children.invite_parent",
    )
    body = read(as_seat(parent), ming)
    assert "田小红" in body
    assert "石小兰" not in body


def test_only_who_may_amend_is_asked_to(world: World, as_seat: AsSeat, ming: Child) -> None:
    GivenSight.objects.create(
        post=world.seats[Role.POLICE].post,
        model=Child.sight_label(),
        key=str(ming.pk),
        field_set="emergency_file",
        purpose="break_glass",
        since=timezone.now(),
        given_by="children.break_glass",
    )
    assert "Amend" not in read(as_seat(world.seats[Role.POLICE]), ming)
    assert "Amend the file" in read(as_seat(world.seats[Role.VILLAGE_DIRECTOR]), ming)


def test_the_institution_is_asked_only_of_a_child_who_lives_in_one(world: World, as_seat: AsSeat, ming: Child) -> None:
    clerk = as_seat(world.seats[Role.COUNTY_CLERK])
    assert "Institution where the child lives" not in read(clerk, ming)
    Child.objects.filter(pk=ming.pk).update(actual_carer="institution", institution_name="青禾县儿童福利院")
    ming.refresh_from_db()
    ming.institution_phone = PHONE
    ming.save()
    body = read(clerk, ming)
    assert "青禾县儿童福利院" in body
    assert PHONE not in body
    assert "青禾县儿童福利院" not in read(as_seat(world.seats[Role.SCHOOL]), ming)


def test_a_village_reads_that_a_parent_is_disabled_and_not_of_which_illness(
    world: World, as_seat: AsSeat, ming: Child
) -> None:
    father = Person.objects.create(name="田大山", health="60", disability_kinds="4", illness="尘肺")
    Kin.objects.create(child=ming, person=father, kinship="father")
    reveal = f"/children/{ming.pk}/reveal/kin.{father.pk}.illness/"
    village, county = as_seat(world.seats[Role.VILLAGE_DIRECTOR]), as_seat(world.seats[Role.COUNTY_CLERK])
    assert "limb" in read(village, ming)
    assert reveal not in read(village, ming)
    assert village.get(reveal).status_code == 404
    assert reveal in read(county, ming)
    assert "尘肺" not in read(county, ming)
    assert "尘肺" in county.post(reveal, {"reason": "办理医疗救助"}).content.decode()


def test_the_page_says_why_it_is_in_sight_and_until_when(world: World, as_seat: AsSeat, ming: Child) -> None:
    assert "Why you see this file" in read(as_seat(world.seats[Role.SOCIAL_WORKER]), ming)
    GivenSight.objects.update(withdrawn_at=timezone.now())
    assert as_seat(world.seats[Role.SOCIAL_WORKER]).get(file_of(ming)).status_code == 404


def test_buttons_are_what_the_state_allows_and_the_seat_may(world: World, ming: Child) -> None:
    def verbs(role: Role, state: ChildState) -> set[str]:
        ming.state = state
        return {offer.verb.name for offer in offers_for(ming, as_viewer(world.seats[role]), None)}

    assert "submit" in verbs(Role.VILLAGE_DIRECTOR, ChildState.DRAFT)
    assert "review" not in verbs(Role.VILLAGE_DIRECTOR, ChildState.SUBMITTED)
    assert {"review", "return"} <= verbs(Role.TOWNSHIP_SUPERVISOR, ChildState.SUBMITTED)
    assert "register" not in verbs(Role.TOWNSHIP_SUPERVISOR, ChildState.REVIEWED)
    assert "register" in verbs(Role.COUNTY_CLERK, ChildState.REVIEWED)
    assert verbs(Role.COUNTY_CLERK, ChildState.EXITED) == {"restore", "print"}
    assert verbs(Role.SCHOOL, ChildState.REGISTERED) == {"record_schooling"}


def test_the_receiving_village_is_offered_to_receive(world: World, ming: Child) -> None:
    handover = Handover.objects.create(
        child=world.hong, from_code=SIBLING_VILLAGE, to_code=VILLAGE, proposed_at=timezone.now(), reason="搬家"
    )
    GivenSight.objects.create(
        post=world.seats[Role.VILLAGE_DIRECTOR].post,
        model=Child.sight_label(),
        key=str(world.hong.pk),
        field_set="village_file",
        purpose="handover",
        since=timezone.now(),
        given_by="children.propose_handover",
    )
    offers = offers_for(world.hong, as_viewer(world.seats[Role.VILLAGE_DIRECTOR]), handover)
    assert {"receive_handover", "decline_handover"} <= {offer.verb.name for offer in offers}
    assert next(offer for offer in offers if offer.verb.name == "receive_handover").address.endswith(
        f"/handovers/{handover.pk}/receive/"
    )
    assert ming.pk != world.hong.pk


def test_who_looked_is_read_by_those_who_see_the_history(world: World, as_seat: AsSeat, ming: Child) -> None:
    read(as_seat(world.seats[Role.SCHOOL]), ming)
    looks = f"/children/{ming.pk}/looks/"
    body = as_seat(world.seats[Role.COUNTY_HEAD]).get(looks).content.decode()
    assert "seat_school" in body
    assert as_seat(world.seats[Role.SCHOOL]).get(looks).status_code == 404
    assert as_seat(world.seats[Role.CITY_CLERK]).get(looks).status_code == 404
