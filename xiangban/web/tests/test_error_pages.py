"""Error pages tell every reader the same, in the reader's language, and nothing about the person or the reason."""

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from xiangban.web import views

pytestmark = pytest.mark.urls("xiangban.web.tests.gallery")

SENTENCES = {
    "zh-hans": ["请求无法识别", "当前岗位无此权限", "没有可以查看的内容", "系统出现故障", "表单已失效"],
    "zh-hant": ["請求", "許可權", "沒有可以檢視", "系統出現故障", "表單已失效"],
    "en": ["cannot be read", "may not do this", "nothing to see", "went wrong", "has expired"],
}


def pages(path: str = "/children/林小满/?q=990101201501010017") -> list[str]:
    request = RequestFactory().get(path, headers={"Cookie": "sessionid=secret"})
    answers = [
        views.bad_request(request, ValueError("林小满")),
        views.permission_denied(request, PermissionError("林小满")),
        views.page_not_found(request, LookupError("林小满")),
        views.server_error(request),
        views.csrf_failure(request, "林小满"),
    ]
    assert [answer.status_code for answer in answers] == [400, 403, 404, 500, 403]
    return [answer.content.decode() for answer in answers]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_error_is_said_in_the_reader_s_language(language: str) -> None:
    with override(language):
        for page, words in zip(pages(), SENTENCES[language], strict=True):
            assert words in page


def test_no_error_page_repeats_address_search_or_reason() -> None:
    for page in pages():
        assert "林小满" not in page
        assert "990101" not in page
        assert "csrfmiddlewaretoken" not in page


def test_not_found_is_the_same_to_the_byte_whatever_was_asked() -> None:
    client = Client()
    first, second = client.get("/nothing/"), client.get("/child/not-a-key/?token=canary")
    assert first.status_code == second.status_code == 404
    assert first.content == second.content


@override_settings(ALL_IS_INVENTED="xiangban.web.tests.gallery.said_to_be_invented")
def test_an_error_page_of_a_demonstration_says_that_all_is_invented() -> None:
    assert all("demo-ribbon" in page for page in pages())


@override_settings(ALL_IS_INVENTED="xiangban.web.tests.gallery.said_by_a_broken_database")
def test_an_error_page_is_shown_even_when_the_database_is_what_failed() -> None:
    assert all("<h1>" in page for page in pages())
