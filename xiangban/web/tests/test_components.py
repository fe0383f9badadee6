"""Components say in words what they show in colour, escape what they are given, and admit what is not known."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from xiangban.web.assets import UnknownIcon, icon
from xiangban.web.badges import TONE_ICONS, Badge, Tone
from xiangban.web.menu import MenuLink, MenuSection

pytestmark = pytest.mark.urls("xiangban.web.tests.gallery")


def draw(text: str, **context: object) -> str:
    with override("zh-hans"):
        return Template("{% load web %}" + text).render(Context(context))


@pytest.mark.parametrize("tone", list(Tone))
def test_a_badge_is_never_a_colour_alone(tone: Tone) -> None:
    shown = draw("{{ badge }}", badge=Badge("在册", tone))
    assert "在册" in shown
    assert f"#{TONE_ICONS[tone]}" in shown


def test_a_badge_escapes_its_word_and_refuses_an_unknown_tone() -> None:
    assert "<b>" not in draw('{% badge word "warning" %}', word="<b>")
    with pytest.raises(ValueError, match="purple"):
        draw('{% badge "在册" "purple" %}')


def test_an_icon_that_the_sprite_lacks_is_named() -> None:
    with pytest.raises(UnknownIcon, match="unicorn"):
        icon("unicorn")


@pytest.mark.parametrize("value", [None, ""])
def test_a_fact_nobody_collected_says_so(value: object) -> None:
    assert "未采集" in draw('{% fact "姓名" value %}', value=value)


def test_a_fact_shows_zero_its_source_and_no_markup_of_its_value() -> None:
    assert "<dd>0</dd>" in draw('{% fact "走访次数" 0 %}')
    shown = draw('{% fact "姓名" value note=value %}', value="<i>x</i>")
    assert "<i>" not in shown
    assert shown.count("&lt;i&gt;") == 2


def test_a_masked_value_is_said_to_be_masked_and_offers_the_way_to_ask() -> None:
    assert "已脱敏" in draw('{% masked "张*" %}')
    assert 'href="/reveal/?a=1&amp;b=2"' in draw('{% masked "张*" way %}', way="/reveal/?a=1&b=2")


def test_the_way_here_ends_with_the_page_itself() -> None:
    shown = draw('{% crumbs "首页" "/" "名单" %}')
    assert '<a href="/">首页</a>' in shown
    assert '<li aria-current="page">名单</li>' in shown


def test_the_pager_keeps_the_filters_and_drops_the_other_cursor() -> None:
    request = RequestFactory().get("/?state=late&after=old")
    with override("zh-hans"):
        template = Template("{% load web %}{% pager before 'n2' target='#list' %}")
        shown = template.render(RequestContext(request, {"before": "p&1"}))
    assert 'href="?state=late&amp;before=p%261"' in shown
    assert 'href="?state=late&amp;after=n2"' in shown
    assert 'hx-target="#list"' in shown


def test_one_page_alone_has_no_pager() -> None:
    assert draw("{% pager None None %}", request=RequestFactory().get("/")).strip() == ""


def test_a_running_job_is_asked_again_and_a_finished_one_is_not() -> None:
    running = draw('{% progress "导出" 312 1200 "/jobs/1/" %}')
    assert 'value="26"' in running
    assert 'hx-get="/jobs/1/"' in running
    assert "hx-get" not in draw('{% progress "导出" 1200 1200 "/jobs/1/" %}')
    assert 'value="0"' in draw('{% progress "导出" 0 0 %}')


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-hans", "2026年9月1日"), ("zh-hant", "2026年9月1日"), ("en", "2026-09-01")]
)
def test_a_day_is_written_as_readers_of_the_language_write_it(language: str, expected: str) -> None:
    with override(language):
        assert Template("{% load web %}{{ day|chinese_date }}").render(Context({"day": date(2026, 9, 1)})) == expected


def test_a_month_alone_is_written_as_readers_of_the_language_write_it() -> None:
    assert draw("{{ day|chinese_month }}", day=date(2026, 9, 1)) == "2026年9月"
    assert draw("{{ day|chinese_month }}", day=None) == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2018-06-28", "2018年6月28日"),
        ("2018-06", "2018年6月"),
        ("2026-09-01时8岁", "2026年9月1日时8岁"),
        ("0571-2018-06-28", "0571-2018-06-28"),
        ("2018-13-28", "2018-13-28"),
        ("120180628", "120180628"),
    ],
)
def test_days_inside_what_a_roster_says_are_written_as_officials_write_them(written: str, shown: str) -> None:
    assert draw("{{ written|chinese_written }}", written=written) == shown


def test_a_moment_shows_the_clock_of_the_house_even_across_midnight() -> None:
    moment = datetime(2026, 8, 31, 16, 5, tzinfo=UTC)
    assert (
        draw("{{ moment|chinese_moment }} {{ moment|chinese_date }}", moment=moment)
        == "2026年9月1日 00:05 2026年9月1日"
    )
    assert draw("{{ moment|chinese_moment }}{{ moment|chinese_date }}", moment=None) == ""


def test_the_empty_state_says_what_to_do_next() -> None:
    shown = draw('{% empty_state "还没有档案" "先建档。" "/new/" "建档" %}')
    assert "先建档。" in shown
    assert '<a class="btn btn-primary" href="/new/">建档</a>' in shown


def test_the_pages_own_script_holds_no_inline_style_and_no_eval() -> None:
    text = (Path(__file__).parents[1] / "static" / "web" / "page.js").read_text(encoding="utf-8")
    assert not any(word in text for word in ("eval(", "new Function", ".style", "innerHTML"))


def test_the_menu_marks_the_page_at_hand_and_escapes_its_words() -> None:
    section = MenuSection("工作<", [MenuLink("名单<i>", "/a/?b&c", "users", current=True)])
    shown = draw("{% menu_list menu %}", menu=[section])
    assert '<a href="/a/?b&amp;c" aria-current="page">' in shown
    assert "名单&lt;i&gt;" in shown
    assert "工作&lt;" in shown
    assert draw("{% menu_list menu %}") == ""
