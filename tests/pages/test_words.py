"""Every text of the pages can be said in every language that may be chosen."""

import ast
import re
from pathlib import Path

import pytest

from hub.core.languages import ENGLISH, places_to_fill
from hub.pages.roles import ROLES
from hub.pages.words import LANGUAGES, saying, texts

PAGES = Path(__file__).resolve().parents[2] / "hub" / "pages"
SAID = re.compile(r"""(?<![\w.])_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
OTHERS = [tag for tag in LANGUAGES if tag != ENGLISH]


def of_templates() -> dict[str, str]:
    """Each text of a template, and where it stands."""
    found = {}
    for file in sorted((PAGES / "templates").rglob("*.html")):
        for text in SAID.findall(file.read_text()):
            found[ast.literal_eval(text)] = str(file.relative_to(PAGES))
    return found


TAKE = {"_": 0, "later": 0, "note": 1}
"""Functions that say a text, and which of their arguments it is."""


def of_code() -> dict[str, str]:
    """Each text that Python says, as it is written there."""
    found = {}
    for file in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKE:
                for text in node.args[TAKE[node.func.id] :][:1]:
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        found[text.value] = str(file.relative_to(PAGES))
    return found


TEXTS = of_templates() | of_code() | dict.fromkeys(ROLES, "roles.py")


def test_texts_are_found_at_all() -> None:
    assert TEXTS["Sign in"] == "templates/sign_in/sign_in.html"
    assert TEXTS["Name or password is wrong."] == "sign_in/pages.py"
    assert TEXTS["set the first password"] == "sign_in/pages.py"
    assert TEXTS["The old password is wrong."] == "accounts/book.py"


@pytest.mark.parametrize("tag", OTHERS)
def test_every_text_is_said(tag: str) -> None:
    missing = {text: where for text, where in TEXTS.items() if text not in texts(tag)}
    assert not missing, f"{tag} lacks {len(missing)} texts"


@pytest.mark.parametrize("tag", OTHERS)
def test_no_translation_loses_or_invents_what_fills_it(tag: str) -> None:
    for english, said in texts(tag).items():
        assert places_to_fill(english) == places_to_fill(said), english
        assert said.strip() == said and said, english


def test_what_fills_a_text_is_filled_and_an_unknown_text_stays_english() -> None:
    assert saying("cy")("Too many wrong tries. Wait {seconds} seconds, then try again.", seconds=7).count("7") == 1
    assert saying("cy")("a text that nobody wrote {here}", here="x") == "a text that nobody wrote x"
    assert saying("xx-YY")("Sign in") == "Sign in"
