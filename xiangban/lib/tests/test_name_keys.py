"""A child is found by a part of the name in characters, by pinyin and by initials, and others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.name_keys import MOST_WAYS, Probe, fits, keys_of_name, probe_for

CHILDREN = [
    "张小明",
    "张明小",
    "章晓铭",
    "单乐",
    "欧阳小明",
    "尉迟恭",
    "阿依古丽·买买提",
    "买买提·阿不都热合曼",
    "张三",
    "吕布",
    "刘爱国",
    "王安娜",
    "赵华",
    "西安",
    "先小明",
    "𠮷明",
    "張國華",
]
KEYS = {child: keys_of_name(child) for child in CHILDREN}


def answers(child: str, probe: Probe) -> bool:
    """What a look-up in the table of keys does."""
    keys = KEYS[child]
    return (
        keys.issuperset(probe.equalities)
        and (not probe.intervals or any(low <= key < high for key in keys for low, high in probe.intervals))
        and fits(child, probe)
    )


def found(query: str) -> set[str]:
    probe = probe_for(query)
    return {child for child in CHILDREN if probe is not None and answers(child, probe)}


@pytest.mark.parametrize(
    ("query", "children"),
    [
        ("小明", {"张小明", "欧阳小明", "先小明"}),
        ("张小明", {"张小明"}),
        ("張小明", {"张小明"}),
        ("国华", {"張國華"}),
        ("张", {"张小明", "张明小", "张三", "張國華"}),
        ("张 三", {"张三"}),
        ("欧阳", {"欧阳小明"}),
        ("阳小明", {"欧阳小明"}),
        ("古丽买买", {"阿依古丽·买买提"}),
        ("阿依古丽•买买提", {"阿依古丽·买买提"}),
        ("𠮷明", {"𠮷明"}),
        ("小张", set()),
    ],
)
def test_by_characters(query: str, children: set[str]) -> None:
    assert found(query) == children


@pytest.mark.parametrize(
    ("query", "children"),
    [
        ("zhangxiaoming", {"张小明", "章晓铭"}),
        ("Zhang Xiao Ming", {"张小明", "章晓铭"}),
        ("zhang1xiao3ming2", {"张小明", "章晓铭"}),
        ("zhāng xiǎo", {"张小明", "章晓铭"}),
        ("xiaom", {"张小明", "章晓铭", "欧阳小明", "先小明"}),
        ("shanle", {"单乐"}),
        ("shanyue", {"单乐"}),
        ("danle", {"单乐"}),
        ("yuchi", {"尉迟恭"}),
        ("weichi", {"尉迟恭"}),
        ("lvbu", {"吕布"}),
        ("lü bu", {"吕布"}),
        ("xi'an", {"西安", "先小明"}),
        ("guoh", {"張國華"}),
        ("amaimaiti", set()),
        ("maimaiti", {"阿依古丽·买买提", "买买提·阿不都热合曼"}),
    ],
)
def test_by_sound(query: str, children: set[str]) -> None:
    assert found(query) == children


@pytest.mark.parametrize(
    ("query", "children"),
    [
        ("zxm", {"张小明", "章晓铭"}),
        ("ZXM", {"张小明", "章晓铭"}),
        ("zhxm", {"张小明", "章晓铭"}),
        ("oyxm", {"欧阳小明"}),
        ("sl", {"单乐"}),
        ("sy", {"单乐"}),
        ("lag", {"刘爱国"}),
        ("wan", {"王安娜"}),
        ("zhh", {"赵华"}),
        ("ayglmmt", {"阿依古丽·买买提"}),
    ],
)
def test_by_initials(query: str, children: set[str]) -> None:
    assert children <= found(query)
    assert found(query) <= children | {"尉迟恭"}


def test_characters_and_sound_may_be_mixed() -> None:
    assert found("张xiao") == {"张小明", "张明小"}
    assert found("张xm") == {"张小明"}


def test_what_may_be_sound_or_initials_asks_for_both() -> None:
    assert probe_for("wan") == Probe(intervals=(("ywan", "ywao"), ("iwan", "iwao")))
    assert probe_for("wang") == Probe(intervals=(("ywang", "ywanh"),))
    assert probe_for("wxm") == Probe(intervals=(("iwxm", "iwxn"),))
    assert probe_for("li") == Probe(intervals=(("yli", "ylj"),))


def test_two_characters_are_one_equality_and_three_are_two_to_intersect() -> None:
    assert probe_for("小明") == Probe(equalities=("p小明",), verify="小明")
    assert probe_for("张小明") == Probe(equalities=("p张小", "p小明"), verify="张小明")
    assert probe_for("张") == Probe(equalities=("c张",), verify="张")


def test_pairs_that_stand_apart_are_no_answer() -> None:
    probe = probe_for("买买提买")
    assert probe is not None
    assert keys_of_name("买提买买").issuperset(probe.equalities)
    assert not fits("买提买买", probe)


@pytest.mark.parametrize("query", ["", "  ", "·", "123456", "'", "！？"])
def test_a_query_without_characters_or_letters_asks_for_nothing(query: str) -> None:
    assert probe_for(query) is None


def test_a_name_has_few_keys() -> None:
    assert len(keys_of_name("张小明")) <= 20
    assert len(keys_of_name("单乐")) <= 20
    assert max(len(keys) for keys in KEYS.values()) <= 4 * MOST_WAYS


def test_a_long_query_asks_for_few_keys() -> None:
    probe = probe_for("一二三四五六七八九十" * 20)
    assert probe is not None
    assert len(probe.equalities) <= 4


NAME = st.text(alphabet="张王李单欧阳小明乐行重华國·买提阿𠮷a", min_size=1, max_size=9)


@given(NAME, st.data())
def test_every_part_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    plain = name.replace("·", "")
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    probe = probe_for(plain[start:end].replace("a", ""))
    if probe is not None and "a" not in plain[start:end]:
        assert keys_of_name(name).issuperset(probe.equalities)
        assert fits(name, probe)


@given(st.text(max_size=40))
def test_any_text_has_keys_and_may_be_asked_for(text: str) -> None:
    keys = keys_of_name(text)
    assert all(key[0] in "cpyin" and len(key) > 1 for key in keys)
    probe = probe_for(text)
    assert probe is None or probe.equalities or probe.intervals
    assert probe is None or all(low < high for low, high in probe.intervals)
