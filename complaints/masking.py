"""脱敏: what must not be seen outside the people who handle a case (PIPL art. 51: de-identify)."""

import re

# Mobile numbers 1[3-9] and nine more; identity numbers of 15 or 18 places; landlines with area code.
_ID = re.compile(r"(?<!\d)(\d{4})\d{7,10}(\d{3}[\dXx])(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3})[ -]?\d{3,4}(\d{4})(?!\d)")


def mask(text: str) -> str:
    """Phone and identity numbers keep their ends only: 138****5678."""
    text = _ID.sub(r"\1**********\2", text)
    text = _MOBILE.sub(r"\1****\2", text)
    return _LANDLINE.sub(r"\1****\2", text)


def mask_room(room: str | None) -> str | None:
    """2单元501 → 2单元5**: the floor may help, the door is nobody's business."""
    return re.sub(r"(\d)\d{1,3}(?=\D*$)", lambda m: m[1] + "*" * (len(m[0]) - 1), room) if room else None
