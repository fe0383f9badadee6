"""What people do on the pages, one function for each thing done; the journeys are told with these words.

Every step uses what a person sees: buttons, labels, links.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.journeys.site import Site, sign_in
from xiangban.lib.resident_id import check_digit

NOTHING_TO_SEE = "没有可以查看的内容"
BEFORE_THE_SEARCH = "请输入要查找的儿童"
PASSWORD_OF_NEWCOMERS = "柳树下的老水井-2026"


@dataclass(frozen=True)
class Invented:
    """A child that a journey brings along; number and name are invented."""

    name: str
    number: str


def invented_child(name: str, serial: int, born: str = "20180307") -> Invented:
    """A child with a valid number of the invented county."""
    first = f"990102{born}{serial:03d}"
    return Invented(name, first + check_digit(first))


def press(page: Page, name: str) -> None:
    """Press the button of that name in the page's main part."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow the link of that name in the page's main part."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def write(page: Page, label: str, text: str) -> None:
    """Write into the field of that label."""
    page.locator("main").get_by_label(label).first.fill(text)


def expect_state(page: Page, state: str) -> None:
    """The file wears this state under its heading."""
    expect(page.locator(".file-head .mark")).to_have_text(state)


def move(page: Page, file: str, verb: str, state: str) -> None:
    """Open the file, press the one button that moves it on, and see its new state."""
    page.goto(file)
    press(page, verb)
    expect_state(page, state)


def found_file(page: Page, child: Invented) -> str:
    """A director founds the file of a child as a draft; its address."""
    page.goto("/children/found/")
    page.fill("#id_name", child.name)
    page.fill("#id_id_number", child.number)
    page.select_option("#id_care_reason", index=1)
    press(page, "保存为草稿")
    expect(page.locator("h1")).to_have_text(child.name)
    return re.sub(r"^https?://[^/]+", "", page.url)


def search(page: Page, words: str) -> Page:
    """Find by the box in the head of the page, which stands on every page that may search."""
    page.goto("/children/search/")
    page.fill("#search-text", words)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        press(page, "查找")
    expect(page.locator("#found")).not_to_contain_text(BEFORE_THE_SEARCH)
    return page


def names_found(page: Page) -> list[str]:
    return page.locator("#found tbody th").all_inner_texts()


def propose_handover(page: Page, file: str, village: str) -> None:
    page.goto(file)
    follow(page, "提请移交")
    page.fill("#id_place", village)
    page.fill("#id_reason", "孩子随外祖母到该村生活。")
    press(page, "提请移交")


def look_in_emergency(page: Page, child: Invented) -> None:
    """Type the whole name and number, say what has happened."""
    page.goto("/children/break_glass/")
    page.fill("#id_name", child.name)
    page.fill("#id_id_number", child.number)
    page.fill("#id_reason", "夜间接报孩子未回家。")
    press(page, "打开档案（24小时）")


def ask_for_export(page: Page) -> str:
    """A clerk asks for the list of the place; the address of the request."""
    page.goto("/children/")
    follow(page, "申请导出")
    page.fill("#id_reason", "报送年度统计。")
    press(page, "提交申请")
    expect(page.locator(".notices")).to_be_visible()
    return re.sub(r"^https?://[^/]+", "", page.url)


def approve_export(page: Page, address: str) -> None:
    page.goto(address)
    press(page, "批准")
    expect(page.locator(".notices")).to_be_visible()


def open_account(administrator: Page, username: str, name: str) -> str:
    """The system administrator opens an account; the one-time link."""
    administrator.goto("/users/open/")
    administrator.fill("#id_username", username)
    administrator.fill("#id_display_name", name)
    press(administrator, "开通账号")
    return administrator.locator("#link").input_value()


def invite_parent(supervisor: Page, file: str) -> None:
    """The township shows a parent the file of the own child."""
    supervisor.goto(file)
    follow(supervisor, "邀请家长")
    supervisor.select_option("#id_post", index=1)
    press(supervisor, "邀请")
    expect(supervisor.locator(".notices")).to_be_visible()


def add_attachment(director: Page, file: str) -> None:
    """A scan is laid with the file."""
    director.goto(file)
    follow(director, "添加附件")
    paper = FilePayload(name="委托照护说明.txt", mimeType="text/plain", buffer="外祖母照护。".encode())
    director.set_input_files("#id_upload", paper)
    press(director, "添加")
    expect(director.get_by_role("link", name=paper["name"])).to_be_visible()


def confirm_link(security: Page, username: str) -> None:
    """The security administrator has asked the person, and lets the one-time link work."""
    security.goto(f"/users/?q={username}")
    security.locator("tbody th a").click()
    press(security, "确认链接")
    expect(security.locator(".notices")).to_be_visible()


def disable_account(administrator: Page, username: str) -> None:
    """The system administrator disables an account, with a reason."""
    administrator.goto(f"/users/?q={username}")
    administrator.locator("tbody th a").click()
    follow(administrator, "停用账号")
    administrator.fill("#id_reason", "长期未使用。")
    administrator.locator("main form .btn-primary").click()
    expect(administrator.locator(".notices")).to_be_visible()


def let_exit(clerk: Page) -> None:
    """The county proposes and approves that the first child of its list leaves the register."""
    clerk.goto("/children/?state=registered")
    clerk.locator("tbody th a").first.click()
    follow(clerk, "提请退出")
    clerk.select_option("#id_exit_reason", index=2)
    clerk.locator("main form .btn-primary, main form .btn-danger").click()
    press(clerk, "同意退出")
    expect_state(clerk, "已退出")


def open_round(clerk: Page, name: str) -> None:
    """A clerk opens a round of the census for the own place."""
    clerk.goto("/census/rounds/open/")
    clerk.fill("#id_name", name)
    clerk.fill("#id_reference_date", "2026-09-01")
    clerk.fill("#id_deadline", "2026-12-31")
    press(clerk, "开启")


def leave_a_round(clerk: Page) -> list[str]:
    """A round is locked, and in a newer one lies a roster that cannot be read: the addresses of both."""
    open_round(clerk, "2026年预查")
    locked = _path_of(clerk)
    press(clerk, "锁定本轮")
    open_round(clerk, "2026年补报")
    follow(clerk, "导入花名册")
    roster = FilePayload(name="教育局.csv", mimeType="text/csv", buffer="通知".encode())
    clerk.set_input_files("#id_file_1", roster)
    press(clerk, "读取比对")
    expect(clerk.locator(".notice-error")).to_be_visible(timeout=60_000)
    return [locked, _path_of(clerk)]


def _path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def freeze_a_table(clerk: Page) -> None:
    """The summary of the own place is frozen for a meeting."""
    clerk.goto("/figures/summary/")
    follow(clerk, "冻结本表")
    clerk.fill("#id_purpose", "第一次全体会议")
    press(clerk, "冻结本表")
    expect(clerk.locator(".notices")).to_be_visible(timeout=60_000)


def receive_a_summary(clerk: Page) -> None:
    """A table comes from below that is none, and says so."""
    clerk.goto("/figures/received/receive/")
    table = FilePayload(name="汇总表.csv", mimeType="text/csv", buffer="通知".encode())
    clerk.set_input_files("#id_upload", table)
    press(clerk, "接收")
    expect(clerk.locator("main")).to_contain_text("汇总表.csv")


def put_on_post(security: Page, post: str, username: str) -> None:
    """The security administrator puts somebody on the post found by the name of its place."""
    security.goto(f"/posts/?place={post}")
    security.locator("tbody th a").first.click()
    follow(security, "安排任职")
    security.fill("#id_user", username)
    security.select_option("#id_kind", "stand_in")
    press(security, "安排任职")
    expect(security.locator(".notices")).to_be_visible()


def arrive(site: Site, link: str, username: str) -> BrowserContext:
    """Somebody new sets the first password by the link and signs in."""
    context = site.browser.new_context(base_url=site.url, locale="zh-CN")
    page = context.new_page()
    page.goto(link)
    page.fill("#id_password", PASSWORD_OF_NEWCOMERS)
    page.fill("#id_again", PASSWORD_OF_NEWCOMERS)
    press(page, "设置密码")
    expect(page).to_have_url(re.compile("login"))
    sign_in(context.request, username, PASSWORD_OF_NEWCOMERS)
    page.close()
    return context
