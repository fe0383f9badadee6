"""The main pages without a script, with a keyboard alone, and in another language."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from xiangban.demo.accounts import PASSWORD

pytestmark = pytest.mark.browser

MAIN_PAGES = {
    "heguifang": ("/", "/children/", "/children/search/", "/children/found/", "/network/"),
    "songyanan": ("/", "/children/", "/network/coverage/", "/network/agencies/", "/network/calendar/"),
    "tangwenjing": ("/", "/children/claim/", "/exports/", "/posts/"),
    "wusiyuan": ("/", "/trail/"),
    "hewei": ("/", "/users/", "/jobs/"),
    "konglingyi": ("/posts/",),
}


@pytest.mark.parametrize("username", MAIN_PAGES)
def test_every_main_page_is_reached_by_the_menu_without_a_script(open_as: OpenAs, username: str) -> None:
    page = open_as(username, script=False)
    page.goto("/")
    for address in MAIN_PAGES[username]:
        page.locator(f'.menu a[href="{address}"]').click()
        expect(page.locator(f'.menu a[href="{address}"]')).to_have_attribute("aria-current", "page")
        expect(page.locator("h1")).not_to_be_empty()


def test_filters_and_pages_of_the_list_work_without_a_script(open_as: OpenAs) -> None:
    page = open_as("songyanan", script=False)
    page.goto("/children/")
    first = page.locator("tbody th").first.inner_text()
    page.get_by_role("link", name="下一页").click()
    assert "after=" in page.url
    page.goto("/children/")
    page.select_option("#filter-sex", label="女")
    page.get_by_role("button", name="筛选").click()
    assert set(page.locator("tbody tr td:nth-child(2)").all_inner_texts()) == {"女"}
    assert first


def test_a_filter_swaps_the_table_and_the_address_tells_it(open_as: OpenAs) -> None:
    page = open_as("tangwenjing")
    page.goto("/children/")
    page.select_option("#filter-sex", label="女")
    page.wait_for_url("**sex=*")
    expect(page.locator("tbody tr td:nth-child(2)").first).to_have_text("女")
    page.go_back()
    expect(page.locator("#filter-sex")).to_have_value("")


def test_the_door_lets_in_and_out_without_a_script(site: Site) -> None:
    context = site.browser.new_context(base_url=site.url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/children/")
    page.fill("input[name=login]", "gongliping")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    expect(page.locator("h1")).to_have_text("儿童名册")
    page.locator(".seat summary").click()
    page.locator(".seat").get_by_role("button", name="退出登录").click()
    page.goto("/children/")
    assert "/account/login/" in page.url
    context.close()


def test_with_the_keyboard_alone_a_person_searches_and_opens_the_first_row(open_as: OpenAs) -> None:
    page = open_as("heguifang")
    page.goto("/children/")
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    row = page.locator("tbody th a").first
    for _number in range(60):
        page.keyboard.press("Tab")
        if row.evaluate("link => link === document.activeElement"):
            break
    expect(row).to_be_focused()
    name = row.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_the_first_tab_leads_past_the_menu(open_as: OpenAs) -> None:
    page = open_as("heguifang")
    page.goto("/children/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_changing_the_language_keeps_the_page_and_what_was_asked(open_as: OpenAs, script: bool) -> None:
    page = open_as("tangwenjing", script=script)
    page.goto("/children/?state=registered")
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/children/?state=registered")
    expect(page.locator("h1")).to_have_text("List of children")
    page.get_by_role("button", name="繁體").click()
    expect(page.locator("h1")).to_have_text("兒童名冊")
