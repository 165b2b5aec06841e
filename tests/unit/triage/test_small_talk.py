import pytest

from complaints.triage import Kind, Triage


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("你好", "greeting"),
        ("您好！在吗？", "greeting"),
        ("👋", "greeting"),
        ("谢谢！", "thanks"),
        ("好的，谢谢你们，辛苦了", "thanks"),
        ("非常感谢领导的关心", "thanks"),
        ("🙏🙏", "thanks"),
        ("你好，谢谢", "thanks"),
        ("再见", "farewell"),
        ("好的谢谢，再见", "farewell"),
        ("ＴＨＡＮＫＳ", "thanks"),
        ("好的，收到", "assent"),
        ("嗯嗯", "assent"),
        ("收到，谢谢", "thanks"),
    ],
)
def test_greetings_thanks_and_farewells_alone_need_no_number(triage: Triage, text: str, sort: str) -> None:
    reading = triage.read(text)
    assert (reading.small_talk, reading.kind) == (sort, Kind.OTHER)


@pytest.mark.parametrize(
    "text",
    [
        "谢谢，但是还在吵",
        "你好，楼上漏水",
        "谢谢网格员帮我找到孩子",
        "再见还早着呢，路没修",
        "好的，但是还在吵",
        "",
        "。。。",
        "谢谢你们把路灯修好",
    ],
)
def test_anything_said_beyond_that_is_not_small_talk(triage: Triage, text: str) -> None:
    assert triage.read(text).small_talk is None


def test_thanks_before_a_nuisance_is_a_complaint(triage: Triage) -> None:
    reading = triage.read("谢谢，但是还在吵")
    assert (reading.kind, reading.noise) == (Kind.COMPLAINT, True)
