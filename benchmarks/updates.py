"""Raw updates as Telegram sends them: residents who each say one sentence in private."""

from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import Any

SENTENCES = (
    "楼下工地半夜还在打桩，吵得孩子睡不着，能不能管管",
    "小区门口的渣土车一路撒，灰大得开不了窗",
    "三单元水管漏水漏到楼梯上了，走路打滑",
    "围挡把人行道全占了，推轮椅过不去",
    "广场舞音响太大，天天跳到晚上十点半",
)
FIRST_RESIDENT = 1_000


def said(number: int, turn: int) -> Iterator[dict[str, Any]]:
    """So many messages, each by another resident: nobody waits for their own lock or meets a limit.

    In each of as many turns as there are sentences everybody says something new.
    """
    for n, text in enumerate(islice(cycle(SENTENCES), turn, turn + number)):
        person = FIRST_RESIDENT + n
        yield {
            "update_id": next(_IDS),
            "message": {
                "message_id": n + 1,
                "date": 1_795_305_600,
                "chat": {"id": person, "type": "private", "first_name": "居民"},
                "from": {"id": person, "is_bot": False, "first_name": "居民"},
                "text": text,
            },
        }


_IDS = count(1)
