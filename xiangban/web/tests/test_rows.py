"""The fast rows equal the slow template, whatever people wrote into their values."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from xiangban.web.addresses import path_around
from xiangban.web.badges import Badge, Tone
from xiangban.web.rows import BadgeCell, LinkCell, RowTemplate, TextCell
from xiangban.web.tests.gallery import ROWS, invented_rows

pytestmark = pytest.mark.urls("xiangban.web.tests.gallery")

KEY = UUID(int=7)
HOSTILE = [
    '<script>alert("1")</script>',
    "张 & 李 < 王 > \"赵\" 'x'",
    "100% %s %(name)s {0} {name}",
    "之前\x1f之后",
    "</td></tr></table>",
    SafeString("<b>said to be safe</b>"),
    "𬱖·阿依古丽",
]


def slow_twin(template: RowTemplate, rows: Sequence[Sequence[object]]) -> str:
    """The same rows by the Django template, one dictionary a cell."""
    return render_to_string(
        "web/rows.html", {"rows": [[_cell(template, c, row) for c in template.columns] for row in rows]}
    )


def _cell(template: RowTemplate, column: TextCell, row: Sequence[object]) -> dict[str, Any]:
    values = dict(zip(template.fields, row, strict=True))
    cell: dict[str, Any] = {"css": column.css, "heading": column.heading, "value": values[column.field]}
    if isinstance(column, LinkCell):
        before, after = path_around(column.url_name)
        cell |= {"path_before": before, "path_after": after, "key": values[column.key]}
    if isinstance(column, BadgeCell):
        cell["badge"] = column.badges.get(str(values[column.field]))
    return cell


def flat(html: str) -> str:
    """Without the white space between and around tags, which no reader sees."""
    words = " ".join(html.split())
    return words.replace(" <", "<").replace("> ", ">").replace(" >", ">")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_fifty_rows_equal_the_template_in_every_language(language: str) -> None:
    rows = invented_rows(50)
    with override(language):
        assert flat(ROWS.render(rows)) == flat(slow_twin(ROWS, rows))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_equal_the_template_in_every_kind_of_cell(text: str) -> None:
    template = RowTemplate(
        ["pk", "name", "note", "state"],
        [
            LinkCell(text, "name", url_name="gallery:child"),
            TextCell(text, "note", css="number"),
            BadgeCell("状态", "state", badges={text: Badge("! " + text, Tone.DANGER)}),
        ],
    )
    rows = [(KEY, text, text, text), (text, "", None, "unknown"), (text, text, text, None)]
    drawn = template.render(rows)
    assert flat(drawn) == flat(slow_twin(template, rows))
    assert "<script" not in drawn
    assert "<b>" not in drawn


def test_a_column_with_the_separator_inside_keeps_every_row_in_its_place() -> None:
    template = RowTemplate(["a", "b"], [TextCell("甲", "a"), TextCell("乙", "b")])
    drawn = template.render([("1\x1f2", "x"), ("3", "y")])
    assert drawn.count("<tr>") == 2
    assert "1\x1f2</th>" in drawn
    assert "3</th>" in drawn


def test_a_key_cannot_leave_its_place_in_the_address() -> None:
    template = RowTemplate(["pk", "name"], [LinkCell("姓名", "name", url_name="gallery:child")])
    drawn = template.render([('../?x="y#', "张*")])
    assert 'href="/child/..%2F%3Fx%3D%22y%23/"' in drawn


def test_headings_of_a_shared_template_follow_the_reader_s_language() -> None:
    template = RowTemplate(["a"], [TextCell(gettext_lazy("Menu"), "a")])
    with override("en"):
        english = template.render([("x",)])
    with override("zh-hans"):
        chinese = template.render([("x",)])
    assert 'data-label="Menu"' in english
    assert 'data-label="菜单"' in chinese


def test_what_nobody_collected_is_said_and_zero_is_a_value() -> None:
    template = RowTemplate(["a", "b"], [TextCell("甲", "a"), TextCell("乙", "b")])
    with override("zh-hans"):
        drawn = template.render([(None, 0)])
    assert drawn.count("未采集") == 1
    assert ">0</td>" in drawn


def test_no_rows_draw_nothing() -> None:
    assert ROWS.render([]) == ""


def test_a_link_to_a_page_that_takes_no_key_is_refused() -> None:
    template = RowTemplate(["pk", "name"], [LinkCell("姓名", "name", url_name="web:set_language")])
    with pytest.raises(NoReverseMatch):
        template.render([(1, "x")])
