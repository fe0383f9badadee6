"""A child moves to another township; a post changes hands. The old side loses sight at once."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import (
    NOTHING_TO_SEE,
    arrive,
    confirm_link,
    found_file,
    invented_child,
    open_account,
    press,
    propose_handover,
    put_on_post,
)
from xiangban.demo.accounts import DEMO_COUNTY
from xiangban.demo.city import generate_city, township_code
from xiangban.territories.rules import Level, ancestor_code

pytestmark = pytest.mark.browser


def villages_elsewhere(township: str) -> tuple[str, ...]:
    """Villages of the demo's county outside that township whose names the city has once."""
    places = [place for place in generate_city().places if place.valid_to is None]
    townships = {place.code: place.name for place in places if place.level == Level.TOWNSHIP}
    villages = [place for place in places if place.level == Level.VILLAGE]
    often = Counter(place.name for place in villages)
    return tuple(
        place.name
        for place in villages
        if ancestor_code(place.code, Level.COUNTY) == DEMO_COUNTY
        and townships[township_code(place.code)] not in township
        and often[place.name] == 1
    )


def test_a_handover_is_seen_by_both_sides_and_the_old_one_loses_the_file_on_receipt(
    site: Site, open_as: OpenAs
) -> None:
    director, clerk = open_as("heguifang"), open_as("tangwenjing")
    director.goto("/children/found/")
    village = villages_elsewhere(director.locator("#id_living_code").input_value())[0]
    link = open_account(open_as("hewei"), "cengxiulan", "曾秀兰")
    security = open_as("konglingyi")
    put_on_post(security, village, "cengxiulan")
    confirm_link(security, "cengxiulan")
    file = found_file(director, invented_child("欧阳处暑", 151))
    propose_handover(clerk, file, village)
    newcomer = arrive(site, link, "cengxiulan")
    receiving = newcomer.new_page()
    receiving.goto("/")
    expect(receiving.locator("main")).to_contain_text("欧阳处暑")
    receiving.goto(file)
    director.goto(file)
    for side in (receiving, director):
        expect(side.locator("h1")).to_have_text("欧阳处暑")
    press(receiving, "接收移交")
    expect(receiving.locator("h1")).to_have_text("欧阳处暑")
    answer = director.goto(file)
    assert answer is not None
    assert answer.status == 404
    newcomer.close()


def test_when_a_post_is_handed_over_the_next_click_of_the_old_person_leads_to_the_door(
    site: Site, open_as: OpenAs
) -> None:
    system, security = open_as("hewei"), open_as("konglingyi")
    link = open_account(system, "luguiying", "陆桂英")
    open_account(system, "fanghuiqin", "方慧琴")
    put_on_post(security, villages_elsewhere("")[1], "luguiying")
    post = security.url
    confirm_link(security, "luguiying")
    old = arrive(site, link, "luguiying")
    page = old.new_page()
    page.goto("/children/")
    expect(page.locator("h1")).to_have_text("儿童名册")
    security.goto(post)
    security.locator("tr", has_text="陆桂英").get_by_role("link", name="交接").click()
    security.fill("#id_user", "fanghuiqin")
    security.fill("#id_reason", "工作调动。")
    press(security, "办理交接")
    expect(security.locator("tr", has_text="方慧琴")).to_be_visible()
    page.locator(".menu").get_by_role("link", name="儿童名册").click()
    assert re.search("/account/login/", page.url)
    old.close()


def test_a_seat_without_the_right_finds_no_handing_over(open_as: OpenAs) -> None:
    director = open_as("heguifang")
    director.goto("/posts/")
    expect(director.locator("h1")).to_have_text(NOTHING_TO_SEE)
