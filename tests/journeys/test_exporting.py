"""A list leaves the house: asked for with a reason, approved by a head, made by the worker, fetched by who asked."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import approve_export, ask_for_export, press

pytestmark = pytest.mark.browser

TRIES = 40


def wait_until_ready(page: Page, address: str) -> None:
    """Look again, as a person would, until the worker has made the file."""
    for _number in range(TRIES):
        page.goto(address)
        if page.get_by_role("button", name="领取文件").count():
            return
        page.wait_for_timeout(500)
    pytest.fail(f"the file was never made: {page.locator('main').inner_text()}")


def test_an_export_is_approved_by_a_head_made_by_the_worker_and_fetched(open_as: OpenAs) -> None:
    clerk = open_as("tangwenjing")
    address = ask_for_export(clerk)
    assert clerk.get_by_role("button", name="批准").count() == 0, "nobody approves without the right"
    head = open_as("dengzhihua")
    head.goto("/")
    expect(head.locator(".day-card", has_text="待审批的导出")).to_be_visible()
    approve_export(head, address)
    wait_until_ready(clerk, address)
    with clerk.expect_download() as fetched:
        press(clerk, "领取文件")
    text = fetched.value.path().read_bytes().decode("utf-8-sig")
    assert "责任地" in text
    assert len(text.splitlines()) > 100
    assert "唐文静" in text, "the file says who fetched it"
