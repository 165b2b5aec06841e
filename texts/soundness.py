"""Whether templates, labels and the code that uses them agree: found out without running any of it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from texts.labels import group
from texts.render import environment

# Bot API, "HTML style": the tags that Telegram knows and that we use.
TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^>]*>")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def faults(rooms: list[Path]) -> list[str]:
    """Every disagreement, as "where: what"; empty when all is sound. `rooms` are the folders whose code renders."""
    variables, found = _templates()
    used = _included()
    prefixes: set[str] = set()
    for room in rooms:
        for file in sorted(room.rglob("*.py")):
            used |= _named(file) & set(variables)
            for call in _calls(file):
                found += _check_call(file, call, variables, used, prefixes)
    idle = {name for name in variables if name not in used and not any(name.startswith(p) for p in prefixes)}
    return found + [f"texts/zh/{name}.html.j2: no code renders it" for name in sorted(idle)]


def _templates() -> tuple[dict[str, set[str]], list[str]]:
    """The values that each template asks for, and what is wrong inside templates."""
    env = environment()
    variables: dict[str, set[str]] = {}
    found: list[str] = []
    for file in env.list_templates(filter_func=lambda name: name.endswith(".html.j2")):
        name = file.removesuffix(".html.j2")
        assert env.loader is not None
        source = env.loader.get_source(env, file)[0]
        try:
            variables[name] = meta.find_undeclared_variables(env.parse(source))
        except TemplateSyntaxError as error:
            found.append(f"texts/zh/{file}:{error.lineno}: {error.message}")
            continue
        found += [f"texts/zh/{file}: {fault}" for fault in _markup(source)]
    return variables, found


def _included() -> set[str]:
    """Templates that other templates take in."""
    env = environment()
    assert env.loader is not None
    sources = (env.loader.get_source(env, file)[0] for file in env.list_templates(extensions=["j2"]))
    return {name.removesuffix(".html.j2") for source in sources for name in _taken_in(env, source)}


def _taken_in(env: Environment, source: str) -> list[str]:
    try:
        return [name for name in meta.find_referenced_templates(env.parse(source)) if name]
    except TemplateSyntaxError:  # told of where the templates are read
        return []


def _markup(source: str) -> Iterator[str]:
    stack: list[str] = []
    for closing, tag in _TAG.findall(_JINJA.sub("", source)):
        if tag not in TAGS:
            yield f"Telegram does not know <{tag}>"
        elif not closing:
            stack.append(tag)
        elif not stack or stack.pop() != tag:
            yield f"</{tag}> closes nothing"
    yield from (f"<{tag}> is never closed" for tag in stack)


def _named(file: Path) -> set[str]:
    """Every string in the code: a template's name may be handed on before it is rendered."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            yield node


def _check_call(
    file: Path, call: ast.Call, variables: dict[str, set[str]], used: set[str], prefixes: set[str]
) -> list[str]:
    assert isinstance(call.func, ast.Name)
    first, where = call.args[0], f"{file.name}:{call.lineno}"
    if call.func.id in ("render", "sentence_card") and isinstance(first, ast.Constant):
        return _check_render(where, str(first.value), call, variables, used)
    if call.func.id == "render" and isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
        prefixes.add(str(first.values[0].value))
    if call.func.id == "label" and all(isinstance(a, ast.Constant) for a in call.args):
        return _check_label(where, *(str(a.value) for a in call.args if isinstance(a, ast.Constant)))
    return []


def _check_render(where: str, name: str, call: ast.Call, variables: dict[str, set[str]], used: set[str]) -> list[str]:
    used.add(name)
    if name not in variables:
        return [f"{where}: there is no template {name}"]
    given = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
    open_ended = any(keyword.arg is None for keyword in call.keywords)
    missing = set() if open_ended else variables[name] - given
    return [f"{where}: {name} needs {value}" for value in sorted(missing)] + [
        f"{where}: {name} does not use {value}" for value in sorted(given - variables[name])
    ]


def _check_label(where: str, name: str, code: str) -> list[str]:
    try:
        known = group(name)
    except KeyError:
        return [f"{where}: there is no group of labels {name}"]
    return [] if code in known else [f"{where}: labels have no {name}.{code}"]
