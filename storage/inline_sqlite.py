"""aiosqlite without its thread: statements run in the event loop's own.

aiosqlite hands every call to a worker thread and back, about 0.1 ms each time on two cores; a registration makes
some forty calls of 5 to 20 µs (docs/adr/0004). Here they run in place.

What may wait for somebody else, BEGIN IMMEDIATE, is retried from the outside with a yield in between
(storage/database.py).
"""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")


class InlineConnection(aiosqlite.Connection):
    """An aiosqlite connection whose calls run where they are awaited. Open it with `await`, close it as usual."""

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401 - as in aiosqlite
        return fn(*args, **kwargs)

    @property
    def raw(self) -> sqlite3.Connection:
        return self._conn


def connect(path: str, **options: Any) -> InlineConnection:  # noqa: ANN401 - sqlite3.connect's own options
    connection = InlineConnection(
        lambda: sqlite3.connect(path, **{**options, "check_same_thread": False}), iter_chunk_size=64
    )
    # The worker thread opens and closes the connection, and must not keep a dying process alive.
    connection._thread.daemon = True  # noqa: SLF001 - SQLAlchemy's own adapter does the same
    return connection
