"""The office calls a meeting, a unit proposes and comments, it is decided, and minutes go out with a number."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press, write
from xiangban.access.installation import DEMO_DAY

pytestmark = pytest.mark.browser

OFFICE, LIAISON = "lusiyuan", "qinxiaomei"
TITLE, ITEM = "控辍保学专题会议", "秋季学期控辍保学情况"
DECISION = "逐校核对未到校学生名单并逐人劝返"


def day(after: int = 0) -> str:
    return (DEMO_DAY + timedelta(days=after)).isoformat()


def call_meeting(office: Page) -> str:
    """Set the conference up where the city has none yet, then call a meeting of today; its address."""
    office.goto("/conference/")
    if office.get_by_role("link", name="建立联席会议").count():
        follow(office, "建立联席会议")
        office.locator("#id_agency").select_option(index=1)
        write(office, "联席会议名称", "市农村留守儿童关爱保护工作联席会议")
        write(office, "通知的发文代字", "民函")
        press(office, "建立")
    office.goto("/conference/meetings/")
    follow(office, "召开会议")
    office.locator("#id_kind").select_option("special")
    write(office, "标题", TITLE)
    office.fill("#id_held_on", day())
    office.fill("#id_agenda_deadline", day())
    write(office, "会议地点", "市民政局三楼会议室")
    write(office, "主持人", "市民政局局长")
    press(office, "发布")
    expect(office.locator("h1")).to_have_text(TITLE)
    return office.url


def collect_agenda(office: Page, liaison: Page, meeting: str) -> None:
    """The unit proposes on a phone, the office adopts and gives notice."""
    liaison.goto(meeting)
    follow(liaison, "提出议题")
    write(liaison, "议题", ITEM)
    press(liaison, "提出")
    expect(liaison.locator("#agenda")).to_contain_text(ITEM)
    office.goto(meeting)
    office.locator("#agenda").get_by_role("button", name="列入议程").click()
    expect(office.locator("#agenda")).to_contain_text("已列入议程")
    press(office, "发出通知")
    expect(office.locator("#notices")).to_contain_text("〕")


def sit(office: Page) -> None:
    """Held, the education bureau present, one decision; a deadline before the meeting is refused in a sentence."""
    press(office, "会议已召开")
    follow(office, "登记参会情况")
    row = office.locator("tr", has_text="教育局")
    row.locator("select").select_option("attends")
    row.locator("input").first.fill("周某某")
    press(office, "登记")
    expect(office.locator("#attendance")).to_contain_text("周某某")
    follow(office, "登记议定事项")
    office.fill("#id_text", DECISION)
    office.locator("#id_lead").select_option(index=2)
    for deadline in (day(-1), day(30)):
        office.fill("#id_deadline", deadline)
        press(office, "登记")
        expect(office.locator("main")).to_contain_text("早于" if deadline < day() else DECISION)


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


def test_a_meeting_goes_from_its_call_to_issued_minutes(open_as: OpenAs) -> None:
    office, liaison = open_as(OFFICE), open_as(LIAISON, phone=True)
    collect_agenda(office, liaison, call_meeting(office))
    sit(office)
    minutes = circulate(office, liaison)
    press(office, "按顺序编号印发")
    expect(office.locator("main")).to_contain_text(re.compile(r"第\d+期|〕\d+号"))
    liaison.goto(minutes)
    follow(liaison, "文书")
    expect(liaison.locator(".official")).to_contain_text(DECISION)
    assert liaison.evaluate("document.documentElement.scrollWidth") <= 390
