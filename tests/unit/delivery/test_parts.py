from notices.delivery.parts import parts, visible_units
from texts.card import Button, Card, Media

ROWS = ((Button("接单", press="case.take", args=(1,)),),)


def media(kind: str, number: int = 1) -> tuple[Media, ...]:
    return tuple(Media(kind, f"{kind}{i}") for i in range(number))


def test_words_alone_are_one_message() -> None:
    card = Card("好", ROWS)
    assert parts(card) == (card,)


def test_one_picture_takes_words_and_buttons_with_it() -> None:
    card = Card("好", ROWS, media("photo"))
    assert parts(card) == (card,)


def test_an_album_takes_the_words_when_there_are_no_buttons() -> None:
    card = Card("好", media=media("photo", 3))
    assert parts(card) == (card,)


def test_an_album_can_t_have_buttons_so_it_follows_the_words_without_a_sound() -> None:
    assert parts(Card("好", ROWS, media("photo", 3))) == (
        Card("好", ROWS),
        Card("", media=media("photo", 3), silent=True),
    )


def test_words_too_long_for_a_caption_go_first() -> None:
    long = "字" * 1025
    assert [len(part.media) for part in parts(Card(long, ROWS, media("photo")))] == [0, 1]
    assert len(parts(Card("字" * 1024, ROWS, media("photo")))) == 1


def test_a_location_has_no_caption() -> None:
    where = Media("location", "39.9,116.4")
    assert parts(Card("好", ROWS, (where,))) == (Card("好", ROWS), Card("", media=(where,), silent=True))


def test_media_without_words_need_no_message_of_words() -> None:
    card = Card("", media=media("photo", 2), reply_to=5)
    assert parts(card) == (card,)


def test_kinds_that_can_t_stand_in_one_album_are_parted_and_nothing_is_lost() -> None:
    everything = (*media("photo", 2), *media("video"), *media("voice", 2), *media("document", 12))
    split = parts(Card("", media=everything))
    assert [[item.kind for item in part.media] for part in split] == [
        ["photo", "photo", "video"],
        ["voice"],
        ["voice"],
        ["document"] * 10,
        ["document"] * 2,
    ]
    assert tuple(item for part in split for item in part.media) == everything


def test_length_is_what_telegram_counts() -> None:
    assert visible_units("<b>a&amp;b</b>😀") == 5
