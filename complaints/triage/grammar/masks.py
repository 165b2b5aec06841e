"""脱敏: what is personal in a text, and the text with it covered (个人信息保护法 Art. 51 and 73: 去标识化).

Numbers of a case (20261122-0007), orders, amounts, hotlines and years stay.
"""

import re
from collections.abc import Callable, Iterator

from complaints.triage.grammar.half_width import half_width
from complaints.triage.grammar.mask_numbers import (
    BANK_CARD,
    BANK_TOLD,
    DIGIT,
    ID_CARD,
    ID_TOLD,
    LANDLINE,
    MOBILE,
    PLATE,
    is_an_order,
    is_bank_card,
    is_id_card,
)
from complaints.triage.grammar.person_names import COVERED, NAME_TOLD, length_of_surname, person_names
from complaints.triage.grammar.told import Mask, MaskSort

_WORTH_A_LOOK = (
    re.compile(rf"[{DIGIT}０-９][{DIGIT}０-９\s\-‐-―−─﹣－.．·_＿()（）xXｘＸ]{{6}}"),
    re.compile(r"[0-9a-zA-Z_０-９Ａ-Ｚａ-ｚ＿][0-9a-zA-Z_\-０-９Ａ-Ｚａ-ｚ＿‐-―−─﹣－]{3}"),
    re.compile("[@＠]"),
    NAME_TOLD,
)
"""Where none of these is found there is nothing to mask: a number, or letters of a plate or an account, an address, a
name. For the text as it was written: most texts hold nothing, and are not even made half-width.
"""

_ANY_NUMBER = re.compile(rf"[{DIGIT}][{DIGIT}\s\-.·_()x]{{6}}")
"""Where this is not found there is neither a phone nor a card."""

_EMAIL = re.compile(r"[a-z0-9._%+\-]{1,64}@[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,4}")
_ACCOUNT = re.compile(
    r"(?:微信|薇信|威信|v信|wechat|weixin|vx|qq|扣扣|企鹅|加我的?(?:微信|v信|vx|qq)?|加v|v(?<![a-z]v)(?=:))"
    r"(?P<sure>号码?|账号|帐号|群号?|同号|id)?(?P<colon>[:是为]|\s){0,3}"
    r"(?P<account>[a-z0-9][a-z0-9_\-]{4,19})(?![a-z0-9_\-])(?!\s?(?:元|块|万|个|人|次|年|分|户))"
)
_NAMES_ONE = re.compile(r"[0-9_]")

Span = tuple[int, int]


def masks(text: str) -> list[Mask]:
    """In order, not overlapping. A mask covers the whole number or name, with what stands between its digits."""
    if not any(sign.search(text) for sign in _WORTH_A_LOOK):
        return []
    rest = half_width(text)
    found: list[Mask] = []
    sorts = _SORTS if _ANY_NUMBER.search(rest) else _WITHOUT_NUMBERS
    for sort, spans in sorts:
        stretches = _apart(spans(rest))
        if stretches:
            found += (Mask(start, end, sort) for start, end in stretches)
            rest = _covered(rest, stretches)
    return sorted(found, key=lambda mask: mask.start)


def masked(text: str) -> str:
    """As long as `text`: each character of a masked stretch becomes "*", one for one, but for what still helps to tell
    one from another: the first 3 and last 2 digits of a phone, 2 and 2 of an identity card, the last 4 of a bank card,
    the 2 places of a plate's city and its last one, an e-mail's first letter and what follows @, the first and last
    of an account, and a surname. A country code before a phone stays, too.
    """
    pieces: list[str] = []
    at = 0
    for mask in masks(text):
        pieces += (text[at : mask.start], _starred(text[mask.start : mask.end], mask.sort))
        at = mask.end
    return "".join((*pieces, text[at:]))


_ENDS_KEPT: dict[MaskSort, Span] = {
    "mobile": (3, 2),
    "landline": (3, 2),
    "id_card": (2, 2),
    "bank_card": (0, 4),
    "plate": (2, 1),
    "account": (1, 1),
}
"""Letters and digits; what stands between those that are kept stays with them."""

_COUNTRY = re.compile(r"(?:\+|00)?86[\-\s]{0,2}|0(?=1)")
_COUNTED = re.compile(r"[^\W_]")


def _starred(written: str, sort: MaskSort) -> str:
    begin, end = _hidden(half_width(written), sort)
    return written[:begin] + "*" * (end - begin) + written[end:]


def _hidden(plain: str, sort: MaskSort) -> Span:
    """What of a stretch is covered."""
    if sort == "name":
        return length_of_surname(plain), len(plain)
    if sort == "email":
        return 1, plain.index("@")
    first, last = _ENDS_KEPT[sort]
    country = _COUNTRY.match(plain) if sort == "mobile" else None
    if sort == "landline" and plain[0] not in "(0零〇":
        first = 0
    counted = [found.start() for found in _COUNTED.finditer(plain, country.end() if country else 0)]
    return (counted[first - 1] + 1 if first else 0), counted[-last]


def _emails(text: str) -> Iterator[Span]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield found.span()


def _id_cards(text: str) -> Iterator[Span]:
    for found in ID_TOLD.finditer(text):
        yield found.span("number")
    for found in ID_CARD.finditer(text):
        if is_id_card(_digits(found[0])) and not is_an_order(text, found.start()):
            yield found.span()


def _bank_cards(text: str) -> Iterator[Span]:
    for found in BANK_TOLD.finditer(text):
        yield found.span("number")
    for found in BANK_CARD.finditer(text):
        if is_bank_card(_digits(found[0])) and not is_an_order(text, found.start()):
            yield found.span()


def _mobiles(text: str) -> Iterator[Span]:
    for found in MOBILE.finditer(text):
        if not is_an_order(text, found.start()):
            yield found.span()


def _landlines(text: str) -> Iterator[Span]:
    for found in LANDLINE.finditer(text):
        yield found.span("local" if found["local"] else 0)


def _accounts(text: str) -> Iterator[Span]:
    for found in _ACCOUNT.finditer(text):
        if found["sure"] or found["colon"] == ":" or _NAMES_ONE.search(found["account"]):
            yield found.span("account")


def _plates(text: str) -> Iterator[Span]:
    for found in PLATE.finditer(text):
        yield found.span()


_SORTS: tuple[tuple[MaskSort, Callable[[str], Iterator[Span]]], ...] = (
    ("email", _emails),
    ("id_card", _id_cards),
    ("bank_card", _bank_cards),
    ("mobile", _mobiles),
    ("landline", _landlines),
    ("account", _accounts),
    ("plate", _plates),
    ("name", person_names),
)
"""The surest first: what one has found, the next don't see."""

_NUMBERS = frozenset(("id_card", "bank_card", "mobile", "landline"))
_WITHOUT_NUMBERS = tuple((sort, spans) for sort, spans in _SORTS if sort not in _NUMBERS)


def _digits(written: str) -> str:
    return re.sub(r"[\s\-]", "", written)


def _apart(spans: Iterator[Span]) -> list[Span]:
    """In order; of two that overlap the first, and of two that begin together the longer."""
    apart: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _covered(text: str, stretches: list[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in stretches:
        pieces += (text[at:start], COVERED * (end - start))
        at = end
    return "".join((*pieces, text[at:]))
