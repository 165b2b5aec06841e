"""A small office for tests: two compounds, one chain of posts, rules that route noise apart from the rest."""

from typing import Any

from storage.office import Office

TABLE: dict[str, Any] = {
    "office": {"name": "平安街道办事处", "city": "示例市", "phone": "0100-1234567", "address": "平安路1号"},
    "compounds": [
        {
            "code": "hx",
            "name": "和谐家园",
            "buildings": [
                {"code": "hx1", "name": "1号楼", "units": 3},
                {"code": "hx3", "name": "3号楼", "units": 2},
                {"code": "hx13", "name": "13号楼"},
            ],
        },
        {
            "code": "yg",
            "name": "阳光里",
            "buildings": [{"code": "yg1", "name": "1号楼"}, {"code": "yga", "name": "A座"}],
        },
    ],
    "posts": [
        {"code": "works", "name": "工程科承办", "duty": "owner", "reports_to": "works-head"},
        {"code": "order", "name": "综合执法承办", "duty": "owner", "reports_to": "works-head"},
        {"code": "works-head", "name": "工程科科长", "duty": "section_head", "reports_to": "deputy"},
        {
            "code": "deputy",
            "name": "分管副主任",
            "duty": "deputy_director",
            "reports_to": "director",
            "rights": ["all_cases"],
        },
        {"code": "director", "name": "主任", "duty": "director"},
        {
            "code": "duty",
            "name": "值班员",
            "duty": "duty_officer",
            "rights": ["notice", "bind", "invite", "all_cases"],
        },
    ],
    "staff": [
        {"code": "zhang", "name": "张工", "posts": ["works"]},
        {"code": "li", "name": "李工", "posts": ["works"]},
        {"code": "zhao", "name": "赵队", "posts": ["order"]},
        {"code": "wang", "name": "王科长", "posts": ["works-head"]},
        {"code": "liu", "name": "刘副主任", "posts": ["deputy"]},
        {"code": "chen", "name": "陈主任", "posts": ["director"]},
        {"code": "zhou", "name": "周值班", "posts": ["duty"]},
    ],
    "routing": [
        {"categories": ["noise_construction", "dust", "safety"], "post": "works"},
        {"categories": ["noise_social"], "post": "order"},
        {"post": "duty"},
    ],
    "projects": [
        {"code": "lift", "name": "加装电梯工程", "kind": "加装电梯", "buildings": ["hx1", "hx3"], "owner_post": "works"}
    ],
}


def make_office(**changes: Any) -> Office:
    """The office of TABLE, with some of its sections replaced."""
    return Office.model_validate({**TABLE, **changes})
