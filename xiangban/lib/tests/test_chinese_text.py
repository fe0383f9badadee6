"""A name is the same name however it was typed, and sounds as the people who bear it say it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.make_readings import readings_of, simplified_table
from xiangban.lib.chinese_text import (
    READINGS_FILE,
    SIMPLIFIED_FILE,
    compact_name,
    initials,
    is_han,
    normalise,
    readings,
    says_something,
    simplify_for_search,
    syllables,
)
from xiangban.lib.surnames import COMPOUND_SURNAMES, SURNAME_READINGS

COMMON_CHARACTERS = "王李张刘陈杨赵黄周吴小明华丽强军伟芳娜秀英敏静磊洋勇艳杰涛超霞平刚桂梓涵一诺子轩欣怡浩宇雨泽"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张 小明", "张小明"),
        ("张\u3000小\u3000明 ", "张小明"),
        ("\u202d张小明\u202c\ufeff", "张小明"),
        ("张小\u200b明", "张小明"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("Ａｎｎａ  Smith Jr.", "Anna Smith Jr."),
        ("张小明\n", "张小明"),
        ("", ""),
    ],
)
def test_ways_of_typing_the_same_name(typed: str, name: str) -> None:
    assert normalise(typed) == name


@given(st.text())
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="张小明阿· •.\u200b\u3000Ａa", max_size=12))
def test_a_name_that_is_normal_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert compact_name(compact_name(text)) == compact_name(text)


def test_rare_characters_are_characters_and_letters_are_not() -> None:
    assert all(is_han(char) for char in "张㐂〇𠮷𬭎")
    assert not any(is_han(char) for char in "aé1·・あ、")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单小明", "shan"),
        ("單小明", "shan"),
        ("曾小明", "zeng"),
        ("仇小明", "qiu"),
        ("解小明", "xie"),
        ("查小明", "zha"),
        ("乐小明", "yue"),
        ("盖小明", "ge"),
        ("区小明", "ou"),
        ("朴小明", "piao"),
        ("任小明", "ren"),
        ("覃小明", "qin"),
        ("万小明", "wan"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(name: str, first: str) -> None:
    assert syllables(name)[0][0] == first
    assert set(readings(simplify_for_search(name[0]))) <= set(syllables(name)[0])


@pytest.mark.parametrize(
    ("name", "sound"),
    [("尉迟敬德", ("yu", "chi")), ("万俟小明", ("mo", "qi")), ("萬俟小明", ("mo", "qi")), ("单于小明", ("chan", "yu"))],
)
def test_a_surname_of_two_characters_is_read_as_one(name: str, sound: tuple[str, str]) -> None:
    assert tuple(spoken[0] for spoken in syllables(name)[:2]) == sound


def test_the_same_character_in_a_given_name_keeps_its_own_readings() -> None:
    assert syllables("张乐")[1][0] == "le"
    assert syllables("张单")[1][0] == "dan"


def test_initials_go_with_the_readings() -> None:
    assert [letters[0] for letters in initials("单小明")] == ["s", "x", "m"]
    assert [letters[0] for letters in initials("阿依古丽·买买提")] == list("ayglmmt")


def test_the_umlaut_is_written_v() -> None:
    assert readings("吕") == ("lv",)
    assert readings("女")[0] == "nv"


def test_traditional_and_rare_characters_have_readings() -> None:
    assert syllables("張曉華") == syllables("张晓华")
    assert readings("張") == ("zhang",)
    assert readings("喆") == ("zhe",)
    assert readings("a") == readings("\U0010ffff") == ()


def test_a_search_in_traditional_characters_reads_the_simplified_register() -> None:
    assert simplify_for_search("張國華與葉麗") == "张国华与叶丽"
    assert len(simplify_for_search("後來")) == 2


def test_the_readings_are_those_of_the_tool_that_makes_them() -> None:
    for code in (*map(ord, COMMON_CHARACTERS), *range(0x4E00, 0xA000, 37), *range(0x20000, 0x2A6E0, 997)):
        assert readings(chr(code)) == readings_of(chr(code))


def test_the_simplified_forms_are_those_of_the_tool_that_makes_them() -> None:
    assert SIMPLIFIED_FILE.read_text(encoding="utf-8") == simplified_table()


def test_the_tables_stay_small() -> None:
    assert READINGS_FILE.stat().st_size + SIMPLIFIED_FILE.stat().st_size < 250_000


def test_the_surname_tables_are_simplified_and_toneless() -> None:
    for surname, sounds in (*SURNAME_READINGS.items(), *COMPOUND_SURNAMES.items()):
        assert simplify_for_search(surname) == surname
        assert all(sound.isascii() and sound.islower() for sound in sounds)


@given(st.text())
def test_any_text_has_a_sound_for_each_letter(text: str) -> None:
    assert len(syllables(text)) == len(initials(text)) == len(compact_name(text))
    assert unicodedata.is_normalized("NFKC", normalise(text)) or not text.isascii()


@pytest.mark.parametrize(
    ("text", "said"), [("因家访", True), ("\u200b\u202e", False), (" \u3000\n", False), ("", False)]
)
def test_a_text_without_a_visible_sign_says_nothing(text: str, said: bool) -> None:
    assert says_something(text) is said
