"""What COPY reads is what was written: every kind of value, and what would end a value or a line."""

from datetime import date
from itertools import repeat

from xiangban.lib.copy_text import lines_of, told_alike, told_in


def test_texts_that_would_end_a_value_or_a_line_are_escaped() -> None:
    assert told_in(["王小明", "一\t二\n三\r四\\五", ""]) == ["王小明", "一\\t二\\n三\\r四\\\\五", ""]
    assert told_in(["一\t二", None]) == ["一\\t二", "\\N"]


def test_every_kind_of_value_is_told_as_the_engine_reads_it() -> None:
    assert told_in([7, 12]) == ["7", "12"]
    assert told_in([True, False]) == ["t", "f"]
    assert told_in([b"\x01\xff", b""]) == ["\\\\x01ff", "\\\\x"]
    assert told_in([date(2017, 4, 3), None]) == ["2017-04-03", "\\N"]


def test_each_row_is_a_line_also_beside_columns_that_say_the_same_in_all() -> None:
    assert lines_of([["1", "2"], repeat(told_alike(["", None])), ["a", "b"]]) == "1\t\t\\N\ta\n2\t\t\\N\tb\n"


def test_no_rows_are_no_lines() -> None:
    assert lines_of([[], []]) == ""
