"""What sort of room a room is, by how people call it."""

from typing import Literal

Place = Literal["bedroom", "bathroom", "kitchen", ""]

WORDS: dict[Place, tuple[str, ...]] = {
    "bathroom": ("bath", "toilet", "wc", "shower", "lavatory", "washroom", "ensuite", "en suite", "ymolchi", "toiled",
                 "cawod"),
    "bedroom": ("bed", "gwely"),
    "kitchen": ("kitchen", "kitchenette", "dining", "larder", "pantry", "cegin", "bwyta"),
}  # fmt: skip
"""The beginnings of words, English and Welsh, in the order in which they are looked for."""


def place(*names: str) -> Place:
    """The sort of room that these names speak of; empty if they speak of none."""
    words = " ".join(names).lower().replace("_", " ").replace("-", " ")
    for found, beginnings in WORDS.items():
        if any(f" {word}" in f" {words}" for word in beginnings):
            return found
    return ""
