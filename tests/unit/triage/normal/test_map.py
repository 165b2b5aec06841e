"""Every place of a normalised text leads back to where it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage import Triage, load, packaged_files
from complaints.triage.cutting import Cutter
from complaints.triage.heard import worth_hearing

RULES = load(packaged_files())
CUTTER = Cutter(RULES.dictionary)
LISTEN = RULES.normalise.listening(worth_hearing(RULES), CUTTER)
PIECES = (
    *("工地", "施功", "噪 音", "瞓唔着", "嘈", "成日本", "裝修", "㎞", "ﬀ", "……", "!!!!", "吵吵吵吵吵", "gong di"),
    *("shigong", "no water", "gas", "🔥🚒", "👍🏽", "\u200b", "\ufe0f", "\ud800", "\uffff", " ", "\r\n", "，", "23:40"),
    *("é", "e\u0301", "İ", "１２", "乾"),
)
anything = st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Loaded once, before anything is timed."""
    CUTTER.warm_up()


@given(anything)
def test_places_never_go_back_and_only_what_vanishes_lies_between(text: str) -> None:
    normal = LISTEN(text)
    before, end_before = 0, 0
    for place in range(len(normal.text)):
        start, end = normal.span(place, place + 1)
        assert before <= start < end <= len(text)
        assert end_before <= end
        if start > end_before:
            assert vanishing(text[end_before:start])
        before, end_before = start, max(end, end_before)
    assert vanishing(text[end_before:])


def vanishing(gap: str) -> bool:
    """Spaces and hyphens between the parts of a word, and what can't be seen."""
    return all(character in " -" or not LISTEN(character).text or skin(character) for character in gap)


def skin(character: str) -> bool:
    return unicodedata.category(character) == "Sk" or unicodedata.normalize("NFKC", character) in (" ", "-")


@given(anything, st.data())
def test_a_span_is_what_its_characters_came_from(text: str, data: st.DataObject) -> None:
    normal = LISTEN(text)
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    begin, stop = normal.span(start, end)
    assert begin == normal.span(start, start + 1)[0]
    assert stop == normal.span(end - 1, end)[1]
    assert 0 <= begin < stop <= len(text)


@given(st.lists(st.sampled_from(["工地", "噪音", "吵", "，", "半夜", "abc", "é", "㎞", "１"]), max_size=20))
def test_where_nothing_is_replaced_a_span_reads_the_same_by_itself(pieces: list[str]) -> None:
    text = "".join(pieces)
    normal = LISTEN(text)
    for place, character in enumerate(normal.text):
        start, end = normal.span(place, place + 1)
        assert character in LISTEN(text[start:end]).text


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("楼下噪\u200b音大", "噪音", "噪\u200b音"),
        ("楼下噪 音 扰 民", "扰民", "扰 民"),
        ("又瞓唔着了", "睡不着", "瞓唔着"),
        ("又闹麻了啊", "吵死了", "闹麻了"),
        ("又gong di吵", "工地", "gong di"),
        ("管管！！！！", "!", "！！！！"),
        ("此处施功", "施工", "施功"),
        ("㎞㎞裝修", "装修", "裝修"),
        ("8栋🔥🚒快", "着火", "🔥🚒"),
    ],
)
def test_words_lead_back_to_how_they_were_written(text: str, word: str, original: str) -> None:
    normal = LISTEN(text)
    place = normal.text.index(word)
    start, end = normal.span(place, place + len(word))
    assert text[start:end] == original


def test_part_of_a_replaced_word_leads_back_to_the_whole() -> None:
    normal = LISTEN("又吵煞特了啊")
    place = normal.text.index("死")
    assert normal.text == "又吵死了啊"
    assert normal.span(place, place + 1) == (1, 5)


@given(st.text(st.characters(), max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = LISTEN(text).text
    assert LISTEN(once).text == once


def test_hits_hold_the_resident_s_own_characters() -> None:
    triage = Triage.packaged()
    text = "樓上施\u200b功，瞓唔着，gong di噪 音"
    for hit in triage.read(text).hits:
        assert text[hit.start : hit.end] == hit.word


@pytest.mark.parametrize(
    "piece", ["施功", "嘈", "gong di ", "噪 音 ", "!", "吵", "🔥", "\u200b", "a", "no ", "㎞", "點梯"]
)
def test_long_repetition_is_normalised_whole(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    normal = LISTEN(text)
    if normal.text:
        start, _ = normal.span(0, 1)
        _, end = normal.span(len(normal.text) - 1, len(normal.text))
        assert 0 <= start < end <= len(text)
