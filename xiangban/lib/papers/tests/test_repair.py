"""Scraped papers are repaired exactly where they show damage, and nowhere else."""

import random
from difflib import SequenceMatcher
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.constants import PINYIN_DICT

from xiangban.lib.papers.frequencies import frequency
from xiangban.lib.papers.repair import repair
from xiangban.lib.papers.simplified import simplified
from xiangban.lib.papers.stretches import LOST
from xiangban.lib.papers.tests.damage import damaged

SEED = (Path(__file__).parent / "data" / "summaries.txt").read_text(encoding="utf-8")
# The list of the site the three summaries come from, and 購, which tore 琴強調 apart.
LISTED = (
    "關愛護聯會結開農監長專項動級責學業問實堅營強導對嚴區進據來遠報"
    "領門機統協調穩認識應負網發獻計權類說國細點務絡臺內簡鄉鎮個購"
)


def _wrong(clean: str, repaired: str) -> int:
    """Characters that differ from the clean text; □ counts as well."""
    steps = SequenceMatcher(None, clean, repaired, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in steps if kind != "equal")


def _long_list(number: int, seed: int) -> list[str]:
    converter = opencc.OpenCC("t2s")
    found = [chr(code) for code in range(0x4E00, 0x9FA6) if code in PINYIN_DICT]
    found = [char for char in found if converter.convert(char) != char and char.encode("gbk", "ignore")]
    found.sort(key=frequency, reverse=True)
    listed = found[:number]
    random.Random(seed).shuffle(listed)
    return listed


def test_the_three_summaries_come_out_whole() -> None:
    found = repair(SEED)
    assert (found.slips, found.unrestored) == (1, 0)
    assert "程瑞琴強調，農村留守兒童和其他兒童一樣" in found.text
    assert not any(sign in found.text for sign in "(`,?")
    assert "着力解决好" in simplified(found.text)


def test_the_repaired_summaries_damaged_again_are_the_summaries() -> None:
    """All but the back-tick, which a site copied in by hand, come out letter by letter."""
    assert damaged(repair(SEED).text, LISTED) == SEED.replace("`", "")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("number", "share"), [(300, 0.0), (1_500, 0.02), (3_500, 0.04)])
def test_longer_lists_leave_few_characters_in_doubt(number: int, share: float, seed: int) -> None:
    clean = repair(SEED).text
    found = repair(damaged(clean, _long_list(number, seed)))
    assert _wrong(clean, found.text) <= share * len(clean)
    assert found.text.count(LOST) == found.unrestored


def test_one_reading_in_brackets_is_meant() -> None:
    text = "仇(qiú)老师说,全镇有留守儿童23人。"
    assert repair(text).text == text


def test_narrow_punctuation_alone_is_no_damage() -> None:
    text = "12月14日,全市召开会议:一是部署;二是落实!"
    assert repair(text).text == text


def test_brackets_that_are_no_readings_stay() -> None:
    text = "關(ab)愛(cd)護(ef)聯(gh)"
    assert repair(text).text == text


def test_times_and_thousands_keep_their_signs() -> None:
    text = "會(huì)議(yì)於9:30召開(kāi),共1,200人。"
    assert repair(text).text == "會議於9:30召開，共1,200人。"


@given(st.text(alphabet=st.characters(codec="gbk", exclude_characters="`()")))
def test_text_without_brackets_and_back_ticks_comes_out_unchanged(text: str) -> None:
    assert repair(text).text == text


@given(st.text())
def test_no_text_raises(text: str) -> None:
    found = repair(text)
    assert found.unrestored >= 0


@given(st.text(alphabet=[*"關愛護聯會結琴強調", *"()?`,ài關uān\ufffd"], min_size=20))
def test_no_broken_bracket_raises(text: str) -> None:
    found = repair("會(huì)" * 3 + text)
    assert found.brackets >= 3


def test_brackets_with_a_blank_inside_and_brackets_put_twice_are_damage_too() -> None:
    text = "發(fā)布會(huì )上,聯(lián)席會(huì )議學(xué)(xué)習(xí)了文件。"
    assert repair(text).text == "發布會上，聯席會議學習了文件。"


def test_a_reading_that_is_meant_stays_beside_damage() -> None:
    text = "聯(lián)席會(huì)議由仇(qiú)主任主持,縣領(lǐng)導(dǎo)出席。"
    assert repair(text).text == "聯席會議由仇(qiú)主任主持，縣領導出席。"


def test_a_name_explained_more_than_once_is_no_damage() -> None:
    text = "仇(qiú)老师、仇(qiú)主任和曾(zēng)校长参加,仇(qiú)老师发言。"
    assert repair(text).text == text


def test_an_end_of_a_sentence_torn_with_the_character_behind_it_is_restored() -> None:
    text = "學(xué)校積極協(xié)調(diào)合作?,F(xiàn)將情況匯報(bào)如下。會(huì)議抓落實(shí)??h領(lǐng)導(dǎo)講話。"
    assert repair(text).text == "學校積極協調合作。現將情況匯報如下。會議抓落實。縣領導講話。"


def test_two_different_characters_are_enough_in_a_short_text_and_one_name_is_not() -> None:
    assert repair("全縣(xiàn)農(nóng)村").text == "全縣農村"
    assert repair("單(shàn)老師說,單(shàn)主任").text == "單(shàn)老師說,單(shàn)主任"


def test_a_run_torn_at_both_ends_is_read_across_and_leaves_no_garbage() -> None:
    text = repair(SEED).text + "\n江川師範大學教授到河灣小學講課。困境兒童個案會商。"
    found = repair(damaged(text, _long_list(1_500, 3)))
    assert not any(mark in found.text for mark in "?？(（")
    assert "師範大學教授" in found.text
