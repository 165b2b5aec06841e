"""Where an error came from, without what it says: its message may quote a person."""

from collections.abc import Iterator


def origin(error: BaseException) -> str:
    """File and line of the innermost frame."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"


def origins(error: BaseException) -> list[str]:
    """Each error of a group, as "ValueError at intake.py:41"."""
    return [f"{type(leaf).__name__} at {origin(leaf)}" for leaf in _leaves(error)]


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner)
    else:
        yield error
