"""The sandbox's time: it can be moved forward, sped up or held, and never goes back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from sandbox.beacon import Beacon
from sandbox.errors import ControlError
from sandbox.json_types import Json

# Telegram's dates are 32-bit seconds, and end in January 2038.
LATEST = datetime(2038, 1, 1, tzinfo=UTC)
# More than a day in a second shows nothing any more, and would pass the end within minutes.
RATE_MAX = 100_000


class SandboxClock:
    """`rate` is sandbox seconds a real second; 0 holds the clock still, moves by hand excepted."""

    def __init__(
        self, start: datetime | None = None, rate: float = 1.0, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._timer = timer
        self._real_start = (start or datetime.now(UTC)).timestamp()  # noqa: TID251 - this is where time comes from
        self._real_timer = timer()
        self._base = self._real_start
        self._base_timer = self._real_timer
        self._rate = rate
        self.revision = 0
        self.moved = Beacon()

    def seconds(self) -> float:
        """Unix time in the sandbox, with fractions."""
        return self._base + (self._timer() - self._base_timer) * self._rate

    def real(self) -> float:
        """Real seconds from no point in particular: for waits that the clock's moves don't touch."""
        return self._timer()

    def unix(self) -> int:
        return int(self.seconds())

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def advance(self, seconds: float) -> None:
        self.move(seconds)

    def set(self, instant: datetime) -> None:
        """An instant without a zone is read as UTC."""
        self.move(instant=instant)

    def set_rate(self, rate: float) -> None:
        self.move(rate=rate)

    def move(self, seconds: float = 0, instant: datetime | None = None, rate: float | None = None) -> None:
        """All of it or, refused, none of it: forward by `seconds`, then to `instant`, then on at `rate`."""
        if not seconds >= 0:
            raise ControlError("the clock never goes back: advance by 0 or more seconds")
        target = self.seconds() + seconds
        if instant is not None:
            aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
            if aware.timestamp() < target:
                raise ControlError(f"the clock never goes back: it is already {self.now().isoformat()}")
            target = aware.timestamp()
        if target > LATEST.timestamp():
            raise ControlError(f"the clock goes no further than {LATEST.date().isoformat()}")
        if rate is not None and not rate >= 0:
            raise ControlError("the clock never goes back: rate must be 0 or more")
        if rate is not None and rate > RATE_MAX:
            raise ControlError(f"the clock goes at most {RATE_MAX} times as fast as real time")
        self._rebase(target, self._rate if rate is None else rate)

    async def sleep(self, seconds: float) -> None:
        """Sleeps sandbox seconds: a jump of the clock shortens the wait."""
        due = self.seconds() + seconds
        while (left := due - self.seconds()) > 0:
            await self.moved.wait(left / self._rate if self._rate else None)

    def as_json(self) -> Json:
        real = self._real_start + self._timer() - self._real_timer
        return {
            "now": self.now().isoformat(),
            "offset": round(self.seconds() - real, 3),
            "rate": self._rate,
            "revision": self.revision,
        }

    def _rebase(self, seconds: float, rate: float) -> None:
        self._base, self._base_timer, self._rate = seconds, self._timer(), rate
        self.revision += 1
        self.moved.ring()
