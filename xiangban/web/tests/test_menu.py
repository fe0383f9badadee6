"""The menu shows a reader what the seat allows and where the reader is."""

from collections.abc import Iterator

import pytest

from xiangban.web import menu
from xiangban.web.menu import MenuItem

pytestmark = pytest.mark.urls("xiangban.web.tests.gallery")

OTHERS = MenuItem("其他", "gallery:others", "folder", "", "工作", 30)
LIST = MenuItem("名单", "gallery:list", "users", "children.list", "工作", 20)
START = MenuItem("首页", "gallery:start", "home", "", "首页", 10)


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(menu, "_registered", {})
    menu.register(OTHERS, LIST)
    menu.register(START)
    yield


def labels(sections: list[menu.MenuSection]) -> list[str]:
    return [link.label for section in sections for link in section.items]


def test_a_seat_without_the_right_does_not_see_the_entry() -> None:
    assert labels(menu.sections(lambda permission: False, "/")) == ["首页", "其他"]
    assert labels(menu.sections(lambda permission: permission == "children.list", "/")) == ["首页", "名单", "其他"]


def test_entries_are_gathered_under_their_sections_in_order() -> None:
    shown = menu.sections(lambda permission: True, "/")
    assert [(section.label, len(section.items)) for section in shown] == [("首页", 1), ("工作", 2)]


@pytest.mark.parametrize(
    ("path", "here"), [("/", "首页"), ("/list/", "名单"), ("/list/others/", "其他"), ("/list/others/3/", "其他")]
)
def test_the_entry_nearest_to_the_page_is_marked(path: str, here: str) -> None:
    shown = menu.sections(lambda permission: True, path)
    assert [link.label for section in shown for link in section.items if link.current] == [here]


def test_a_page_outside_the_menu_marks_nothing() -> None:
    shown = menu.sections(lambda permission: True, "/elsewhere/")
    assert not any(link.current for section in shown for link in section.items)


def test_registering_an_address_again_replaces_its_entry() -> None:
    menu.register(MenuItem("花名册", "gallery:list", "users", "children.list", "工作", 20))
    assert labels(menu.sections(lambda permission: True, "/")) == ["首页", "花名册", "其他"]
