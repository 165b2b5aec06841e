"""What may be done to a message that changes nothing about it, tried on the worked messages."""

import json
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.triage import Kind, Reading, Triage
from complaints.triage.judging.measure import Labelled
from tests.triage.own_sets import WORKED, messages_of

Read = dict[str, list[tuple[Labelled, Reading]]]
Change = Callable[[str], str]

TRIAGE = Triage.packaged()
NOW = datetime(2026, 11, 22, 23, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXTS = [each.text for name in WORKED for each in messages_of(name)]

FULL = {half: half + 0xFEE0 for half in range(0x21, 0x7F)} | {0x20: 0x3000}
HALF = {full: half for half, full in FULL.items()}
DOUBLED = {ord(mark): mark * 2 for mark in "，。！？、；,.!?;~"}


def before(greeting: str) -> Change:
    return lambda text: greeting + text


def after(ending: str) -> Change:
    return lambda text: text + ending


CHANGES: dict[str, Change] = {
    "。": after("。"),
    "！！！": after("！！！"),
    "？": after("？"),
    "~": after("~"),
    "……": after("……"),
    "marks doubled": lambda text: text.translate(DOUBLED),
    "spaces around": lambda text: f"  {text}\u3000 ",
    "lines around": lambda text: f"\n{text}\r\n\n",
    "full width": lambda text: text.translate(FULL),
    "half width": lambda text: text.translate(HALF),
    "你好，": before("你好，"),
    "您好！": before("您好！"),
    "领导好，": before("领导好，"),
    "谢谢": after("谢谢"),
    "，谢谢": after("，谢谢"),
    "。谢谢！": after("。谢谢！"),
    "，麻烦了": after("，麻烦了"),
    "，辛苦了": after("，辛苦了"),
    "请领导重视，谢谢！": after("，请领导重视，谢谢！"),
    "🙏": after("🙏"),
}
changes = st.lists(st.sampled_from(list(CHANGES.values())), min_size=1, max_size=4)
fewer = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.mark.parametrize("change", CHANGES)
def test_marks_spaces_and_politeness_leave_the_category(triage: Triage, read: Read, change: str) -> None:
    """Of what says something. To say nothing and thank is another thing than to say nothing."""
    moved = []
    for name in WORKED:
        for number, (label, reading) in enumerate(read[name], 1):
            if reading.kind is Kind.OTHER:
                continue
            category = triage.read(CHANGES[change](label.text)).category
            if category != reading.category:
                moved.append((f"{name}.jsonl:{number}", str(reading.category), str(category)))
    assert moved == []


def changed(text: str, several: list[Change]) -> str:
    for change in several:
        text = change(text)
    return text


messages = st.builds(changed, st.sampled_from(TEXTS), changes)


@given(messages)
@fewer
def test_what_was_found_stands_in_the_message_as_the_resident_wrote_it(text: str) -> None:
    reading = TRIAGE.read(text, NOW)
    words = [(each.start, each.end, each.word) for each in reading.hits]
    words += [(each.start, each.end, each.word) for each in reading.times]
    for start, end, word in words:
        assert text[start:end] == word != ""
    told = [[(each.start, each.end) for each in reading.places], [(each.start, each.end) for each in reading.loudness]]
    told += [[(each.start, each.end) for each in reading.masks], [(each.start, each.end) for each in reading.times]]
    for spans in told:
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)


@given(messages)
@fewer
def test_a_message_read_twice_is_read_the_same(text: str) -> None:
    assert TRIAGE.read(text, NOW) == TRIAGE.read(text, NOW)


@given(messages)
@fewer
def test_a_reading_comes_back_from_json_as_it_went(text: str) -> None:
    plain = TRIAGE.read(text, NOW).as_json()
    assert json.loads(json.dumps(plain, ensure_ascii=False)) == plain
