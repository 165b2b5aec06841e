"""旁边, 对面, 门口 …: on which side of a place."""

import re
from itertools import product

from complaints.triage.alternatives import one_of

_POINTS = "东南西北"
_ROUND = (
    "斜对面", "对面", "斜对过", "对过", "对门", "旁边", "边上", "附近", "周边", "周围", "隔壁", "一带", "沿线",
    "背后", "前面(?!的?话)", "后面(?!的?话)", "楼下", "楼上", "楼顶", "楼前(?!天)", "楼后(?!天|来)",
    "西南角", "西北角", "东南角", "东北角",
    *(point + side for point, side in product(_POINTS, ("侧", "边", "面", "大门口?", "门口?"))),
    *(point + side for point, side in product(("西北", "东北"), ("侧", "边", "面"))),
    "旁(?![白观听敲若证])", "边(?![界缘境防疆框])",
)  # fmt: skip
_AT = (
    "正门口?", "大门口?", "侧门口?", "后门口?", "前门口?", "门口", "门前", "门外",
    "十字路口", "丁字路口", "三岔路口", "路口", "交叉路口", "交叉口", "交叉处", "交汇路口", "交汇口", "交汇处",
    "交界路口", "交界处", "交口", "出入口", "出口", "入口", "拐角处?", "转角处?", "地下车库", "地下室", "地下停车场",
    "停车场", "车库", "天台", "楼道", "电梯口", "电梯间", "架空层",
)  # fmt: skip
_WRITTEN = one_of((*_ROUND, *_AT))
"""Each begins with a plain character: that lets a search leap from one possible beginning to the next."""

_SIDE = re.compile(
    rf"\s?(?:的|之)?(?P<side>{_WRITTEN}|[a-z0-9]{{1,2}}(?:号(?:出入?)?|出入?)口|[a-z]\d?口|[a-z0-9]{{1,2}}号门)"
)

_BESIDE_A_BLOCK = re.compile(r"(?:下(?![午个周月班次大雨雪水])|[顶旁](?!白)|[前后](?![天来年几两三]))(?:面|方|边)?")
"""What follows 3号楼: 下 is 楼下, 前 is 楼前, but 下午 and 前天 are days."""

_CORNER = re.compile("口(?![岸味红碑])")

BESIDE = re.compile(one_of((*_ROUND, *_AT, "业主", "住户", "居民")))
"""A side, or people who are told of by their home: a name may end there."""


def side_at(text: str, at: int, *, block: bool) -> tuple[str | None, int]:
    """The side told at `at`, and where it ends; None and `at` when none is. `block`: a 楼 ends there."""
    found = _SIDE.match(text, at)
    if found:
        return found["side"], found.end()
    if block:
        found = _BESIDE_A_BLOCK.match(text, at)
        if found:
            return "楼" + found[0], found.end()
    return None, at


def corner_at(text: str, at: int) -> tuple[str | None, int]:
    """What follows a road: 口 of 长青路口."""
    found = _CORNER.match(text, at)
    return ("路口", found.end()) if found else side_at(text, at, block=False)
