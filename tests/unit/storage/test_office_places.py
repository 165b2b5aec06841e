"""Buildings, compounds and the chain of posts, as configured."""

import pytest

from tests.office import make_office

OFFICE = make_office()


def test_a_building_is_found_by_its_code_and_named_with_its_compound() -> None:
    building, compound = OFFICE.building("hx3"), OFFICE.compound_of("hx3")
    assert building is not None
    assert compound is not None
    assert (building.name, compound.code) == ("3号楼", "hx")
    assert OFFICE.place_name("yg1") == "阳光里 1号楼"


@pytest.mark.parametrize("code", [None, "", "hx", "HX3", "gone"])
def test_what_is_no_building_is_none(code: str | None) -> None:
    assert OFFICE.building(code) is None
    assert OFFICE.compound_of(code) is None
    assert OFFICE.place_name(code) is None


@pytest.mark.parametrize(
    ("post", "chain"),
    [
        ("works", ["works", "works-head", "deputy", "director", "duty"]),
        ("director", ["director", "duty"]),
        ("duty", ["duty"]),
        ("gone", ["duty"]),
    ],
)
def test_a_chain_ends_with_the_duty_officer(post: str, chain: list[str]) -> None:
    assert [p.code for p in OFFICE.chain(post)] == chain


@pytest.mark.parametrize(
    ("category", "post"), [("dust", "works"), ("noise_social", "order"), ("parking", "duty"), (None, "duty")]
)
def test_every_category_has_a_post(category: str | None, post: str) -> None:
    assert OFFICE.route(category, "hx3").code == post
    assert OFFICE.route(category, None).code == post


def test_a_rule_for_a_compound_holds_there_only() -> None:
    office = make_office(
        routing=[{"categories": ["dust"], "compounds": ["yg"], "post": "order"}, {"post": "works"}],
    )
    assert [office.route("dust", building).code for building in ("yg1", "hx3", None)] == ["order", "works", "works"]
