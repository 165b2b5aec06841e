"""Chinese numerals below a thousand."""

DIGITS = "零一二三四五六七八九"
_VALUES = {**{digit: value for value, digit in enumerate(DIGITS)}, "〇": 0, "幺": 1, "两": 2}
_TENS = {"十": 10, "百": 100}


def numeral(written: str) -> int | None:
    """十二 12, 一百零八 108, 一百二 120, and digit by digit 五零一 501. None for what is no numeral."""
    if not any(character in _TENS for character in written):
        if not written or any(character not in _VALUES for character in written):
            return None
        return int("".join(str(_VALUES[character]) for character in written))
    total, digit, last_ten = 0, None, 1
    for character in written:
        if character in _TENS:
            last_ten = _TENS[character]
            total += (1 if digit is None else digit) * last_ten
            digit = None
        elif character in _VALUES:
            digit = _VALUES[character]
            if digit == 0:
                last_ten = 10  # 一百零八 is no 一百八
        else:
            return None
    if digit is None:
        return total
    return total + digit * (10 if last_ten == _TENS["百"] else 1)
