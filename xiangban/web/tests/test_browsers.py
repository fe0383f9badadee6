"""A browser is told in words a person knows."""

import pytest

from xiangban.web.browsers import browser_words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (WINDOWS, "Chrome · Windows"),
        (f"{WINDOWS} Edg/130.0", "Edge · Windows"),
        (PHONE, "WeChat · Android"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_browser_and_system_are_named_and_nothing_is_guessed(sent: str, words: str) -> None:
    assert browser_words(sent) == words
