"""Every language has every text, with the same places to fill; and a language is one file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.audit import wording as audit
from hub.core import speech, wording
from hub.core.languages import ENGLISH, Language, find, places_to_fill
from hub.core.sentences import ALSO, HAZARDS, SENTENCES, UNITS
from hub.core.speech import Speaker, speaker
from hub.core.wording_accepted import NEEDS
from hub.core.wording_spoken import ABOUT
from hub.model.household import Use
from hub.model.ids import ContactId
from hub.model.kinds import KINDS
from tests.core.samples import home

CORE = Path(speech.__file__).parent
LANGUAGES = sorted(path.stem for path in (CORE / "languages").glob("*.py") if not path.stem.startswith("_"))
TABLES = {
    "kinds": {kind.says for kind in KINDS.values()},
    "outcomes": set(wording.OUTCOMES.values()),
    "months": set(speech.MONTHS),
    "uses": set(Use.__args__),  # type: ignore[attr-defined]
    "device words": {"FAULT", "FIXED"},
    "sentences": set(SENTENCES),
    "units": set(UNITS),
    "needs": set(NEEDS),
    "hazards": set(HAZARDS),
    "what else has changed": set(ALSO),
    "spoken times": {says for _, says in ABOUT},
    "auditor": {*audit.SAYS.values(), *audit.MEANS.values()},
}
"""What is said by `word` and `tell`."""


def spoken() -> dict[str, set[str]]:
    """Each English text, and in which files it is said."""
    found: dict[str, set[str]] = {text: {name} for name, texts in TABLES.items() for text in texts}
    for path in (*CORE.glob("*.py"), *(CORE.parent / "audit").glob("*.py")):
        for text in said(ast.parse(path.read_text()), path.name):
            found.setdefault(text, set()).add(path.name)
    return found


def said(tree: ast.Module, where: str) -> Iterator[str]:
    """What `.say` is called with: written out there, or a constant of the module."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            text = node.args[0]
            if isinstance(text, ast.Name) and text.id in constants:
                yield str(constants[text.id])
            elif isinstance(text, ast.Constant):
                yield str(text.value)
            else:
                unread = f"{where}:{node.lineno}: write the text out, or name a constant of this file"
                assert where in ("sentences.py", "recognising.py"), unread


def test_the_texts_are_found() -> None:
    there = spoken()
    assert {wording.ASK, wording.UNSURE, "the centre", "Help button pressed"} <= there.keys()


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_a_language_lacks_no_text_and_has_none_that_nobody_says(tag: str) -> None:
    language, there = find(tag), spoken()
    assert {text: where for text, where in there.items() if text not in language.texts} == {}
    assert sorted(language.texts.keys() - there.keys()) == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_text_has_the_places_of_its_english(tag: str) -> None:
    given = __import__(f"hub.core.languages.{tag}", fromlist=["TEXTS"]).TEXTS
    assert {e: s for e, s in given.items() if places_to_fill(e) != places_to_fill(s)} == {}


ONE_FILE = '''
"""Not a language."""

TEXTS = {
    "Reply 1 if you are going, 2 if you cannot.": "1 aye, 2 nay.",
    "In {minutes} min others are asked again.": "{minutes} it says, and {names} that nobody fills.",
}
'''


@pytest.fixture
def a_third(tmp_path: Path) -> Iterator[str]:
    """A tiny language, in one file of its own."""
    import hub.core.languages as package

    (tmp_path / "qaa.py").write_text(ONE_FILE)
    package.__path__.append(str(tmp_path))
    find.cache_clear()
    yield "qaa-GB"
    package.__path__.remove(str(tmp_path))
    find.cache_clear()


def test_a_language_is_one_file(a_third: str) -> None:
    assert find(a_third).spoken
    assert Speaker(home(), find(a_third)).say(wording.ASK) == "1 aye, 2 nay."


def test_what_a_language_lacks_or_has_wrong_is_said_in_english(a_third: str) -> None:
    to = Speaker(home(), find(a_third))
    assert to.say(wording.UNSURE) == wording.UNSURE
    assert to.say("In {minutes} min others are asked again.", minutes=5) == "In 5 min others are asked again."
    assert to.tell("nobody knows this sentence") == "nobody knows this sentence"


@pytest.mark.parametrize("tag", ["xx", "os", "tlh-GB", "languages"])
def test_a_language_that_nobody_wrote_down_is_english(tag: str) -> None:
    assert find(tag) == Language(tag, {}, spoken=False)


def test_who_is_nobody_here_is_spoken_to_in_english() -> None:
    assert speaker(home(), ContactId("nobody")).language == find(ENGLISH)
    assert speaker(home(), "anna").language.spoken
