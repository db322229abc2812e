"""One setting is changed in hub.toml, and no line, comment or line end beside it."""

import tomllib
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from hub.model.household import Consent, Secret, Settings
from hub.settings.editing import with_none, with_value
from hub.settings.proof import NotWritten
from tests.settings.homes import Where, at, comments, full_lines, places, texts

TEXTS = texts()
EXAMPLE = TEXTS["hub.example"]
ODD = TEXTS["by_hand"]
UNHURRIED = tuned(deadline=None, max_examples=30)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN: Any = st.one_of(WORDS, st.booleans(), st.integers(-9, 99), st.floats(-9, 9), st.dates(date(2026, 1, 1)))
VALUES = st.one_of(PLAIN, st.lists(WORDS, max_size=4), st.dictionaries(WORDS, PLAIN, max_size=3))


def changed(text: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    before, after = full_lines(text), full_lines(new)
    return list((before - after).elements()), list((after - before).elements())


def test_a_value_is_changed_and_the_comment_behind_it_keeps_its_column() -> None:
    assert changed(EXAMPLE, with_value(EXAMPLE, ("home", "others"), "visitors")) == (
        ['others = "none"                    # none | visitors | lives with others: who else may move here'],
        ['others = "visitors"                # none | visitors | lives with others: who else may move here'],
    )


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("home", "pets"), True, "pets = true"),
        (("timers", "cancel"), timedelta(seconds=90), 'cancel = "1m30s"'),
        (("modem", "least_credit"), 2.5, "least_credit = 2.5"),
        (("announce", "kinds"), ("fall", "help"), 'kinds = ["fall", "help"]'),
        (("access", "key_safe_code"), Secret(credential="safe"), 'key_safe_code = { credential = "safe" }'),
        (("access", "notes"), 'the "blue" door\\', 'notes = "the \\"blue\\" door\\\\"'),
        (
            ("consent", "routine detail"),
            Consent(agreed=True, by="resident", on=date(2026, 1, 2)),
            '"routine detail" = { agreed = true, by = "resident", on = 2026-01-02 }',
        ),
        (("consent", "falls", "agreed"), False, None),
        (("sms", "second", "sender"), "+447700900009", 'sender = "+447700900009"'),
        (("audit", "every"), "5m", 'every = "5m"'),
        (("ladder", 1, "tell"), ["ben", "anna"], 'tell = ["ben", "anna"]'),
    ],
)
def test_every_kind_of_value_is_written_as_a_person_would(path: Where, value: Any, line: str | None) -> None:
    new = with_value(EXAMPLE, path, value)
    assert line is None or line in new.splitlines()
    gone, come = changed(EXAMPLE, new)
    assert len(gone) <= 1
    assert 1 <= len(come) <= 2
    assert with_value(new, path, value) == new, "what is so already changes nothing"


def test_a_table_that_is_not_there_begins_where_its_order_in_the_settings_says() -> None:
    new = with_value(with_value(EXAMPLE, ("readiness", "every"), "30d"), ("timers", "ask"), "5m")
    heads = [line for line in new.splitlines() if line.startswith("[")]
    assert heads.index("[readiness]") == heads.index("[[notices]]") + 1
    assert new.endswith('[pages]\nlisten = "127.0.0.1:8080"\n\n[timers]\nask = "5m"\n')
    number = with_value(new, ("detectors", "inactivity", "limit"), "2h")
    assert number == new + '\n[detectors.inactivity]\nlimit = "2h"\n'
    assert with_value("", ("hub", "id"), "x") == '[hub]\nid = "x"\n'
    alone = with_value("# mine\n\n[mqtt]\n", ("hub", "id"), "x")
    assert alone == '# mine\n\n[hub]\nid = "x"\n\n[mqtt]\n'


def test_a_second_provider_has_a_header_of_its_own() -> None:
    bare = with_none(EXAMPLE, ("sms", "second"))
    assert "notify" not in bare.lower()
    second = tomllib.loads(EXAMPLE)["sms"]["second"]
    again = with_value(bare, ("sms", "second"), second)
    assert tomllib.loads(again) == tomllib.loads(EXAMPLE)
    assert "[sms.second]" in again.splitlines()
    whole = with_value(with_none(EXAMPLE, ("sms",)), ("sms",), {"provider": "console"})
    assert tomllib.loads(whole)["sms"] == {"provider": "console"}
    below = with_value('[sms.second]\nsender = "x"\n', ("sms", "provider"), "twilio")
    assert below == '[sms]\nprovider = "twilio"\n\n[sms.second]\nsender = "x"\n'


def test_a_whole_table_changes_key_by_key() -> None:
    new = with_value(EXAMPLE, ("home",), {"others": "none", "pets": True})
    assert changed(EXAMPLE, new)[1] == ["pets = true"]
    assert len(changed(EXAMPLE, new)[0]) == 2, "service is no more"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("hub", "id"), "other"),
        (("hub", "data"), "/var/lib/carehub"),
        (("home", "pets"), True),
        (("home", "service"), "suspended"),
        (("residents", 0, "needs"), ["glasses"]),
        (("residents", 1, "phone"), "+447700900101"),
        (("consent", "falls", "review"), date(2027, 1, 1)),
        (("consent", "inactivity", "by"), "attorney"),
        (("consent", "training"), {"agreed": False}),
        (("ladder", 0, "tell"), ["anna"]),
        (("ladder", 0, "wait"), "5m"),
        (("ladder", 1, "tell"), ["ben", "anna"]),
        (("devices", 0, "bluetooth", "connect"), "meters"),
        (("devices", 1, "bluetooth", "key"), {"credential": "x"}),
        (("devices", 1, "formerly"), ["0xbb", "0xcc"]),
        (("sms", "second", "token", "credential"), "other"),
        (("sms", "second", "token"), {"file": "/x"}),
        (("sms", "sender_id"), "Care"),
        (("notices", "tell"), ["ben"]),
        (("notices", "daily"), True),
        (("ladders", 0, "rungs", 0, "wait"), "1m"),
        (("contacts", 1, "hours"), "mon-fri 08:00-18:00"),
        (("pages", "listen"), "0.0.0.0:8080"),
        (("retention", "readings"), "14d"),
    ],
)
def test_a_file_written_by_hand_in_odd_ways_is_changed_too(path: Where, value: Any) -> None:
    for text in (ODD, TEXTS["by_hand on windows"], TEXTS["by_hand remarked"]):
        new = with_value(text, path, value)
        real = ("notices", 0, *path[1:]) if path[0] == "notices" else path
        assert at(tomllib.loads(new), real) == value
        removed = with_none(new, path)
        assert [where for where, _ in places(tomllib.loads(removed)) if where == real] == []
    assert len(changed(ODD, with_value(ODD, path, value))[0]) <= 4


def test_the_comments_of_a_list_stay_with_what_they_speak_of() -> None:
    new = with_value(ODD, ("devices", 1, "formerly"), ["0xcc", "0xbb", "0xaa"])
    at_list = new.splitlines().index("formerly = [")
    assert new.splitlines()[at_list : at_list + 7] == [
        "formerly = [",
        '  "0xcc",',
        "  # the second was lost",
        '  "0xbb",',
        '  "0xaa", # fell into the sea',
        "  # and that was all",
        "]",
    ]
    assert comments(new) == comments(ODD)


def test_a_place_that_is_not_there_is_said() -> None:
    with pytest.raises(NotWritten, match=r"no contacts\[7\]|no \[7\]"):
        with_value(EXAMPLE, ("contacts", 7, "name"), "X")
    with pytest.raises(NotWritten, match="no table that could hold"):
        with_value(EXAMPLE, ("hub", "id", "x"), "X")
    assert with_none(EXAMPLE, ("hub", "nothing")) == EXAMPLE
    assert with_none(EXAMPLE, ("contacts", 7)) == EXAMPLE


def test_true_is_not_one_and_one_is_not_one_and_nothing() -> None:
    text = "[hub]\nid = 1\n"
    assert with_value(text, ("hub", "id"), True) == "[hub]\nid = true\n"
    assert with_value(text, ("hub", "id"), 1.0) == "[hub]\nid = 1.0\n"


KEYS = [
    (name, where)
    for name, text in TEXTS.items()
    for where, _ in places(tomllib.loads(text))
    if isinstance(where[-1], str) and (name == "hub.example" or "good" not in name)
]


@UNHURRIED
@given(st.sampled_from(KEYS), VALUES)
def test_any_key_takes_any_value_and_nothing_else_changes(key: tuple[str, Where], value: Any) -> None:
    text, where = TEXTS[key[0]], key[1]
    before = tomllib.loads(text)
    real = where
    if where[0] == "notices" and where[1:2] == (0,):
        where = ("notices", *where[2:])
    try:
        new = with_value(text, where, value)
    except NotWritten:
        # What stands in sections of its own cannot become a word, which the settings would refuse as well.
        assert isinstance(at(before, real), list) or not isinstance(value, dict)
        assert isinstance(at(before, real), dict | list)
        return
    wanted = deepcopy(before)
    one_of_many = where == ("notices",) and isinstance(at(before, real), list)
    at(wanted, real[:-1])[real[-1]] = [value] if one_of_many else value
    assert tomllib.loads(new) == wanted
    if not isinstance(at(before, real), dict | list):
        assert comments(new) == comments(text)
        assert len(changed(text, new)[0]) <= 1
    assert ("\r\n" in text) == ("\r\n" in new)
    assert "\r\n" not in text or "\n" not in new.replace("\r\n", "")


@UNHURRIED
@given(st.sampled_from(KEYS))
def test_any_key_is_taken_out_and_nothing_else_goes(key: tuple[str, Where]) -> None:
    text, where = TEXTS[key[0]], key[1]
    before = tomllib.loads(text)
    new = with_none(text, where)
    left = dict(places(tomllib.loads(new)))
    gone = {each for each, _ in places(before)} - left.keys()
    assert where in gone
    empty = {where[:n] for n in range(len(where)) if at(before, where[:n]) in ({}, {where[-1]: at(before, where)})}
    assert {each for each in gone if each[: len(where)] != where} <= empty
    lost = comments(text) - comments(new)
    inside = sum(1 for each in places(before) if each[0][: len(where)] == where)
    assert lost.total() <= 3 * inside
    assert comments(new) - comments(text) == comments("")


TABLES = [name for name in Settings.__struct_fields__ if name not in ("residents", "rooms", "contacts", "ladder",
          "ladders", "rota", "visits", "topics", "devices", "notices")]  # fmt: skip


@UNHURRIED
@given(
    st.sampled_from(sorted(TEXTS)),
    st.lists(st.sampled_from(TABLES), min_size=2, max_size=2, unique=True),
    PLAIN,
    st.sampled_from(["id", "pets", "cancel", "listen", "new"]),
)
def test_changes_of_two_tables_can_be_made_in_either_order(name: str, pair: list[str], value: Any, key: str) -> None:
    text, (one, other) = TEXTS[name], pair
    first = with_value(with_value(text, (one, key), value), (other, key), value)
    second = with_value(with_value(text, (other, key), value), (one, key), value)
    # Where no line is blank, a comment belongs to what follows it: the first change decides what that is.
    assert first == second or "remarked" in name
    wanted = tomllib.loads(text)
    for table in pair:
        wanted[table] = {**wanted.get(table, {}), key: value}
    assert tomllib.loads(first) == wanted
    assert comments(first) == comments(second) == comments(text)
