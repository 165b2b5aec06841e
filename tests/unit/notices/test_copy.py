"""What a group gets."""

from datetime import UTC, datetime

from notices.messages.copy import Letter, card, private_chat, question_link
from notices.wording import units
from tests.office import make_office
from texts.card import TEXT_CHARACTERS

OFFICE = make_office()
AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def letter(body: str = "正文", pictures: tuple[str, ...] = (), link: str = "https://t.me/lxq_bot") -> Letter:
    return Letter("标题", body, pictures, AT, link)


def test_what_was_typed_as_html_is_shown_as_typed() -> None:
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in card(letter("<b>1 & 2</b>"), OFFICE).html


def test_words_pictures_and_button_are_one_card() -> None:
    sent = card(letter(pictures=("a", "b")), OFFICE)
    assert [m.file_id for m in sent.media] == ["a", "b"]
    assert [b.url for row in sent.rows for b in row] == ["https://t.me/lxq_bot"]


def test_the_longest_notice_that_configuration_allows_fits_one_message() -> None:
    longest = Letter("题" * 60, "字" * 3500, (), AT, "")
    office = make_office(office={**OFFICE.office.model_dump(), "name": "长" * 64})
    assert units(card(longest, office).html) <= TEXT_CHARACTERS


def test_without_a_known_bot_there_is_no_button_that_leads_nowhere() -> None:
    assert card(letter(link=question_link("", 3)), OFFICE).rows == ()
    assert private_chat("") == ""


def test_the_question_button_names_the_notice() -> None:
    assert question_link("lxq_bot", 3) == "https://t.me/lxq_bot?start=n_3"
