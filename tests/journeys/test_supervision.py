"""Supervision as it is lived: a reminder goes back and forth; an inspection ends when all is put right."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser

OFFICE, LIAISON = "lusiyuan", "qinxiaomei"
UNIT, BUREAU = "枫陵市教育局", "枫陵市民政局"
TODAY = date(2026, 9, 1)  # the day on which the invented city lives


def overdue_task(office: Page) -> str:
    """The key of an overdue task that the education bureau leads."""
    office.goto("/conference/tasks/")
    link = office.locator("main").get_by_role("link", name="失学辍学儿童逐人劝返", exact=True).first
    return str(link.get_attribute("href")).rstrip("/").rpartition("/")[2]


def choose(page: Page, field: str, label: str) -> None:
    page.locator(f"#id_{field}").select_option(label=label)


def step(page: Page, paper: str, name: str, *, text: str = "", day: str = "") -> None:
    """Open a paper, follow the link of a step, say what it asks for, press its button."""
    page.goto(paper)
    follow(page, name)
    if text:
        page.fill("#id_text", text)
    if day:
        page.fill("#id_day", day)
    press(page, name)
    expect(page.locator(".error-summary")).to_have_count(0)


def address_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def issue_reminder(office: Page) -> str:
    office.goto(f"/supervision/issue_order/?on=task&key={overdue_task(office)}")
    choose(office, "issuer", BUREAU)
    choose(office, "unit", UNIT)
    office.fill("#id_basis", "联席会议纪要第1期")
    office.fill("#id_demand", "请按期办结并书面反馈。")
    office.fill("#id_deadline", (TODAY + timedelta(days=14)).isoformat())
    press(office, "发出督办文书")
    expect(office.locator("h1")).to_contain_text("号")
    return address_of(office)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_reminder_on_an_overdue_task_is_answered_twice_and_accepted(open_as: OpenAs, script: bool) -> None:
    office, liaison = open_as(OFFICE, script=script), open_as(LIAISON, phone=True, script=script)
    paper = issue_reminder(office)
    step(liaison, paper, "签收")
    step(liaison, paper, "反馈办理情况", text="已劝返二人。")
    step(office, paper, "退回重办", text="请逐人说明未返校原因。")
    liaison.goto(paper)
    expect(liaison.locator("main")).to_contain_text("请逐人说明未返校原因。")
    step(liaison, paper, "反馈办理情况", text="已逐人说明, 并全部劝返。")
    step(office, paper, "同意办结", text="情况属实。")
    expect(office.locator("main")).to_contain_text("情况属实。")


def open_inspection(office: Page) -> str:
    office.goto("/supervision/inspections/open_inspection/")
    office.locator("#id_kind").select_option("special")
    office.locator("#id_matter").select_option("funds")
    for field, said in (("title", "关爱服务经费专项督查"), ("approved_by", "市人民政府"), ("scope", "补助经费")):
        office.fill(f"#id_{field}", said)
    office.fill("#id_plan", "查账, 走访。")
    for field, day in (("approved_on", TODAY), ("starts_on", TODAY), ("ends_on", TODAY + timedelta(days=9))):
        office.fill(f"#id_{field}", day.isoformat())
    office.get_by_label(UNIT, exact=True).check()
    press(office, "督查立项")
    expect(office.locator("h1")).to_have_text("关爱服务经费专项督查")
    return address_of(office)


def test_an_inspection_is_closed_when_its_problem_is_put_right(open_as: OpenAs) -> None:
    office, liaison = open_as(OFFICE), open_as(LIAISON)
    inspection = open_inspection(office)
    follow(office, "抽取样本")
    press(office, "抽取样本")
    expect(office.locator("main table")).to_contain_text("村")
    step(office, inspection, "开始督查")
    follow(office, "登记问题")
    choose(office, "unit", UNIT)
    office.fill("#id_text", "补助发放台账缺签字。")
    office.fill("#id_proof", "抽查六所学校, 两所缺签字。")
    press(office, "登记问题")
    follow(office, "补助发放台账缺签字。")
    finding = address_of(office)
    step(office, finding, "下达整改通知", text="限期补齐。", day=(TODAY + timedelta(days=30)).isoformat())
    step(office, inspection, "反馈督查结论", text="总体规范, 个别台账不全。", day=TODAY.isoformat())
    office.goto(inspection)
    follow(office, "办结督查")
    press(office, "办结督查")
    expect(office.locator(".error-summary").first).to_contain_text("销号")
    step(liaison, finding, "报告整改情况", text="已补齐签字。")
    step(office, finding, "问题销号", text="复查属实。")
    step(office, inspection, "办结督查")
    expect(office.locator("main")).to_contain_text("督查办结")
