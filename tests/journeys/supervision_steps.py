"""Words with which journeys of supervision are told, and supervision left in every state for whoever walks all pages.

How the steps go is told in test_supervision.py.
"""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.steps import follow, press

UNIT, BUREAU = "枫陵市教育局", "枫陵市民政局"
TODAY = date(2026, 9, 1)  # the day on which the invented city lives
SAID, DUE = "已核对。", (TODAY + timedelta(days=30)).isoformat()


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


def open_inspection(office: Page, title: str = "关爱服务经费专项督查", despite: str = "") -> str:
    office.goto("/supervision/inspections/open_inspection/")
    office.locator("#id_kind").select_option("special")
    office.locator("#id_matter").select_option("funds")
    for field, said in (("title", title), ("approved_by", "市人民政府"), ("scope", "补助经费")):
        office.fill(f"#id_{field}", said)
    office.fill("#id_plan", "查账, 走访。")
    for field, day in (("approved_on", TODAY), ("starts_on", TODAY), ("ends_on", TODAY + timedelta(days=9))):
        office.fill(f"#id_{field}", day.isoformat())
    office.get_by_label(UNIT, exact=True).check()
    office.fill("#id_despite", despite)
    press(office, "督查立项")
    expect(office.locator("h1")).to_have_text(title)
    return address_of(office)


def leave_supervision(office: Page, liaison: Page) -> tuple[list[str], list[str]]:
    """Inspections, problems, papers and suggestions, each left at another step; what the office and the unit read."""
    inspected, papers = _inspections(office, liaison), _papers(office, liaison)
    return [*inspected, *papers, *_suggestions(office)], papers


def _inspections(office: Page, liaison: Page) -> list[str]:
    planned = open_inspection(office, "关爱服务经费第二次督查", despite="复查整改")
    under_way = open_inspection(office, "关爱服务经费第三次督查", despite="复查整改")
    step(office, under_way, "开始督查")
    found = _problem(office, under_way, "台账缺签字。")
    reported = _problem(office, under_way, "台账缺日期。")
    step(office, reported, "下达整改通知", text=SAID, day=DUE)
    step(liaison, reported, "报告整改情况", text=SAID)
    concluded = open_inspection(office, "关爱服务经费第四次督查", despite="复查整改")
    step(office, concluded, "开始督查")
    step(office, concluded, "反馈督查结论", text=SAID, day=TODAY.isoformat())
    asked = open_inspection(office, "关爱服务经费第五次督查", despite="复查整改")
    step(office, asked, "开始督查")
    step(office, asked, "反馈督查结论", text=SAID, day=TODAY.isoformat())
    step(liaison, asked, "申请复核", text=SAID)
    return [planned, under_way, found, reported, concluded, asked]


def _problem(office: Page, inspection: str, words: str) -> str:
    office.goto(inspection)
    follow(office, "登记问题")
    choose(office, "unit", UNIT)
    office.fill("#id_text", words)
    office.fill("#id_proof", SAID)
    press(office, "登记问题")
    follow(office, words)
    return address_of(office)


def _papers(office: Page, liaison: Page) -> list[str]:
    issued, received, suspended, answered = (issue_reminder(office) for _turn in range(4))
    step(liaison, issued, "提出申诉", text=SAID)
    for paper in (received, suspended, answered):
        step(liaison, paper, "签收")
    step(office, suspended, "暂停计时", text=SAID)
    step(liaison, answered, "反馈办理情况", text=SAID)
    return [issued, received, suspended, answered]


def _suggestions(office: Page) -> list[str]:
    drafted, sent = _suggest(office), _suggest(office)
    step(office, sent, "发出问责建议")
    return [drafted, sent]


def _suggest(office: Page) -> str:
    office.goto("/supervision/suggestions/suggest_accountability/")
    office.locator("#id_issuer").select_option(index=1)
    choose(office, "unit", UNIT)
    office.fill("#id_on_day", TODAY.isoformat())
    for field in ("facts", "decides", "approved_by"):
        office.fill(f"#id_{field}", SAID)
    press(office, "提出问责建议")
    return address_of(office)
