"""docs/texts-TAG.md shows a language to its reviewers, beside English. `CAREHUB_REWRITE_GOLDEN=1` writes it anew."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.core.languages import find
from tests.core.test_languages import LANGUAGES, spoken
from tests.core.test_wording import REWRITE, ordinary_texts

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# Every text, in English and in `{tag}`

Made by `tests/core/test_texts_paper.py` from [hub/core/languages/{tag}.py](../hub/core/languages/{tag}.py): change it
there, review it here. A letter that a text message lacks is sent without its accent.

**Nobody whose first language this is has read it yet**, and nobody has read what the hub's pages say in it either
(`hub/pages/languages/{tag}/`). Have both read before live use.

## Whole texts

With ordinary names, as they are sent. The first column is the function in `hub/core/wording*.py`, as in
[texts.md](texts.md).

| text | English | `{tag}` |
|---|---|---|
"""
PARTS = """
## What they are made of

Every text and sentence by its English. Words in braces are filled in.

| English | `{tag}` |
|---|---|
"""


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_the_paper_shows_all_of_the_language(tag: str) -> None:
    written = "".join(paper(tag))
    path = DOCS / f"texts-{tag}.md"
    if os.environ.get(REWRITE):
        path.write_text(written)
    assert written == path.read_text(), f"{REWRITE}=1 pytest {Path(__file__).name} writes it anew"


def paper(tag: str) -> Iterator[str]:
    yield HEAD.format(tag=tag)
    for (name, english), (_, said) in zip(ordinary_texts("en"), ordinary_texts(tag), strict=True):
        yield f"| {name} | {english} | {said} |\n"
    yield PARTS.format(tag=tag)
    texts = find(tag).texts
    there = spoken()
    for english in [text for text in texts if text in there]:
        yield f"| {english} | {texts[english]} |\n"
