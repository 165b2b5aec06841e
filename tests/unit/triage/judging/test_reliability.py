"""The picture of what a confidence is worth."""

from xml.etree import ElementTree as ET

import pytest

from complaints.triage.judging.measure import Bin
from complaints.triage.judging.reliability import likely, reliability_picture

SVG = "{http://www.w3.org/2000/svg}"
BINS = [Bin(0.4, 0.5, 20, 9), Bin(0.5, 0.6, 0, 0), Bin(0.9, 1.0, 100, 97)]


def drawn(bins: list[Bin], title: str = "所有消息") -> ET.Element:
    return ET.fromstring(reliability_picture(bins, title))


def test_each_bin_with_messages_has_a_bar_and_their_number() -> None:
    picture = drawn(BINS)
    bars = picture.findall(f"{SVG}rect")[1:]
    assert len(bars) == 2
    assert {text.text for text in picture.findall(f"{SVG}text")} >= {"20", "100", "confidence"}


def test_a_higher_share_is_a_higher_bar() -> None:
    low, high = (float(bar.attrib["height"]) for bar in drawn(BINS).findall(f"{SVG}rect")[1:])
    assert high / low == pytest.approx(0.97 / 0.45, rel=0.01)


def test_any_title_makes_a_picture() -> None:
    assert drawn([], "<宽 & 窄>").findtext(f"{SVG}title") == "<宽 & 窄>"


@pytest.mark.parametrize(("right", "messages"), [(0, 1), (1, 1), (7, 10), (70, 100), (100, 100)])
def test_the_true_share_lies_around_the_measured_one(right: int, messages: int) -> None:
    low, high = likely(right, messages)
    assert 0 <= low <= right / messages <= high <= 1


def test_more_messages_make_it_surer() -> None:
    few, many = likely(7, 10), likely(700, 1000)
    assert many[1] - many[0] < (few[1] - few[0]) / 5
