"""Which agency's word stands where several speak of one fact; the order is data, see data/survivorship.toml. Pure.

What a row says in the register's words is worked out in interpret.py.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

RULES_FILE = Path(__file__).parent / "data" / "survivorship.toml"


@cache
def _orders() -> tuple[Sequence[str], Mapping[str, Sequence[str]]]:
    rules = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
    return rules["default"], rules["fields"]


@cache
def rank(field: str, agency: str) -> int:
    """How far back this agency's word stands for the field; 0 is the first to be believed."""
    default, fields = _orders()
    order = fields.get(field, default)
    return order.index(agency) if agency in order else len(order)


def has_first_word(field: str, agency: str) -> bool:
    """Whether no other agency is believed before this one."""
    return rank(field, agency) == 0


@lru_cache(maxsize=10_000)
def order(field: str, agencies: tuple[str, ...]) -> tuple[int, ...]:
    """The places of the words of these agencies, the one that is believed first in front; of equals the first."""
    return tuple(sorted(range(len(agencies)), key=lambda at: rank(field, agencies[at])))
