"""aiogram imported without building its models is the same aiogram, only sooner there."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]

LOOK = """
import json, sys
{before}
import aiogram.methods, aiogram.types
from aiogram.methods.base import Response
from pydantic import BaseModel, ValidationError

models = {{
    name: model
    for module in (aiogram.types, aiogram.methods)
    for name in module.__all__
    if isinstance(model := getattr(module, name), type) and issubclass(model, BaseModel) and name != "TelegramMethod"
}}
built_at_import = sum(model.__pydantic_complete__ for model in models.values())
wants = {{}}
answers = {{}}
for name, model in models.items():
    if issubclass(model, aiogram.methods.TelegramMethod):
        {complete}(model.__returning__)
        try:
            Response[model.__returning__].model_validate({{"ok": True, "result": {{}}}})
            answers[name] = []
        except ValidationError as error:
            answers[name] = sorted([".".join(map(str, e["loc"])), e["type"]] for e in error.errors())
for name, model in models.items():
    try:
        model.model_validate({{}})
        wants[name] = []
    except ValidationError as error:
        wants[name] = sorted([".".join(map(str, e["loc"])), e["type"]] for e in error.errors())
complete = all(model.__pydantic_complete__ for model in models.values())
json.dump({{"built": built_at_import, "complete": complete, "wants": wants, "answers": answers}}, sys.stdout)
"""


def look(before: str, complete: str = "str") -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK.format(before=before, complete=complete)],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    return look("")


def test_every_model_is_complete_when_it_is_used_and_wants_the_same(usual: dict[str, Any]) -> None:
    ours = look("import bot.models_on_demand as m; m.import_aiogram()", "m.complete")
    assert ours["complete"]
    assert (ours["wants"], ours["answers"]) == (usual["wants"], usual["answers"])
    assert len(ours["wants"]) > 500
    assert ours["built"] < usual["built"] / 4


def test_where_pydantic_does_not_take_up_the_names_all_are_built_as_before(usual: dict[str, Any]) -> None:
    before = "import bot.models_on_demand as m; m.NAMES = '_not_read_by_anybody'; m.import_aiogram()"
    ours = look(before, "m.complete")
    assert ours["complete"]
    assert (ours["wants"], ours["answers"]) == (usual["wants"], usual["answers"])
