"""Which updates may be acknowledged: getUpdates' offset confirms all before it, so it stops at the first open one."""

from collections.abc import Collection


class Offsets:
    """An update is running, committed, or refused by storage (to be fetched once more). No waiting, no network."""

    def __init__(self) -> None:
        self.offset: int | None = None
        # Both hold how often storage has refused the update.
        self.running: dict[int, int] = {}
        self.refused: dict[int, int] = {}
        self._committed: set[int] = set()

    def fetched(self, ids: Collection[int]) -> None:
        """Telegram gave its lowest updates from the offset on: a refused one that is skipped there has expired."""
        highest = max(ids, default=None)
        gone = {each for each in self.refused if each not in ids and (highest is None or each < highest)}
        for each in gone:
            del self.refused[each]

    def is_new(self, update_id: int) -> bool:
        return update_id not in self.running and update_id not in self._committed

    def begin(self, update_id: int) -> int:
        """How often storage has refused it before."""
        refusals = self.refused.pop(update_id, 0)
        self.running[update_id] = refusals
        return refusals

    def commit(self, update_id: int) -> None:
        """Of a running update; a second word about it changes nothing."""
        if self.running.pop(update_id, None) is not None:
            self._committed.add(update_id)

    def refuse(self, update_id: int) -> None:
        refusals = self.running.pop(update_id, None)
        if refusals is not None:
            self.refused[update_id] = refusals + 1

    def advance(self) -> int | None:
        """The offset to ask with next: the first that is not committed, else the one after the last."""
        still_open = {*self.running, *self.refused}
        if still_open:
            self.offset = min(still_open)
        elif self._committed:
            self.offset = max(self._committed) + 1
        if self.offset is not None:
            self._committed = {each for each in self._committed if each > self.offset}
        return self.offset
