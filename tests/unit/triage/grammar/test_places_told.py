"""Where something is: doors, names, sides; and what only looks like a place."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage.grammar.places import places_told

FIELDS = ("sort", "name", "side", "building", "unit", "floor", "room")


def read(text: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (text[told.start : told.end], {field: value for field in FIELDS if (value := getattr(told, field)) is not None})
        for told in places_told(text)
    ]


def only(text: str) -> tuple[str, dict[str, str]]:
    told = read(text)
    assert len(told) == 1, told
    return told[0]


@pytest.mark.parametrize(
    ("text", "stretch", "told"),
    [
        ("3栋2单元501漏水", "3栋2单元501", {"building": "3", "unit": "2", "room": "501"}),
        ("我家住3-2-501", "3-2-501", {"building": "3", "unit": "2", "room": "501"}),
        ("３－２－５０１室没水", "３－２－５０１室", {"building": "3", "unit": "2", "room": "501"}),
        ("3—2—501", "3—2—501", {"building": "3", "unit": "2", "room": "501"}),
        ("3 栋 2 单元 501", "3 栋 2 单元 501", {"building": "3", "unit": "2", "room": "501"}),
        ("3#-2-501", "3#-2-501", {"building": "3", "unit": "2", "room": "501"}),
        ("5号楼1203室", "5号楼1203室", {"building": "5", "room": "1203"}),
        ("住12-1203", "12-1203", {"building": "12", "room": "1203"}),
        ("12-1203室在装修", "12-1203室", {"building": "12", "room": "1203"}),
        ("11栋904在敲墙", "11栋904", {"building": "11", "room": "904"}),
        ("a座1203", "a座1203", {"building": "a", "room": "1203"}),
        ("16栋二单元1305住户", "16栋二单元1305", {"building": "16", "unit": "2", "room": "1305"}),
        ("3号楼2门501", "3号楼2门501", {"building": "3", "unit": "2", "room": "501"}),
        ("2单元5楼东户", "2单元5楼东户", {"unit": "2", "floor": "5", "room": "东户"}),
        ("五楼512", "五楼512", {"floor": "5", "room": "512"}),
        ("五零一室的邻居", "五零一室", {"room": "501"}),
        ("12号501室", "12号501室", {"building": "12", "room": "501"}),
        ("楼上603房在打牌", "603房", {"room": "603"}),
        ("6栋1906号房", "6栋1906号房", {"building": "6", "room": "1906"}),
        ("21栋308号的业主", "21栋308号", {"building": "21", "room": "308"}),
        ("3-2-2020室", "3-2-2020室", {"building": "3", "unit": "2", "room": "2020"}),
    ],
)  # fmt: skip
def test_what_tells_a_room_is_an_address(text: str, stretch: str, told: dict[str, str]) -> None:
    assert only(text) == (stretch, {"sort": "address", **told})


@pytest.mark.parametrize(
    ("text", "stretch", "told"),
    [
        ("12#漏水", "12#", {"building": "12"}),
        ("12#楼没水", "12#楼", {"building": "12"}),
        ("B座停电", "B座", {"building": "b"}),
        ("A6栋太吵", "A6栋", {"building": "a6"}),
        ("Ｃ１栋", "Ｃ１栋", {"building": "c1"}),
        ("十二栋停水", "十二栋", {"building": "12"}),
        ("第十七幢", "十七幢", {"building": "17"}),
        ("18幢", "18幢", {"building": "18"}),
        ("八号楼", "八号楼", {"building": "8"}),
        ("35座居民", "35座", {"building": "35"}),
        ("北栋的外墙", "北栋", {"building": "北"}),
        ("三单元没暖气", "三单元", {"unit": "3"}),
        ("3单元5楼", "3单元5楼", {"unit": "3", "floor": "5"}),
        ("二楼漏水", "二楼", {"floor": "2"}),
        ("我家6楼", "6楼", {"floor": "6"}),
        ("住6层的", "6层", {"floor": "6"}),
        ("负一楼积水", "负一楼", {"floor": "-1"}),
        ("b1层车位", "b1层", {"floor": "b1"}),
        ("ktv3楼", "3楼", {"floor": "3"}),
        ("8号楼8楼", "8号楼8楼", {"building": "8", "floor": "8"}),
        ("5栋顶楼", "5栋顶楼", {"building": "5", "floor": "顶"}),
        ("3栋楼下", "3栋楼下", {"building": "3", "side": "楼下"}),
        ("4号楼楼下烧烤", "4号楼楼下", {"building": "4", "side": "楼下"}),
        ("12号楼顶有人", "12号楼顶", {"building": "12", "side": "楼顶"}),
        ("5栋对面工地", "5栋对面", {"building": "5", "side": "对面"}),
        ("6栋地下车库", "6栋地下车库", {"building": "6", "side": "地下车库"}),
        ("1-8栋停水", "1-8栋", {"building": "1-8"}),
        ("1到6楼没水", "1到6楼", {"floor": "1-6"}),
        ("一楼到六楼全停水", "一楼到六楼", {"floor": "1-6"}),
        ("2020年3栋就漏", "3栋", {"building": "3"}),
        ("5号楼下午停水", "5号楼", {"building": "5"}),
        ("5号楼前天停水", "5号楼", {"building": "5"}),
        ("3栋110来了也没用", "3栋", {"building": "3"}),
        ("3栋2000元押金", "3栋", {"building": "3"}),
    ],
)  # fmt: skip
def test_what_tells_a_building_a_unit_or_a_floor_is_a_building(text: str, stretch: str, told: dict[str, str]) -> None:
    found = only(text)
    assert found[1] == {"sort": "building", **told}
    assert found[0].endswith(stretch)


@pytest.mark.parametrize(
    ("text", "stretch", "told"),
    [
        ("住在和谐家园3栋", "和谐家园3栋", {"name": "和谐家园", "building": "3"}),
        ("我是翠湖花园3栋的", "翠湖花园3栋", {"name": "翠湖花园", "building": "3"}),
        ("A2区翠湖花园二期12栋", "翠湖花园二期12栋", {"name": "翠湖花园", "building": "12"}),
        ("翠湖花园b区第6栋", "翠湖花园b区第6栋", {"name": "翠湖花园", "building": "6"}),
        ("翠湖花园的5号楼", "翠湖花园的5号楼", {"name": "翠湖花园", "building": "5"}),
        ("阳光花园小区E11栋", "阳光花园小区E11栋", {"name": "阳光花园小区", "building": "e11"}),
        ("和谐家园三栋都停水", "和谐家园三栋", {"name": "和谐家园", "building": "3"}),
        ("云湖湾12栋扰民", "云湖湾12栋", {"name": "云湖湾", "building": "12"}),
        ("住李家湾5栋", "李家湾5栋", {"name": "李家湾", "building": "5"}),
        ("幸福里3栋", "幸福里3栋", {"name": "幸福里", "building": "3"}),
        ("柳庄一区六号楼二楼", "柳庄一区六号楼二楼", {"name": "柳庄一区", "building": "6", "floor": "2"}),
        ("梧桐苑8号楼", "梧桐苑8号楼", {"name": "梧桐苑", "building": "8"}),
        ("海棠大酒店3楼", "海棠大酒店3楼", {"name": "海棠大酒店", "floor": "3"}),
        ("7号院3号楼", "7号院3号楼", {"name": "7号院", "building": "3"}),
        ("长青路7号院3号楼2单元", "长青路7号院3号楼2单元", {"name": "长青路7号院", "building": "3", "unit": "2"}),
        ("长青路88号3栋", "长青路88号3栋", {"name": "长青路88号", "building": "3"}),
    ],
)  # fmt: skip
def test_a_building_takes_the_name_before_it(text: str, stretch: str, told: dict[str, str]) -> None:
    assert only(text) == (stretch, {"sort": "building", **told})


def test_a_compound_without_a_name_gives_none_to_its_building() -> None:
    assert only("我们小区7栋605") == ("小区7栋605", {"sort": "address", "building": "7", "room": "605"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("海棠公园22、23栋", [("海棠公园22", "海棠公园", "22"), ("23栋", "海棠公园", "23")]),
        ("翠湖花园3栋和5栋", [("翠湖花园3栋", "翠湖花园", "3"), ("5栋", "翠湖花园", "5")]),
        ("江南新城3，4号楼", [("江南新城3", "江南新城", "3"), ("4号楼", "江南新城", "4")]),
        ("18,19栋的东头", [("18", None, "18"), ("19栋", None, "19")]),
        ("5#、6#、7#", [("5#", None, "5"), ("6#", None, "6"), ("7#", None, "7")]),
        ("D1、D2、E3栋", [("D1", None, "d1"), ("D2", None, "d2"), ("E3栋", None, "e3")]),
    ],
)
def test_of_a_list_of_buildings_each_is_told(text: str, told: list[tuple[str, str | None, str]]) -> None:
    assert [(text[t.start : t.end], t.name, t.building) for t in places_told(text)] == told


@pytest.mark.parametrize(
    ("text", "stretch", "told"),
    [
        ("长青路88号门前", "长青路88号门前", {"sort": "address", "name": "长青路88号", "side": "门前"}),
        ("长青北路六号", "长青北路六号", {"sort": "address", "name": "长青北路六号"}),
        ("岭南街道长青路206号-12的烧烤", "长青路206号-12", {"sort": "address", "name": "长青路206号-12"}),
        ("长青路88号之3", "长青路88号之3", {"sort": "address", "name": "长青路88号之3"}),
        ("长青路88号楼下", "长青路88号楼下", {"sort": "address", "name": "长青路88号", "side": "楼下"}),
        ("槐荫巷36号", "槐荫巷36号", {"sort": "address", "name": "槐荫巷36号"}),
        ("柳树村52号", "柳树村52号", {"sort": "landmark", "name": "柳树村52号"}),
        ("长青路积水", "长青路", {"sort": "road", "name": "长青路"}),
        ("为民路太堵", "为民路", {"sort": "road", "name": "为民路"}),
        ("住沿江路", "沿江路", {"sort": "road", "name": "沿江路"}),
        ("沿着金山大道一直挖", "金山大道", {"sort": "road", "name": "金山大道"}),
        ("学院路上飙车", "学院路", {"sort": "road", "name": "学院路"}),
        ("长青路边的工地", "长青路边", {"sort": "road", "name": "长青路", "side": "边"}),
        ("长青路路口", "长青路路口", {"sort": "road", "name": "长青路", "side": "路口"}),
        ("长青路口", "长青路口", {"sort": "road", "name": "长青路", "side": "路口"}),
        ("离绕城高速50米", "绕城高速", {"sort": "road", "name": "绕城高速"}),
        ("长青路与学府路交汇处", "长青路与学府路交汇处", {"sort": "road", "name": "长青路与学府路", "side": "交汇处"}),
        ("在学府路、长青路的交叉口", "学府路、长青路的交叉口", {"name": "学府路、长青路", "side": "交叉口"}),
        ("学府路和柳荫路红绿灯", "学府路和柳荫路红绿灯", {"sort": "road", "name": "学府路和柳荫路", "side": "红绿灯"}),
        ("长青路5号下午停水", "长青路", {"sort": "road", "name": "长青路"}),
    ],
)  # fmt: skip
def test_roads_their_numbers_and_their_crossings(text: str, stretch: str, told: dict[str, str]) -> None:
    found = only(text)
    assert {key: found[1][key] for key in told} == told
    assert found[0].startswith(stretch)


@pytest.mark.parametrize(
    ("text", "stretch", "name", "side"),
    [
        ("我家在阳光小区", "阳光小区", "阳光小区", None),
        ("从向阳小区搬来", "向阳小区", "向阳小区", None),
        ("反映城市花园停电", "城市花园", "城市花园", None),
        ("岭南街道梧桐苑", "梧桐苑", "梧桐苑", None),
        ("A市K8县星河名城", "星河名城", "星河名城", None),
        ("住在三里桥小区", "三里桥小区", "三里桥小区", None),
        ("我是星河御府业主", "星河御府", "星河御府", None),
        ("星河湾的居民", "星河湾", "星河湾", None),
        ("火车站黑车太多", "火车站", "火车站", None),
        ("白鹭河段臭", "白鹭河", "白鹭河", None),
        ("时代花园旁", "时代花园旁", "时代花园", "旁"),
        ("阳光小区东门", "阳光小区东门", "阳光小区", "东门"),
        ("幼儿园对面", "幼儿园对面", "幼儿园", "对面"),
        ("菜市场旁边", "菜市场旁边", "菜市场", "旁边"),
        ("学校附近的网吧", "学校附近", "学校", "附近"),
        ("小区门口", "小区门口", "小区", "门口"),
        ("公园的后面", "公园的后面", "公园", "后面"),
        ("地铁2号线出口", "地铁2号线出口", "地铁2号线", "出口"),
        ("地铁3号线望江站A口", "地铁3号线望江站A口", "地铁3号线望江站", "a口"),
        ("梨花坡地铁站附近", "梨花坡地铁站附近", "梨花坡地铁站", "附近"),
        ("6号门没人管", "6号门", "6号门", None),
        ("琴湖小学喇叭太响", "琴湖小学", "琴湖小学", None),
        ("金沙河又臭了", "金沙河", "金沙河", None),
        ("金沙河旁边", "金沙河旁边", "金沙河", "旁边"),
        ("水岸府斜对面", "水岸府斜对面", "水岸府", "斜对面"),
        ("政府北侧", "政府北侧", "政府", "北侧"),
        ("烧烤店楼上", "烧烤店楼上", "烧烤店", "楼上"),
        ("ＫＴＶ隔壁", "ＫＴＶ隔壁", "ktv", "隔壁"),
    ],
)
def test_compounds_and_landmarks_with_their_side(text: str, stretch: str, name: str, side: str | None) -> None:
    found = only(text)
    assert (found[0], found[1]["sort"], found[1]["name"], found[1].get("side")) == (stretch, "landmark", name, side)


@pytest.mark.parametrize(
    "text",
    [
        # days, hours, scores, phones
        "3-2-2020", "2020-3-5", "2020-03-05", "8-10点", "22-6点", "12-14", "比分3-101", "0591-8765-4321",
        "138-1234-5678",
        "021-55-1234", "5号下午", "5号停水", "10点到12点",
        # other numbers
        "1号线施工", "8号风机", "3#电梯坏了", "2#泵", "100号", "12345号", "打12345", "22路公交", "3室2厅",
        "三室两厅", "101室友",
        "80分贝", "110来过", "20261122-0007", "3格抽屉",
        # places that are none
        "A市K8县A7区", "楼上太吵", "楼下", "隔壁", "旁边工地", "我家对面", "一栋楼", "整栋楼", "每一楼", "这层楼",
        # counts
        "24栋楼都停水了", "有3栋楼", "共12栋", "盖了8栋住宅", "三栋高层", "三栋都停水", "三四栋", "一座天桥",
        "3座桥", "一层楼", "6层高",
        "33层的高层", "住在22层楼高的", "502户居民", "建到18层",
        # roads and names that are none
        "马路对面", "道路旁边", "路灯不亮", "这条路", "走路", "半路上", "断头路", "逛街", "街道办", "小巷", "铁路",
        "老旧小区改造", "附近小区的人",
        "我们小区", "全体业主", "附近居民", "周边住户", "共建和谐家园", "建设美丽家园", "河道", "农村", "后花园",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert read(text) == []


def test_a_name_ends_where_the_next_begins() -> None:
    assert [told["name"] for _, told in read("从阳光小区到学府路，再到翠湖小区和金沙小学")] == [
        "阳光小区", "学府路", "翠湖小区", "金沙小学",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "before", ["", "。", "我住", "家在", "位于", "到", "从", "A7区", "岭南街道", "昨晚", "投诉", "附近", "我家隔壁"]
)
def test_a_name_begins_behind_what_begins_no_name(before: str) -> None:
    assert [told["name"] for _, told in read(before + "翠湖小区")] == ["翠湖小区"]


def test_a_text_may_begin_with_what_joins_two_buildings() -> None:
    assert only("与5栋") == ("5栋", {"sort": "building", "building": "5"})


def test_a_name_that_nothing_bounds_is_left_out() -> None:
    assert read("甲" * 30 + "小区") == []


PIECES = [
    "1", "1-", "栋", "路", "小区", "在", "138", "我叫", "号", "号楼", "a", "一", "、", "旁边", "的", "单元", "3栋",
    "楼", "河", "与", "-",
    "长青路", "幼儿园", "地铁2号线", "到", "\ud800", "\u202e", "㎞", "Ａ", " ", "，",
]  # fmt: skip
anything = st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(anything)
def test_places_lie_in_the_text_in_order_and_apart(text: str) -> None:
    told = places_told(text)
    assert all(0 <= place.start < place.end <= len(text) for place in told)
    assert all(first.end <= second.start for first, second in pairwise(told))


@pytest.mark.parametrize(
    "piece", ["1", "1-", "栋", "路", "小区", "在", "138", "号", "3栋", "a", "一", "、1", "旁边", "长青路与"]
)
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            places_told(text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(1_000)
    assert seconds(32_000) < 40 * max(seconds(4_000), 0.002)
