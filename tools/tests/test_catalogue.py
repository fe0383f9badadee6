"""The catalogue tool finds every text, keeps placeholders and writes Traditional in the words officials use."""

import pytest

from tools.catalogue import (
    Message,
    Traditional,
    faults,
    messages_of_python,
    messages_of_template,
    read,
    translation,
)


def test_the_old_word_for_entrusted_care_is_never_ours() -> None:
    words = "".join(translation(entry) for entry in read("zh_Hans").values())
    # The national form's own answer keeps the word of its year.
    assert "委托监护" not in words.replace("受委托监护人监护能力不足", "")


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("联席会议", "聯席會議"),
        ("村民委员会的台账", "村民委員會的臺帳"),
        ("文件和档案", "文件和檔案"),
        ("提供支持的程序", "提供支持的程序"),
        ("公里", "公里"),
        ("还有 {count} 名儿童", "還有 {count} 名兒童"),
    ],
)
def test_official_words_keep_their_form_in_traditional(simplified: str, traditional: str) -> None:
    assert Traditional()(simplified) == traditional


@pytest.mark.parametrize(
    ("text", "translated"),
    [("Due on {date}", "到期"), ("{count} children", "{number}名儿童"), ("%(name)s", "%(nom)s"), ("Save", " ")],
)
def test_a_lost_or_renamed_placeholder_is_a_fault(text: str, translated: str) -> None:
    assert list(faults(text, translated))


def test_texts_are_found_in_python() -> None:
    source = b"""
label = _("Due on {date}").format(date=day)
title = ngettext("{count} child", "{count} children", number)
month = pgettext("month", "May")
long = _(
    "one "
    "two"
)
"""
    assert list(messages_of_python(source)) == [
        Message("Due on {date}"),
        Message("{count} child", "{count} children"),
        Message("May", context="month"),
        Message("one two"),
    ]


def test_texts_are_found_in_templates() -> None:
    source = """{% load i18n %}{% translate "Save" %}{{ _("Yes") }}
    {% blocktranslate count counter=n trimmed %}
      {{ n }} child
    {% plural %}
      {{ n }} children
    {% endblocktranslate %}{% include "a.html" with title=_("It's") %}<p>gettext('no')</p>"""
    assert list(messages_of_template(source)) == [
        Message("Save"),
        Message("Yes"),
        Message("%(n)s child", "%(n)s children"),
        Message("It's"),
    ]
