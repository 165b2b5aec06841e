"""Hits are the writer's own characters, wherever normalising has moved them."""

import pytest

from complaints.triage import Triage
from complaints.triage.normal import Normaliser


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("楼下躁音太大", {"躁音"}),
        ("ＫＴＶ半夜太吵", {"ＫＴＶ", "半夜", "吵"}),
        ("㎡㎡ 工地半夜打樁", {"工地", "半夜", "打樁"}),
        ("裝修噪聲擾民", {"裝修", "噪聲"}),
        ("…楼上……漏水！！！", {"漏水"}),
    ],
)
def test_hits_are_cut_from_the_original_text(triage: Triage, text: str, words: set[str]) -> None:
    hits = triage.read(text).hits
    assert words <= {hit.word for hit in hits}
    for hit in hits:
        assert text[hit.start : hit.end] == hit.word


def test_a_character_that_opens_into_several_is_mapped_back_whole() -> None:
    normal = Normaliser({})("a㎞b")
    assert normal.text == "akmb"
    assert normal.span(1, 2) == (1, 2)
    assert normal.span(2, 3) == (1, 2)
    assert normal.span(3, 4) == (2, 3)


def test_writing_variants_are_brought_together() -> None:
    normalise = Normaliser({"燥声": "噪声"})
    assert normalise("２２：45 燥聲").text == "22:45 噪声"


def test_hits_come_in_order_and_name_what_they_speak_for(triage: Triage) -> None:
    hits = triage.read("凌晨两点工地还在打桩，吵得睡不着").hits
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    assert {"noise_construction", "fact.noise", "fact.night", "urgency.urgent", "kind.complaint"} <= {
        hit.speaks_for for hit in hits
    }
    assert all(type(hit.speaks_for) is str for hit in hits)
