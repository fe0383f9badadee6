"""A picture of one page of a running demo, as one account sees it, for the README.

Usage: tools/make_screenshot.py http://localhost:8000 luoxiaoyan / docs/images/today.png [--width 1280]
It starts nothing; the page is drawn by the system's Chromium, or the one named in CHROMIUM.
"""

import argparse
import os
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright

from xiangban.demo.accounts import PASSWORD

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"


def main() -> None:
    """Sign in, open the page, write the file; ends with a sentence when the page did not answer 200."""
    given = _options()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(locale=given.language, viewport={"width": given.width, "height": given.height})
        page = context.new_page()
        _sign_in(page, given.url, given.account)
        answer = page.goto(urljoin(given.url, given.page), wait_until="networkidle")
        if answer is None or answer.status != 200:
            raise SystemExit(f"{given.page} answered {answer.status if answer else 'nothing'}")
        given.file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=given.file)
        chromium.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("url", help="where the demo runs")
    parser.add_argument("account", help="user name of a demo account")
    parser.add_argument("page", help="path of the page")
    parser.add_argument("file", type=Path, help="the PNG to write")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--language", default="zh-CN")
    return parser.parse_args()


def _sign_in(page: Page, url: str, account: str) -> None:
    page.goto(urljoin(url, "/account/login/"))
    page.fill("input[name=login]", account)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/account/login" not in address)


if __name__ == "__main__":
    main()
