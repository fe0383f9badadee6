"""A photo taken on a phone: made small before it is sent, shown in the file; without a script words say what to do."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs
from tests.journeys.steps import found_file, invented_child, press
from tests.pictures import coloured

pytestmark = pytest.mark.browser

DIRECTOR = "heguifang"
SIDE = 700  # of noise that no format makes small: 1.5 MB


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A picture as large as a camera makes them; it shows nobody."""
    picture = tmp_path / "IMG_0001.png"
    picture.write_bytes(coloured(SIDE, SIDE, os.urandom(SIDE * SIDE * 3)))
    return picture


def test_a_large_photo_is_made_small_on_the_phone_and_stands_in_the_file(open_as: OpenAs, camera: Path) -> None:
    director = open_as(DIRECTOR, phone=True)
    file = found_file(director, invented_child("欧阳照影", 171))
    director.goto(f"{file}set_photo/")
    director.set_input_files("#id_upload", camera)
    expect(director.locator("#id_upload")).to_have_value(re.compile(r"\.jpg$"))
    assert director.evaluate("document.querySelector('#id_upload').files[0].size") < 1_000_000
    press(director, "保存")
    expect(director.get_by_alt_text("儿童照片")).to_have_attribute("src", re.compile("^data:image/jpeg;base64,"))
    assert director.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_a_script_a_large_photo_is_refused_in_words(open_as: OpenAs, camera: Path) -> None:
    director = open_as(DIRECTOR, script=False)
    file = found_file(director, invented_child("欧阳照雪", 172))
    director.goto(f"{file}set_photo/")
    director.set_input_files("#id_upload", camera)
    press(director, "保存")
    expect(director.locator(".error-summary")).to_contain_text("超过1 MB")
