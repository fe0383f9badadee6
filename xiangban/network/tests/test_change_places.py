"""Renaming, merging and splitting places: history stays, and all that copied a code follows in one go."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import (
    COUNTY,
    COUSIN_VILLAGE,
    FOREIGN_TOWNSHIP,
    FOREIGN_VILLAGE,
    OTHER_COUNTY,
    SIBLING_TOWNSHIP,
    SIBLING_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    World,
    as_viewer,
    make_seat,
)
from xiangban.access.acts import NotPermitted, Refused
from xiangban.access.models import Seat, TrailRow, User
from xiangban.access.roles import Role
from xiangban.access.trail import hash_of_changes
from xiangban.access.viewer import system_viewer
from xiangban.children.actions import found_child, withdraw_source
from xiangban.children.actions.changes import write_changes
from xiangban.children.models import Child, FactChange, NameKey
from xiangban.children.queries import register_as_of
from xiangban.children.tests.stage import FACTS_OF_A_GIRL, form
from xiangban.network.actions.places import merge_places, rename_place, split_place
from xiangban.network.boundaries import codes_under_old_boundary, present_code
from xiangban.network.plans import Going, NewPlace
from xiangban.territories.models import Agency, Succession, Territory
from xiangban.territories.rules import Level, ancestor_code

BEFORE, ON = date(2025, 6, 1), date(2026, 1, 1)
AsSeat = Callable[[Seat], Client]


def test_a_renamed_village_keeps_its_old_name_on_record(world: World) -> None:
    city = world.viewer(Role.CITY_CLERK)
    new = rename_place(world.places[VILLAGE], city, new=NewPlace("新湾村"), on=ON)
    old = Territory.objects.get(pk=world.places[VILLAGE].pk)
    assert (old.name, old.valid_to) == ("上湾村", ON)
    assert (new.name, new.code, new.valid_from) == ("新湾村", VILLAGE, ON)
    assert Territory.objects.valid_on(BEFORE).get(code=VILLAGE).name == "上湾村"
    post = world.seats[Role.VILLAGE_DIRECTOR].post
    post.refresh_from_db()
    assert post.territory == new
    assert post.title.startswith("新湾村")


def test_a_township_with_a_new_code_takes_its_villages_children_posts_and_school_along(world: World) -> None:
    code = COUNTY + 88_000
    rename_place(world.places[TOWNSHIP], world.viewer(Role.CITY_CLERK), new=NewPlace("柳溪镇", code), on=ON)
    world.ming.refresh_from_db()
    assert (world.ming.responsible_code, world.ming.living_code, world.ming.hukou_code) == (code + 1,) * 3
    assert Agency.objects.get(pk=world.school.pk).place_code == code
    supervisor = Seat.objects.get(pk=world.seats[Role.TOWNSHIP_SUPERVISOR].pk)
    assert Child.objects.visible_to(as_viewer(supervisor)).filter(pk=world.ming.pk).exists()
    assert Territory.objects.current().get(code=code + 2).name == "下湾村"
    assert not Territory.objects.current().filter(code=TOWNSHIP).exists()


def test_who_sat_in_a_place_with_a_new_code_signs_in_again_and_others_do_not(world: World) -> None:
    stamps = dict(User.objects.values_list("pk", "sign_in_stamp"))
    rename_place(world.places[TOWNSHIP], world.viewer(Role.CITY_CLERK), new=NewPlace("柳溪镇", COUNTY + 88_000), on=ON)
    changed = {pk for pk, stamp in User.objects.values_list("pk", "sign_in_stamp") if stamps[pk] != stamp}
    inside = [Role.VILLAGE_DIRECTOR, Role.TOWNSHIP_SUPERVISOR, Role.SCHOOL, Role.PARENT]
    assert changed == {world.seats[role].user_id for role in inside}


def test_merged_villages_answer_together_and_figures_by_the_old_boundary_say_they_cannot_be_told_apart(
    world: World,
) -> None:
    into, other = world.places[VILLAGE], world.places[SIBLING_VILLAGE]
    merge_places(into, world.viewer(Role.CITY_CLERK), others=[other], new=NewPlace(""), on=ON)
    world.hong.refresh_from_db()
    assert world.hong.responsible_code == VILLAGE
    old = codes_under_old_boundary(other, BEFORE)
    assert (old.codes, old.exact) == (frozenset({VILLAGE}), False)
    assert codes_under_old_boundary(into, ON).exact
    assert present_code(SIBLING_VILLAGE, BEFORE) == VILLAGE


def test_after_a_merger_of_townships_children_are_counted_by_old_and_new_boundaries(world: World) -> None:
    into, other = world.places[SIBLING_TOWNSHIP], world.places[TOWNSHIP]
    merge_places(into, world.viewer(Role.CITY_CLERK), others=[other], new=NewPlace("桃柳镇"), on=ON)
    new = Territory.objects.current().get(code=SIBLING_TOWNSHIP)
    assert new.name == "桃柳镇"
    by_new = Child.objects.filter(responsible_code__gte=new.interval.low, responsible_code__lt=new.interval.high)
    assert set(by_new) == {world.ming, world.hong}
    old = codes_under_old_boundary(other, BEFORE)
    assert Child.objects.filter(responsible_code__in=old.codes - old.shared).count() == 2
    assert old.shared == {SIBLING_TOWNSHIP}
    assert set(Succession.objects.filter(new=new).values_list("old__name", "kind")) == {
        ("柳溪镇", "merge"),
        ("桃坪乡", "merge"),
    }


def test_villages_of_a_merged_township_never_take_the_number_of_a_village_that_was_there(world: World) -> None:
    merge_places(
        world.places[SIBLING_TOWNSHIP],
        world.viewer(Role.CITY_CLERK),
        others=[world.places[TOWNSHIP]],
        new=NewPlace(""),
        on=ON,
    )
    names = dict(Territory.objects.current().filter(level=5).values_list("code", "name"))
    assert names[COUSIN_VILLAGE] == "桃源村"
    assert len([code for code in names if ancestor_code(code, Level.TOWNSHIP) == SIBLING_TOWNSHIP]) == 3


def test_after_counties_merge_the_name_search_finds_children_under_the_new_county(world: World) -> None:
    NameKey.objects.create(county_code=OTHER_COUNTY, key="c石", child=world.lan)
    merge_places(
        world.places[COUNTY],
        world.viewer(Role.CITY_CLERK),
        others=[world.places[OTHER_COUNTY]],
        new=NewPlace(""),
        on=ON,
    )
    assert NameKey.objects.get(child=world.lan).county_code == COUNTY
    world.lan.refresh_from_db()
    assert ancestor_code(world.lan.responsible_code, Level.COUNTY) == COUNTY
    assert Child.objects.visible_to(world.viewer(Role.COUNTY_CLERK)).filter(pk=world.lan.pk).exists()


def test_a_split_township_gives_the_chosen_villages_to_the_new_one(world: World) -> None:
    new = split_place(
        world.places[TOWNSHIP],
        world.viewer(Role.CITY_CLERK),
        going=Going([world.places[SIBLING_VILLAGE]]),
        new=NewPlace("下湾镇"),
        on=ON,
    )
    world.hong.refresh_from_db()
    world.ming.refresh_from_db()
    assert ancestor_code(world.hong.responsible_code, Level.TOWNSHIP) == new.code
    assert world.ming.responsible_code == VILLAGE
    old = codes_under_old_boundary(world.places[TOWNSHIP], BEFORE)
    assert old.exact
    assert {world.ming.responsible_code, world.hong.responsible_code} <= old.codes
    assert world.hong.responsible_code not in codes_under_old_boundary(world.places[TOWNSHIP], ON).codes


def test_only_named_children_follow_the_split_of_a_village(world: World) -> None:
    stays = Child.objects.get(pk=world.ming.pk)
    stays.pk = None
    stays.save()
    new = split_place(
        world.places[VILLAGE],
        world.viewer(Role.CITY_CLERK),
        going=Going(children=frozenset({world.ming.pk})),
        new=NewPlace("新湾村"),
        on=ON,
    )
    codes = dict(Child.objects.filter(pk__in=[world.ming.pk, stays.pk]).values_list("pk", "responsible_code"))
    assert codes == {world.ming.pk: new.code, stays.pk: VILLAGE}


def test_a_child_of_another_village_cannot_be_named_in_a_split(world: World) -> None:
    going = Going(children=frozenset({world.hong.pk}))
    with pytest.raises(Refused) as refusal:
        split_place(world.places[VILLAGE], world.viewer(Role.CITY_CLERK), going=going, new=NewPlace("新湾村"), on=ON)
    assert refusal.value.field == "children"
    assert not Territory.objects.filter(name="新湾村").exists()


def test_the_trail_tells_how_many_rows_got_a_new_code_and_hashes_rows_that_can_be_read_again(world: World) -> None:
    rename_place(world.places[TOWNSHIP], world.viewer(Role.CITY_CLERK), new=NewPlace("柳溪镇", COUNTY + 88_000), on=ON)
    row = TrailRow.objects.get(verb="network.rename_place", outcome="done")
    children, posts, agencies = 2 * 3, 4, 1
    assert row.detail["recoded"] == children + posts + agencies
    followed = Succession.objects.filter(on=ON).order_by("pk")
    written = FactChange.objects.filter(source__kind="rule").order_by("pk")
    stored: list[dict[str, object]] = [
        {"old": one.old_id, "new": one.new_id, "kind": one.kind, "on": ON.isoformat()} for one in followed
    ]
    stored += [
        {
            "child": one.child_id,
            "field": one.field,
            "value": one.value,
            "valid_from": ON.isoformat(),
            "source": one.source_id,
        }
        for one in written
    ]
    assert written.count() == children
    assert (row.count, row.changes_hash) == (len(stored), hash_of_changes(stored))


def test_after_a_merge_the_register_reads_old_codes_before_it_and_the_codes_of_the_file_now(world: World) -> None:
    village = as_viewer(make_seat(Role.VILLAGE_DIRECTOR, world.places[SIBLING_VILLAGE], "hu"))
    facts = FACTS_OF_A_GIRL | {"living_code": SIBLING_VILLAGE, "hukou_code": SIBLING_VILLAGE}
    child = found_child(world.places[SIBLING_VILLAGE], village, facts=facts, source=form())
    before = timezone.now()
    others = [world.places[SIBLING_VILLAGE]]
    merge_places(world.places[VILLAGE], world.viewer(Role.CITY_CLERK), others=others, new=NewPlace(""), on=ON)
    child.refresh_from_db()
    mine = Child.objects.filter(pk=child.pk)
    (then,), (now,) = list(register_as_of(before, mine)), list(register_as_of(timezone.now(), mine))
    places = ("living_code", "hukou_code", "responsible_code")
    assert [then.facts[name] for name in places] == [str(SIBLING_VILLAGE)] * 3
    assert [now.facts[name] for name in places] == [str(getattr(child, name)) for name in places] == [str(VILLAGE)] * 3
    told = FactChange.objects.filter(child=child, recorded_at__gt=before).select_related("source")
    assert {(one.source.kind, one.valid_from, one.version) for one in told} == {("rule", ON, child.version)}
    assert "下湾村" in told[0].source.title


def test_withdrawing_a_later_source_never_writes_the_code_of_a_place_that_is_gone(world: World) -> None:
    village = world.viewer(Role.VILLAGE_DIRECTOR)
    child = found_child(world.places[VILLAGE], village, facts=FACTS_OF_A_GIRL, source=form())
    code = COUNTY + 88_000
    rename_place(world.places[TOWNSHIP], world.viewer(Role.CITY_CLERK), new=NewPlace("柳溪镇", code), on=ON)
    child.refresh_from_db()
    source = form()
    source.save()
    write_changes(child, {"living_code": code + 2}, source, timezone.now())
    withdraw_source(source, system_viewer("undo of an import"))
    child.refresh_from_db()
    assert child.living_code == code + 1


def test_a_page_of_a_child_opened_before_the_change_can_no_longer_be_saved(world: World) -> None:
    before = world.ming.version
    rename_place(world.places[TOWNSHIP], world.viewer(Role.CITY_CLERK), new=NewPlace("柳溪镇", COUNTY + 88_000), on=ON)
    world.ming.refresh_from_db()
    assert world.ming.version > before


def test_a_day_in_the_future_and_a_name_that_is_taken_are_refused(world: World) -> None:
    city = world.viewer(Role.CITY_CLERK)
    for new, on, field in [
        (NewPlace("新湾村"), date(2999, 1, 1), "on"),
        (NewPlace("新湾村"), date(2001, 1, 1), "on"),
        (NewPlace("下湾村"), ON, "name"),
        (NewPlace("上湾村"), ON, "name"),
        (NewPlace("新湾村", SIBLING_VILLAGE), ON, "code"),
        (NewPlace("新湾村", FOREIGN_VILLAGE + 7), ON, "code"),
    ]:
        with pytest.raises(Refused) as refusal:
            rename_place(world.places[VILLAGE], city, new=new, on=on)
        assert refusal.value.field == field


def test_villages_of_two_counties_do_not_merge(world: World) -> None:
    with pytest.raises(Refused):
        merge_places(
            world.places[VILLAGE],
            world.viewer(Role.CITY_CLERK),
            others=[world.places[FOREIGN_VILLAGE]],
            new=NewPlace(""),
            on=ON,
        )


def test_a_county_clerk_may_not_rename_a_place_and_of_another_county_sees_no_such_verb(world: World) -> None:
    clerk = world.viewer(Role.COUNTY_CLERK)
    for code, seen in [(VILLAGE, True), (FOREIGN_TOWNSHIP, False)]:
        with pytest.raises(NotPermitted) as refusal:
            rename_place(world.places[code], clerk, new=NewPlace("新名"), on=ON)
        assert refusal.value.seen is seen


def test_the_form_of_renaming_shows_what_will_change_and_then_does_it(world: World, as_seat: AsSeat) -> None:
    browser, url = as_seat(world.seats[Role.CITY_CLERK]), f"/network/places/{TOWNSHIP}/rename/"
    answers = {"name": "柳泉镇", "code": str(COUNTY + 88_000), "civil_code": "", "on": ON.isoformat()}
    preview = browser.get(url, answers)
    assert preview.status_code == 200
    assert preview.context["children"] == 2
    assert Territory.objects.current().get(code=TOWNSHIP).name == "柳溪镇"
    done = browser.post(url, answers)
    assert done.status_code == 302
    assert Territory.objects.current().get(code=COUNTY + 88_000).name == "柳泉镇"
    assert "柳溪镇" in browser.get(f"/network/places/{TOWNSHIP}/").content.decode()


@pytest.mark.parametrize("verb", ["rename", "merge", "split"])
def test_who_may_not_change_places_finds_no_form_and_is_refused_a_post(
    world: World, as_seat: AsSeat, verb: str
) -> None:
    clerk = as_seat(world.seats[Role.COUNTY_CLERK])
    own, foreign = f"/network/places/{TOWNSHIP}/{verb}/", f"/network/places/{FOREIGN_TOWNSHIP}/{verb}/"
    assert [clerk.get(own).status_code, clerk.get(foreign).status_code] == [404, 404]
    assert [clerk.post(own).status_code, clerk.post(foreign).status_code] == [403, 404]
    assert TrailRow.objects.filter(outcome="refused").count() == 2


@pytest.mark.parametrize("verb", ["merge", "split"])
def test_a_merger_and_a_split_are_shown_before_they_are_done(world: World, as_seat: AsSeat, verb: str) -> None:
    browser, url = as_seat(world.seats[Role.CITY_CLERK]), f"/network/places/{TOWNSHIP}/{verb}/"
    assert browser.get(url).status_code == 200
    answers = {"on": ON.isoformat(), "name": "新镇", "below": "", "code": "", "civil_code": ""}
    answers |= {
        "merge": {"others": str(world.places[SIBLING_TOWNSHIP].pk)},
        "split": {"moving": str(world.places[VILLAGE].pk)},
    }[verb]
    preview = browser.get(url, answers)
    assert (preview.status_code, preview.context["form"].errors) == (200, {})
    assert preview.context["places"] >= 2
    assert browser.post(url, answers).status_code == 302
    assert Territory.objects.current().filter(name="新镇").exists()


def test_a_wrong_form_answers_with_field_and_value_and_changes_nothing(world: World, as_seat: AsSeat) -> None:
    browser = as_seat(world.seats[Role.CITY_CLERK])
    answer = browser.post(f"/network/places/{VILLAGE}/rename/", {"name": "新湾村", "code": "12", "on": "2026-13-01"})
    assert answer.status_code == 422
    assert {"code", "on"} <= set(answer.context["form"].errors)
    assert Territory.objects.current().get(code=VILLAGE).name == "上湾村"


def test_nothing_stays_when_a_merger_breaks_in_the_middle(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr("xiangban.network.recoding._move_posts", broken)
    with pytest.raises(RuntimeError):
        merge_places(
            world.places[VILLAGE],
            world.viewer(Role.CITY_CLERK),
            others=[world.places[SIBLING_VILLAGE]],
            new=NewPlace(""),
            on=ON,
        )
    world.hong.refresh_from_db()
    assert world.hong.responsible_code == SIBLING_VILLAGE
    assert Territory.objects.current().filter(code=SIBLING_VILLAGE).exists()
    assert not TrailRow.objects.filter(verb="network.merge_places").exists()
