"""What changes is said in words that a carer reads, and a refusal stands beside its field."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from msgspec import inspect, structs

from hub.model.errors import SettingsError
from hub.model.household import Settings
from hub.settings import parse
from hub.settings.called import REFERS, called, where
from hub.settings.differences import changed_lines, difference
from hub.settings.editing import with_none, with_value
from hub.settings.lists import moved, with_changes, with_one, without_one
from hub.settings.proof import NotWritten
from hub.settings.refusals import place, refusal
from tests.settings.homes import FILES, Where, places

EXAMPLE = (Path(__file__).parents[2] / "config" / "hub.example.toml").read_text()
BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))
NIGHT = {
    "name": "night",
    "hours": "daily 22:00-07:00",
    "rungs": [{"tell": ["ben"], "wait": "1m"}, {"tell": ["centre"]}],
}
HOLIDAY = {"contact": "anna", "from": date(2026, 12, 24), "until": date(2026, 12, 27), "asked": False}
Edit = Callable[[str], str]
anna = partial(with_changes, path=("contacts",), which="anna")


def said(edit: Edit, text: str = EXAMPLE) -> list[tuple[str, str, str]]:
    before, after = parse(text, "hub.toml"), parse(edit(text), "hub.toml")
    return [(each.where, each.before, each.after) for each in difference(before, after)]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            partial(anna, changes={"phone": "+447700900999", "name": "Anne"}),
            [
                ("Contact Anna, name", "Anna", "Anne"),
                ("Contact Anna, telephone", "+447700900111", "+447700900999"),
            ],
        ),
        (
            partial(anna, changes={"hours": None, "can_attend": False}),
            [
                ("Contact Anna, can come to the door", "yes", "no"),
                ("Contact Anna, hours in which they are asked", "mon-fri 08:00-18:00", "none"),
            ],
        ),
        (
            lambda text: with_changes(text, ("ladder",), 1, {"wait": "5m", "tell": ["ben", "anna"]}),
            [("Rung 2, people told", "Ben", "Ben, Anna"), ("Rung 2, wait", "3m", "5m")],
        ),
        (lambda text: moved(text, ("ladder",), 1, 0), [("Rung 2, place", "2", "1")]),
        (
            lambda text: without_one(text, ("ladder",), 1),
            [("Rung 2", "people told Ben; wait 3m; times told 3", "none")],
        ),
        (
            lambda text: with_one(text, ("ladder",), {"tell": ["centre"]}, 0),
            [("Rung 1", "none", "people told the centre")],
        ),
        (
            lambda text: with_one(text, ("ladders",), NIGHT),
            [
                (
                    "Ladder night",
                    "none",
                    "rung people told Ben; wait 1m, people told the centre; hours daily 22:00-07:00",
                )
            ],
        ),
        (
            lambda text: with_one(text, ("rota",), HOLIDAY),
            [("Holiday or swap Anna", "none", "whose Anna; from 2026-12-24; until 2026-12-27; asked no")],
        ),
        (lambda text: moved(text, ("contacts",), "ben", 0), [("Contact, order", "Anna, Ben", "Ben, Anna")]),
        (
            lambda text: without_one(text, ("devices",), 2),
            [("Device Kitchen motion", "use motion; room Kitchen", "none")],
        ),
        (lambda text: with_none(text, ("announce",)), [("Said in the home", "as usual", "none")]),
        (
            lambda text: with_value(text, ("consent", "routine"), {"agreed": True, "by": "resident"}),
            [("Agreement, routine, agreed", "no", "yes"), ("Agreement, routine, agreed by", "none", "resident")],
        ),
        (lambda text: with_none(text, ("consent", "routine")), [("Agreement, routine", "agreed no", "none")]),
        (
            lambda text: with_value(text, ("sms", "token"), {"file": "/run/token"}),
            [("Texts, token", "credential twilio-token", "file /run/token")],
        ),
        (
            lambda text: with_value(text, ("detectors", "inactivity", "limit"), "2h"),
            [("Noticing, inactivity, longest wait", "12h", "2h")],
        ),
        (
            lambda text: with_value(text, ("residents", 0, "needs"), ["hard of hearing", "glasses"]),
            [("Resident Mary S, needs", "hard of hearing", "hard of hearing, glasses")],
        ),
        (lambda text: text + "# more\n", []),
    ],
)
def test_a_change_is_said_as_people_speak_of_it(edit: Edit, words: list[tuple[str, str, str]]) -> None:
    assert said(edit) == words


def test_a_home_without_any_agreement_and_one_with_it() -> None:
    (only,) = said(lambda text: with_none(text, ("consent",)))
    assert only[0] == "Agreement"
    assert only[1].startswith("falls: agreed yes; agreed by resident; agreed on 2026-11-02;")
    assert only[2] == "none"


def test_it_is_said_in_the_language_of_whoever_reads() -> None:
    welsh = {"Contact": "Cyswllt", "telephone": "ffôn", "none": "dim", "can come to the door": "yn gallu dod"}
    before = parse(EXAMPLE, "hub.toml")
    after = parse(anna(EXAMPLE, changes={"phone": "+447700900999"}), "hub.toml")
    (only,) = difference(before, after, lambda word: welsh.get(word, word))
    assert only.where == "Cyswllt Anna, ffôn"
    assert only.path == ("contacts", 0, "phone")


def test_the_lines_that_change_are_shown_too() -> None:
    new = with_value(EXAMPLE, ("home", "pets"), True)
    assert changed_lines(EXAMPLE, new).splitlines()[2:] == [
        "@@ -19,3 +19,3 @@",
        ' others = "none"                    # none | visitors | lives with others: who else may move here',
        "-pets = false",
        "+pets = true",
        ' service = "in service"             # being installed | in service | suspended | ended',
    ]
    assert changed_lines(EXAMPLE, EXAMPLE) == ""


EDITS: list[Edit] = [
    lambda text: with_value(text, ("home", "pets"), True),
    lambda text: with_value(text, ("home", "service"), "suspended"),
    lambda text: with_value(text, ("hub", "data"), "elsewhere"),
    lambda text: with_value(text, ("timers", "ask"), "7m"),
    lambda text: with_value(text, ("retention", "readings"), "14d"),
    lambda text: with_value(text, ("access", "notes"), "left ear"),
    lambda text: with_value(text, ("audit", "every"), "2m"),
    lambda text: with_value(text, ("announce", "sirens"), True),
    lambda text: with_one(text, ("rooms",), {"id": "attic", "name": "Attic"}, 0),
    lambda text: with_one(text, ("contacts",), {"id": "zoe", "name": "Zoe", "phone": "+447700900777"}),
    lambda text: with_changes(text, ("contacts",), 0, {"minutes_away": 77}),
    lambda text: with_changes(text, ("ladder",), 0, {"repeat": 7}),
    lambda text: with_changes(text, ("residents",), 0, {"needs": ["glasses"]}),
    lambda text: with_one(text, ("ladder",), {"tell": ["anna"], "wait": "9m"}, 0),
    lambda text: moved(text, ("contacts",), 1, 0),
    lambda text: without_one(text, ("devices",), 0),
    lambda text: without_one(text, ("visits",), 0),
]


@tuned(deadline=None, max_examples=40)
@given(st.sampled_from(FILES), st.lists(st.sampled_from(EDITS), max_size=5))
def test_every_table_that_changes_is_named_and_no_other(path: Path, edits: list[Edit]) -> None:
    text = path.read_text()
    before = after = parse(text, "hub.toml")
    for edit in edits:
        try:
            new = edit(text)
            after = parse(new, "hub.toml")
        except (NotWritten, SettingsError):
            continue
        text = new
    after = parse(text, "hub.toml")
    found = difference(before, after)
    changed = {
        field.encode_name
        for field in structs.fields(Settings)
        if getattr(before, field.name) != getattr(after, field.name)
    }
    assert {each.path[0] for each in found} == changed
    assert [each for each in found if each.before == each.after] == []
    assert {each.where for each in found} == {each.where for each in difference(after, before)} or len(found) > 1


def settings_of(info: Any, path: Where = ()) -> Iterator[Where]:
    """Every setting that there is."""
    if isinstance(info, inspect.UnionType):
        for each in info.types:
            yield from settings_of(each, path)
    elif isinstance(info, inspect.StructType):
        for field in info.fields:
            yield (*path, field.encode_name)
            yield from settings_of(field.type, (*path, field.encode_name))
    elif isinstance(info, inspect.VarTupleType):
        yield from settings_of(info.item_type, (*path, 0))
    elif isinstance(info, inspect.DictType):
        yield from settings_of(info.value_type, (*path, "falls"))


def test_every_setting_is_called_something_that_can_be_read_aloud() -> None:
    every = list(settings_of(inspect.type_info(Settings)))
    assert len(every) > 150
    words = {path: called(path) for path in every}
    assert [path for path, word in words.items() if "_" in word or word != word.strip() or not word] == []
    tables: dict[Where, list[str]] = {}
    for path, word in words.items():
        tables.setdefault(path[:-1], []).append(word)
    assert {path: each for path, each in tables.items() if len(set(each)) != len(each)} == {}, "two with one name"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_refusal_stands_beside_its_field(path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        parse(path.read_text(), "hub.toml")
    error = refused.value
    try:
        tables = tomllib.loads(path.read_text())
    except (ValueError, RecursionError):
        tables = None
    shown = refusal(error, tables)
    assert (shown.found, shown.expected) == (error.found, error.expected)
    if tables is None:
        assert shown.path == shown.field == ()
        return
    spelt = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in shown.path).removeprefix(".")
    assert spelt == error.path
    assert isinstance(shown.field[-1], str)
    assert shown.where
    unknown = shown.found == "an unknown setting"
    assert unknown or "=" not in shown.example or shown.example[0] in "{[" or " and " in shown.example, "as it is typed"


def test_people_are_called_by_name_in_a_refusal() -> None:
    text = anna(EXAMPLE, changes={"phone": "07700 900111"})
    with pytest.raises(SettingsError) as refused:
        parse(text, "hub.toml")
    shown = refusal(refused.value, tomllib.loads(text))
    assert shown.path == shown.field == ("contacts", 0, "phone")
    assert shown.where == "Contact Anna, telephone"
    assert shown.example == "+447700900111"
    assert place('consent."routine detail".agreed') == ("consent", "routine detail", "agreed")
    assert place("whole file") == place("at line 3, column 4") == ()
    assert where((), {}) == ""
    assert where(("ladders", 4, "rungs", 1, "wait"), {}) == "Ladder 5, rung 2, wait"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_named_somewhere_cannot_be_taken_out_and_the_place_is_told(path: Path) -> None:
    text = path.read_text()
    tables = tomllib.loads(text)
    for table in ("rooms", "contacts"):
        for row in tables.get(table, []):
            naming = [each for each, word in places(tables) if word == row["id"] and each[-1] not in ("id", "name")]
            try:
                parse(without_one(text, (table,), row["id"]), "hub.toml")
                refused = None
            except SettingsError as error:
                refused = refusal(error)
            assert (refused is not None) == bool(naming)
            if refused is not None:
                field = refused.field
                assert field[-1] in REFERS and any(each[: len(field)] == field for each in naming)
                assert refused.found == f'"{row["id"]}"'


ANY = st.one_of(
    st.text(max_size=3), st.integers(), st.booleans(), st.lists(st.integers(), max_size=2), st.just({"x": 1})
)


@tuned(deadline=None, max_examples=60)
@given(st.sampled_from([path for path, _ in places(tomllib.loads(EXAMPLE))]), ANY)
def test_whatever_is_refused_can_be_shown(path: Where, value: Any) -> None:
    try:
        text = with_value(EXAMPLE, path, value)
        parse(text, "hub.toml")
    except NotWritten:
        return
    except SettingsError as error:
        shown = refusal(error, tomllib.loads(text))
        assert shown.path[0] in Settings.__struct_fields__
        assert shown.where
