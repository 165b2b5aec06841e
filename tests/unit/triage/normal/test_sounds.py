"""Words typed with another character of the same sound, and good Chinese that only sounds like a keyword."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage.cutting import Cutter
from complaints.triage.normal import Normaliser

KEYWORDS = (
    *("噪音", "凌晨", "施工", "扰民", "喇叭", "垃圾", "吵醒", "装修", "漏水", "电梯", "停车", "广场舞", "没水", "停电"),
    *("路灯", "煤气", "搅拌站", "渣土车", "高空抛物", "消防通道", "物业", "封路", "租金", "买房", "失业", "恢复"),
    *("夜市", "睡着", "不动了"),
)
HEARD = {"施工", "装修", "漏水", "电梯", "停车", "吵醒", "扰民", "路灯", "物业"}
CUTTER = Cutter(["广场舞", "渣土车"])
LISTEN = Normaliser({}, heard=HEARD).listening(KEYWORDS, CUTTER)


@pytest.fixture(scope="module", autouse=True)
def dictionary() -> None:
    """Loaded once, before anything is timed."""
    CUTTER.warm_up()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("燥音", "噪音"),
        ("澡音", "噪音"),
        ("零晨", "凌晨"),
        ("施功", "施工"),
        ("啦叭", "喇叭"),
        ("拉圾", "垃圾"),
        ("炒醒", "吵醒"),
        ("装休", "装修"),
        ("漏睡", "漏水"),
        ("点梯", "电梯"),
        ("挺车", "停车"),
        ("光场舞", "广场舞"),
        ("煤汽", "煤气"),
        ("搅伴站", "搅拌站"),
        ("渣图车", "渣土车"),
        ("高空抛勿", "高空抛物"),
        ("消访通道", "消防通道"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "楼下{}太严重", "我们小区,{}"])
def test_a_word_is_found_by_its_sound(written: str, meant: str, around: str) -> None:
    normal = LISTEN(around.format(written))
    assert normal.text == around.format(meant)
    place = around.index("{")
    assert normal.span(place, place + len(meant)) == (place, place + len(meant))


@pytest.mark.parametrize(
    "text",
    [
        "孩子一夜没睡",
        "没点礼貌",
        "他要卖房子",
        "住在迎丰路上",
        "业主刘祖金",
        "邦富石业有限公司",
        "问了也没回复",
        "也是这样",
        "说着说着就睡了",
        "我更不懂了",
        "虽然气温低",
        "重点提到的",
        "零点以后",
        "听说是临时的",
        "早上引路的人",
        "施肥",
        "拉几车土",
    ],
)
def test_good_chinese_stays_whatever_it_sounds_like(text: str) -> None:
    assert LISTEN(text).text == text


def test_what_sounds_like_two_words_is_neither() -> None:
    listen = Normaliser({}).listening(["污水", "无水"], CUTTER)
    assert listen("舞水").text == "舞水"


def test_characters_of_a_keyword_are_not_taken_for_another() -> None:
    assert LISTEN("垃圾停车").text == "垃圾停车"


def test_an_office_may_forbid_a_word_to_be_heard() -> None:
    assert Normaliser({}).listening(["栏杆"], CUTTER)("拦杆").text == "栏杆"
    assert Normaliser({}, never=["栏杆"]).listening(["栏杆"], CUTTER)("拦杆").text == "拦杆"


def test_rules_are_read_without_ears() -> None:
    assert Normaliser({}, heard=HEARD)("施功").text == "施功"


@given(st.text(st.sampled_from("施功工噪燥音点电梯没睡水,a\ue000😀"), max_size=40))
def test_hearing_keeps_the_length_and_is_done_after_one_time(text: str) -> None:
    once = LISTEN(text)
    assert len(once.text) == len(Normaliser({})(text).text)
    assert LISTEN(once.text).text == once.text


def test_of_pypinyin_one_file_is_read_and_nothing_imported() -> None:
    script = (
        "import sys\n"
        "from complaints.triage.normal import syllables\n"
        "assert syllables.syllables()['噪'] == 'zao'\n"
        "assert not any('pypinyin' in name for name in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("text", "start", "word", "ordinary"),
    [
        ("天天光场舞", 2, "广场舞", False),
        ("夜市", 0, "夜视", True),
        ("还在施功能", 2, "施工", True),
        ("虽然气", 1, "燃气", True),
        ("社会无业人员", 2, "物业人员", True),
    ],
)
def test_words_that_cover_or_cross_a_stretch_make_it_good(text: str, start: int, word: str, ordinary: bool) -> None:
    assert CUTTER.ordinary(text, start, start + len(word), word, 1e-3) is ordinary


def test_chance_is_that_of_the_likeliest_words() -> None:
    assert CUTTER.chance("没睡") > CUTTER.chance("漏睡") > CUTTER.chance("渣图车") > 0
    assert CUTTER.chance("电梯") > CUTTER.chance("点梯")
