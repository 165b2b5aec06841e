"""Each message is read once for all tests of this folder: a triage is immutable, and so is a reading."""

import pytest

from complaints.triage import Reading, Triage
from complaints.triage.judging.measure import Labelled
from tests.triage.own_sets import HELD_BACK, WORKED, messages_of


@pytest.fixture(scope="package")
def triage() -> Triage:
    return Triage.packaged()


@pytest.fixture(scope="package")
def read(triage: Triage) -> dict[str, list[tuple[Labelled, Reading]]]:
    """By the name of the set, in the order of its lines."""
    return {name: [(each, triage.read(each.text)) for each in messages_of(name)] for name in (*WORKED, *HELD_BACK)}
