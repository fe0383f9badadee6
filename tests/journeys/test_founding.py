"""From the village to the register: a director founds a file, the township reviews it, the county registers it.

On a phone, and once more without a script.
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import expect_state, found_file, invented_child, move, names_found, press, search

pytestmark = pytest.mark.browser

DIRECTOR, SUPERVISOR, CLERK = "heguifang", "luoxiaoyan", "tangwenjing"


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_file_founded_on_a_phone_goes_by_township_and_county_onto_the_register(open_as: OpenAs, script: bool) -> None:
    child = invented_child("欧阳秋禾" if script else "欧阳冬麦", 101 + script)
    director = open_as(DIRECTOR, phone=True, script=script)
    file = found_file(director, child)
    expect_state(director, "草稿")
    move(director, file, "提交乡镇", "村已提交")
    move(open_as(SUPERVISOR, script=script), file, "复核通过", "乡镇已复核")
    clerk = open_as(CLERK, script=script)
    move(clerk, file, "登记在册", "在册")
    director.goto("/children/?state=registered")
    expect(director.get_by_role("link", name=child.name)).to_be_visible()
    sounds = "ouyangqiuhe" if script else "ouyangdongmai"
    for words in (sounds, child.name[2:], child.number[-6:]):
        assert child.name in names_found(search(clerk, words))


def test_a_returned_file_stands_with_its_reason_on_the_day_of_the_village(open_as: OpenAs) -> None:
    child, reason = invented_child("欧阳春苗", 111), "请补充母亲的联系电话。"
    director, supervisor = open_as(DIRECTOR), open_as(SUPERVISOR)
    file = found_file(director, child)
    move(director, file, "提交乡镇", "村已提交")
    supervisor.goto(file)
    supervisor.get_by_role("link", name="退回并说明理由").click()
    supervisor.fill("#id_reason", reason)
    supervisor.locator("main form .btn-primary, main form .btn-danger").click()
    expect_state(supervisor, "草稿")
    director.goto("/")
    returned = director.locator(".day-card", has_text="退回的档案")
    expect(returned).to_contain_text(child.name)
    expect(returned).to_contain_text(reason)
    move(director, file, "提交乡镇", "村已提交")


def test_a_wrong_number_is_named_and_nothing_is_founded(open_as: OpenAs) -> None:
    director = open_as(DIRECTOR, phone=True)
    director.goto("/children/found/")
    director.fill("#id_name", "欧阳白露")
    director.fill("#id_id_number", "990102201803071112")
    press(director, "保存为草稿")
    summary = director.locator(".error-summary").first
    expect(summary).to_contain_text("990102********1112")
    expect(director.locator("#id_name")).to_have_value("欧阳白露")
    assert names_found(search(director, "欧阳白露")) == []
