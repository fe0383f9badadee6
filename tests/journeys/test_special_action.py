"""A special action from beginning to end: a county fills a figure in, a child found later is put on the list."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser

OFFICE, COUNTY, TOWNSHIP = "lusiyuan", "tangwenjing", "luoxiaoyan"
FILLED_IN, COUNTED = "应签委托照护协议（确认书）", "失学辍学"


def address_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def begin(office: Page) -> str:
    """Open a shipped action, freeze its lists; its address."""
    office.goto("/campaigns/open/")
    office.locator("#id_plan_0").check()
    office.fill("#id_starts_on", "2026-08-16")
    office.fill("#id_ends_on", "2026-12-31")
    press(office, "启动专项行动")
    action = address_of(office)
    press(office, "冻结名单并开始")
    expect(office.locator("main")).to_contain_text("进行中")
    return action


def fill_in(county: Page, action: str) -> None:
    county.goto(action)
    follow(county, FILLED_IN)
    follow(county, "填报数据")
    county.fill("#id_number", "27")
    press(county, "填报")
    expect(county.locator(".error-summary").first).to_contain_text("佐证")
    county.fill("#id_evidence", "委托照护协议登记册, 2026年8月。")
    press(county, "填报")
    expect(county.locator("main table").last).to_contain_text("27")


def leaves_school(township: Page) -> str:
    """The first child of the list is found to be out of school; the name as the list shows it."""
    township.goto("/children/")
    links = township.locator("main a[href]").all()
    link = next(one for one in links if re.fullmatch(r"/children/\d+/", str(one.get_attribute("href"))))
    file, name = str(link.get_attribute("href")), link.inner_text().strip()
    township.goto(f"{file}amend/")
    township.locator("#id_schooling").select_option("dropped_out")
    press(township, "保存")
    expect(township.locator("h1")).to_contain_text(name)
    return name


def test_a_special_action_is_begun_filled_in_added_to_and_closed(open_as: OpenAs) -> None:
    office, county, township = open_as(OFFICE), open_as(COUNTY), open_as(TOWNSHIP, phone=True)
    action = begin(office)
    fill_in(county, action)
    name = leaves_school(township)
    township.goto(action)
    follow(township, COUNTED)
    follow(township, "名单儿童")
    found = township.locator(".campaign-add").filter(has_text=name).first
    found.locator("input[name=reason]").fill("入户走访发现。")
    found.get_by_role("button", name="列入名单").click()
    expect(township.locator("main table")).to_contain_text("入户走访发现。")
    office.goto(action)
    follow(office, "结束专项行动")
    office.fill("#id_reason", "集中行动结束。")
    press(office, "结束专项行动")
    expect(office.locator("main")).to_contain_text("已结束")
