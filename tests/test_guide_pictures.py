"""Pictures in the guides: each is there and small, says in words what is to be seen, and none lies about unused."""

import pytest
from PIL import Image

from tests.support.pictures import GUIDES, ROOT, SCREEN, used

FOLDER = ROOT / "docs" / "pictures"
MOST, MOST_OF_ALL = 60_000, 1_000_000
"""Bytes of one picture, and of all of them: who reads a guide may have a telephone's data only."""
USED = used()


def test_each_picture_is_made_and_none_lies_there_unused() -> None:
    """`make pictures` takes all out first: what stands here was made by it, by the name that a guide says."""
    assert {file.stem for file in FOLDER.iterdir()} == USED.keys()
    assert len(USED) >= 10
    for guide in GUIDES:
        assert "](pictures/" in guide.read_text(), guide


@pytest.mark.parametrize("name", sorted(USED))
def test_a_picture_is_small_and_has_words(name: str) -> None:
    file = FOLDER / f"{name}.png"
    assert file.stat().st_size <= MOST
    with Image.open(file) as picture:
        assert picture.size == (SCREEN["width"], SCREEN["height"])
        assert picture.mode == "P"
    for words in USED[name]:
        assert len(words.split()) >= 5 and words.endswith("."), "say in a sentence what is to be seen"


def test_all_of_them_are_light() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= MOST_OF_ALL
