import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.formatting.compose import compose
from sandbox.formatting.html_parser import parse_html
from sandbox.formatting.render import as_html
from sandbox.formatting.utf16 import utf16_len


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &lt; b &amp;&quot;&#33;&nbsp;", 'a < b &"!&nbsp;', []),
        ("😀<b>粗</b>", "😀粗", [{"type": "bold", "offset": 2, "length": 1}]),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
        ),
        (
            '<a href="https://example.org/?a=1&amp;b=2">x</a>',
            "x",
            [{"type": "text_link", "url": "https://example.org/?a=1&b=2", "offset": 0, "length": 1}],
        ),
        (
            "<a>https://example.org</a>",
            "https://example.org",
            [{"type": "text_link", "url": "https://example.org", "offset": 0, "length": 19}],
        ),
        ("<a href='no address'>x</a>", "x", []),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ("<blockquote expandable>x</blockquote>", "x", [{"type": "expandable_blockquote", "offset": 0, "length": 1}]),
        (
            '<pre><code class="language-py">x</code></pre>',
            "x",
            [{"type": "pre", "language": "py", "offset": 0, "length": 1}],
        ),
        ("<B>x</b >", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<b></b>x > y", "x > y", []),
        ("<a href=example.org>x</a >", "x", [{"type": "text_link", "url": "example.org", "offset": 0, "length": 1}]),
        ("<span class = tg-spoiler id>x</>", "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            "👍",
            [{"type": "custom_emoji", "custom_emoji_id": "5368324170671202286", "offset": 0, "length": 2}],
        ),
    ],
)
def test_supported_tags_become_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("字<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</ b>", "Unclosed end tag at byte offset 4"),
        ("<b =x>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=https://example.org>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ('<tg-emoji emoji-id="²">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        (
            "&#xD83D;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_that_is_not_well_formed_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_text_is_trimmed_and_entities_move_along() -> None:
    assert compose("  <b> 字 </b> x ", "HTML") == ("字  x", [{"type": "bold", "offset": 0, "length": 2}])


def test_commands_names_addresses_and_tags_are_found_in_plain_text() -> None:
    text, entities = compose("/case@office_bot 7 见 https://example.org/a，问 @li_ping #报修 a@b.cn")
    units = text.encode("utf-16-le")
    found = {
        each["type"]: units[each["offset"] * 2 : (each["offset"] + each["length"]) * 2].decode("utf-16-le")
        for each in entities
    }
    assert found == {
        "bot_command": "/case@office_bot",
        "url": "https://example.org/a",
        "mention": "@li_ping",
        "hashtag": "#报修",
        "email": "a@b.cn",
    }


@given(st.text())
def test_escaped_text_comes_back_whole_and_unmarked(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


@given(
    st.text(alphabet=st.characters(codec="utf-8"), min_size=1),
    st.lists(st.tuples(st.sampled_from(["bold", "italic", "code"]), st.integers(0, 20), st.integers(1, 20))),
)
def test_what_the_page_shows_holds_all_the_text_and_only_closed_tags(
    text: str, marks: list[tuple[str, int, int]]
) -> None:
    total = utf16_len(text)
    boundaries = [utf16_len(text[:index]) for index in range(len(text) + 1)]
    entities = [
        {"type": kind, "offset": offset, "length": length}
        for kind, offset, length in marks
        if offset in boundaries and offset + length in boundaries and offset + length <= total
    ]
    shown = as_html(text, entities).replace("&#x27;", "'").replace("&quot;", '"').replace("&gt;", "&gt;")
    back, _ = parse_html(shown)
    assert back == text
