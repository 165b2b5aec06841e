"""What is written after /bind."""

from notices.bindings import read_codes
from tests.office import make_office

OFFICE = make_office()


def test_codes_stand_between_blanks_commas_or_underscores_in_any_case() -> None:
    assert read_codes("HX1，hx3、yga hx1_hx13", OFFICE).buildings == ("hx1", "hx3", "yga", "hx13")


def test_a_compound_means_all_its_buildings() -> None:
    codes = read_codes("yg", OFFICE)
    assert (codes.buildings, codes.written) == (("yg1", "yga"), ("yg",))


def test_what_is_no_code_is_named() -> None:
    codes = read_codes("hx1 3号楼 <b>", OFFICE)
    assert codes.unknown == ("3号楼", "<b>")


def test_nothing_written_is_no_code() -> None:
    assert read_codes("  ", OFFICE).buildings == ()
