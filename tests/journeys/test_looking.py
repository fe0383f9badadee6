"""Looking where one usually may not: the city with a reason, the police in an emergency.

And who sees that they looked.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import NOTHING_TO_SEE, follow, found_file, invented_child, look_in_emergency, press

pytestmark = pytest.mark.browser


def test_the_city_opens_a_file_with_a_reason_and_everybody_concerned_can_see_that_it_did(open_as: OpenAs) -> None:
    reason = "群众来信反映监护情况,需核实。"
    city, county, audit = open_as("songyanan"), open_as("tangwenjing"), open_as("wusiyuan")
    child = invented_child("欧阳立夏", 121)
    file = found_file(open_as("heguifang"), child)
    city.goto(file)
    assert child.name not in city.content(), "before the reason the name stands masked"
    city.fill("#id_reason", reason)
    press(city, "查看档案")
    expect(city.locator("h1")).to_have_text(child.name)
    county.goto(file)
    follow(county, "全部查看记录")
    expect(county.locator("main")).to_contain_text("宋雅楠")
    audit.goto("/trail/?person=songyanan")
    expect(audit.locator("tbody")).to_contain_text(reason)
    press(audit, "核对留痕")
    expect(audit.locator(".notice-success")).to_contain_text("全部完好")


def test_the_police_open_one_file_in_an_emergency_and_a_head_of_the_place_reviews_it(open_as: OpenAs) -> None:
    child = invented_child("欧阳小满", 131)
    file = found_file(open_as("heguifang"), child)
    police, head = open_as("shijianjun"), open_as("dengzhihua")
    police.goto(file)
    expect(police.locator("h1")).to_have_text(NOTHING_TO_SEE)
    look_in_emergency(police, child)
    expect(police.locator("h1")).to_have_text(child.name)
    head.goto("/")
    expect(head.locator(".day-card", has_text="紧急查看")).to_be_visible()
    head.goto("/children/break_glass/looks/")
    head.locator("tr", has_text=child.name).get_by_role("link", name="复核").click()
    head.get_by_label("不正当").check()
    head.fill("#id_finding", "可先联系村儿童主任,无需打开档案。")
    press(head, "保存复核意见")
    expect(head.locator(".notices")).to_be_visible()
    police.goto(file)
    expect(police.locator("h1")).to_have_text(NOTHING_TO_SEE)


def test_a_wrong_name_opens_nothing_in_an_emergency(open_as: OpenAs) -> None:
    child = invented_child("欧阳白藏", 141)
    found_file(open_as("heguifang"), child)
    police = open_as("shijianjun")
    look_in_emergency(police, invented_child("王白藏", 141))
    expect(police.locator(".error-summary")).to_be_visible()
    assert re.search("/children/break_glass/$", police.url)
