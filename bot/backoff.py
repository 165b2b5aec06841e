"""How long to wait after a failure: longer each time, with jitter, so that many clients don't come back at once."""

from random import SystemRandom

_RANDOM = SystemRandom()


class Backoff:
    """`next()` is in seconds: between half and the whole of first, 2×first, 4×first … up to longest."""

    def __init__(self, first: float = 1.0, longest: float = 15.0) -> None:
        self._first = first
        self._longest = longest
        self._failures = 0

    def next(self) -> float:
        whole = min(self._longest, self._first * 2 ** min(self._failures, 30))
        self._failures += 1
        return _RANDOM.uniform(whole / 2, whole)

    def reset(self) -> None:
        self._failures = 0
