"""When, where and how loud: what is kept of a reading, and the few words in which staff see it."""

from datetime import UTC, datetime
from functools import cache

import pytest

from complaints.circumstances import Circumstances
from complaints.facts import Told
from complaints.messages.told import told_line, when_line, where_said
from complaints.triage import Triage
from tests.office import make_office

OFFICE = make_office()
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # a Sunday, 10:00 there


@cache
def triage() -> Triage:
    return Triage.packaged()


def told(text: str) -> Told:
    reading = triage().read(text, NOW.astimezone(OFFICE.zone))
    return Told.read(text, reading, reading.category, None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("昨晚10点到凌晨4点一直在打桩", "说的时间：昨晚 22:00–04:00"),
        ("前天23:40还在浇混凝土", "说的时间：11月20日 23:40"),
        ("上周装过一回，昨天下午3点到5点在打孔", "说的时间：昨天 15:00–17:00"),
        ("昨天停水，今天早上8点来水又停", "说的时间：今天 08:00"),
        ("天天晚上11点以后唱歌", "说的时间：天天晚上11点以后"),
        ("每晚都有人跳舞放音乐", "说的时间：每晚"),
        ("上周三楼上装修", "说的时间：上周三（11月11日）"),
        ("昨天下午开始停水", "说的时间：昨天下午（11月21日）"),
        ("5月1号就在施工", "说的时间：5月1号"),
    ],
)
def test_the_time_told_is_one_short_line(text: str, line: str) -> None:
    assert when_line(OFFICE, NOW, told(text).circumstances) == line


def test_hours_without_a_day_are_told_without_one() -> None:
    assert when_line(OFFICE, NOW, told("中午12点到2点敲墙").circumstances) == "说的时间：12:00–14:00"


def test_an_hour_that_may_be_of_day_or_night_is_told_as_it_was_said() -> None:
    assert when_line(OFFICE, NOW, told("两点打桩").circumstances) == "说的时间：两点"


@pytest.mark.parametrize("text", ["楼下工地半夜还在施工，吵得睡不着", "每天上班路过，路灯不亮", "还在打桩", "楼道脏"])
def test_what_names_neither_hours_nor_a_day_makes_no_line(text: str) -> None:
    assert when_line(OFFICE, NOW, told(text).circumstances) is None


def test_the_day_of_a_time_stays_true_when_the_card_is_read_later() -> None:
    kept = told("昨天下午停水，昨晚10点到11点来过").circumstances
    assert when_line(OFFICE, NOW.replace(day=23), kept) == "说的时间：11月21日 22:00–23:00"


def test_the_loudest_level_stands_beside_the_time() -> None:
    line = when_line(OFFICE, NOW, told("昨晚11点打桩，客厅测68分贝，卧室72.5分贝").circumstances)
    assert line == "说的时间：昨晚 23:00 · 自测 72.5 分贝"
    assert when_line(OFFICE, NOW, told("空调外机80分贝").circumstances) == "自测 80 分贝"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("实验小学旁边工地扬尘", "实验小学旁边"),
        ("长青路和柳荫路路口挖开了没人管", "长青路和柳荫路路口"),
        ("翠湖花园3栋垃圾没人收", "翠湖花园3栋"),
        ("和谐家园门口扬尘", "和谐家园门口"),
        ("12栋垃圾没人收", "12栋"),
        ("和谐家园12栋垃圾没人收", "和谐家园12栋"),
        ("3号楼旁边的幼儿园门口扬尘", "幼儿园门口"),
        ("3号楼2单元501漏水", None),
        ("和谐家园13号楼垃圾没人收", None),
        ("垃圾没人收", None),
    ],
)
def test_a_place_is_told_where_the_offices_buildings_do_not_say_it(text: str, where: str | None) -> None:
    assert where_said(OFFICE, told(text).circumstances.places, "hx3") == where


def test_of_many_places_two_are_told_each_once() -> None:
    places = told("实验小学旁边、实验小学旁边、人民医院对面、中心公园门口都是渣土").circumstances.places
    assert where_said(OFFICE, places, "hx3") == "实验小学旁边、人民医院对面"


def test_nobodys_door_is_kept() -> None:
    kept = told("翠湖花园3栋2单元501半夜敲墙").circumstances.to_json()
    assert kept["places"] == [{"name": "翠湖花园", "building": "3"}]


@pytest.mark.parametrize("text", ["昨晚10点打桩，实验小学旁边，75分贝", "天天早上6点打桩", "上周三打桩", "打桩", ""])
def test_what_is_kept_comes_back_as_it_was(text: str) -> None:
    circumstances = told(text).circumstances
    assert Circumstances.from_json(circumstances.to_json()) == circumstances


def test_of_what_tells_nothing_nothing_is_kept() -> None:
    assert told("打桩太吵").circumstances.to_json() == {}
    assert Circumstances.from_json({}) == Circumstances()


def test_all_of_it_fits_one_line_of_the_details() -> None:
    said = told("第三次反映了，昨晚10点到凌晨4点打桩，实验小学旁边，手机测75分贝")
    line = "再次反映 · 说的时间：昨晚 22:00–04:00 · 自测 75 分贝 · 说的地点：实验小学旁边"
    assert told_line(OFFICE, NOW, said, "hx3") == line
    assert told_line(OFFICE, NOW, told("打桩太吵"), "hx3") is None
