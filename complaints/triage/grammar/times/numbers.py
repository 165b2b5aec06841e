"""Numbers below one hundred as they are written beside a time: 7, 两, 十一, 四十五; and 七八 for seven or eight."""

NUMERALS = "零〇一二两三四五六七八九十"

_UNITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LONGEST = 4
"""Characters: 二十二三."""

TEN = 10


def value_of(written: str) -> int | None:
    """None when it is not one number below a hundred."""
    if written.isascii():
        return int(written) if written.isdigit() and len(written) < _LONGEST else None
    if len(written) == 1:
        return TEN if written == "十" else _UNITS.get(written)
    tens, ten, units = written.partition("十")
    if not ten:
        return _UNITS.get(units or tens[1:]) if tens[0] in "零〇" else None
    ones = _UNITS.get(units) if units else 0
    many = _UNITS.get(tens) if tens else 1
    return None if ones is None or not many else many * TEN + ones


def values_of(written: str, most: int) -> tuple[int, ...]:
    """One number up to `most`, or two that follow each other (七八, 十一二, 九十); else none."""
    if len(written) > _LONGEST:
        return ()
    value = value_of(written)
    if value is not None and value <= most:
        return (value,)
    first, second = value_of(written[:-1]), value_of(written[-1])
    if len(written) == 1 or written.isascii() or first is None or second is None or first >= most:
        return ()
    return (first, first + 1) if second in {first + 1, first % TEN + 1} else ()
