"""Words that are only a place, apart from words that tell something."""

import pytest

from complaints.places import is_room, named_building, room_beside, says_only_where
from tests.office import make_office

OFFICE = make_office()


@pytest.mark.parametrize(
    "said", ["3号楼", "我住3号楼", "我家在和谐家园3号楼2单元501", "1号楼", "99栋", "501", "A座", "3栋-501", "阳光里"]
)
def test_a_place_and_nothing_more(said: str) -> None:
    assert says_only_where(OFFICE, said)


@pytest.mark.parametrize(
    "said", ["", "3号楼着火了", "3号楼扬尘很大", "A座电梯坏了", "楼道灯坏了", "你好", "嗯嗯", "。。。", "3号楼" * 9]
)
def test_words_that_tell_something(said: str) -> None:
    assert not says_only_where(OFFICE, said)
    assert named_building(OFFICE, said) is None


@pytest.mark.parametrize(
    ("said", "room"),
    [("3号楼2单元501", "2单元501"), ("和谐家园3栋501室", "501室"), ("3号楼", None), ("13号楼", None), ("A座12", "12")],
)
def test_a_room_beside_the_building(said: str, room: str | None) -> None:
    assert room_beside(OFFICE, said) == room


@pytest.mark.parametrize("said", ["501", "2单元501", " 2单元 501 室 ", "三楼东户", "我家是501", "A-1203", "5栋2门301"])
def test_what_can_be_a_room(said: str) -> None:
    assert is_room(said)


@pytest.mark.parametrize("said", ["", "楼上装修太吵了", "501漏水了", "不想填", "你好", "半夜还在施工", "。。。"])
def test_what_can_be_no_room(said: str) -> None:
    assert not is_room(said)
