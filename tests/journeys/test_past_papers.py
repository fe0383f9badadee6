"""The office lays an old summary, decides its pieces by keyboard, and sets a figure beside the register's."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import follow, press, write
from xiangban.lib.papers import tests as texts_of_library

pytestmark = pytest.mark.browser

OFFICE, LIAISON = "lusiyuan", "qinxiaomei"
THREE = (Path(texts_of_library.__file__).parent / "data" / "summaries.txt").read_bytes()


def set_up(office: Page) -> None:
    """Where the city has no conference yet, it is set up first."""
    office.goto("/conference/")
    if office.get_by_role("link", name="建立联席会议").count():
        follow(office, "建立联席会议")
        office.locator("#id_agency").select_option(index=1)
        write(office, "联席会议名称", "市农村留守儿童关爱保护工作联席会议")
        write(office, "通知的发文代字", "民函")
        press(office, "建立")


def lay(office: Page, content: bytes, title: str) -> str:
    """Upload the paper and wait until it is read; its address."""
    office.goto("/conference/papers/")
    follow(office, "上传历史材料")
    write(office, "材料名称", title)
    office.set_input_files("#id_upload", FilePayload(name="总结.txt", mimeType="text/plain", buffer=content))
    press(office, "读取")
    address = re.sub(r"^https?://[^/]+", "", office.url)
    for _look in range(30):
        if office.locator("#pieces").count():
            break
        office.wait_for_timeout(1_000)
        office.goto(address)
    expect(office.locator("#pieces")).to_be_visible()
    return address


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_an_old_summary_is_accepted_piece_by_piece(open_as: OpenAs, script: bool) -> None:
    office = open_as(OFFICE, script=script)
    set_up(office)
    # Each run lays a paper of its own: the very same one is taken once.
    paper = lay(office, THREE + f"\n{script}".encode(), f"三次会议总结 {script}")
    expect(office.locator("#pieces")).to_contain_text("材料未写年份和月份")
    first = office.locator("#piece-1")
    first.get_by_role("link", name="更正后采纳").click()
    office.fill("#id_title", f"第一次全体会议 {script}")
    press(office, "采纳")
    expect(office.locator("#piece-1")).to_contain_text("已采纳")
    expect(office.locator("[autofocus]")).to_have_count(1)
    office.locator("[autofocus]").press("Enter")
    expect(office.locator("#piece-2")).to_contain_text("已采纳")
    office.locator("#piece-2").get_by_role("link", name="与台账数字对照").click()
    office.fill("#id_day", "2026-08-31")
    press(office, "对照")
    for _look in range(30):
        if office.get_by_role("link", name="刷新").count() == 0 and office.locator("text=可能的原因").count():
            break
        office.wait_for_timeout(1_000)
        office.reload()
    expect(office.locator("main")).to_contain_text("34,711")
    office.goto(paper)
    office.locator("#piece-3").get_by_role("button", name="不采纳").click()
    expect(office.locator("#piece-3")).to_contain_text("未采纳")
    office.locator("#piece-3").get_by_role("button", name="撤销").click()
    expect(office.locator("#piece-3")).to_contain_text("待核对")
    office.goto(f"{paper}?script=received")
    expect(office.locator("#text")).to_contain_text("專項行動")


def test_a_liaison_finds_no_paper_of_the_past(open_as: OpenAs) -> None:
    liaison = open_as(LIAISON)
    answer = liaison.goto("/conference/papers/")
    assert answer is not None
    assert answer.status == 404
