"""Numbers that belong to a person: phones, identity cards, bank cards, plates. Patterns for half-width text."""

import re

DIGIT = "0-9〇零一二三四五六七八九幺"
_OUT_OF_DIGITS = rf"(?<![{DIGIT}])"
_NO_MORE = rf"(?![{DIGIT}])"
_SEP = r"[\s\-.·_]{1,2}"
_D = f"[{DIGIT}]"

MOBILE = re.compile(
    rf"{_OUT_OF_DIGITS}(?:\+?(?:00)?86[\-\s]{{0,2}}|0)?[1一幺][3-9三四五六七八九]"
    rf"(?:{_D}{{9}}|{_D}{_SEP}{_D}{{4}}(?:{_SEP})?{_D}{{4}}|{_D}{{5}}{_SEP}{_D}{{4}}|{_D}{{2}}{_SEP}{_D}{{3}}{_SEP}{_D}{{4}}"
    rf"|{_D}{_SEP}{_D}{{3}}{_SEP}{_D}{{5}}|(?:[\s\-.]{_D}){{9}}){_NO_MORE}"
    rf"|{_OUT_OF_DIGITS}[1一幺][\s\-.][3-9三四五六七八九](?:[\s\-.]{_D}){{9}}{_NO_MORE}"
)
"""1[3-9] and nine more (工信部 电信网编号计划 2017), in the ways of grouping that people use; digits may be Chinese."""

LANDLINE = re.compile(
    rf"{_OUT_OF_DIGITS}\(?[0零〇](?:[1一][0零〇]|[2二]{_D}|[3-9三四五六七八九]{_D}{{2}})\)?[\-\s]{{0,2}}"
    rf"[1-9一二三四五六七八九]{_D}{{2,3}}[\-\s]?{_D}{{4}}(?:[\-转]\d{{1,6}})?{_NO_MORE}"
    r"|(?:电话|電話|座机|座機|固话|固話|致电)(?:号码?|號碼)?"
    rf"(?:[:是为]|\s){{0,3}}(?P<local>[2-8]\d{{2,3}}[\-\s]?\d{{4}}(?!\d))"
)
"""With its area code (010, 02x, 03xx–09xx), or seven or eight digits after 电话. 110, 12345, 400 belong to nobody."""

ID_CARD = re.compile(
    r"(?<![0-9a-z])(\d{6})[\-\s]?(\d{8})[\-\s]?(\d{3}[\dx])(?![0-9a-z])|(?<![0-9a-z])\d{15}(?![0-9a-z])"
)
ID_TOLD = re.compile(
    r"(?:身[份分][证證]|证件)(?:号码?|编号|號碼?)?(?:[:是为]|\s){0,3}(?P<number>\d[\d\s\-]{11,20}[\dx])(?![\dx])"
)
"""After 身份证 a number counts whether its check digit is right or not: people mistype their own."""

BANK_CARD = re.compile(r"(?<!\d)(?=4|5[1-5]|6[02]|35|3[47]|9558)\d{4}(?:[\-\s]?\d{4}){3}(?:[\-\s]?\d{1,3})?(?!\d)")
"""First digits in use: 银联 62 and 60, Visa 4, Mastercard 51–55, JCB 35, Amex 34 and 37, and 9558 of old 工行 cards."""

BANK_TOLD = re.compile(
    r"(?:银行卡|銀行卡|储蓄卡|信用卡|工资卡|卡号|卡號|银行账[号户]|银行帐[号户])(?:号码?)?(?:[:是为]|\s){0,3}"
    r"(?P<number>\d{4}(?:[\-\s]?\d{4}){2,3}(?:[\-\s]?\d{1,3})?(?!\d))"
)

PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬雲遼魯蘇贛晉陝閩貴粵寧瓊][a-hj-np-z][\s·.\-•]?"
    r"(?:[df][a-hj-np-z0-9]\d{4}|\d{5}[df]|(?=(?:[a-z]{0,2}\d){3})[a-hj-np-z0-9]{4}[a-hj-np-z0-9挂学警港澳])"
    r"(?![a-z0-9])"
)
"""GA 36-2018: province, letter without I and O, five places; six for new energy, with D or F first or last."""

_ORDER = re.compile(
    r"(?:订单|快递|运单|工单|编号|单号|流水|受理|案件|案号|合同|发票|凭证|物流|取件码)(?:号码?|编号)?(?:[:是为]|\s){0,3}$"
)
_PROVINCES = frozenset(
    map(str, (*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)))
)
_PROVINCES |= {"71", "81", "82", "83", "91"}
"""GB/T 2260, and 83 for residents of Taiwan, 91 for foreigners."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
_MONTHS, _DAYS = range(1, 13), range(1, 32)
SHORT_ID = 15


def is_id_card(number: str) -> bool:
    """18 places with the check digit of GB 11643-1999 (ISO 7064 MOD 11-2), or 15 of before 1999, which have none."""
    if number[:2] not in _PROVINCES:
        return False
    birth = number[6:12] if len(number) == SHORT_ID else number[8:14]
    if int(birth[2:4]) not in _MONTHS or int(birth[4:6]) not in _DAYS:
        return False
    if len(number) == SHORT_ID:
        return True
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17]


def is_bank_card(number: str) -> bool:
    """16 to 19 digits with the check digit of ISO/IEC 7812 (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of its two digits
    return total % 10 == 0


def is_an_order(text: str, start: int) -> bool:
    """Whether 订单号, 工单编号 and the like stand right before."""
    return _ORDER.search(text, max(0, start - 10), start) is not None
