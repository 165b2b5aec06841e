"""The thanks that only end a message: 楼上又在拖椅子，谢谢领导. They are no praise, and say nothing of the matter."""

import re

LONGEST = 24
"""Characters in which such an ending is looked for; what is longer says whom is thanked and for what."""

_THANKS = "谢谢|感谢|多谢|谢了|谢啦|感恩|拜托|麻烦|辛苦|有劳|不胜感激|此致|敬礼|请领导重视|望领导重视|🙏|🌹|💐"
_WHOM = "各位|大家|你们|您们|您|你|领导|书记|市长|政府|们|了|啦|啊|哈|非常|十分|万分|衷心|先|再次|很|太|一下|请|望"
_CLOSING = re.compile(
    rf"(?:(?<=[,。!?;:、\s])(?:{_WHOM})*(?:{_THANKS})|谢谢|多谢|[🙏🌹💐])"
    rf"(?:{_THANKS}|{_WHOM}|[,。!?~、\s])*$"
)


def closing(text: str) -> int:
    """Where the polite ending begins; the length of the text where there is none."""
    begin = max(0, len(text) - LONGEST)
    found = _CLOSING.search(text, begin)
    return found.start() if found is not None and found.start() > 0 else len(text)
