"""What may be written as a notice, measured as Telegram measures it."""

import pytest

from notices import wording
from notices.wording import Unfit


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b\u200d\ufeff", "\x00"])
def test_what_shows_nothing_is_neither_title_nor_text(text: str) -> None:
    assert wording.title(text) == Unfit("title_empty")
    assert wording.body(text, 3000) == Unfit("body_empty")


def test_a_title_stands_on_one_line() -> None:
    assert wording.title("  3号楼\n 停水\t通知 ") == "3号楼 停水 通知"


def test_a_title_of_sixty_is_taken_and_one_more_is_not() -> None:
    assert wording.title("水" * 60) == "水" * 60
    assert wording.title("水" * 61) == Unfit("title_long", {"most": 60, "long": 61})


def test_an_emoji_counts_as_two_as_telegram_counts_it() -> None:
    assert wording.units("😀你a") == 4
    assert wording.body("😀" * 150, 300) == "😀" * 150
    assert wording.body("😀" * 151, 300) == Unfit("body_long", {"most": 300, "long": 302})


def test_an_emoji_alone_can_be_read() -> None:
    assert wording.title("🎉") == "🎉"


def test_the_text_keeps_its_lines_and_its_markup_as_typed() -> None:
    assert wording.body("\n<b>一</b>\n\n二 & 三\n", 3000) == "<b>一</b>\n\n二 & 三"
