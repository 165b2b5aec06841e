"""Filters and habits of all templates."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from texts.labels import group, label
from texts.render import clip, moment, render

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "cut"), [("", ""), ("一二三", "一二三"), ("一二三四", "一二…"), ("👷👷👷👷", "👷👷…")]
)
def test_clip_keeps_what_fits_and_shows_where_it_cut(text: str, cut: str) -> None:
    assert clip(text, 3) == cut


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 22, 7, 30, tzinfo=UTC), "今天 15:30"),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), "明天 00:00"),
        (datetime(2026, 11, 21, 15, 59, tzinfo=UTC), "昨天 23:59"),
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), "11月24日（周二）09:00"),
        (datetime(2025, 11, 22, 2, 0, tzinfo=UTC), "11月22日（周六）10:00"),
    ],
)
def test_a_moment_is_told_as_people_say_it_in_the_offices_zone(at: datetime, said: str) -> None:
    assert moment(at, SHANGHAI, NOW) == said


def test_without_now_a_moment_is_a_date() -> None:
    assert moment(NOW, SHANGHAI) == "11月22日（周日）10:00"


def test_what_people_wrote_is_escaped() -> None:
    html = render("resident/room_kept", room='<b>&"</b>')
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;" in html


def test_a_value_that_is_missing_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        render("resident/room_kept")
    with pytest.raises(TemplateNotFound):
        render("resident/nowhere")


def test_a_label_that_is_missing_is_an_error() -> None:
    assert label("category", "dust") == "扬尘渣土"
    with pytest.raises(KeyError):
        label("category", "nothing")


def test_a_group_of_labels_is_a_copy() -> None:
    group("light")["red"] = "x"
    assert label("light", "red") == "🔴"
