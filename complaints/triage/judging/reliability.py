"""A picture of what a confidence is worth: for each stretch of confidence the share that was right, as SVG."""

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from xml.sax.saxutils import escape

from complaints.triage.judging.measure import Bin

WIDTH, HEIGHT = 660, 440
LEFT, RIGHT, TOP, BOTTOM = 62, 18, 46, 58
GAP = 6
"""Pixels between two bars."""

TICKS = 5

SURE = 1.96
"""Standard errors: what chance stays within 19 times of 20."""

INK, BAR, GRID, LINE = "#1f2933", "#6fa8a1", "#dde3e8", "#b3412d"


def reliability_picture(bins: Sequence[Bin], title: str) -> str:
    """Bars with the number of messages, a whisker for what chance does to so few, and the line on which share and
    confidence are the same. Bins without messages are left empty. Readable on light and dark pages."""
    parts = [*_frame(title), *(part for each in bins if each.messages for part in _bar(each)), *_diagonal()]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="system-ui, sans-serif" font-size="13" fill="{INK}" role="img">'
    )
    return "\n".join([head, *parts, "</svg>", ""])


def likely(right: int, messages: int) -> tuple[float, float]:
    """Between which shares the true one lies, 19 times of 20 (Wilson's interval, which holds for few messages too)."""
    share, spread = right / messages, SURE**2 / messages
    middle = (share + spread / 2) / (1 + spread)
    half = SURE * sqrt(share * (1 - share) / messages + spread / (4 * messages)) / (1 + spread)
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def _across(confidence: float) -> float:
    return round(LEFT + confidence * (WIDTH - LEFT - RIGHT), 1)


def _up(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _frame(title: str) -> Iterator[str]:
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield _text(WIDTH / 2, 26, title, 'text-anchor="middle" font-size="15"')
    for share in (tick / TICKS for tick in range(TICKS + 1)):
        yield _stroke((0, share), (1, share), GRID)
        yield _text(LEFT - 8, _up(share) + 4, f"{share:.1f}", 'text-anchor="end"')
        yield _text(_across(share), HEIGHT - BOTTOM + 20, f"{share:.1f}", 'text-anchor="middle"')
    yield _text(WIDTH / 2, HEIGHT - 12, "confidence", 'text-anchor="middle"')
    turned = f'text-anchor="middle" transform="rotate(-90 18 {HEIGHT / 2})"'
    yield _text(18, HEIGHT / 2, "share that was right", turned)


def _bar(each: Bin) -> Iterator[str]:
    share = each.right / each.messages
    begins, ends = _across(each.begins) + GAP / 2, _across(each.ends) - GAP / 2
    middle = (each.begins + each.ends) / 2
    top, width = _up(share), round(ends - begins, 1)
    yield f'<rect x="{begins}" y="{top}" width="{width}" height="{round(_up(0) - top, 1)}" fill="{BAR}"/>'
    low, high = likely(each.right, each.messages)
    yield _stroke((middle, low), (middle, high), INK)
    yield _text(_across(middle), _up(0) - 7, str(each.messages), 'text-anchor="middle"')


def _diagonal() -> Iterable[str]:
    return (_stroke((0, 0), (1, 1), LINE, 'stroke-dasharray="6 4" stroke-width="2"'),)


def _stroke(begin: tuple[float, float], end: tuple[float, float], colour: str, more: str = "") -> str:
    places = f'x1="{_across(begin[0])}" y1="{_up(begin[1])}" x2="{_across(end[0])}" y2="{_up(end[1])}"'
    return f'<line {places} stroke="{colour}" {more}/>'


def _text(x: float, y: float, said: str, more: str) -> str:
    return f'<text x="{round(x, 1)}" y="{round(y, 1)}" {more}>{escape(said)}</text>'
