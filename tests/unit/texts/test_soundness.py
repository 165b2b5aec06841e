"""The check that templates, labels and code agree: sound as it stands, and it finds what is planted."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined

from texts import render, soundness

ROOMS = [Path(__file__).parents[3] / room for room in ("complaints", "handlers", "notices")]


def test_texts_and_code_agree() -> None:
    assert soundness.faults(ROOMS) == []


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """Templates and one file of code, instead of the project's. Returns what is found wrong."""

    def planted(code: str, **templates: str) -> list[str]:
        loader = DictLoader({f"{name}.html.j2": source for name, source in templates.items()})
        env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        env.filters |= {"clip": render.clip, "moment": render.moment}
        monkeypatch.setattr(soundness, "environment", lambda: env)
        (tmp_path / "cards.py").write_text(code, encoding="utf-8")
        return soundness.faults([tmp_path])

    return planted


@pytest.mark.parametrize(
    ("code", "template", "fault"),
    [
        ('render("hello", name=1)', "{{ name }}", None),
        ('render("hello", name=1)', "<b>{{ name }}</b>{% if name %}<i>x</i>{% endif %}", None),
        ('render("hello")', "{{ name }}", "cards.py:1: hello needs name"),
        ('render("hello", name=1, age=2)', "{{ name }}", "cards.py:1: hello does not use age"),
        ('render("hello", **values)', "{{ name }}", None),
        ('render("hello"), render("goodbye")', "x", "cards.py:1: there is no template goodbye"),
        ('sentence_card("hello")', "{{ name }}", "cards.py:1: hello needs name"),
        ("pass", "x", "texts/zh/hello.html.j2: no code renders it"),
        ('render(f"hel{x}")', "x", None),
        ('render("hello")', "<b>x", "texts/zh/hello.html.j2: <b> is never closed"),
        ('render("hello")', "x</b>", "texts/zh/hello.html.j2: </b> closes nothing"),
        ('render("hello")', "<b><i>x</b></i>", "texts/zh/hello.html.j2: </b> closes nothing"),
        ('render("hello")', "<div>x</div>", "texts/zh/hello.html.j2: Telegram does not know <div>"),
        (
            'render("hello")',
            "{% if %}x",
            "texts/zh/hello.html.j2:1: Expected an expression, got 'end of statement block'",
        ),
        ('render("hello"), label("light", "red")', "x", None),
        ('render("hello"), label("light", "pink")', "x", "cards.py:1: labels have no light.pink"),
        ('render("hello"), label("colour", "red")', "x", "cards.py:1: there is no group of labels colour"),
    ],
)
def test_a_planted_fault_is_found_and_nothing_else(plant: object, code: str, template: str, fault: str | None) -> None:
    assert callable(plant)
    found = plant(code, hello=template)
    if fault is None:
        assert found == []
    else:
        assert fault in found


def test_a_template_that_another_takes_in_is_in_use(plant: object) -> None:
    assert callable(plant)
    assert plant('render("hello")', hello='{% include "names.html.j2" %}', names="x") == []
