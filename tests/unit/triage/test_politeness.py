"""Thanks that only end a message are no praise; thanks for something are."""

import pytest

from complaints.triage import Kind, Triage
from complaints.triage.politeness import closing

COMPLAINTS = [
    "对门养了两条狗，主人一出门就叫个没完",
    "路面坑坑洼洼，骑车摔了两次",
    "楼上的音乐声终于没有了，可漏水还没人修",
    "垃圾站三天没人清了",
]


@pytest.mark.parametrize("text", COMPLAINTS)
@pytest.mark.parametrize("ending", ["，谢谢", "谢谢", "。谢谢领导！", "🙏", "，麻烦您了", "，辛苦各位领导了，谢谢！"])
def test_a_complaint_stays_one_however_politely_it_ends(triage: Triage, text: str, ending: str) -> None:
    before, after = triage.read(text), triage.read(text + ending)
    assert (after.kind, after.category, after.noise, after.urgency) == (
        Kind.COMPLAINT,
        before.category,
        before.noise,
        before.urgency,
    )


@pytest.mark.parametrize(
    "text",
    ["路灯修好了，谢谢", "来水了，谢谢你们", "谢谢网格员上门帮我妈换灯泡", "水沟清干净了，🙏"],
)
def test_thanks_for_what_is_done_are_praise(triage: Triage, text: str) -> None:
    assert triage.read(text).kind is Kind.PRAISE


@pytest.mark.parametrize(
    ("text", "begins"),
    [("太吵了，谢谢", 4), ("太吵了谢谢", 3), ("太吵了🙏🙏", 3), ("谢谢师傅", 4), ("太吵了", 3), ("", 0), ("谢谢", 2)],
)
def test_where_the_polite_ending_begins(text: str, begins: int) -> None:
    assert closing(text) == begins
