"""Numbers of people are masked; everything else stays as it was said."""

import pytest

from complaints.masking import mask, mask_room


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("我电话13812345678，速来", "我电话138****5678，速来"),
        ("138 1234 5678", "138****5678"),
        ("身份证110101199003071234。", "身份证1101**********1234。"),
        ("身份证11010119900307123X", "身份证1101**********123X"),
        ("座机0591-87654321", "座机0591****4321"),
        ("凌晨2点到4点，3栋2单元501", "凌晨2点到4点，3栋2单元501"),
        ("编号20261122-0007", "编号20261122-0007"),
    ],
)
def test_phone_and_identity_numbers_keep_their_ends(said: str, seen: str) -> None:
    assert mask(said) == seen


@pytest.mark.parametrize(
    ("room", "seen"), [("2单元501", "2单元5**"), ("1203室", "1***室"), ("A座", "A座"), (None, None), ("", None)]
)
def test_a_room_shows_its_first_digit_only(room: str | None, seen: str | None) -> None:
    assert mask_room(room) == seen
