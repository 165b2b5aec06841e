"""The machine's own settings must not leak into tests."""

import os

import pytest


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name == "BOT_TOKEN" or name.startswith("LIANXINQIAO_"):
            monkeypatch.delenv(name)
