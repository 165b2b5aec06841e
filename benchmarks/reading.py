"""What triage costs beside jieba's cutting alone, over the same texts in the same run."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from complaints.triage import Triage, load, packaged_files
from complaints.triage.match import WordIndex

ROUNDS = 7
MORE_RULES = 100
WORDS = 20_000
LETTER = 400
CHAT = (
    "楼下烧烤店后半夜还在划拳，整栋楼都睡不着",
    "3栋2单元电梯又坏了，老人下不了楼",
    "请问老旧小区改造什么时候轮到我们院",
    "工地凌晨两点半还在打桩，投诉三次没人管",
    "建议在校门口画条斑马线",
    "谢谢网格员，路灯当天就修好了",
    "物业费涨了，保洁却一个月没来",
    "消防通道又被私家车堵死了",
)
STORY = (
    "我是和美小区的住户，",
    "从上个月起对面工地每天晚上十点以后还在浇混凝土，",
    "泵车和罐车一直轰鸣到凌晨四点，",
    "家里老人有高血压，孩子马上要中考，",
    "我们打过热线，也找过项目部，",
    "答复说有夜间施工证，可是门口没有任何公告。",
    "白天渣土车进出，路面全是泥浆，",
    "人行道也被围挡占了一半，推婴儿车只能走机动车道。",
    "希望有关部门尽快来看看，给我们一个说法，谢谢！",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Seconds for one round over the texts; `loading` from nothing, `more_memory` in MB beside jieba alone."""

    chat: float
    chat_cut: float
    letters: float
    letters_cut: float
    many_rules: float
    rebuilding: float
    loading: float
    more_memory: float


def measure() -> Reading:
    import jieba  # noqa: PLC0415 - the bench's own start must not count it

    jieba.setLogLevel(60)
    jieba.initialize()
    letters = ["".join(STORY[turn:] + STORY[:turn])[:LETTER] for turn in range(len(STORY))]
    letters = [(letter * 3)[:LETTER] for letter in letters]
    triage, crowded = Triage.packaged(), Triage(load(packaged_files(), {"bench.toml": _rules()}))
    for each in (triage, crowded):
        each.warm_up()
    chat, chat_cut, crowd_chat = _together(CHAT, triage.read, jieba.lcut, crowded.read)
    long, long_cut, crowd_long = _together(letters, triage.read, jieba.lcut, crowded.read)
    return Reading(
        chat=chat,
        chat_cut=chat_cut,
        letters=long,
        letters_cut=long_cut,
        many_rules=(crowd_chat + crowd_long) / (chat + long),
        rebuilding=_rebuilding(),
        loading=_alone(_LOADING)[0],
        more_memory=_alone(_LOADING)[1] - _alone(_JIEBA)[1],
    )


def _together(texts: tuple[str, ...] | list[str], *ways: Callable[[str], object]) -> list[float]:
    """The best round of each way; the rounds take turns, so that a busy moment hits them all."""
    best = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for place, way in enumerate(ways):
            begun = time.perf_counter()
            for text in texts:
                way(text)
            best[place] = min(best[place], time.perf_counter() - begun)
    return best


def _rules() -> str:
    """As many rules as come with the package, a hundred times: each with words of its own."""
    count = MORE_RULES * sum(text.count("[[rule]]") for text in packaged_files().values())
    words = _made_up()
    return "".join(
        f'[[rule]]\nname = "多{number}"\nfor = "access"\nany = ["{next(words)}", "{next(words)}"]\n'
        for number in range(count)
    )


def _made_up() -> Iterator[str]:
    """Words that nobody writes, of characters that everybody does."""
    common = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小"
    return ("".join(letters) + "龘" for letters in product(common, repeat=4))


def _rebuilding() -> float:
    words = [word for word, _ in zip(_made_up(), range(WORDS), strict=False)]
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        WordIndex(words)
        best = min(best, time.perf_counter() - begun)
    return best


_STATUS = "/proc/self/status"
"""Of Linux; elsewhere the memory is told as nan, as in starting.py."""

_PEAK = (
    f"; import os; status = open({_STATUS!r}) if os.path.exists({_STATUS!r}) else ()"
    "; seconds = time.perf_counter() - begun"
    "; print(seconds, next((line.split()[1] for line in status if line.startswith('VmHWM:')), 'nan'))"
)
_BEGIN = "import time; begun = time.perf_counter(); "
_LOADING = (
    f"{_BEGIN}from complaints.triage import Triage; t = Triage.packaged(); t.warm_up(); t.read('等着火车'){_PEAK}"
)
_JIEBA = f"{_BEGIN}import pydantic, jieba; jieba.setLogLevel(60); jieba.initialize(); jieba.lcut('等着火车'){_PEAK}"


def _alone(script: str) -> tuple[float, float]:
    """Seconds and peak memory (MB of 10^6) of a process of its own; the median of three by time."""
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script], capture_output=True, check=True, text=True
        )
        seconds, kilobytes = done.stdout.split()
        runs.append((float(seconds), float(kilobytes) * 1024 / 1e6))
    return sorted(runs)[1]
