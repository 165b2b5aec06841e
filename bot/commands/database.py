"""The database that a command works on. What stands in its way is one clear line, the same for every command."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.commands.endings import WRONG
from handlers.origin import origins
from storage.migrations.runner import TablesError

# sqlite.org/fileformat.html, 1.3: what every database begins with; a file with nothing in it may become one.
MAGIC = b"SQLite format 3\x00"
BY_SQLITE = {
    sqlite3.SQLITE_NOTADB: "is no SQLite database",
    sqlite3.SQLITE_CORRUPT: "is damaged: put a backup in its place",
    sqlite3.SQLITE_CANTOPEN: "can't be opened: it must be a file that this user may read and write",
    sqlite3.SQLITE_READONLY: "can't be written to by this user",
    sqlite3.SQLITE_BUSY: "is locked by another program",
    sqlite3.SQLITE_FULL: "can't be written to: the disk is full",
}
# Classes of SQLSTATE (PostgreSQL, appendix A).
BY_POSTGRESQL = {
    "28": "can't be used: the server refuses this user or password",
    "3D": "can't be used: there is no such database on the server",
}


class NoDatabaseError(Exception):
    """There is nothing to open. The message says what there is instead, and what to do."""


@contextmanager
def database_or_exit(url: str) -> Iterator[None]:
    """Inside, the database may fail: that ends the command with code 1."""
    try:
        must_be_usable(url)
        yield
    except Exception as error:  # noqa: BLE001 - whatever stands in the way is said, without a trace
        sys.stderr.write(f"{trouble(error, url)}\n")
        sys.exit(WRONG)


def is_there(url: str) -> bool:
    """False for an SQLite file that nobody has made yet. To look does not make it."""
    file = _file(url)
    return file is None or file.exists()


def must_be_there(url: str) -> None:
    """Raises NoDatabaseError, for commands that have nothing to do with a new one."""
    if not is_there(url):
        raise NoDatabaseError(f"there is no database at {_place(url)} yet: `lianxinqiao migrate` (or `run`) makes it")


def must_be_usable(url: str) -> None:
    """Raises NoDatabaseError for what is no database and for a place where none can be made.

    SQLite would say it, too, but a connection that fails while it is opened is not closed in order.
    """
    file = _file(url)
    if file is None:
        return
    if not file.exists():
        folder = next(above for above in file.absolute().parents if above.exists())
        if not (folder.is_dir() and os.access(folder, os.W_OK)):
            raise NoDatabaseError(
                f"database.url: {file} can't be made: {folder} is no folder that this user may write to"
            )
    elif not (file.is_file() and os.access(file, os.R_OK | os.W_OK)):
        raise NoDatabaseError(f"database.url: {file} is no file that this user may read and write")
    else:
        with file.open("rb") as opened:
            beginning = opened.read(len(MAGIC))
        if beginning not in (b"", MAGIC):
            raise NoDatabaseError(f"database.url: {file} {BY_SQLITE[sqlite3.SQLITE_NOTADB]}")


def trouble(error: Exception, url: str) -> str:
    """One line that says what is wrong with which setting. It shows no password and no value of a statement."""
    if isinstance(error, TablesError | NoDatabaseError):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return f'database.url: {error.name} is missing: pip install "lianxinqiao[postgres]"'
    return f"database.url: {_place(url)} {_why(error)}"


def _why(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    # The low byte is the kind of error, what is above it says more about it (sqlite.org/rescode.html).
    known = BY_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    known = known or BY_POSTGRESQL.get((getattr(cause, "sqlstate", None) or "")[:2])
    if known is not None:
        return known
    if isinstance(cause, OSError):
        where = f"{cause.filename}: " if cause.filename else ""
        return f"can't be reached: {where}{cause.strerror or type(cause).__name__}"
    return f"can't be used ({', '.join(origins(error))})"


def _file(url: str) -> Path | None:
    """None for a database that is no file."""
    driver, _, place = url.partition(":///")
    return Path(place.partition("?")[0]) if driver.startswith("sqlite") else None


def _place(url: str) -> str:
    file = _file(url)
    return str(file) if file is not None else make_url(url).set(drivername="postgresql").render_as_string()
