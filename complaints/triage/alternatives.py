"""Many words in one pattern that is searched fast."""

from collections.abc import Iterable


def one_of(patterns: Iterable[str]) -> str:
    """Any of them, tried in their order; each begins with a plain character. Those that begin alike are grouped, so
    that a search tries only them.
    """
    by_first: dict[str, list[str]] = {}
    for pattern in patterns:
        by_first.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(
        first + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})") for first, rests in by_first.items()
    )
