"""Supervision as it is lived: a reminder goes back and forth; an inspection ends when all is put right."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press
from tests.journeys.supervision_steps import TODAY, UNIT, address_of, choose, issue_reminder, open_inspection, step

pytestmark = pytest.mark.browser

OFFICE, LIAISON = "lusiyuan", "qinxiaomei"


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


def test_an_inspection_is_closed_when_its_problem_is_put_right(open_as: OpenAs) -> None:
    office, liaison = open_as(OFFICE), open_as(LIAISON)
    inspection = open_inspection(office, despite="上年督查后复查")
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
