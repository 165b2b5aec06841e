"""The patterns of numbered places: what a number is followed by, and what may follow that.

Each is bounded: a number has at most six places, and no part is looked for twice.
"""

import re

HOUSE_SORTS = "高层|小高层|多层|楼房|房子|别墅|住宅|建筑|居民楼|民房|大楼|在建|危房|商品房|安置房|高楼|矮楼|新楼|老楼"
"""三栋高层 are three."""

OLDEST_YEAR, LATEST_YEAR = 1950, 2049
"""3-2-2020 is a day, unless 室 follows: floor 20, room 20 would be far rarer."""

_S = "0-9a-z零〇一二三四五六七八九十百甲乙丙丁东南西北"
NUMERALS = "零〇一二三四五六七八九十百"
_NOT_A_DOOR = r"(?![\d\-:.%年月日元人米平分个块多余名家辆次天万千百度点时户])"
_ROOM_WORD = r"(?:室(?!友|[一二两三\d]厅)|号?房(?![子屋价产租东贷])间?|号室)"
_UNIT = rf"(?P<unit>[a-z]?\d{{1,2}}|[{NUMERALS}]{{1,3}}|[甲乙丙丁东南西北中a-z])\s?(?:单元|门(?![口前外牌卫禁面锁]))"
_FLOOR = rf"(?P<floor>(?:负|b)?(?:\d{{1,2}}|[{NUMERALS}]{{1,3}})|顶)\s?(?:楼(?![栋上下道群])|层(?!高))"
_BARE = rf"(?P<bare>\d{{3,4}}){_NOT_A_DOOR}"
_NAMED_ROOM = rf"(?P<room>\d{{1,4}}|[{NUMERALS}]{{3,4}})\s?{_ROOM_WORD}|(?P<numbered>\d{{3,4}})号(?![线楼门])"
_SIDE_DOOR = "(?P<side_door>[东南西北中](?:边|面)?户)"
_HOUSEHOLD = r"(?P<household>\d{3,4})\s?户"
_HYPHENED = r"[\s\-]?(?P<h_unit>\d{1,2})-(?P<h_room>\d{3,4})(?![\d\-])\s?室?"

AFTER_BUILDING = re.compile(
    rf"(?:{_HYPHENED}|(?:[\s\-,的]?{_UNIT})?(?:[\s\-,的]?{_FLOOR})?"
    rf"(?:[\s\-的]?(?:{_NAMED_ROOM}|{_SIDE_DOOR}|{_BARE}|(?<=[元门楼层]){_HOUSEHOLD}))?)"
)
AFTER_UNIT = re.compile(rf"(?:[\s\-,的]?{_FLOOR})?(?:[\s\-的]?(?:{_NAMED_ROOM}|{_SIDE_DOOR}|{_BARE}|{_HOUSEHOLD}))?")
AFTER_FLOOR = re.compile(rf"(?:[\s\-的]?(?:{_NAMED_ROOM}|{_SIDE_DOOR}|{_BARE}))?")
AFTER_NUMBER = re.compile(rf"(?:\s?{_UNIT})?(?:\s?{_FLOOR})?(?:\s?(?:{_NAMED_ROOM}|{_SIDE_DOOR}|{_BARE}))?")

NUMBERED = re.compile(
    rf"[{_S}][{_S}]{{0,5}}"
    r"(?:-(?P<mid>\d{1,2})-(?P<end>\d{3,4})(?![\d\-])(?P<surely>\s?(?:室|户|号|房))?"
    r"|-(?P<pair>\d{3,4})(?![\d\-])(?P<paired>\s?室)?"
    rf"|(?:\s?[-~到至]\s?(?P<to>[a-z]?\d{{1,3}}|[{NUMERALS}]{{1,3}}))?\s?(?:"
    r"(?P<line>号线)|(?P<gate>号门(?![前外牌])|号?(?:出入?|入)?口(?![岸味罩红碑气音水]))|(?P<court>号大?院)"
    r"|(?P<building>号楼栋?|号?[栋幢](?:楼(?![上下顶道梯房层前后旁]))?|#楼?(?![上下顶])|号公寓)"
    r"|(?P<seat>座(?![桥山塔大天城房厂庙坟车位以商工电基信人古水公机落谈]))"
    rf"|(?P<unit>单元)|(?P<room>{_ROOM_WORD})|(?P<number>号(?:之\d|-\d{{1,3}}(?![\d\-]))?)"
    r"|(?P<floor>楼(?![栋上下道盘市房群面主层高])|层(?![楼高面皮膜数次级]|的高|以|绿|灰|建|房|矮|油|泥|土))))"
)
TAIL = re.compile(
    rf"(?:(?<![a-z\d])[a-z]\d{{1,3}}|(?<!\d)\d{{1,4}}|(?<![a-z])[a-z]|(?<![a-z\d])\d{{1,3}}[a-z]"
    rf"|(?<![{NUMERALS}])[{NUMERALS}]{{1,4}}|[甲乙丙丁]|[东南西北])$"
)
LISTED = re.compile(r"(?:^|[^\da-z.:\-年月])((?:[a-z]?\d{1,3}[栋#]?[、,和及]\s?){1,6})$")
ONE_LISTED = re.compile(r"[a-z]?\d+")
A_SORT_OF_HOUSE = re.compile(HOUSE_SORTS)
ALL_OF_THEM = re.compile("楼(?:都|均|全|高|几[十百千])")
ALL = re.compile("都|均|全|几[十百千]")
ONE = frozenset(("一栋", "一幢", "一座"))
FLOOR_TOLD_BEFORE = re.compile("(?:第|在|住|于|家|是|屋|的)$")
HOME_BEFORE = re.compile(r"(?:住在?|家在?|我在|地址[:是]?|房号[:是]?|小区|住址[:是]?)\s?$")
DAY_FOLLOWS = re.compile(
    r"早|上午|中午|下午|晚|凌晨|夜|白天|当天|那天|开始|起|停[水电气]|[,、]?\s?星期|到\d|至\d|左右|之前|以[前后来]|就|[(]周"
)
EQUIPMENT = re.compile(r"(?:风机|电梯|水?泵|变压器|机组|机房|锅炉|塔吊|桥墩|文|台风|令|菜|球员|选手|技师|病房|窗口|机)")
RANGE_OF_FLOORS = re.compile(rf"\s?[到至\-~]\s?(?P<to>\d{{1,2}}|[{NUMERALS}]{{1,3}})[楼层]")

A_BUILDING = re.compile(r"[a-z]?\d{1,3}|\d{1,2}[a-z]")
CELLAR = re.compile("b[1-4]")
"""b1层 is a floor, b1栋 and c1层 are none."""
