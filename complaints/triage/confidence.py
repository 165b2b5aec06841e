"""What a reading of a category is worth: of the messages that are given 0.8, about 80 % should be right."""

import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from complaints.triage.codes import Category

NOTHING_SAID = 0.5
"""Of kind other, where no rule holds at all."""

_CATEGORIES = len(Category)


@dataclass(frozen=True, slots=True)
class Confidence:
    """Measured, not felt: docs/triage.md tells how, and `lianxinqiao rules test` shows how well it still fits.

    `sharpness`: the sums, times this, are log odds. `points`: share of the odds → share that was right, rising; between
    them it is a straight line. `sure_enough`: below it a person decides.
    """

    sharpness: float
    sure_enough: float
    points: Sequence[tuple[float, float]]

    def of(self, sums: Collection[float]) -> float:
        """That the category with the largest sum is right; 0 when nothing was said for any."""
        if not sums:
            return 0.0
        most = max(sums)
        odds = sum(math.exp(self.sharpness * (each - most)) for each in sums)
        odds += (_CATEGORIES - len(sums)) * math.exp(-self.sharpness * most)
        return self._measured(1 / odds)

    def _measured(self, share: float) -> float:
        place = bisect_right(self.points, (share, 1.0))
        if place == 0 or place == len(self.points):
            return self.points[min(place, len(self.points) - 1)][1]
        (left, low), (right, high) = self.points[place - 1], self.points[place]
        return low + (high - low) * (share - left) / (right - left)


UNMEASURED = Confidence(sharpness=1.0, sure_enough=0.35, points=((0.0, 0.0), (1.0, 1.0)))
"""For rules that came without a measurement: the share of the odds as it is."""
