"""A list of tables in hub.toml is changed as a careful person would: comments stay with what they speak of."""

import tomllib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from hub.model.errors import SettingsError
from hub.model.household import Contact, OneOff
from hub.model.ids import ContactId
from hub.settings import parse
from hub.settings.lists import moved, with_changes, with_one, without_one
from hub.settings.proof import NotWritten
from tests.settings.homes import LISTS, Where, at, comments, full_lines, texts

TEXTS = texts()
EXAMPLE = TEXTS["hub.example"]
ODD = TEXTS["by_hand"]
UNHURRIED = tuned(deadline=None, max_examples=30)
CAROL = Contact(id=ContactId("carol"), name="Carol", phone="+447700900333", can_attend=False, ways=("text", "call"))


def test_a_contact_is_added_where_a_person_would_write_it() -> None:
    lines = with_one(EXAMPLE, ("contacts",), CAROL).splitlines()
    at_carol = lines.index('id = "carol"')
    assert lines[at_carol - 3 : at_carol + 7] == [
        "minutes_away = 25",
        "",
        "[[contacts]]",
        'id = "carol"',
        'name = "Carol"',
        'phone = "+447700900333"',
        "can_attend = false",
        'ways = ["text", "call"]',
        "",
        "# Climbed from the top for every life and urgent incident, until a person answers.",
    ]
    assert parse("\n".join(lines), "hub.toml").contacts[-1] == CAROL


def test_a_list_that_touches_stays_so() -> None:
    new = with_one(TEXTS["demo"], ("rooms",), {"id": "attic", "name": "Attic"})
    assert 'name = "Bathroom"\n[[rooms]]\nid = "attic"\nname = "Attic"\n\n[[devices]]' in new


def test_a_rung_moves_up_with_its_comments_and_the_comment_of_the_whole_list_stays() -> None:
    new = moved(EXAMPLE, ("ladder",), 1, 0)
    assert (
        """
# Climbed from the top for every life and urgent incident, until a person answers.
[[ladder]]
tell = ["ben"]
wait = "3m"
repeat = 3                         # this rung is told three times, 3 minutes apart

[[ladder]]
tell = ["centre", "anna"]          # "centre" needs the [centre] section below
wait = "2m"                        # before the next rung

"""
        in new
    )
    assert full_lines(new) == full_lines(EXAMPLE)
    assert moved(new, ("ladder",), 0, 1) == EXAMPLE


def test_where_each_has_a_comment_above_the_first_one_is_its_own_too() -> None:
    everybody = "# Everybody\n\n"
    anna, ben = '# Anna, daughter\n[[contacts]]\nid = "a"\n', '# Ben, next door\n[[contacts]]\nid = "b"\n# ill\n'
    text = f"{everybody}{anna}\n{ben}"
    assert moved(text, ("contacts",), "b", 0) == f"{everybody}{ben}\n{anna}"
    assert without_one(text, ("contacts",), "a") == f"{everybody}{ben}"
    assert without_one(text, ("contacts",), "b") == f"{everybody}{anna}"


def test_keys_of_one_are_changed_added_and_taken_out_together() -> None:
    new = with_changes(EXAMPLE, ("contacts",), "anna", {"hours": None, "phone": "+447700900444", "ways": ["text"]})
    gone, come = full_lines(EXAMPLE) - full_lines(new), full_lines(new) - full_lines(EXAMPLE)
    assert sorted(come) == ['phone = "+447700900444"', 'ways = ["text"]']
    assert {line.partition(" ")[0] for line in gone} == {"phone", "hours"}
    assert with_changes(EXAMPLE, ("contacts",), "anna", {"name": "Anna", "all_is_well": None}) == EXAMPLE


def test_a_ladder_comes_with_its_rungs_and_each_is_changed_by_its_place() -> None:
    night = {
        "name": "night",
        "hours": "daily 22:00-07:00",
        "rungs": [{"tell": ["ben"], "wait": "2m"}, {"tell": ["centre"]}],
    }
    text = with_one(EXAMPLE, ("ladders",), night)
    assert text.count("[[ladders.rungs]]") == 2 + 2, "two are in a comment"
    text = with_one(text, ("ladders", 0, "rungs"), {"tell": ["anna"]}, at=1)
    text = with_changes(text, ("ladders", 0, "rungs"), 0, {"wait": "3m"})
    text = moved(text, ("ladders", 0, "rungs"), 2, 0)
    assert tomllib.loads(text)["ladders"][0]["rungs"] == [
        {"tell": ["centre"]}, {"tell": ["ben"], "wait": "3m"}, {"tell": ["anna"]},
    ]  # fmt: skip
    text = with_one(text, ("ladders",), {**night, "name": "other"})
    assert [each["name"] for each in tomllib.loads(text)["ladders"]] == ["night", "other"]
    swapped = moved(text, ("ladders",), "other", 0)
    assert [len(each["rungs"]) for each in tomllib.loads(swapped)["ladders"]] == [2, 3]
    one = without_one(without_one(swapped, ("ladders",), "night"), ("ladders",), "other")
    assert one == EXAMPLE


def test_a_first_one_stands_in_the_order_of_the_settings() -> None:
    holiday = OneOff(contact=ContactId("anna"), since="2026-12-24", until="2026-12-27", asked=False)
    text = with_one(EXAMPLE, ("rota",), holiday)
    assert parse(text, "hub.toml").rota == (holiday,)
    heads = [line for line in text.splitlines() if line.startswith("[")]
    assert heads[heads.index("[[rota]]") - 1 : heads.index("[[rota]]") + 2] == [
        "[[contacts]]",
        "[[rota]]",
        "[[ladder]]",
    ]
    assert without_one(text, ("rota",), 0) == EXAMPLE


@pytest.mark.parametrize(
    ("path", "which", "refusal"),
    [
        (("rooms",), "hall", r'devices\[0\].room: found "hall"; expected an id in \[\[rooms\]\]'),
        (("contacts",), "anna", r'ladder\[0\].tell\[1\]: found "anna"; expected an id in \[\[contacts\]\]'),
        (("contacts",), "ben", r'ladder\[1\].tell\[0\]: found "ben"'),
        (("residents",), "mary", "residents: found nothing; expected a list"),
        (("residents",), 0, "residents: found nothing"),
    ],
)
def test_what_something_else_names_is_refused_with_the_place_that_names_it(
    path: Where, which: Any, refusal: str
) -> None:
    with pytest.raises(SettingsError, match=refusal):
        parse(without_one(EXAMPLE, path, which), "hub.toml")


def test_a_list_in_brackets_and_one_that_is_strewn_about_are_changed_too() -> None:
    text = with_one(ODD, ("residents",), {"id": "ann", "name": "Ann"}, at=1)
    text = with_changes(text, ("residents",), "tom", {"phone": "+447700900107"})
    text = moved(text, ("residents",), "tom", 0)
    lines = text.splitlines()
    assert lines[lines.index("residents = [ # everybody") + 1 : lines.index("residents = [ # everybody") + 6] == [
        "    # her brother",
        '    { id = "tom", name = \'Tom # not a comment\', phone = "+447700900107" }, # no comma',
        '    { id = "mary", name = "Mary S", needs = [ "hard of hearing", # left ear',
        '        "a \\"walking\\" stick", ] },',
        '    { id = "ann", name = "Ann" },',
    ]
    assert comments(text) == comments(ODD)
    swapped = moved(ODD, ("devices",), 0, 1)
    assert [each["id"] for each in tomllib.loads(swapped)["devices"]] == ["0xbutton", "0xdoor"]
    assert tomllib.loads(swapped)["devices"][1]["bluetooth"] == {"key": {"credential": "door-key"}}
    assert full_lines(swapped) == full_lines(ODD)
    assert '# Ben, next door\n[[contacts]]\nid = "ben"' in moved(ODD, ("rooms",), 0, 1)
    removed = without_one(ODD, ("contacts",), "ben")
    assert comments(ODD) - comments(removed) == Counter(["# Ben, next door", '# hours = "mon-fri 08:00-18:00"'])


def test_in_a_table_on_one_line_a_list_stays_on_it() -> None:
    text = 'ladders = [{ name = "night" }]\n'
    text = with_one(text, ("ladders", 0, "rungs"), {"tell": ["a"]})
    text = with_one(text, ("ladders", 0, "rungs"), {"tell": ["b"]}, at=0)
    assert text == 'ladders = [{ name = "night", rungs = [{ tell = ["b"] }, { tell = ["a"] }] }]\n'
    assert without_one(without_one(text, ("ladders", 0, "rungs"), 0), ("ladders", 0, "rungs"), 0).endswith(
        "rungs = [] }]\n"
    )


def test_what_is_not_there_is_said() -> None:
    for which in ("zoe", 7, -1):
        with pytest.raises(NotWritten, match="any more"):
            without_one(EXAMPLE, ("contacts",), which)
    with pytest.raises(NotWritten, match="no place 3"):
        moved(EXAMPLE, ("ladder",), 0, 2)
    with pytest.raises(NotWritten, match="By hand"):
        with_one(EXAMPLE, ("hub",), {"id": "x"})
    with pytest.raises(NotWritten, match="any more"):
        with_one(EXAMPLE, ("ladders", 3, "rungs"), {"tell": ["ben"]})


ROWS = [
    (name, path, index)
    for name, text in TEXTS.items()
    for path, rows in [
        *(((each,), tomllib.loads(text).get(each, [])) for each in LISTS),
        *(
            (("ladders", n, "rungs"), ladder["rungs"])
            for n, ladder in enumerate(tomllib.loads(text).get("ladders", []))
        ),
    ]
    for index in range(len(rows))
]
NEW = st.dictionaries(
    st.sampled_from(["id", "name", "odd key"]),
    st.one_of(st.text(max_size=5), st.booleans(), st.lists(st.integers(0, 9))),
)


def after(text: str, path: Where, rows: list[Any]) -> Any:
    wanted = tomllib.loads(text)
    holder = at(wanted, path[:-1])
    holder[path[-1]] = rows
    if not rows and at(tomllib.loads(text), path) and not holder[path[-1]]:
        holder.pop(path[-1])
    return wanted


def under_headers(text: str, path: Where) -> bool:
    return f"[[{'.'.join(name for name in path if isinstance(name, str))}]]" in text


def with_no_empty_list(tables: Any) -> Any:
    return {k: v for k, v in tables.items() if v != []}


@UNHURRIED
@given(st.sampled_from(ROWS), st.data())
def test_any_list_takes_any_order_and_no_line_is_lost(row: tuple[str, Where, int], data: st.DataObject) -> None:
    text, path, index = TEXTS[row[0]], row[1], row[2]
    rows = at(tomllib.loads(text), path)
    to = data.draw(st.integers(0, len(rows) - 1))
    new = moved(text, path, index, to)
    wanted = [each for n, each in enumerate(rows) if n != index]
    wanted.insert(to, rows[index])
    assert tomllib.loads(new) == after(text, path, wanted)
    assert comments(new) == comments(text)
    back = moved(new, path, to, index)
    assert tomllib.loads(back) == tomllib.loads(text)
    if under_headers(text, path):
        assert full_lines(back) == full_lines(new) == full_lines(text)


@UNHURRIED
@given(st.sampled_from(ROWS), NEW, st.data())
def test_any_list_takes_one_more_anywhere_and_gives_it_back(
    row: tuple[str, Where, int], values: dict[str, Any], data: st.DataObject
) -> None:
    text, path = TEXTS[row[0]], row[1]
    rows = at(tomllib.loads(text), path)
    place = data.draw(st.integers(0, len(rows)))
    new = with_one(text, path, values, place)
    assert tomllib.loads(new) == after(text, path, [*rows[:place], values, *rows[place:]])
    assert comments(new) == comments(text)
    assert "\r\n" not in text or "\n" not in new.replace("\r\n", "")
    back = without_one(new, path, place)
    assert tomllib.loads(back) == tomllib.loads(text)
    assert comments(back) == comments(text)


@UNHURRIED
@given(st.sampled_from(ROWS))
def test_any_one_of_a_list_goes_with_its_own_lines_and_no_others(row: tuple[str, Where, int]) -> None:
    text, path, index = TEXTS[row[0]], row[1], row[2]
    rows = at(tomllib.loads(text), path)
    new = without_one(text, path, index)
    left = [each for n, each in enumerate(rows) if n != index]
    assert with_no_empty_list(tomllib.loads(new)) == with_no_empty_list(after(text, path, left))
    if under_headers(text, path):
        assert not full_lines(new) - full_lines(text), "no line is changed"
    assert not comments(new) - comments(text)


@UNHURRIED
@given(st.sampled_from(ROWS), NEW, st.sampled_from(["id", "name", "tell", "wait", "use", "key", None]))
def test_any_one_of_a_list_is_changed_and_no_other(
    row: tuple[str, Where, int], values: dict[str, Any], removed: str | None
) -> None:
    text, path, index = TEXTS[row[0]], row[1], row[2]
    rows = at(tomllib.loads(text), path)
    changes = {**values, removed: None} if removed else values
    new = with_changes(text, path, index, changes)
    wanted = {key: each for key, each in {**rows[index], **changes}.items() if each is not None}
    assert tomllib.loads(new) == after(text, path, [*rows[:index], wanted, *rows[index + 1 :]])
    assert (comments(text) - comments(new)).total() <= 2
