"""Which buildings an audience means, and which groups it reaches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.audience import BUILDING, COMPOUND, EVERYBODY, PROJECT, Group, Part, buildings_of, reach, toggle
from tests.office import make_office

OFFICE = make_office()
PROJECTS = {"lift": ("hx1", "hx3", "gone")}
EVERYTHING = ("hx1", "hx3", "hx13", "yg1", "yga")

PARTS = [
    EVERYBODY,
    *(Part(COMPOUND, c.code) for c in OFFICE.compounds),
    *(Part(BUILDING, b) for b in EVERYTHING),
    Part(PROJECT, "lift"),
]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), ()),
        ((EVERYBODY,), EVERYTHING),
        ((Part(COMPOUND, "yg"),), ("yg1", "yga")),
        ((Part(BUILDING, "yga"), Part(BUILDING, "hx3")), ("hx3", "yga")),
        ((Part(PROJECT, "lift"),), ("hx1", "hx3")),
        ((Part(PROJECT, "lift"), Part(COMPOUND, "hx"), Part(BUILDING, "hx1")), ("hx1", "hx3", "hx13")),
        ((Part(BUILDING, "demolished"), Part(PROJECT, "unknown"), Part("tag", "x")), ()),
    ],
)
def test_parts_mean_their_buildings_once_each_in_the_offices_order(
    parts: tuple[Part, ...], expected: tuple[str, ...]
) -> None:
    assert buildings_of(parts, OFFICE, PROJECTS) == expected


def test_a_chat_of_several_buildings_is_reached_once() -> None:
    twice = [Group(-1, ("hx1", "hx3"), title=title) for title in ("old", "new")]
    assert [g.chat_id for g in reach(("hx1", "hx3"), twice).groups] == [-1]


def test_groups_that_are_off_and_buildings_without_a_group_are_told_apart() -> None:
    on, off, elsewhere = Group(-1, ("hx1",)), Group(-2, ("hx3",), off="kicked"), Group(-3, ("yg1",))
    reached = reach(("hx1", "hx3", "hx13"), [on, off, elsewhere])
    assert (reached.groups, reached.off, reached.unbound) == ((on,), (off,), ("hx13",))


def test_a_building_with_two_groups_reaches_both() -> None:
    first, second = Group(-1, ("hx1",)), Group(-2, ("hx1",))
    assert reach(("hx1",), [first, second]).groups == (first, second)


def test_unticking_one_building_of_a_ticked_compound_leaves_the_others() -> None:
    assert toggle((Part(COMPOUND, "hx"),), Part(BUILDING, "hx3"), OFFICE) == (
        Part(BUILDING, "hx1"),
        Part(BUILDING, "hx13"),
    )


def test_unticking_one_compound_of_everybody_leaves_the_other() -> None:
    assert toggle((EVERYBODY,), Part(COMPOUND, "hx"), OFFICE) == (Part(COMPOUND, "yg"),)


def test_ticking_the_last_building_of_a_compound_makes_it_the_compound() -> None:
    ticked = (Part(PROJECT, "lift"), Part(BUILDING, "yg1"))
    assert toggle(ticked, Part(BUILDING, "yga"), OFFICE) == (Part(PROJECT, "lift"), Part(COMPOUND, "yg"))


def test_ticking_everybody_clears_what_was_ticked_and_again_clears_all() -> None:
    everybody = toggle((Part(COMPOUND, "hx"), Part(PROJECT, "lift")), EVERYBODY, OFFICE)
    assert everybody == (EVERYBODY,)
    assert toggle(everybody, EVERYBODY, OFFICE) == ()


@given(st.lists(st.sampled_from(PARTS), max_size=12), st.sampled_from([p for p in PARTS if p.kind == BUILDING]))
def test_a_press_on_a_building_always_changes_whether_it_is_ticked_and_no_other(
    presses: list[Part], last: Part
) -> None:
    parts: tuple[Part, ...] = ()
    for part in presses:
        parts = toggle(parts, part, OFFICE)
    before, after = (set(buildings_of(p, OFFICE, {})) for p in (parts, toggle(parts, last, OFFICE)))
    assert before ^ after == {last.code}


@given(st.lists(st.sampled_from(PARTS), max_size=8), st.sampled_from(PARTS))
def test_two_presses_on_the_same_thing_change_nothing_but_everybody(presses: list[Part], part: Part) -> None:
    parts: tuple[Part, ...] = ()
    for press in presses:
        parts = toggle(parts, press, OFFICE)
    if part == EVERYBODY or (part.kind == PROJECT and EVERYBODY in parts):
        return
    if part.kind == COMPOUND and any(p.kind == BUILDING for p in parts):
        return  # the first press completes the compound, the second clears it
    twice = toggle(toggle(parts, part, OFFICE), part, OFFICE)
    assert buildings_of(twice, OFFICE, PROJECTS) == buildings_of(parts, OFFICE, PROJECTS)
