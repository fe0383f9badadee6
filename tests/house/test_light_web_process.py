"""The web process stays light: what needs large libraries stands in modules that only jobs and commands import.

The URL table is loaded in a process of its own, since the tests themselves load more. Named here are also parts of
libraries that the product does not use and that would come along unseen.
"""

import subprocess
import sys

from tests.house.sources import CHECKOUT

HEAVY = {
    "babel",
    "chinese_calendar",
    "click",
    "django.contrib.admin",
    "django_stubs_ext",
    "docx",
    "duckdb",
    "numpy",
    "opencc",
    "openpyxl",
    "pandas",
    "playwright",
    "polars",
    "pypinyin",
    "python_calamine",
    "sklearn",
    "xlsxwriter",
}
ASK = "print(*sorted(sys.modules.keys() & set(sys.argv[1:])))"
WHOLE_SITE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "xiangban.config.settings_test"
import xiangban.config.wsgi
from django.urls import get_resolver
assert list(get_resolver().reverse_dict), "the URL table is loaded"
"""


def heavy_after(code: str) -> list[str]:
    """Which of the large libraries a fresh process holds after running this code."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{ASK}", *HEAVY],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_process_that_answers_pages_holds_no_large_library() -> None:
    assert heavy_after(WHOLE_SITE) == []


def test_a_large_library_would_be_seen() -> None:
    assert heavy_after("import babel.messages") == ["babel"]
