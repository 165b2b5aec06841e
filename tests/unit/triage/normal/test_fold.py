"""One character at a time, and what is said twice."""

import pytest

from complaints.triage.normal import Normaliser
from complaints.triage.normal.fold import folded

normalise = Normaliser({})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＫＴＶ２２：４５", "ktv22:45"),
        ("裝修噪聲擾民", "装修噪声扰民"),
        ("乾淨的後面", "干净的后面"),
        ("睡不著", "睡不着"),
        ("噪\u200b音", "噪音"),
        ("施\u202e工\u200f", "施工"),
        ("噪\u0336音\u0336", "噪音"),
        ("1\ufe0f\u20e3号楼", "1号楼"),
        ("吵\x00死\x1b了", "吵死了"),
        ("👍🏽", "👍"),
        ("好吵｡", "好吵。"),
        ("第一行\r第二行\u2028第三行", "第一行\n第二行\n第三行"),
        ("二十三点〇五", "二十三点零五"),
        ("\ud83d吵", "\ufffd吵"),
        ("can’t", "can't"),
    ],
)
def test_ways_of_writing_are_brought_together(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("管不管!!!!", "管不管!"),
        ("怎么办？？？？", "怎么办?"),
        ("唉………", "唉..."),
        ("吵吵吵吵吵吵死了", "吵吵吵死了"),
        ("嗡嗡嗡", "嗡嗡嗡"),
        ("🔥🔥🔥🔥", "🔥"),
        ("13800001111", "13800001111"),
        ("一边    一边", "一边    一边"),
        ("上\n\n\n\n下", "上\n\n\n\n下"),
    ],
)
def test_emphasis_is_said_once_and_numbers_and_pauses_stay(written: str, read: str) -> None:
    assert normalise(written).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("噪 音 扰 民", "噪音扰民"),
        ("太 吵 了 能不能管", "太吵了 能不能管"),
        ("楼下工地 半夜施工", "楼下工地 半夜施工"),
        ("我 要投诉", "我 要投诉"),
        ("噪  音", "噪  音"),
    ],
)
def test_spaces_inside_words_go_and_spaces_between_words_stay(written: str, read: str) -> None:
    assert normalise(written).text == read


def test_a_character_is_folded_alone_as_beside_one_that_needs_a_closer_look() -> None:
    beside = "①"
    for code in (*range(0xD800), *range(0xE000, 0x20000)):
        character = chr(code)
        assert folded(character + beside).text == folded(character).text + "1", hex(code)
