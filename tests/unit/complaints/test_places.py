"""A building may be named in a few words."""

import pytest

from complaints.places import building_in, named_building
from tests.office import make_office


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("3号楼", "hx3"),
        ("3栋", "hx3"),
        ("三号楼", "hx3"),
        ("３号楼", "hx3"),
        ("和谐家园3号楼", "hx3"),
        ("和谐家园 1栋", "hx1"),
        ("阳光里1号楼", "yg1"),
        ("13号楼", "hx13"),
        ("A座", "yga"),
    ],
)
def test_a_building_is_found_by_its_name(said: str, code: str) -> None:
    assert named_building(make_office(), said) == code


@pytest.mark.parametrize("said", ["1号楼", "9号楼", "吵死了", "", "3号楼楼下工地半夜还在施工，吵得全楼睡不着觉"])
def test_what_is_not_exactly_one_building_is_none(said: str) -> None:
    assert named_building(make_office(), said) is None


def test_a_sentence_may_say_where() -> None:
    assert building_in(make_office(), "着火了！3号楼楼道冒烟") == "hx3"
    assert building_in(make_office(), "着火了，1号楼冒烟") is None
