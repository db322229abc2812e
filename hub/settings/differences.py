"""What is another now? In words for a person who is about to save, and line by line. Pure."""

from collections.abc import Iterator
from datetime import timedelta
from difflib import SequenceMatcher, unified_diff
from typing import Any

from msgspec import Struct, structs

from hub.model.household import Secret, Settings
from hub.settings.called import REFERS, Say, called, names, said, where
from hub.settings.durations import written
from hub.settings.layout import Names
from hub.settings.values import plain

KEYED = {"residents": "id", "rooms": "id", "devices": "id", "contacts": "id", "visits": "id", "ladders": "name"}
"""Lists whose tables are known by a key. Of the others the place is what counts."""


class Difference(Struct, frozen=True):
    """One thing that changes: where in words, and what it is before and after.

    `path`: where in the new settings; in the old ones, if it is taken out. It ends with "order" or "place" where only
    the order of a list changes.
    """

    path: Names
    where: str
    before: str
    after: str


class _Change(Struct, frozen=True):
    """The same before words are found. `old`: where in the old settings, `new`: in the new ones, if it is there."""

    old: Names | None
    new: Names | None
    before: Any
    after: Any


def difference(before: Settings, after: Settings, say: Say = said) -> tuple[Difference, ...]:
    """What a person would want to see before saving, in the order of the settings."""
    sides = plain(before), plain(after)
    known = names(sides[0], say), names(sides[1], say)
    found = []
    for change in _of_tables((), (), before, after):
        path = change.old or change.new or ()
        words = where(path, sides[0] if change.old else sides[1], say)
        old, new = (
            _shown(value, path, by, say) for value, by in zip((change.before, change.after), known, strict=True)
        )
        found.append(Difference(change.new or path, words, old, new))
    return tuple(found)


def changed_lines(before: str, after: str, name: str = "hub.toml") -> str:
    """The lines of the file that change, as a unified diff with a line around them."""
    old, new = before.splitlines(), after.splitlines()
    return "\n".join(unified_diff(old, new, name, name, lineterm="", n=1))


def _of_tables(old: Names, new: Names, before: Any, after: Any) -> Iterator[_Change]:
    for field in structs.fields(before):
        one, other = getattr(before, field.name), getattr(after, field.name)
        yield from _of_values((*old, field.encode_name), (*new, field.encode_name), one, other)


def _of_values(old: Names, new: Names, before: Any, after: Any) -> Iterator[_Change]:
    if before == after:
        return
    if isinstance(before, Secret) or isinstance(after, Secret):
        yield _Change(old, new, before, after)
    elif isinstance(before, Struct) and type(before) is type(after):
        yield from _of_tables(old, new, before, after)
    elif isinstance(before, dict) and isinstance(after, dict):  # [consent]
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _of_values((*old, key), (*new, key), before.get(key), after.get(key))
    elif _is_list(before) or _is_list(after):
        yield from _of_lists(old, new, before, after)
    else:
        yield _Change(old, new, before, after)


def _of_lists(old: Names, new: Names, before: Any, after: Any) -> Iterator[_Change]:
    key = KEYED.get(str(new[-1]))
    if key is None:
        yield from _by_place(old, new, before, after)
        return
    was = {getattr(row, key): number for number, row in enumerate(before)}
    now = {getattr(row, key): number for number, row in enumerate(after)}
    for name, number in was.items():
        if name in now:
            there = now[name]
            yield from _of_values((*old, number), (*new, there), before[number], after[there])
        else:
            yield _Change((*old, number), None, before[number], None)
    yield from (_Change(None, (*new, there), None, after[there]) for name, there in now.items() if name not in was)
    both = [name for name in was if name in now], [name for name in now if name in was]
    if both[0] != both[1]:
        order = [tuple(rows[at[name]].name for name in names) for names, at, rows in
                 zip(both, (was, now), (before, after), strict=True)]  # fmt: skip
        yield _Change((*old, "order"), (*new, "order"), *order)


def _by_place(old: Names, new: Names, before: Any, after: Any) -> Iterator[_Change]:
    """Tables that have no name. One that is as it was at another place has only moved."""
    gone: list[int] = []
    come: list[int] = []
    for first, last, begin, end in _unlike(before, after):
        for number in range(last - first if last - first == end - begin else 0):
            yield from _of_values((*old, first + number), (*new, begin + number), before[first + number],
                                  after[begin + number])  # fmt: skip
        if last - first != end - begin:
            gone += range(first, last)
            come += range(begin, end)
    for number in gone:
        there = next((each for each in come if after[each] == before[number]), None)
        if there is None:
            yield _Change((*old, number), None, before[number], None)
        else:
            come.remove(there)
            yield _Change((*old, number, "place"), (*new, there, "place"), number + 1, there + 1)
    yield from (_Change(None, (*new, number), None, after[number]) for number in come)


def _unlike(before: Any, after: Any) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of two lists that are not the same: from and to in the one, from and to in the other."""
    steps = SequenceMatcher(None, [repr(each) for each in before], [repr(each) for each in after], autojunk=False)
    for tag, *places in steps.get_opcodes():
        if tag != "equal":
            yield places[0], places[1], places[2], places[3]


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Struct)


def _shown(value: Any, path: Names, known: dict[str, str], say: Say) -> str:
    """A value as it is read aloud."""
    if value is None or value == () or value == "":
        return say("none")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, timedelta):
        return written(value)
    if isinstance(value, tuple):
        return ", ".join(_shown(each, path, known, say) for each in value)
    if isinstance(value, Struct):
        return _summed_up(value, path, known, say)
    if isinstance(value, dict):
        parts = ((say(called((*path, name))), _shown(each, (*path, name), known, say)) for name, each in value.items())
        return "; ".join(f"{name}: {words}" for name, words in parts)
    key = next((name for name in reversed(path) if isinstance(name, str)), "")
    return known.get(value, value) if key in REFERS else str(value)


def _summed_up(table: Struct, path: Names, known: dict[str, str], say: Say) -> str:
    """A whole table: what it says beyond what is so by default."""
    given = plain(table)
    parts = []
    for field in structs.fields(table):
        name, here = field.encode_name, (*path, field.encode_name)
        if name in given and name not in ("id", "name"):
            parts.append(f"{say(called(here))} {_shown(getattr(table, field.name), here, known, say)}")
    return "; ".join(parts) or say("as usual")
