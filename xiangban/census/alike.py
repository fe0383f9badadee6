"""What speaks for and against two files being one child, from what both tell, by the kinds of matching. Pure.

Rows of rosters are compared by matching itself; the words for the kinds are in reason_words.py.
"""

from collections.abc import Iterator, Mapping

from xiangban.lib.chinese_text import compact_name

Values = Mapping[str, str]
Evidence = tuple[str, int, str, str]  # kind, for (1), against (-1) or neither (0), and both values as written
FOR, AGAINST, NEITHER = 1, -1, 0
PHONES = ("guardian_phone", "father_phone", "mother_phone")
RELATIVES = ("guardian_name", "father_name", "mother_name")
MONTH, YEAR = 7, 4
PLACES = (("village", "place_same_village", FOR), ("town", "place_same_town_only", FOR))


def evidence_between(first: Values, second: Values) -> list[Evidence]:
    """The reasons, in the order of their weight; facts that one side does not tell give none."""
    return [*_numbers(first, second), *_names(first, second), *_births(first, second), *_others(first, second)]


def _both(first: Values, second: Values, name: str) -> tuple[str, str] | None:
    mine, theirs = first.get(name, ""), second.get(name, "")
    return (mine, theirs) if mine and theirs else None


def _numbers(first: Values, second: Values) -> Iterator[Evidence]:
    if both := _both(first, second, "id_number"):
        same = both[0] == both[1]
        yield ("number_same" if same else "number_different", FOR if same else AGAINST, *both)


def _names(first: Values, second: Values) -> Iterator[Evidence]:
    both = _both(first, second, "child_name")
    if both is None:
        return
    mine, theirs = map(compact_name, both)
    if mine == theirs:
        yield ("name_exact", FOR, *both)
    elif sorted(mine) == sorted(theirs):
        yield ("name_turned", FOR, *both)
    elif mine in theirs or theirs in mine:
        yield ("name_shortened", FOR, *both)
    elif mine[1:] == theirs[1:]:
        yield ("name_given_same", NEITHER, *both)
    elif len(mine) == len(theirs) and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1:
        yield ("name_one_differs", NEITHER, *both)
    else:
        yield ("name_surname" if mine[:1] == theirs[:1] else "name_nothing", AGAINST, *both)


def _births(first: Values, second: Values) -> Iterator[Evidence]:
    both = _both(first, second, "birth_date")
    if both is None:
        return
    mine, theirs = both
    least = min(len(mine), len(theirs))
    if mine == theirs:
        yield ("birth_equal", FOR, *both)
    elif mine[:least] == theirs[:least]:
        yield ("birth_within_year" if least == YEAR else "birth_within_month", FOR, *both)
    elif mine[:MONTH] == theirs[:MONTH]:
        yield ("birth_same_month", NEITHER, *both)
    elif mine[YEAR:] == theirs[YEAR:]:
        yield ("birth_same_day_and_month", NEITHER, *both)
    else:
        yield ("birth_same_year" if mine[:YEAR] == theirs[:YEAR] else "birth_other", AGAINST, *both)


def _others(first: Values, second: Values) -> Iterator[Evidence]:
    if both := _both(first, second, "sex"):
        same = both[0] == both[1]
        yield ("sex_same" if same else "sex_other", NEITHER if same else AGAINST, "", "")
    yield from _places(first, second)
    yield from _shared("phone_same", PHONES, first, second)
    yield from _shared("relative_same", RELATIVES, first, second)


def _places(first: Values, second: Values) -> Iterator[Evidence]:
    for name, kind, speaks in PLACES:
        both = _both(first, second, name)
        if both and both[0] == both[1] and first.get("county") == second.get("county"):
            yield (kind, speaks, "", "")
            return
    if both := _both(first, second, "county"):
        same = both[0] == both[1]
        yield ("place_same_county" if same else "place_other_county", NEITHER if same else AGAINST, "", "")


def _shared(kind: str, names: tuple[str, ...], first: Values, second: Values) -> Iterator[Evidence]:
    told = {first.get(name, "") for name in names} & {second.get(name, "") for name in names} - {""}
    for text in sorted(told):
        yield (kind, FOR, text, text)
