"""A text that was rewritten, and where each of its characters came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Start, end, and what stands there from now on."""


@dataclass(frozen=True, slots=True)
class NormalText:
    """`text` is matched, `original` is shown. `starts` and `ends` are None while each character stands for itself.

    Both never fall from one character to the next. What lies between the end of one and the start of the next has
    vanished: marks without width, spaces inside a word.
    """

    original: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original. What was opened or replaced by another length comes whole."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def of_same_length(self, text: str) -> "NormalText":
        """Each character replaced by one."""
        return NormalText(self.original, text, self.starts, self.ends)

    def rewritten(self, edits: Iterable[Edit]) -> "NormalText":
        """`edits` in order, not overlapping. As many characters for as many: each stands for the one it replaces."""
        old = self.text
        starts: Sequence[int] = range(len(old)) if self.starts is None else self.starts
        ends: Sequence[int] = range(1, len(old) + 1) if self.ends is None else self.ends
        pieces: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        place, moved = 0, False
        for start, end, put in edits:
            pieces += old[place:start], put
            kept = end if len(put) == end - start else start
            new_starts += starts[place:kept]
            new_ends += ends[place:kept]
            if kept != end:
                moved = True
                new_starts += [starts[start]] * len(put)
                new_ends += [ends[end - 1]] * len(put)
            place = end
        if not pieces:
            return self
        text = "".join((*pieces, old[place:]))
        if not moved:
            return self.of_same_length(text)
        new_starts += starts[place:]
        new_ends += ends[place:]
        return NormalText(self.original, text, tuple(new_starts), tuple(new_ends))
