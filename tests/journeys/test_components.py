"""The components in a real browser: no breach of the content policy, and everything usable without a script.

The components are shown by xiangban/web/tests/gallery.py, which needs neither database nor sign-in.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of the gallery, served by a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "xiangban.web.tests.gallery", str(port)]
    server = subprocess.Popen(command, cwd=CHECKOUT, env=dict(os.environ), stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(port: int) -> None:
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the gallery did not start")


def breaches(page: Page) -> list[str]:
    """A list that fills with what the console complains about."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_a_page_with_every_component_breaks_no_rule_of_the_content_policy(gallery: str, page: Page) -> None:
    found = breaches(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(gallery)
    expect(page.locator("#progress .number")).to_contain_text("1200 / 1200", timeout=10_000)
    page.locator("summary:visible").first.click()
    assert found == []
    assert [url for url in asked if not url.startswith(gallery)] == []


def test_a_slash_leads_to_the_search_and_escape_closes_the_seat_sheet(gallery: str, page: Page) -> None:
    page.goto(gallery)
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    page.locator(".seat summary").click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="退出登录")).to_be_hidden()


def test_the_reader_is_led_to_the_errors_and_from_there_to_the_field(gallery: str, page: Page) -> None:
    page.goto(gallery)
    page.get_by_label("姓名").fill("林小满")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary").get_by_role("link", name="出生日期").click()
    expect(page.locator("#id_born")).to_be_focused()
    expect(page.get_by_label("姓名")).to_have_value("林小满")


def test_without_a_script_the_menu_opens_the_form_answers_and_the_language_changes(
    gallery: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(gallery)
    expect(page.get_by_role("link", name="行政区划")).to_be_hidden()
    page.locator(".menu-switch summary").click()
    expect(page.get_by_role("link", name="行政区划")).to_be_visible()
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".error-summary")).to_contain_text("出生日期")
    page.goto(gallery)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Skip to content")).to_be_attached()
    context.close()


@pytest.mark.parametrize("path", ["", "nothing/"])
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_no_page_is_wider_than_a_phone(gallery: str, phone: Page, path: str, language: str) -> None:
    phone.context.add_cookies([{"name": "django_language", "value": language, "url": gallery}])
    phone.goto(gallery + path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_breach_would_be_counted(gallery: str, page: Page) -> None:
    found = breaches(page)
    page.goto(gallery)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(200)
    assert any("style" in complaint for complaint in found)
