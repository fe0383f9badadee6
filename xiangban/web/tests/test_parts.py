"""One template answers htmx with a part and everybody else with the page."""

import pytest
from django.test import RequestFactory

from xiangban.web.parts import page_or_part, redirect_or_refresh, wants_part

pytestmark = pytest.mark.urls("xiangban.web.tests.gallery")

CONTEXT = {"label": "导出", "done": 3, "total": 10}


def answer(**headers: str) -> str:
    request = RequestFactory().get("/", headers=headers)
    return page_or_part(request, "parts.html", "job", CONTEXT).content.decode()


def test_a_browser_without_script_gets_the_whole_page() -> None:
    assert "<!doctype html>" in answer()


def test_htmx_gets_only_the_part() -> None:
    part = answer(**{"HX-Request": "true"})
    assert "导出" in part
    assert "<!doctype" not in part


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_boosted_link_and_a_restored_history_entry_get_the_whole_page(header: str) -> None:
    assert "<!doctype html>" in answer(**{"HX-Request": "true", header: "true"})


def test_caches_are_told_that_the_answer_depends_on_htmx() -> None:
    response = page_or_part(RequestFactory().get("/"), "parts.html", "job", CONTEXT, status=422)
    assert "HX-Request" in response.headers["Vary"]
    assert response.status_code == 422


def test_after_an_act_htmx_is_told_to_load_the_page_and_a_browser_is_sent_there() -> None:
    by_htmx = RequestFactory().post("/", headers={"HX-Request": "true"})
    assert wants_part(by_htmx)
    assert redirect_or_refresh(by_htmx, "/list/").headers["HX-Redirect"] == "/list/"
    by_browser = redirect_or_refresh(RequestFactory().post("/"), "/list/")
    assert (by_browser.status_code, by_browser.headers["Location"]) == (302, "/list/")
