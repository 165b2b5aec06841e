"""What is personal is found and covered; numbers of cases, orders and hotlines stay."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.triage.grammar.mask_numbers import is_bank_card, is_id_card
from complaints.triage.grammar.masks import masked, masks


@pytest.mark.parametrize(
    ("text", "sort", "stretch"),
    [
        ("电话13812345678，速来", "mobile", "13812345678"),
        ("138 1234 5678", "mobile", "138 1234 5678"),
        ("138-1234-5678", "mobile", "138-1234-5678"),
        ("138.1234.5678", "mobile", "138.1234.5678"),
        ("1381234 5678", "mobile", "1381234 5678"),
        ("1381 234 5678", "mobile", "1381 234 5678"),
        ("1 3 8 1 2 3 4 5 6 7 8", "mobile", "1 3 8 1 2 3 4 5 6 7 8"),
        ("打+86 138 1234 5678", "mobile", "+86 138 1234 5678"),
        ("008613812345678", "mobile", "008613812345678"),
        ("１３８１２３４５６７８", "mobile", "１３８１２３４５６７８"),
        ("一三八一二三四五六七八", "mobile", "一三八一二三四五六七八"),
        ("幺三八零零幺三八零零零", "mobile", "幺三八零零幺三八零零零"),
        ("微信同号13812345678", "mobile", "13812345678"),
        ("加我19912345678", "mobile", "19912345678"),
        ("座机0591-87654321", "landline", "0591-87654321"),
        ("(010)62345678", "landline", "(010)62345678"),
        ("02087654321", "landline", "02087654321"),
        ("0755 8765 4321", "landline", "0755 8765 4321"),
        ("家里电话：87654321", "landline", "87654321"),
        ("身份证11010519491231002X。", "id_card", "11010519491231002X"),
        ("11010519491231002x是我的", "id_card", "11010519491231002x"),
        ("身份证号码：110105199003071234", "id_card", "110105199003071234"),
        ("身份證 110105 19491231 0021", "id_card", "110105 19491231 0021"),
        ("110105491231002", "id_card", "110105491231002"),
        ("京A12345堵门", "plate", "京A12345"),
        ("粤bd12345", "plate", "粤bd12345"),
        ("沪AF12345", "plate", "沪AF12345"),
        ("浙a·8k6p2", "plate", "浙a·8k6p2"),
        ("川A 1234挂", "plate", "川A 1234挂"),
        ("转4111111111111111", "bank_card", "4111111111111111"),
        ("6222 0212 3456 7894", "bank_card", "6222 0212 3456 7894"),
        ("卡号6222021234567890123", "bank_card", "6222021234567890123"),
        ("发abc.def@163.com", "email", "abc.def@163.com"),
        ("邮箱 10086001@qq.com", "email", "10086001@qq.com"),
        ("微信 zhang_san88", "account", "zhang_san88"),
        ("微信号abcdefg", "account", "abcdefg"),
        ("vx：abc123", "account", "abc123"),
        ("加我qq12345678", "account", "12345678"),
        ("QQ群123456789", "account", "123456789"),
        ("我叫王小明，住三楼", "name", "王小明"),
        ("我叫王芳住3栋", "name", "王芳"),
        ("我叫馬大文", "name", "馬大文"),
        ("我是李建国先生", "name", "李建国"),
        ("姓名：欧阳晓", "name", "欧阳晓"),
        ("联系人 陈大文。", "name", "陈大文"),
        ("本人赵六，投诉", "name", "赵六"),
        ("申请人:周星宇 三楼", "name", "周星宇"),
        ("经办：钱多多女士", "name", "钱多多"),
    ],
)
def test_what_is_personal_is_found(text: str, sort: str, stretch: str) -> None:
    assert [(mask.sort, text[mask.start : mask.end]) for mask in masks(text)] == [(sort, stretch)]


@pytest.mark.parametrize(
    "text",
    [
        "编号20261122-0007", "20261122-0007还没人管", "2026112200007", "打12345和110", "打了95598", "400-810-1234",
        "2026年11月25日",
        "订单号13812345678", "工单编号 4111111111111111", "快递单号：110105491231002", "123456789012345678",
        "999999199913991234",
        "赔1500000元", "20000元", "10点到12点", "138栋", "1380元", "3栋2单元501", "75分贝", "2020-03-05 2021-04-06",
        "微信支付", "wechat message me", "加我20000元", "qq音乐", "加我5个人",
        "京A区", "云南大道12345", "新区a12345", "a12345",
        "我叫了110", "我叫物业来", "我叫不醒他", "本人常年失眠", "本人于昨晚10点", "本人江苏人，", "本人是高中生，",
        "本人严重失眠，", "本人，居民",
        "我是王女士", "谢谢女士", "姓名不便透露", "联系人是物业", "我叫高兴来", "方便请打110",
    ],
)  # fmt: skip
def test_what_belongs_to_nobody_stays(text: str) -> None:
    assert masks(text) == []
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("电话13812345678，速来", "电话138******78，速来"),
        ("138-1234-5678", "138********78"),
        ("+86 138 1234 5678", "+86 138********78"),
        ("１３８１２３４５６７８", "１３８******７８"),
        ("1 3 8 1 2 3 4 5 6 7 8", "1 3 8*************7 8"),
        ("0591-87654321", "059********21"),
        ("电话：87654321", "电话：******21"),
        ("身份证11010519491231002X。", "身份证11**************2X。"),
        ("4111111111111111", "************1111"),
        ("京A12345", "京A****5"),
        ("abc.def@163.com", "a******@163.com"),
        ("微信 zhang_san88", "微信 z*********8"),
        ("我叫王小明，", "我叫王**，"),
        ("姓名：欧阳晓", "姓名：欧阳*"),
        ("李建国13900001111", "李**139******11"),
        ("13900001111（张伟）", "139******11（张*）"),
        ("我叫王芳，电话13812345678，车京A12345", "我叫王*，电话138******78，车京A****5"),
    ],
)
def test_a_masked_text_keeps_its_length_and_what_tells_one_from_another(text: str, seen: str) -> None:
    assert masked(text) == seen
    assert len(seen) == len(text)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002x", True), ("110105194912310021", False), ("990105194912310021", False),
        ("110105194913310021", False), ("110105491231002", True), ("110105491331002", False),
    ],
)  # fmt: skip
def test_an_identity_number_has_a_province_a_birthday_and_a_check_digit(number: str, right: bool) -> None:
    assert is_id_card(number) is right


@pytest.mark.parametrize(("number", "right"), [("4111111111111111", True), ("4111111111111112", False)])
def test_a_bank_card_has_a_check_digit(number: str, right: bool) -> None:
    assert is_bank_card(number) is right


PIECES = [
    "138", "1", "1-", " ", "12345678", "我叫", "王", "小明", "先生", "身份证", "京A", "微信", "@163.com", "a",
    "卡号", "一三八", "本人",
    "电话", "0591-", "，", "\0", "\ud800", "\u202e", "㎞", "＋", "6222", "11010519491231002X",
]  # fmt: skip
anything = st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(anything)
def test_masks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = masks(text)
    assert all(0 <= mask.start < mask.end <= len(text) for mask in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(anything)
def test_masking_changes_nothing_but_single_characters_into_stars(text: str) -> None:
    seen = masked(text)
    assert len(seen) == len(text)
    assert all(after in {before, "*"} for before, after in zip(text, seen, strict=True))


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "电话", "请联系", "我叫王芳，", "！", "\n"])
)
def test_every_mobile_number_is_covered(number: str, before: str) -> None:
    assert number[3:9] not in masked(f"{before}{number}，谢谢")


@pytest.mark.parametrize(
    "piece",
    ["1", "1-", "138", "1 3", "我叫", "我叫王", "王先生", "a", "a@", "@a.", "微信a", "京A1", "一", "13812345678,"],
)
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            masked(text)
            best = min(best, time.perf_counter() - begin)
        return best

    seconds(1_000)
    assert seconds(32_000) < 40 * max(seconds(4_000), 0.002)


SIGNS = [
    "138", "１３８", "一三八", "0000", "1234", " ", "-", "－", "@", "＠", "a.cn", "QQ", "微信", "：", "川A",
    "Ｂ１２３４５", "我叫", "王建国", "女士", "电话", "身份证", "住3栋", "，", "很吵", "本人", "x",
]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=10).map("".join))
def test_where_nothing_is_worth_a_look_there_is_nothing_to_mask(text: str) -> None:
    if not masks(text):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("complaints.triage.grammar.masks._WORTH_A_LOOK", (re.compile(""),))
            assert masks(text) == []
