"""One child has two files: a director says so, the township compares and merges them, and takes the merge apart."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import Invented, found_file, invented_child, names_found, press, search

pytestmark = pytest.mark.browser

NAME = "欧阳谷雨"


def propose_merge(director: Page, file: str, child: Invented, other: str) -> None:
    """Look for the other file by name, choose it, say why."""
    director.goto(file)
    director.locator("main").get_by_role("link", name="与另一份档案为同一儿童").click()
    director.fill("#id_who", child.name)
    director.fill("#id_reason", "入户核实，同一个孩子建了两份档案。")
    press(director, "查找并提请合并")
    director.locator(f'input[name="other"][value="{key_of(other)}"]').check()
    press(director, "查找并提请合并")
    expect(director.locator(".notices")).to_be_visible()


def key_of(file: str) -> str:
    return file.rstrip("/").rpartition("/")[2]


def test_two_files_are_merged_side_by_side_and_taken_apart_again(open_as: OpenAs) -> None:
    director, township = open_as("heguifang"), open_as("luoxiaoyan")
    first, second = (invented_child(NAME, serial) for serial in (181, 183))
    stays, goes = found_file(director, first), found_file(director, second)
    propose_merge(director, stays, first, goes)

    township.goto("/census/merges/")
    township.locator("main").get_by_role("link", name=re.compile(f"档案{key_of(goes)}）")).click()
    expect(township.locator("main .pair")).to_contain_text("不一致")
    township.fill("#id_reason", "身份证号码录错一位。")
    township.get_by_role("button", name="合并档案").click()
    expect(township.locator(".notices")).to_contain_text("已合并")

    assert len(names_found(search(director, NAME))) == 1
    director.goto(goes)
    expect(director.locator("h1")).to_have_text(f"档案{key_of(goes)}已合并")

    township.goto(goes)
    township.locator("main").get_by_role("link", name="查看两份档案，或撤销合并").click()
    township.fill("#id_parting", "两个孩子同名，身份证号码都没有错。")
    press(township, "撤销合并")
    expect(township.locator(".notices")).to_contain_text("恢复原状")
    assert len(names_found(search(director, NAME))) == 2
    director.goto(goes)
    expect(director.locator("h1")).to_have_text(NAME)
