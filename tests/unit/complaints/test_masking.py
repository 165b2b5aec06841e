"""A room shows no door. What is masked in words: tests/unit/triage/test_masks.py."""

import pytest

from complaints.masking import mask_room


@pytest.mark.parametrize(
    ("room", "seen"), [("2单元501", "2单元5**"), ("1203室", "1***室"), ("A座", "A座"), (None, None), ("", None)]
)
def test_a_room_shows_its_first_digit_only(room: str | None, seen: str | None) -> None:
    assert mask_room(room) == seen
