"""Invented rows for the tests of matching: a child's row with everything filled, and rosters made of such rows."""

from xiangban.lib.resident_id import check_digit
from xiangban.matching.rows import Roster

Row = dict[str, str]

FIELDS = (
    *("child_name", "pet_or_former_name", "sex", "birth_date", "age", "id_number", "county", "town", "village"),
    *("contact_phone", "guardian_name", "father_name", "mother_name"),
)


def number(birth: str, sequence: int = 11, county: str = "990101") -> str:
    """A right identity number; the sequence is odd for a boy."""
    body = f"{county}{birth.replace('-', '')}{sequence:03}"
    return body + check_digit(body)


def row(**said: str) -> Row:
    """Wang Zihan, a boy of Shiqiao village, unless said otherwise."""
    usual = {
        "child_name": "王子涵",
        "sex": "1",
        "birth_date": "2014-05-06",
        "id_number": number("2014-05-06"),
        "county": "云溪县",
        "town": "石桥镇",
        "village": "青山村",
        "contact_phone": "13900010001",
        "guardian_name": "王德福",
        "father_name": "王建国",
        "mother_name": "李秀英",
    }
    return usual | said


def other_family(**said: str) -> Row:
    """Zhao Yichen, of another village and family, unless said otherwise."""
    usual = {
        "child_name": "赵奕辰",
        "birth_date": "2012-11-20",
        "id_number": number("2012-11-20"),
        "village": "白岩村",
        "contact_phone": "13900020002",
        "guardian_name": "孙桂兰",
        "father_name": "赵志强",
        "mother_name": "周丽",
    }
    return row(**(usual | said))


def roster(agency: str, *rows: Row) -> Roster:
    """The rows as an agency's roster."""
    return Roster(agency, {field: [one.get(field, "") for one in rows] for field in FIELDS})


def without_number(one: Row) -> Row:
    """The same row, its number never collected."""
    return one | {"id_number": ""}
