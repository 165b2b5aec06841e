"""Which process sends: the one that holds the lease. The others ask now and then."""

from datetime import datetime, timedelta

from storage import leases
from storage.clock import Clock
from storage.unit import Unit

LEASE = "sender"
# A dead sender is replaced after so long; a living one renews in good time.
SPAN = timedelta(seconds=30)
RENEW_BEFORE = timedelta(seconds=20)


class Lead:
    """The lease of one holder, by the machine's clock."""

    def __init__(self, holder: str, clock: Clock) -> None:
        self._holder = holder
        self._clock = clock
        self._until: datetime | None = None

    @property
    def sure(self) -> bool:
        """Held, and not yet to be renewed."""
        return self._until is not None and self._clock.now() < self._until - RENEW_BEFORE

    @property
    def held(self) -> bool:
        return self._until is not None

    async def take(self, unit: Unit) -> bool:
        """Get the lease, or keep it: it counts once the unit is committed. Lost, nothing new may be sent."""
        now = self._clock.now()
        take = leases.renew if self.held else leases.acquire
        self._until = None
        taken = await take(unit, LEASE, self._holder, now, SPAN)
        if taken:
            unit.after_commit.append(lambda: self._keep(now + SPAN))
        return taken

    def _keep(self, until: datetime) -> None:
        self._until = until

    async def release(self, unit: Unit) -> None:
        if self.held:
            self._until = None
            await leases.release(unit, LEASE, self._holder)
