"""Danger that is real against danger denied, feared, remembered or only a figure of speech."""

import pytest

from complaints.triage import Category, Kind, Triage, Urgency


@pytest.mark.parametrize(
    "text",
    [
        "闻到很大的煤气味",
        "脚手架塌了砸到人",
        "电线掉下来冒火花",
        "是不是着火了？楼道全是浓烟",
        "快来人，有人触电了",
        "電線斷了搭在鐵棚上",
        "电梯里困住两个老人",
        "有人持刀在小区门口",
        "水管爆了，水往屋里灌",
        "井盖没了，路又黑",
        "太危险了，围墙倒塌了",
        "煤气味很大，我怕爆炸",
        "谢谢，快点来，三楼起火了",
    ],
)
def test_danger_now_is_an_emergency_and_always_a_complaint(triage: Triage, text: str) -> None:
    reading = triage.read(text)
    assert (reading.urgency, reading.kind) == (Urgency.EMERGENCY, Kind.COMPLAINT)
    assert any(hit.speaks_for == "urgency.emergency" for hit in reading.hits)


@pytest.mark.parametrize(
    "text",
    [
        "不是起火，是在烤火",
        "没有着火，虚惊一场",
        "没有人受伤",
        "今天搞消防演习，看到冒烟不用慌",
        "门口贴着跳楼价大甩卖",
        "邻居家天天吵架，气炸了",
        "去年这里塌方，今年修了挡墙",
        "火车站几点有车",
    ],
)
def test_danger_denied_past_or_in_words_only_is_no_emergency(triage: Triage, text: str) -> None:
    assert triage.read(text).urgency is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text", ["外墙瓷砖松了，随时会掉下来砸到人", "楼道飞线充电，万一着火怎么得了", "广告牌歪了，怕倒下来"]
)
def test_danger_that_is_feared_is_urgent_safety(triage: Triage, text: str) -> None:
    reading = triage.read(text)
    assert (reading.urgency, reading.category) == (Urgency.URGENT, Category.SAFETY)
    assert any(hit.speaks_for.startswith("urgency.") for hit in reading.hits)


def test_in_a_letter_danger_counts_when_it_is_said_first(triage: Triage) -> None:
    story = "我们小区的物业长期不作为，绿化无人打理，门禁坏了也不修，多次反映无果，业主意见很大。" * 3
    assert triage.read(story + "有一次楼道里着火了。").urgency is not Urgency.EMERGENCY
    assert triage.read("楼道着火了！" + story).urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("工地凌晨还在打桩", Urgency.URGENT),
        ("工地下午打桩太吵", Urgency.NORMAL),
        ("我妈刚做完手术，下午隔壁电钻响个不停", Urgency.URGENT),
        ("楼上邻居半夜拖椅子", Urgency.NORMAL),
        ("KTV半夜唱歌，整栋楼睡不着", Urgency.URGENT),
        ("停电一天了", Urgency.URGENT),
        ("请问明天停电到几点", Urgency.NORMAL),
        ("村里唯一的路断了，出不去", Urgency.URGENT),
    ],
)
def test_urgency_weighs_night_the_many_the_weak_and_outages(triage: Triage, text: str, urgency: Urgency) -> None:
    assert triage.read(text).urgency is urgency
