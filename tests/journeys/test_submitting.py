"""A round goes up level by level: the village submits, is sent back, submits again; those above it follow."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press
from xiangban.demo.loading.census import ROUND

pytestmark = pytest.mark.browser

REASON = "第三组还有两户未入户，请补齐。"


def go_to_own_place(page: Page) -> str:
    """From the list of rounds to the own place in the city's round; its address."""
    page.goto("/census/")
    follow(page, ROUND)
    follow(page, "各地排查进度")
    return page.url


def submit(page: Page, reason: str = "") -> None:
    """Submit the own place, with a reason where something is missing."""
    page.locator(".page-actions").get_by_role("link", name="上报", exact=True).click()
    if reason:
        page.fill("#id_reason", reason)
    press(page, "上报")
    expect(page.locator(".page-head .mark").first).to_have_text("已上报")


def accept_what_waits(page: Page, many: int = 1) -> None:
    waiting = page.locator("tbody").get_by_role("button", name="审核通过", exact=True)
    for left in reversed(range(many)):
        waiting.first.click()
        expect(waiting).to_have_count(left)


def test_a_round_climbs_from_the_village_to_the_city(open_as: OpenAs) -> None:
    director, supervisor = open_as("heguifang", phone=True, script=False), open_as("luoxiaoyan")
    director.goto("/")
    expect(director.locator("main")).to_contain_text("待上报的排查")
    village = go_to_own_place(director)
    submit(director)

    go_to_own_place(supervisor)
    supervisor.locator("tbody").get_by_role("link", name="退回", exact=True).click()
    supervisor.fill("#id_reason", REASON)
    supervisor.locator("main form .btn-danger").click()

    director.goto(village)
    expect(director.locator(".notice-warning")).to_contain_text(REASON)
    submit(director)

    go_to_own_place(supervisor)
    accept_what_waits(supervisor)
    submit(supervisor, "其余各村道路中断，三日内补报。")
    expect(supervisor.locator(".story")).to_contain_text("未上报")

    clerk = open_as("tangwenjing")
    go_to_own_place(clerk)
    accept_what_waits(clerk, many=2)  # another township of the demo has submitted too
    submit(clerk, "其余乡镇三日内补报。")

    city = open_as("songyanan")
    go_to_own_place(city)
    accept_what_waits(city)
    expect(city.locator("tbody").get_by_text("上级已审核")).to_have_count(1)
