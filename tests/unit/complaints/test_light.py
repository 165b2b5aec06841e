"""One rule for the lights."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.light import Light, light

START = datetime(2026, 11, 22, tzinfo=UTC)
DUE = START + timedelta(hours=20)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, Light.GREEN), (14.9, Light.GREEN), (15, Light.YELLOW), (19.9, Light.YELLOW), (20, Light.RED), (99, Light.RED)],
)
def test_yellow_when_a_quarter_is_left_and_red_from_the_moment_it_is_due(hours: float, expected: Light) -> None:
    assert light(START + timedelta(hours=hours), START, DUE, done=False) is expected


def test_what_is_done_has_no_colour_however_late() -> None:
    assert light(DUE + timedelta(days=9), START, DUE, done=True) is Light.DONE
