"""Dialects, misspellings, English, pinyin and pictures, with the packaged lexicons; and what looks like them."""

import tomllib

import pytest

from complaints.triage import load, packaged_files
from complaints.triage.normal import Normaliser

normalise = load(packaged_files()).normalise


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("上面成晚嘈到瞓唔着", "上面整晚吵到睡不着"),
        ("而家仲开紧工，边个批嘅", "现在还在施工,谁批的"),
        ("隔篱地盘好嘈", "隔壁工地好吵"),
        ("樓下冇人理，瞓唔著", "楼下没人管,睡不着"),
        ("闹麻了，楼高头莫得人管", "吵死了,楼上没人管"),
        ("啷个半夜三更头还在砸", "怎么半夜三更还在砸"),
        ("老吵了，嘎哈呢", "太吵了,干什么呢"),
        ("大半宿还咣咣砸", "大半夜还哐哐砸"),
        ("吵煞特了，困勿着", "吵死了,睡不着"),
        ("楼上冇得瞓", "楼上没得睡"),
    ],
)
def test_dialects_are_read_as_the_common_language(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    "text",
    [
        "楼下变成日本料理店",
        "这里是重点解决的问题",
        "旁边个别商户",
        "然而家里没人",
        "如今儿童没地方玩",
        "阿拉伯餐厅",
        "把会改成晚上开",
        "楼脚手架歪了",
        "请勿停车",
        "宿舍楼改成宿舍",
        "食堂的食品",
        "工程要返工",
        "污水浸到墙里",
    ],
)
def test_words_of_the_common_language_that_look_like_a_dialect_stay(text: str) -> None:
    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("夜里躁声大，向社区反应过", "夜里噪声大,向社区反映过"),
        ("混泥土泵车零晨还在打", "混凝土泵车凌晨还在打"),
        ("头都要炸了", "头疼"),
        ("我要投拆拢民的", "我要投诉扰民的"),
        ("洗澡声", "洗澡声"),
    ],
)
def test_usual_misspellings_are_read_as_they_are_meant(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("gong di shi gong tai chao le", "工地施工太吵了"),
        ("gongdishigongtaichaole", "工地施工太吵了"),
        ("shigong太吵 banye还在弄", "施工太吵 半夜还在弄"),
        ("shui bu zhao jiao", "睡不着觉"),
        ("coca-cola", "coca-cola"),
        ("xshigongx", "xshigongx"),
    ],
)
def test_pinyin_is_read_with_and_without_spaces(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Strong smell of gas", "strong 煤气味"),
        ("can’t sleep at night", "睡不着夜里"),
        ("construction site noise", "工地噪音"),
        ("street lights not working", "路灯坏了"),
        ("no water, no power", "没水, 没电"),
        ("the fire lane is blocked", "the 消防通道 is 堵住"),
        ("gasoline", "gasoline"),
        ("know", "know"),
    ],
)
def test_english_is_read_by_whole_words_the_longest_expression_first(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("8栋🔥🚒", "8栋着火"),
        ("店里生意🔥", "店里生意火"),
        ("楼下🐶叫🗑️堆着", "楼下狗叫垃圾堆着"),
        ("😴❌", "睡不着"),
        ("求求了😭🙏👍", "求求了😭🙏👍"),
    ],
)
def test_pictures_with_a_meaning_are_words_and_moods_stay(written: str, read: str) -> None:
    assert normalise(written).text == read


def test_every_entry_of_the_lexicons_is_read_as_it_says_and_stays_so() -> None:
    for text in packaged_files().values():
        spelling = tomllib.loads(text).get("spelling", {})
        for written, meant in {**spelling.get("words", {}), **spelling.get("pinyin", {})}.items():
            assert normalise(written).text == normalise(meant).text, written
            assert normalise(normalise(meant).text).text == normalise(meant).text, meant


def test_a_word_that_means_itself_keeps_the_shorter_one_in_it() -> None:
    read = Normaliser({"成日": "整天", "成日本": "成日本"})
    assert read("成日吵").text == "整天吵"
    assert read("变成日本").text == "变成日本"


def test_words_with_letters_are_not_cut_out_of_longer_ones() -> None:
    read = Normaliser({"bb仔": "宝宝"})
    assert read("个bb仔瞓觉").text == "个宝宝瞓觉"
    assert read("abb仔").text == "abb仔"
