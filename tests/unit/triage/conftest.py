"""One triage with the packaged rules for all tests of this folder: it is immutable."""

import pytest

from complaints.triage import Triage


@pytest.fixture(scope="package")
def triage() -> Triage:
    return Triage.packaged()
