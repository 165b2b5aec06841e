"""What a person may write as a notice, measured as Telegram measures it. Pure."""

import unicodedata
from dataclasses import dataclass, field

# Long enough for 关于…的公告, short enough for one bold line on a phone.
TITLE_UNITS = 60
# Bot API, sendMediaGroup: "2-10 items".
ALBUM_PICTURES = 10


@dataclass(frozen=True, slots=True)
class Unfit:
    """What a person sent does not fit the question; the question stays. `code` names texts/zh/notice/unfit/."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


def units(text: str) -> int:
    """Length in UTF-16 units, which Telegram counts in its limits: 你 is 1, 😀 is 2."""
    return len(text.encode("utf-16-le")) // 2


def readable(text: str) -> bool:
    """Whether there is anything to see: not only blanks, joiners and control characters."""
    return any(unicodedata.category(c)[0] in "LNPS" for c in text)


def title(text: str) -> str | Unfit:
    """The title as it will stand, on one line."""
    written = " ".join(text.replace("\x00", "").split())
    if not readable(written):
        return Unfit("title_empty")
    if units(written) > TITLE_UNITS:
        return Unfit("title_long", {"most": TITLE_UNITS, "long": units(written)})
    return written


def body(text: str, most: int) -> str | Unfit:
    """The text as it will stand; `most` is the office's limit in UTF-16 units."""
    written = text.replace("\x00", "").strip()
    if not readable(written):
        return Unfit("body_empty")
    if units(written) > most:
        return Unfit("body_long", {"most": most, "long": units(written)})
    return written
