"""Whoever may not see the whole sees enough to tell two people apart, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.masking import mask_address, mask_name, mask_number, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", ""),
        ("王", "*"),
        ("张三", "张*"),
        ("张 三", "张*"),
        ("张小明", "张*明"),
        ("张王小明", "张**明"),
        ("欧阳", "欧*"),
        ("欧阳娜", "欧阳*"),
        ("欧阳小明", "欧阳*明"),
        ("歐陽小明", "歐陽*明"),
        ("阿依古丽·买买提", "阿***提"),
        ("阿依·买", "阿*买"),
        ("玉·山", "玉*"),
        ("阿卜杜热合曼", "阿***曼"),
        ("John Smith", "J***h"),
    ],
)
def test_a_name_keeps_its_surname_and_last_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("990101201503120026", "990101********0026"),
        ("99010120150312002X", "990101********002X"),
        ("990101150312002", "990101*****2002"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_a_number_keeps_its_county_and_its_end(number: str, shown: str) -> None:
    assert mask_number(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("+86 13812345678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("0571-88886666", "0571-****6666"),
        ("(010)88886666", "010-****6666"),
        ("0571-8888666", "0571-****8666"),
        ("88886666", "***66"),
        ("13812345678/13912345678", "***78"),
        ("110", "***"),
        ("无", "***"),
        ("", ""),
    ],
)
def test_a_phone_keeps_what_tells_it_apart(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("安江省云河市青溪县城关镇光明村3组12号", "安江省云河市青溪县城关镇光明村***"),
        ("安江省云河市青溪县城关镇人民路12号幸福新村3栋", "安江省云河市青溪县城关镇***"),
        ("青溪县白沙乡12号", "青溪县白沙乡***"),
        ("青溪县河西街道柳林社区二栋", "青溪县河西街道柳林社区***"),
        ("新乡市青溪县光明村三组", "新乡市青溪县光明村***"),
        ("新乡市青溪县胜利路三号", "新乡市青溪县***"),
        ("镇江市白沙鎮某处", "镇江市白沙鎮***"),
        ("光明村3组", "光明村***"),
        ("某处", "***"),
        ("  ", ""),
    ],
)
def test_an_address_ends_at_the_village(address: str, shown: str) -> None:
    assert mask_address(address) == shown


@given(st.text())
def test_any_text_at_all_can_be_masked(text: str) -> None:
    for mask in (mask_name, mask_number, mask_phone, mask_address):
        assert isinstance(mask(text), str)


@given(st.text(alphabet="张王李小明欧阳·娜买提阿", min_size=2, max_size=12))
def test_a_masked_name_never_shows_the_name(name: str) -> None:
    assert name.replace("·", "") not in mask_name(name) or not name.replace("·", "")


@given(st.text(alphabet="0123456789X", max_size=24))
def test_a_masked_number_shows_ten_places_at_most(number: str) -> None:
    shown = mask_number(number)
    assert len(shown) == len(number)
    assert len(shown.replace("*", "")) <= 10


@given(st.text(alphabet="0123456789-+() ", max_size=24))
def test_a_masked_phone_always_hides_something(phone: str) -> None:
    shown = mask_phone(phone)
    assert "*" in shown or not phone.split()


@given(st.text(alphabet="安江省市县镇乡村社区街道路1234号组", max_size=30))
def test_a_masked_address_shows_no_digit(address: str) -> None:
    assert not any(char.isdigit() for char in mask_address(address))
