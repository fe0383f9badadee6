"""A clerk drops three rosters and has a register; a doubt is decided by a key, and the whole is taken back."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.site import CHECKOUT
from tests.journeys.steps import follow, open_round, press

pytestmark = pytest.mark.browser

CHILDREN, SEED = 120, 4242
AGENCIES = ("education", "police", "villages")
NUMBERS = re.compile(r"\d+")
WORK = 120_000  # milliseconds in which the worker reads and matches some hundred rows


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three rosters of children whom the register does not know, as dirty as real ones."""
    folder = tmp_path_factory.mktemp("rosters")
    words = ["make_rosters", str(folder), "--children", str(CHILDREN), "--seed", str(SEED), "--verbosity", "0"]
    subprocess.run([sys.executable, "-m", "xiangban", *words], cwd=CHECKOUT, check=True, capture_output=True)
    return [folder / f"{agency}.xlsx" for agency in AGENCIES]


def drop(page: Page, files: list[Path]) -> None:
    """Choose the files; what they are called says whose they are."""
    follow(page, "导入花名册")
    for number, file in enumerate(files, start=1):
        page.set_input_files(f"#id_file_{number}", str(file))
    press(page, "读取比对")


def sum_of_rows(page: Page) -> tuple[int, list[int]]:
    """The number of rows read, and what became of them."""
    whole, *parts = map(int, NUMBERS.findall(page.locator(".sum").inner_text()))
    return whole, parts


def test_three_rosters_become_a_register_and_are_taken_back(open_as: OpenAs, rosters: list[Path]) -> None:
    clerk = open_as("songyanan")
    open_round(clerk, "2026年补充排查")
    drop(clerk, rosters)
    expect(clerk.get_by_role("button", name="入册", exact=True)).to_be_visible(timeout=WORK)
    whole, (linked, new, waiting, refused, others) = sum_of_rows(clerk)
    assert whole == linked + new + waiting + refused + others > CHILDREN
    assert CHILDREN * 0.8 < new <= CHILDREN
    address = clerk.url
    press(clerk, "入册")
    expect(clerk.locator(".notice-success")).to_be_visible(timeout=WORK)
    follow(clerk, "2026年补充排查")
    follow(clerk, "三方比对")
    expect(clerk.locator(".estimate")).to_be_visible()
    clerk.goto(address)
    follow(clerk, "撤回导入")
    clerk.select_option("#id_reason", "other")
    press(clerk, "撤回导入")
    expect(clerk.get_by_text("已撤回").first).to_be_visible(timeout=WORK)


def test_a_pair_in_doubt_is_decided_by_one_key_and_taken_back(open_as: OpenAs) -> None:
    """The demo's own import has rows in doubt."""
    clerk = open_as("songyanan")
    clerk.goto("/census/imports/1/waiting/")
    before = int(NUMBERS.findall(clerk.locator("main .page-head, main").first.inner_text())[0])
    with clerk.expect_navigation():
        clerk.keyboard.press("1")
    taken_back = clerk.locator("tbody").get_by_role("button", name="撤回核定")
    expect(taken_back).to_have_count(1)
    taken_back.click()
    expect(taken_back).to_have_count(0)
    assert str(before) in clerk.locator("main").inner_text()
