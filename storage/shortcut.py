"""The way of the few statements that every update passes through, on SQLite: prepared once, run in place.

SQLAlchemy writes the SQL and knows the types; its execution layer, which costs several times what SQLite itself does,
is left out. The statements belong to the transaction that is open on the same connection.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Executable
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.base import ReadOnlyColumnCollection

Process = Callable[[Any], Any] | None
T = TypeVar("T")

_DIALECT = SQLiteDialect_pysqlite()


class Rows(Generic[T]):
    """What a statement gave: as much of SQLAlchemy's CursorResult as such statements need."""

    def __init__(self, rows: list[T], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    def one(self) -> T:
        (row,) = self._rows
        return row

    def scalar(self) -> Any:  # noqa: ANN401 - a column of any type
        """The first column of the first row; None without one."""
        return self._rows[0][0] if self._rows else None  # type: ignore[index]

    def scalar_one(self) -> Any:  # noqa: ANN401 - a column of any type
        return self.one()[0]  # type: ignore[index]


class _Prepared(NamedTuple):
    sql: str
    # Name, value where none is given, and how the value is written, in the order of the question marks.
    binds: tuple[tuple[str, Any, Process], ...]
    row: Callable[..., Any] | None
    reads: tuple[Process, ...]

    def bind(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            process(values.get(name, given)) if process else values.get(name, given)
            for name, given, process in self.binds
        ]


class Shortcut:
    def __init__(self) -> None:
        self._raw: sqlite3.Connection | None = None
        self._prepared: dict[tuple[Executable, tuple[str, ...]], _Prepared] = {}

    def lay(self, raw: sqlite3.Connection) -> None:
        """Lead to this connection from now on."""
        self._raw = raw

    def close(self) -> None:
        """Let go of the connection without closing it: it is the engine's."""
        self._raw = None

    def execute(self, statement: Executable, values: dict[str, Any] | list[dict[str, Any]] | None) -> Rows[Any]:
        """`statement` must be one that is built once: it is kept. Raises what SQLAlchemy would."""
        assert self._raw is not None, "the engine has a connection"
        many = values if isinstance(values, list) else None
        first = many[0] if many else values or {}
        prepared = self._prepare(statement, tuple(first))  # type: ignore[arg-type]
        try:
            if many is not None:
                return Rows([], self._raw.executemany(prepared.sql, map(prepared.bind, many)).rowcount)
            cursor = self._raw.execute(prepared.sql, prepared.bind(first))  # type: ignore[arg-type]
            rows = cursor.fetchall()
        except sqlite3.Error as error:
            raise known(error, prepared.sql) from error
        return Rows([_read(prepared, row) for row in rows], cursor.rowcount)

    def _prepare(self, statement: Executable, names: tuple[str, ...]) -> _Prepared:
        found = self._prepared.get((statement, names))
        if found is None:
            found = self._prepared[statement, names] = _prepare(statement, names)
        return found


def known(error: sqlite3.Error, sql: str) -> Exception:
    """The error as SQLAlchemy would have raised it, without the values: they are what people wrote."""
    return DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True, dialect=_DIALECT)


def _prepare(statement: Executable, names: tuple[str, ...]) -> _Prepared:
    assert isinstance(statement, ClauseElement)
    insert = getattr(statement, "is_insert", False)
    compiled: Any = statement.compile(dialect=_DIALECT, column_keys=list(names) if insert else None)
    binds = tuple((name, compiled.params[name], _writes(compiled.binds[name].type)) for name in compiled.positiontup)
    columns: ReadOnlyColumnCollection[str, Any] | tuple[Any, ...] = getattr(statement, "exported_columns", ())
    keys = [column.key for column in columns]
    row = namedtuple("Row", keys) if keys else None
    return _Prepared(str(compiled), binds, row, tuple(_reads(column.type) for column in columns))


def _writes(kind: Any) -> Process:  # noqa: ANN401 - a TypeEngine of any Python type
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)  # type: ignore[no-any-return]


def _reads(kind: Any) -> Process:  # noqa: ANN401 - a TypeEngine of any Python type
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)  # type: ignore[no-any-return]


def _read(prepared: _Prepared, row: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a named tuple made from the statement
    assert prepared.row is not None
    return prepared.row(*(read(value) if read else value for read, value in zip(prepared.reads, row, strict=True)))
