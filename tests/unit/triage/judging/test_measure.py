"""Figures over labelled messages."""

import json
from dataclasses import replace

import pytest

from complaints.triage import Category, Kind, Reading, Triage, Urgency
from complaints.triage.judging.measure import Cell, Labelled, Rate, measure

C = Category
LABEL = Labelled("电梯又停了", Kind.COMPLAINT, C.PROPERTY, None, noise=False, night=False, urgency=Urgency.NORMAL)
READING = replace(
    Triage.packaged().read(""),
    kind=Kind.COMPLAINT,
    category=C.PROPERTY,
    confidence=0.85,
    likeliest=(C.PROPERTY, C.SAFETY, C.OTHER),
)


def pair(label: Category, said: Category | None, confidence: float = 0.85) -> tuple[Labelled, Reading]:
    return replace(LABEL, category=label), replace(READING, category=said, confidence=confidence)


PAIRS = [
    *[pair(C.PROPERTY, C.PROPERTY)] * 3,
    pair(C.PROPERTY, C.SAFETY, 0.4),
    pair(C.SAFETY, C.SAFETY),
    pair(C.SAFETY, None, 0.2),
    pair(C.SAFETY, C.SAFETY),
    pair(C.DUST, C.PROPERTY, 1.0),
]


def test_categories_are_counted_over_all_and_over_those_that_are_sure() -> None:
    figures = measure(PAIRS)
    assert figures.messages == 8
    assert figures.answered == 7 / 8
    assert figures.category_accuracy == 5 / 8
    assert figures.category_accuracy_when_sure == 5 / 7


def test_the_second_label_is_right_as_well() -> None:
    both = (replace(LABEL, second=C.SAFETY), replace(READING, category=C.SAFETY))
    figures = measure([both])
    assert (figures.category_accuracy, figures.category_accuracy_or_second) == (0, 1)


def test_the_mean_is_of_categories_labelled_three_times_or_more() -> None:
    figures = measure(PAIRS)
    assert figures.by_category == ((C.PROPERTY, 3 / 4, 4), (C.SAFETY, 2 / 3, 3))
    assert figures.category_macro_f1 == pytest.approx((3 / 4 + 2 / 3) / 2)


def test_kinds_have_their_mean_too() -> None:
    praise = (replace(LABEL, kind=Kind.PRAISE), READING)
    assert measure([(LABEL, READING)] * 3 + [praise] * 3).kind_macro_f1 == pytest.approx((2 / 3 + 0) / 2)


def test_noise_night_and_urgency_have_precision_and_recall() -> None:
    loud, quiet = replace(LABEL, noise=True, night=True), LABEL
    heard = replace(READING, noise=True, night=True, urgency=Urgency.URGENT)
    figures = measure(
        [(loud, heard), (loud, READING), (quiet, heard), (replace(loud, urgency=Urgency.EMERGENCY), heard)]
    )
    assert figures.noise == figures.night == pytest.approx(Rate(2 / 3, 2 / 3, 2 / 3))
    assert figures.emergency == Rate(0, 0, 0)
    assert figures.urgent == Rate(0, 0, 0)


def test_a_confidence_is_compared_with_how_often_it_was_right() -> None:
    bins = {each.begins: (each.messages, each.right) for each in measure(PAIRS).calibration if each.messages}
    assert bins == {0.2: (1, 0), 0.4: (1, 0), 0.8: (5, 5), 0.9: (1, 0)}


def test_not_to_be_sure_counts_by_the_likeliest_category() -> None:
    unsure = (LABEL, replace(READING, category=None, confidence=0.3))
    assert measure([unsure]).calibration[3].right == 1


def test_what_is_taken_for_what_is_counted() -> None:
    assert measure(PAIRS).confusion == (
        Cell(C.DUST, C.PROPERTY, 1),
        Cell(C.SAFETY, C.SAFETY, 2),
        Cell(C.SAFETY, None, 1),
        Cell(C.PROPERTY, C.SAFETY, 1),
        Cell(C.PROPERTY, C.PROPERTY, 3),
    )


def test_no_messages_have_figures_of_zero() -> None:
    assert set(measure([]).rates().values()) == {0.0}


def test_figures_are_plain_json() -> None:
    told = json.loads(json.dumps(measure(PAIRS).as_json()))
    assert told["category_accuracy"] == 0.625
    assert told["f1"] == {"property": 0.75, "safety": 0.6667}
    assert told["confusion"][2] == {"labelled": "safety", "read": None, "messages": 1}


GOOD = {
    "text": "电梯又停了",
    "kind": "complaint",
    "category": "property",
    "second": None,
    "noise": False,
    "night": False,
    "urgency": "normal",
}


def test_a_line_is_read_with_or_without_a_moment() -> None:
    assert Labelled.of_json(json.dumps(GOOD)) == LABEL
    told = Labelled.of_json(json.dumps({**GOOD, "at": "2026-11-22T23:40+08:00", "note": "kept by people"}))
    assert told.at is not None
    assert told.at.hour == 23


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("电梯", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no JSON object"),
        (json.dumps({**GOOD, "text": 5}), "text: must be text"),
        (json.dumps({**GOOD, "noise": "yes"}), "noise: must be true or false"),
        (json.dumps({**GOOD, "kind": "rant"}), "kind: must be one of complaint, opinion"),
        (json.dumps({**GOOD, "category": None}), "category: must be one of"),
        (json.dumps({**GOOD, "second": "noise"}), "second: must be one of"),
        (json.dumps({key: GOOD[key] for key in GOOD if key != "urgency"}), "urgency: must be one of"),
        (json.dumps({**GOOD, "at": "last night"}), "at: must be a time such as"),
    ],
)
def test_a_bad_line_says_which_key_is_wrong(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Labelled.of_json(line)
