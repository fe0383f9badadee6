"""From an instruction to the strike-off: the office opens, a unit answers on a phone, another person verifies."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press, write

pytestmark = pytest.mark.browser

OFFICE, HEAD, LIAISON, OTHER_LIAISON, DIRECTOR = (
    "lusiyuan",
    "jianghaiping",
    "qinxiaomei",
    "duanyongqiang",
    "heguifang",
)
TASK, WORDS = "逐校核对未到校学生", "请教育部门逐校核对, 十月底前报结果。"
PAPER = FilePayload(name="核对表.txt", mimeType="text/plain", buffer="已核对。".encode())


def record_instruction(office: Page) -> None:
    office.goto("/conference/instructions/")
    follow(office, "登记批示")
    write(office, "批示领导", "谭国栋")
    write(office, "职务", "副市长")
    office.fill("#id_given_on", "2026-08-20")
    write(office, "批示所在文件", "第二季度情况报告")
    write(office, "批示内容", WORDS)
    press(office, "登记")


def open_task(office: Page) -> str:
    """From the instruction's page; without a lead it is refused in a sentence. The address of the task."""
    follow(office, "交办任务")
    write(office, "任务", TASK)
    office.locator("#id_title").fill(TASK)
    office.locator("#id_evidence_kind").select_option("attachment")
    office.fill("#id_deadline", "2026-12-31")
    press(office, "交办")
    expect(office.locator(".error-summary").first).to_contain_text("牵头单位")
    office.locator("#id_lead_post").select_option(label=_post_of(office, "教育局联络员"))
    press(office, "交办")
    expect(office.locator("h1")).to_have_text(TASK)
    return re.sub(r"^https?://[^/]+", "", office.url)


def _post_of(office: Page, words: str) -> str:
    return next(label for label in office.locator("#id_lead_post option").all_inner_texts() if words in label)


def report(liaison: Page, task: str, *, words: str, paper: FilePayload | None) -> None:
    liaison.goto(task)
    follow(liaison, "报完成")
    liaison.fill("#id_text", words)
    if paper is not None:
        liaison.set_input_files("#id_uploads", paper)
    press(liaison, "报完成")


def test_a_task_goes_from_an_instruction_to_the_strike_off_without_a_script(open_as: OpenAs) -> None:
    office, liaison = open_as(OFFICE, script=False), open_as(LIAISON, phone=True, script=False)
    record_instruction(office)
    task = open_task(office)
    liaison.goto("/conference/owed/")
    expect(liaison.locator("main")).to_contain_text(TASK)
    liaison.goto(task)
    press(liaison, "签收")
    report(liaison, task, words="已核对。", paper=None)
    expect(liaison.locator(".error-summary").first).to_contain_text("佐证")
    report(liaison, task, words="已核对。", paper=PAPER)
    office.goto(task)
    follow(office, "退回")
    office.fill("#id_reason", "缺两所学校。")
    press(office, "退回")
    liaison.goto(task)
    expect(liaison.locator("main")).to_contain_text("缺两所学校。")
    report(liaison, task, words="两所学校已补。", paper=None)
    head = open_as(HEAD, script=False)
    head.goto(task)
    press(head, "核实")
    press(head, "销号")
    expect(head.locator(".mark").first).to_contain_text("已销号")
    liaison.goto(task)
    expect(liaison.locator(".mark").first).to_contain_text("已销号")


def test_another_unit_and_a_village_find_no_such_task(open_as: OpenAs) -> None:
    office = open_as(OFFICE)
    record_instruction(office)
    task = open_task(office)
    for username in (OTHER_LIAISON, DIRECTOR):
        page = open_as(username)
        answer = page.goto(task)
        assert answer is not None
        assert answer.status == 404


def test_the_day_of_a_unit_leads_to_what_it_owes_and_a_link_for_its_calendar(open_as: OpenAs) -> None:
    office = open_as(OFFICE)
    record_instruction(office)
    open_task(office)
    liaison = open_as(LIAISON)
    liaison.goto("/")
    card = liaison.locator(".day-card", has_text="待签收任务")
    card.get_by_role("link").first.click()
    expect(liaison.locator("#owed-text")).to_have_value(re.compile(TASK))
    follow(liaison, "日历链接")
    press(liaison, "生成链接")
    address = liaison.locator("#feed-address").input_value()
    stranger = liaison.context.browser.new_context() if liaison.context.browser else None
    assert stranger is not None
    told = stranger.request.get(address)
    assert "BEGIN:VCALENDAR" in told.text()
    press(liaison, "撤销链接")
    assert stranger.request.get(address).status == 404
    stranger.close()
