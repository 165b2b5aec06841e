"""Which faults of the database pass, and which come back with the same words as often as one tries."""

from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# SQLSTATE class 22, "data exception": a value that the database will never take (PostgreSQL, appendix A).
DATA_EXCEPTION = "22"


def may_pass(error: Exception) -> bool:
    """Whether a later try may go better: the database is away, full, busy, or another one was faster."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, PoolTimeoutError)
    state = getattr(error.orig, "sqlstate", None) or ""
    return not isinstance(error, DataError) and not state.startswith(DATA_EXCEPTION)
