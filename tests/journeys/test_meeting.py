"""A year of the conference: a meeting from call to minutes, its tasks, and the next meeting that asks for them."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press, write
from xiangban.access.installation import DEMO_DAY

pytestmark = pytest.mark.browser

OFFICE, HEAD, LIAISON = "lusiyuan", "jianghaiping", "qinxiaomei"
TITLE, NEXT_TITLE, ITEM = "控辍保学专题会议", "控辍保学第二次专题会议", "秋季学期控辍保学情况"
DECISION, LATER = "逐校核对未到校学生名单并逐人劝返", "建立寄宿生关爱台账"
MATTERS = "通报上次会议以来议定事项落实情况"  # the demo's plenary of the summer left some


def day(after: int = 0) -> str:
    return (DEMO_DAY + timedelta(days=after)).isoformat()


def call_meeting(office: Page, title: str) -> str:
    """Call a meeting of today; its address."""
    office.goto("/conference/meetings/")
    follow(office, "召开会议")
    office.locator("#id_kind").select_option("special")
    write(office, "标题", title)
    office.fill("#id_held_on", day())
    office.fill("#id_agenda_deadline", day())
    write(office, "会议地点", "市民政局三楼会议室")
    write(office, "主持人", "市民政局局长")
    press(office, "发布")
    expect(office.locator("h1")).to_have_text(title)
    return office.url


def row_of(page: Page, words: str) -> Locator:
    return page.locator("tr", has_text=words)


def adopt(office: Page, item: str) -> None:
    row_of(office, item).get_by_role("button", name="列入议程").click()
    expect(row_of(office, item).first).to_contain_text("已列入议程")


def collect_agenda(office: Page, liaison: Page, meeting: str) -> None:
    """The unit proposes on a phone, the office adopts, freezes the figures and gives notice."""
    liaison.goto(meeting)
    follow(liaison, "提出议题")
    write(liaison, "议题", ITEM)
    press(liaison, "提出")
    expect(liaison.locator("#agenda")).to_contain_text(ITEM)
    office.goto(meeting)
    adopt(office, ITEM)
    adopt(office, MATTERS)
    follow(office, "冻结会议数据")
    press(office, "冻结")
    press(office, "发出通知")
    expect(office.locator("#notices")).to_contain_text("〕")


def take_attendance(office: Page) -> None:
    """A substitute of the education bureau, an excused unit, an observer."""
    follow(office, "登记参会情况")
    row = row_of(office, "教育局")
    row.locator("select").select_option("substitute")
    row.locator("input").first.fill("周某某")
    row.locator("input").last.fill("裴立群")
    row_of(office, "公安局").locator("select").select_option("excused")
    guest = office.locator("tbody tr").last
    guest.locator("select").select_option("observer")
    guest.locator("input").first.fill("顾某某")
    press(office, "登记")
    for words in ("周某某", "请假", "列席"):
        expect(office.locator("#attendance")).to_contain_text(words)


def sit(office: Page) -> None:
    """Held, a unit has spoken, two decisions; a deadline before the meeting is refused in a sentence."""
    press(office, "会议已召开")
    take_attendance(office)
    follow(office, "登记发言")
    office.locator("#id_agency").select_option(index=2)
    office.locator("#id_kind").select_option("statement")
    office.fill("#id_text", "已逐校登记。")
    press(office, "登记")
    for text in (DECISION, LATER):
        follow(office, "登记议定事项")
        office.fill("#id_text", text)
        office.locator("#id_lead").select_option(index=2)
        for deadline in (day(-1), day(30)) if text == DECISION else (day(30),):
            office.fill("#id_deadline", deadline)
            press(office, "登记")
            expect(office.locator("main")).to_contain_text("早于" if deadline < day() else text)


def open_task(office: Page, meeting: str, decision: str) -> str:
    """From the decision's page, for the education bureau; the address of the task."""
    office.goto(meeting)
    follow(office, decision)
    follow(office, "交办任务")
    labels = office.locator("#id_lead_post option").all_inner_texts()
    office.locator("#id_lead_post").select_option(label=next(one for one in labels if "教育局联络员" in one))
    office.locator("#id_evidence_kind").select_option("attachment")
    press(office, "交办")
    expect(office.locator("h1")).to_have_text(decision)
    return office.url


def finish(liaison: Page, head: Page, task: str) -> None:
    """The liaison receives and reports on a phone with a paper; another person than who opened it strikes it off."""
    liaison.goto(task)
    press(liaison, "签收")
    follow(liaison, "报完成")
    liaison.fill("#id_text", "已逐校核对。")
    liaison.set_input_files("#id_uploads", {"name": "核对表.txt", "mimeType": "text/plain", "buffer": b"checked"})
    press(liaison, "报完成")
    head.goto(task)
    press(head, "核实")
    press(head, "销号")
    expect(head.locator(".mark").first).to_contain_text("已销号")


def circulate(office: Page, liaison: Page) -> str:
    """Draft, circulate, comment and answer; the address of the minutes."""
    press(office, "起草纪要")
    expect(office.locator("main")).to_contain_text("会议议定以下事项")
    minutes = office.url
    follow(office, "征求意见")
    office.fill("#id_comments_until", day())
    press(office, "征求意见")
    liaison.goto(minutes)
    follow(liaison, "提出意见")
    liaison.fill("#id_text", "“逐校”改为“逐班”。")
    press(liaison, "提交")
    office.goto(minutes)
    follow(office, "答复")
    office.fill("#id_reply", "已采纳。")
    press(office, "答复")
    return minutes


def ask_for_what_was_decided(office: Page) -> None:
    """The next meeting proposes by itself what is still open, with its age; what was struck off is closed since."""
    call_meeting(office, NEXT_TITLE)
    agenda = office.locator("#agenda")
    expect(row_of(office, LATER)).to_contain_text("已0天未完成")
    expect(row_of(office, DECISION)).to_have_count(0)
    agenda.get_by_text("上次会议以来办结的事项").click()
    expect(agenda.locator("details li", has_text=DECISION)).to_contain_text("已销号")
    adopt(office, MATTERS)
    press(office, "发出通知")
    press(office, "会议已召开")
    press(office, "起草纪要")
    expect(office.locator("main")).to_contain_text(re.compile(f"已销号\\d+项：[^；]*{DECISION}"))
    expect(office.locator("main")).to_contain_text(f"{LATER}（")


def test_a_meeting_its_minutes_its_tasks_and_the_meeting_after_it(open_as: OpenAs) -> None:
    office, liaison = open_as(OFFICE), open_as(LIAISON, phone=True)
    meeting = call_meeting(office, TITLE)
    collect_agenda(office, liaison, meeting)
    sit(office)
    minutes = circulate(office, liaison)
    press(office, "按顺序编号印发")
    expect(office.locator("main")).to_contain_text(re.compile(r"第\d+期|〕\d+号"))
    liaison.goto(minutes)
    follow(liaison, "文书")
    expect(liaison.locator(".official")).to_contain_text(DECISION)
    expect(liaison.locator(".official")).to_contain_text("周某某（代裴立群）")
    assert liaison.evaluate("document.documentElement.scrollWidth") <= 390
    open_task(office, meeting, LATER)
    finish(liaison, open_as(HEAD), open_task(office, meeting, DECISION))
    ask_for_what_was_decided(office)
