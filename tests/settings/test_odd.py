"""However a file is written, a change of it is just that change, and no comment beside it is lost."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from hub.settings.editing import with_none, with_value
from hub.settings.lists import moved, with_changes, with_one, without_one
from tests.settings.homes import Where, at, comments, places
from tests.settings.odd_files import PLAIN, ROW, odd_files

UNHURRIED = tuned(deadline=None, max_examples=25)
Odd = tuple[str, dict[str, Any]]


def lists_of(tables: dict[str, Any]) -> list[Where]:
    """Where the lists of tables are."""
    return [
        where
        for where, each in places(tables)
        if where[-1] in ("rooms", "contacts", "ladders", "rungs") and isinstance(each, list) and each
    ]


@UNHURRIED
@given(odd_files())
def test_the_odd_files_say_what_they_should(odd: Odd) -> None:
    assert tomllib.loads(odd[0]) == odd[1]


@UNHURRIED
@given(odd_files(), PLAIN, st.data())
def test_any_value_is_written_into_any_table(odd: Odd, value: Any, data: st.DataObject) -> None:
    text, tables = odd
    holders = [where for where, each in places(tables) if isinstance(each, dict)] or [("timers",)]
    where = (*data.draw(st.sampled_from(holders)), data.draw(st.sampled_from(["id", "new", "odd key"])))
    new = with_value(text, where, value)
    wanted = tomllib.loads(text)
    (at(wanted, where[:-1]) if tables else wanted.setdefault("timers", {}))[where[-1]] = value
    assert tomllib.loads(new) == wanted
    old = dict(places(tables)).get(where)
    if not isinstance(old, list):
        assert comments(new) == comments(text)
    assert "\r\n" not in text or "\n" not in new.replace("\r\n", "")


@UNHURRIED
@given(odd_files(), st.data())
def test_anything_is_taken_out_again(odd: Odd, data: st.DataObject) -> None:
    text, tables = odd
    found = [where for where, _ in places(tables) if isinstance(where[-1], str)]
    if not found:
        return
    where = data.draw(st.sampled_from(found))
    left = dict(places(tomllib.loads(with_none(text, where))))
    gone = {each for each in dict(places(tables)) if each not in left}
    assert where in gone
    assert {each for each in gone if each[: len(where)] != where} <= {where[:n] for n in range(len(where))}


@UNHURRIED
@given(odd_files(), ROW, st.data())
def test_lists_grow_shrink_and_are_put_in_order(odd: Odd, row: dict[str, Any], data: st.DataObject) -> None:
    text, tables = odd
    if not lists_of(tables):
        return
    where = data.draw(st.sampled_from(lists_of(tables)))
    rows = at(tables, where)
    index, to = (data.draw(st.integers(0, len(rows) - 1)) for _ in range(2))

    more = with_one(text, where, row, index)
    assert at(tomllib.loads(more), where) == [*rows[:index], row, *rows[index:]]
    assert comments(more) == comments(text)
    back = without_one(more, where, index)
    assert tomllib.loads(back) == tables
    assert comments(back) == comments(text)

    order = [each for number, each in enumerate(rows) if number != index]
    order.insert(to, rows[index])
    other = moved(text, where, index, to)
    assert at(tomllib.loads(other), where) == order
    assert comments(other) == comments(text)

    changed = with_changes(text, where, index, {**row, "wait": None})
    now = {name: each for name, each in {**rows[index], **row}.items() if name != "wait"}
    assert at(tomllib.loads(changed), where) == [*rows[:index], now, *rows[index + 1 :]]
