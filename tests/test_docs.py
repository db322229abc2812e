"""What a reader is told is so: every command, option, setting, event, effect, text and variable is written down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

import click
import msgspec
import pytest

from hub.model import effects, events
from hub.model.household import Settings

TREE = Path(__file__).resolve().parents[1]
DOCS = TREE / "docs"
PAPERS = sorted([*TREE.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]+)?\)")
WORDS_IN_A_HEADING = re.compile(r"[^\w\- ]")


def paper(name: str) -> str:
    return (DOCS / name).read_text()


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """The command and everything below it, each with the words that one types."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None, f"{path} {name} is listed and does not exist"
            yield from commands(below, f"{path} {name}")


def every_command() -> list[tuple[str, click.Command]]:
    from hub.cli.group import carehub

    return list(commands(carehub, "carehub"))


def test_every_command_is_documented() -> None:
    text = paper("commands.md")
    assert [path for path, _ in every_command() if f"`{path}" not in text] == []


def test_every_option_and_argument_is_documented_with_its_command() -> None:
    sections = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", paper("commands.md"), re.MULTILINE | re.DOTALL))
    missing = []
    for path, command in every_command():
        section = next((body for head, body in sections.items() if re.match(rf"{path}($| [A-Z\[-])", head)), "")
        head = next((head for head in sections if re.match(rf"{path}($| [A-Z\[-])", head)), "")
        section = section if head else paper("commands.md").split("\n## ")[0]
        for param in command.params:
            names = [o for o in param.opts if o.startswith("--")] or [(param.metavar or param.name or "").upper()]
            missing += [f"{path}: {name}" for name in names if name not in section + head]
    assert missing == []


def test_every_command_says_what_it_does() -> None:
    assert [path for path, command in every_command() if not (command.help or "").strip()] == []
    assert [
        f"{path}: {param.name}"
        for path, command in every_command()
        for param in command.params
        if isinstance(param, click.Option) and not param.help
    ] == []


@pytest.mark.parametrize("union", [events.Event, effects.Effect, effects.Receipt], ids=["event", "effect", "receipt"])
def test_every_event_and_effect_is_documented(union: Any) -> None:
    text = paper("events.md")
    assert [kind.__name__ for kind in get_args(union) if f"`{kind.__name__}`" not in text] == []


def test_what_a_detector_sees_is_documented() -> None:
    text = paper("events.md")
    assert [kind.__name__ for kind in get_args(events.Sensed) if f"`{kind.__name__}`" not in text] == []


def test_tags_are_documented_as_they_are() -> None:
    text = paper("events.md")
    kinds = (*get_args(events.Event), *get_args(effects.Effect))
    tags = {kind.__name__: kind.__struct_config__.tag for kind in kinds}
    assert {name: tag for name, tag in tags.items() if f"| `{name}` | `{tag}` |" not in text} == {}


def structs(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """Every settings table that can be reached from a type."""
    if get_origin(kind) is not None or isinstance(kind, UnionType):
        for inner in get_args(kind):
            yield from structs(inner)
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from structs(field.type)


def test_every_setting_is_documented() -> None:
    text = paper("settings.md")
    names = {field.encode_name for table in structs(Settings) for field in msgspec.structs.fields(table)}
    assert sorted(name for name in names if not re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", text)) == []


def variables() -> set[str]:
    """The environment variables that the code reads by a fixed name."""
    found = set()
    for path in [p for root in ("hub", "detectors", "connectors") for p in (TREE / root).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            called = isinstance(node, ast.Call) and re.search(r"environ\.|getenv", ast.unparse(node.func))
            indexed = isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ")
            if called or indexed:
                found |= {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    by_option = {str(option.envvar) for _, command in every_command() for option in command.params if option.envvar}
    return {name for name in found if re.fullmatch(r"[A-Z][A-Z0-9_]+", name)} | by_option


def test_every_environment_variable_is_documented() -> None:
    assert variables()
    text = paper("events.md")
    assert {name for name in variables() if f"`{name}`" not in text} == set()


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {WORDS_IN_A_HEADING.sub("", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: str(p.relative_to(TREE)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for target, anchor in LINK.findall(path.read_text()):
        if "://" in target:
            continue
        there = (path.parent / target).resolve()
        assert there.exists(), f"{target} does not exist"
        if anchor and there.suffix == ".md":
            assert anchor[1:] in anchors(there), f"{target} has no heading {anchor}"


def test_the_readme_tells_the_two_commands_and_that_it_is_not_for_live_use() -> None:
    first_screen = "\n".join((TREE / "README.md").read_text().splitlines()[:60])
    for words in ("make run", "make test", "Not for live use yet", "mermaid"):
        assert words in first_screen


def test_every_benchmark_that_is_a_command_is_named() -> None:
    """What nobody finds nobody runs."""
    text = (TREE / "bench" / "README.md").read_text()
    there = [path for path in (TREE / "bench").glob("*.py") if "__main__" in path.read_text()]
    assert [p.name for p in there if f"bench/{p.name}" not in text and f"bench.{p.stem}" not in text] == []


def test_nobody_claims_to_conform() -> None:
    claim = re.compile(r"\b(conforms? to|compl(?:ies|iant) with|certified|EN 50134)\b", re.IGNORECASE)
    assert [str(p.relative_to(TREE)) for p in PAPERS if claim.search(p.read_text())] == []


def test_texts_and_replies_that_people_read_are_those_that_the_hub_knows() -> None:
    """Each reply that the carer's page offers is one that the hub understands."""
    from hub.core import requests
    from hub.core.replies import read

    offered = re.findall(r"^\| (`[^|]+`) \|", paper("carer.md"), re.MULTILINE)
    replies = [reply for cell in offered for reply in re.findall(r"`([^`]+)`", cell)]
    assert len(replies) > 8
    codes = frozenset({"K7"})
    assert [r for r in replies if read(r, codes).does is None and requests.read(r, codes) is None] == []


def test_the_text_that_the_carers_page_shows_is_one_that_the_hub_makes() -> None:
    (shown,) = re.findall(r"^> (CareHub .*)$", paper("carer.md"), re.MULTILINE)
    assert shown in {line.strip() for line in (TREE / "tests/core/golden_texts.txt").read_text().splitlines()}


def test_every_text_is_documented_in_its_own_words() -> None:
    trees = [ast.parse(path.read_text()) for path in sorted((TREE / "hub" / "core").glob("wording*.py"))]
    made = [n for tree in trees for n in tree.body if isinstance(n, ast.FunctionDef) and _makes_a_text(n)]
    assert "alarm" in {function.name for function in made}
    text = paper("texts.md")
    assert [function.name for function in made if f"`{function.name}`" not in text] == []
    assert [words for function in made for words in _words(function) if words not in text] == []


def _makes_a_text(function: ast.FunctionDef) -> bool:
    """A function that begins with the service's name makes a whole text."""
    return any(isinstance(node, ast.Name) and node.id == "SERVICE" for node in ast.walk(function))


def _words(function: ast.FunctionDef) -> list[str]:
    """What the function writes itself, longer than a word or two."""
    inside = [node for statement in function.body[1:] for node in ast.walk(statement)]
    constants = [node.value for node in inside if isinstance(node, ast.Constant)]
    texts = (text for value in constants if isinstance(value, str) for text in re.split(r"\{\w+\}", value))
    said = [text.strip(" .:;,") for text in texts]
    return [words for words in said if len(words) > 7 and " " in words]
