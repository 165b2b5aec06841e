"""The messages themselves: labelled in full, each there once, and nobody's."""

import json
import re
import unicodedata
from collections import Counter

import pytest

from complaints.triage import Category, Kind, Urgency
from complaints.triage.judging.measure import Labelled
from tests.triage.own_sets import HELD_BACK, HERE, WORKED, lines_of, messages_of

FIELDS = {"text", "kind", "category", "second", "noise", "night", "urgency", "why"}
PERSONAL = re.compile(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{17}[\dXx]|(?<!\d)\d{7,8}(?!\d)")
EVERY = (*WORKED, *HELD_BACK)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def test_every_file_is_worked_with_or_held_back() -> None:
    assert {path.stem for path in HERE.glob("*.jsonl")} == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_every_line_has_all_labels_and_says_why_it_is_there(name: str) -> None:
    for number, line in enumerate(lines_of(name), 1):
        given = json.loads(line)
        assert set(given) == FIELDS, f"{name}:{number}"
        assert given["why"].strip(), f"{name}:{number}"
        Labelled.of_json(line)


def test_no_message_stands_twice() -> None:
    said = Counter(letters(each.text) or each.text for name in EVERY for each in messages_of(name))
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("name", EVERY)
def test_no_message_has_the_number_of_a_person(name: str) -> None:
    found = [each.text for each in messages_of(name) if PERSONAL.search(unicodedata.normalize("NFKC", each.text))]
    assert found == []


@pytest.mark.parametrize("name", EVERY)
def test_labels_do_not_contradict_each_other(name: str) -> None:
    for number, each in enumerate(messages_of(name), 1):
        place = f"{name}:{number}"
        assert each.second != each.category, place
        if each.kind in (Kind.PRAISE, Kind.INQUIRY, Kind.OTHER):
            assert not each.noise, place
            assert not each.night, place
        if each.kind is not Kind.COMPLAINT:
            assert each.urgency is Urgency.NORMAL, place
        elif each.category.startswith("noise_"):
            assert each.noise, place


@pytest.mark.parametrize("category", Category)
def test_every_category_has_messages_of_every_sort(category: Category) -> None:
    """Complaints, and others, which tell a category from its complaints; held back, too."""
    kinds = Counter(each.kind for name in EVERY for each in messages_of(name) if each.category is category)
    assert kinds[Kind.COMPLAINT] >= 10
    assert kinds.total() - kinds[Kind.COMPLAINT] >= 5
    assert any(each.category is category for name in HELD_BACK for each in messages_of(name))
