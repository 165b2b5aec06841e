"""Sentences whose words say one thing and whose sense is another."""

import pytest

from complaints.triage import Category, Kind, Triage, Urgency


@pytest.mark.parametrize(
    "text",
    [
        "楼下大排档吵到半夜，麻烦处理一下，谢谢",
        "工地夜里施工，感谢领导在百忙之中过问",
        "凌晨三点还在打桩，真是人民的好工地，点赞",
        "这就是你们说的文明施工吗？半夜两点轰隆隆",
    ],
)
def test_polite_or_ironic_praise_over_a_nuisance_is_a_complaint(triage: Triage, text: str) -> None:
    reading = triage.read(text)
    assert (reading.kind, reading.noise, reading.night) == (Kind.COMPLAINT, True, True)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("楼道灯修好了，谢谢师傅", Category.ACCESS),
        ("大排档搬走了，晚上终于安静了，谢谢城管", Category.NOISE_SOCIAL),
        ("反映的漏水问题已经解决，感谢社区", Category.QUALITY),
    ],
)
def test_thanks_for_what_is_solved_is_praise_and_keeps_its_subject(
    triage: Triage, text: str, category: Category
) -> None:
    reading = triage.read(text)
    assert (reading.kind, reading.category) == (Kind.PRAISE, category)
    assert not reading.noise
    assert not reading.night
    assert reading.urgency is Urgency.NORMAL


@pytest.mark.parametrize(
    "text",
    [
        "安静了两天，昨晚工地又开始通宵打桩",
        "上周噪音问题解决了，但没几天又开始吵",
        "希望夜里施工噪音的事能解决了",
        "夜里施工的噪音什么时候才能修好了呢，天天吵得睡不着",
    ],
)
def test_what_came_back_or_is_only_asked_for_is_not_solved(triage: Triage, text: str) -> None:
    reading = triage.read(text)
    assert reading.kind is Kind.COMPLAINT
    assert reading.noise


def test_of_two_things_the_one_still_open_counts(triage: Triage) -> None:
    reading = triage.read("工地不吵了，可是渣土车带得满路都是灰尘")
    assert (reading.kind, reading.category, reading.noise) == (Kind.COMPLAINT, Category.DUST, False)


@pytest.mark.parametrize("text", ["没有噪音，就是灰太大", "不是噪音的问题，是灰太大", "没有听到什么噪音，灰倒是大"])
def test_denied_noise_is_no_noise(triage: Triage, text: str) -> None:
    assert not triage.read(text).noise


@pytest.mark.parametrize(
    "text",
    ["楼上不停地吵", "没人管楼上的噪音", "不是没有噪音，是没人管", "没完没了的噪音", "工地噪音不断", "不处理噪音问题"],
)
def test_a_negation_of_something_else_leaves_the_noise(triage: Triage, text: str) -> None:
    assert triage.read(text).noise


def test_work_only_at_night_is_not_denied_by_work_not_done_by_day(triage: Triage) -> None:
    reading = triage.read("白天不施工，专挑半夜施工")
    assert (reading.category, reading.noise, reading.night) == (Category.NOISE_CONSTRUCTION, True, True)


def test_a_quarrel_is_not_noise(triage: Triage) -> None:
    assert not triage.read("物业和业主在门口吵架").noise
    assert triage.read("物业门口天天吵").noise


def test_extensive_disturbance_by_smell_is_not_noise(triage: Triage) -> None:
    reading = triage.read("楼下烧烤油烟扰民，窗户都不敢开")
    assert (reading.category, reading.noise) == (Category.SANITATION, False)


@pytest.mark.parametrize("text", ["请停止夜间施工，孩子要高考", "公告说22点停止施工，现在快十二点了还在挖"])
def test_stop_work_is_a_demand_and_not_a_standstill(triage: Triage, text: str) -> None:
    reading = triage.read(text)
    assert (reading.category, reading.urgency) == (Category.NOISE_CONSTRUCTION, Urgency.URGENT)


def test_a_standstill_is_progress(triage: Triage) -> None:
    reading = triage.read("河道改造停工半年了，没人来")
    assert (reading.category, reading.noise) == (Category.PROGRESS, False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("请问夜间施工许可怎么办理", Kind.INQUIRY),
        ("工地夜里要赶工，建议提前贴公告", Kind.OPINION),
        ("为什么天天半夜施工？能不能管管", Kind.COMPLAINT),
        ("有许可证就能半夜施工吵人吗？", Kind.COMPLAINT),
        ("坚决反对在我家窗前加装电梯", Kind.OPINION),
        ("玩游戏到半夜，太爽了", Kind.OTHER),
    ],
)
def test_the_kind_follows_the_sense_and_not_the_question_mark(triage: Triage, text: str, kind: Kind) -> None:
    assert triage.read(text).kind is kind


@pytest.mark.parametrize(
    "text", ["门口不让停电动车", "等着火车过道口", "今晚一起火锅", "这价格简直跳楼价", "一群人吵架，肺都气炸了"]
)
def test_words_across_a_boundary_or_in_a_figure_of_speech_are_not_meant(triage: Triage, text: str) -> None:
    reading = triage.read(text)
    assert reading.urgency is Urgency.NORMAL
    assert reading.category not in (Category.SAFETY, Category.UTILITIES)
