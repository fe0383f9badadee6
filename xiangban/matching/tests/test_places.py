import numpy as np
import pytest

from xiangban.matching.places import PlaceLevel, compare_places, read_places, tidied


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("云溪县", "石桥镇", "青山村"), ("云溪县", "石桥镇", "青山村委会"), PlaceLevel.SAME_VILLAGE),
        (("雲溪縣", "石橋鎮", "青山村"), ("云溪", "石桥", "青山"), PlaceLevel.SAME_VILLAGE),
        (("云溪县", "石桥镇", "青山村"), ("云溪县", "石桥镇", ""), PlaceLevel.SAME_TOWN),
        (("云溪县", "石桥镇", "青山村"), ("云溪县", "石桥镇", "白岩村"), PlaceLevel.SAME_TOWN_ONLY),
        (("云溪县", "石桥镇", "青山村"), ("云溪县", "大湾乡", "青山村"), PlaceLevel.SAME_COUNTY),
        (("云溪县", "石桥镇", "青山村"), ("龙泉县", "石桥镇", "青山村"), PlaceLevel.OTHER_COUNTY),
        (("", "石桥镇", "青山村"), ("云溪县", "石桥镇", "青山村"), PlaceLevel.SAME_VILLAGE),
        (("", "", ""), ("云溪县", "石桥镇", "青山村"), PlaceLevel.UNKNOWN),
    ],
)
def test_two_places_are_near_in_levels(
    left: tuple[str, str, str], right: tuple[str, str, str], expected: PlaceLevel
) -> None:
    places = read_places(*([first, second] for first, second in zip(left, right, strict=True)))
    rows = [places.taken(np.array([at])) for at in (0, 1)]
    assert PlaceLevel(compare_places(rows[0], rows[1])[0]) is expected
    assert PlaceLevel(compare_places(rows[1], rows[0])[0]) is expected


def test_a_name_keeps_two_characters_whatever_it_ends_in() -> None:
    assert tidied("市区", "county") == "市区"
    assert tidied("石桥街道办事处", "town") == "石桥"
    assert tidied("新村", "village") == "新村"
