"""What the pages say in somebody's language. English is written in the templates and is the name of a text."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

from hub.core.languages import ENGLISH, is_whole

Say = Callable[..., str]
LANGUAGES: dict[str, str] = {ENGLISH: "English", "cy": "Cymraeg"}
"""The tags that may be chosen, each with its own name for itself."""


@lru_cache(maxsize=16)
def texts(tag: str) -> dict[str, str]:
    """English -> the language of a tag such as "cy" or "cy-GB"; empty where there is no file for it."""
    name = f"hub.pages.languages.{tag.lower().split('-')[0]}"
    if find_spec(name) is None:
        return {}
    found: dict[str, str] = import_module(name).TEXTS
    return {english: said for english, said in found.items() if is_whole(english, said)}


def later(english: str) -> str:
    """A text that is only chosen here, and said in the reader's language where it is shown. Tests read it from here."""
    return english


def saying(tag: str) -> Say:
    """A function that says an English text, and what fills its places, in the language of `tag`."""
    known = texts(tag)

    def say(english: str, **values: object) -> str:
        said = known.get(english, english)
        return said.format(**values) if values else said

    return say
