"""Every setting of the model has a field in a form; what is typed there is what the file says, and can be undone."""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.model.errors import CarehubError
from hub.pages.setup import documented
from hub.pages.setup.changing import changed, edit_of
from hub.pages.setup.fields import name_of, raw_at, shown
from hub.pages.setup.file import looked, present, without_secrets
from hub.pages.setup.grouped import GROUPS
from hub.pages.setup.shape import Field, NoSuchPlace, Shape, setting, shape
from hub.pages.words import saying
from hub.settings.examples import EXAMPLES
from hub.settings.history import kept
from hub.settings.layout import Names
from hub.settings.naming import free_id
from hub.settings.proof import NotWritten, tables
from hub.settings.reading import parse
from hub.settings.writing import change, restored
from tests.settings.test_docs import EXISTING, WHOLE

TEXT = "# Kept, whatever is changed.\n" + tomlkit.dumps(WHOLE)
KNOWN = tables(TEXT)
SAY = saying("en-GB")


def every_table() -> list[Names]:
    """Every table and every first entry of a list that the settings may have."""
    left: list[Names] = [table for group in GROUPS for table in group.tables]
    found = []
    while left:
        path = left.pop()
        of = shape(path)
        found.append(path)
        left += [*of.tables, *of.lists, *([(*path, 0)] if of.is_list else [])]
    return sorted(set(found), key=str)


TABLES = every_table()
FIELDS = [field for path in TABLES for field in shape(path).fields]


def named(field: Field) -> str:
    return ".".join(map(str, field.path))


def form_of(of: Shape, text: str) -> dict[str, list[str]]:
    """The form as the page would show it."""
    form, known = {}, KNOWN if text == TEXT else tables(text)
    for field in of.fields:
        form |= filled(field, shown(field, raw_at(known, field.path)))
    return form


def filled(field: Field, words: tuple[str, ...]) -> dict[str, list[str]]:
    name = name_of(field)
    if field.kind == "secret":
        return {f"{name}.where": [words[0]], f"{name}.name": [words[1]]}
    if field.kind == "lines":
        return {name: ["\r\n".join(words)]}
    return {name: list(words)}


def example(field: Field) -> Any:
    """The value that docs/settings.md shows for it."""
    path = field.path
    if path[0] == "consent":
        return tomllib.loads(EXAMPLES["consent.falls"])["falls"][field.key]
    return tomllib.loads(EXAMPLES[setting(path)])[field.key]


def test_every_setting_that_there_is_has_a_field_and_no_other() -> None:
    of_consent = {
        path.replace(".*.", f".{name}.")
        for path in EXISTING
        for name in WHOLE["consent"]
        if path.startswith("consent.*.")
    }
    meant = {path for path in EXISTING if path.split(".")[0] not in ("Secrets", "consent")} | of_consent
    assert {setting(field.path) for field in FIELDS} == meant


def typed(field: Field) -> tuple[dict[str, list[str]], Any]:
    """The form of its table with another value in this field, and that value; None where it is emptied."""
    form, wanted = form_of(shape(field.path[:-1]), TEXT), example(field)
    if shown(field, raw_at(KNOWN, field.path)) == shown(field, wanted):
        return form | filled(field, ("",) * (2 if field.kind == "secret" else 1)), None
    return form | filled(field, shown(field, wanted)), wanted


@pytest.mark.parametrize("field", FIELDS, ids=named)
def test_what_is_typed_stands_in_the_file(field: Field) -> None:
    form, wanted = typed(field)
    after = changed(TEXT, field.path[:-1], form)
    assert shown(field, raw_at(tables(after), field.path)) == shown(field, wanted)
    assert after.startswith("# Kept, whatever is changed.\n")
    if wanted is not None:
        parse(after, "hub.toml")


@pytest.mark.parametrize("path", [path for path in TABLES if shape(path).fields], ids=str)
def test_a_form_that_is_sent_back_as_it_was_changes_nothing_and_what_was_changed_is_undone(
    path: Names, tmp_path: Path
) -> None:
    file, of = tmp_path / "hub.toml", shape(path)
    assert changed(TEXT, path, form_of(of, TEXT)) == TEXT
    file.write_text(TEXT)
    done = [TEXT.encode()]
    for field in of.fields:
        form, wanted = typed(field)
        if wanted is not None:
            change(file, lambda text, form=form: changed(text, path, form))  # type: ignore[misc]
            done.append(file.read_bytes())
            break
    assert len(done) == 2 or not any(typed(field)[1] for field in of.fields)
    for copy, before in zip(kept(file), reversed(done[:-1]), strict=True):
        restored(file, copy.id)
        assert file.read_bytes() == before


WRONG = {"whole": "many", "number": "warm", "yes or no": "perhaps", "day": "yesterday", "length": "a while",
         "word": "nonsense"}  # fmt: skip


@pytest.mark.parametrize("field", [field for field in FIELDS if field.kind in WRONG], ids=named)
def test_what_cannot_be_is_refused_beside_its_field_with_an_example(field: Field, tmp_path: Path) -> None:
    file, of = tmp_path / "hub.toml", shape(field.path[:-1])
    file.write_text(TEXT)
    form = form_of(of, TEXT) | {name_of(field): [WRONG[field.kind]]}
    look = looked(present(file), file, lambda text: changed(text, of.path, form), SAY)
    assert look.refused is not None and look.refused.field == field.path
    assert WRONG[field.kind] in look.refused.found and look.refused.expected and look.refused.example


@settings(max_examples=40)
@given(words=st.text(max_size=60))
def test_no_word_that_is_typed_becomes_another_setting(words: str) -> None:
    path: Names = ("contacts", 0)
    form = form_of(shape(path), TEXT) | {"v.name": [words]}
    try:
        after = changed(TEXT, path, form)
        parse(after, "hub.toml")
    except CarehubError:
        return
    expected = deepcopy(KNOWN)
    expected["contacts"][0]["name"] = words.strip()
    assert tables(after) == expected


@given(name=st.text(max_size=40), taken=st.lists(st.sampled_from(["anna", "anna-2", "one", "centre"])))
def test_a_new_entry_gets_a_word_that_nobody_has(name: str, taken: list[str]) -> None:
    found = free_id(name, taken)
    assert found not in {*taken, "centre"} and found


def test_every_setting_is_explained_in_the_words_of_the_documents() -> None:
    assert [named(field) for field in FIELDS if not documented.words(field.path).meaning] == []
    assert [path for path in TABLES if not documented.about(path) and path[0] != "consent" and len(path) == 1] == []


def test_links_and_signs_of_the_documents_cannot_become_html() -> None:
    said = documented.marked("See [Secrets](#secrets), `a < b` & <script>")
    assert str(said) == "See Secrets, <code>a &lt; b</code> &amp; &lt;script&gt;"


@pytest.mark.parametrize("path", [("nothing",), ("contacts", "x"), (0,), ("hub", "id"), ("sms", "token"), ("",)])
def test_there_is_no_form_where_there_is_no_table(path: Names) -> None:
    with pytest.raises(NoSuchPlace):
        shape(path)


def test_entries_are_moved_and_taken_out() -> None:
    edit = edit_of("down", ("contacts", 0), {})
    assert edit is not None
    assert [each["id"] for each in tables(edit(TEXT))["contacts"]] == ["ben", "anna"]
    up = edit_of("up", ("contacts", 0), {})
    assert up is not None
    with pytest.raises(NotWritten, match="no place"):
        up(TEXT)
    out = edit_of("remove", ("sms", "second"), {})
    assert out is not None and "second" not in tables(out(TEXT))["sms"]
    assert edit_of("burn", ("sms",), {}) is None


SECRETS = [
    'token = "hunter2-hunter2"', "pin = '1234'", 'pin = 1234', 'password = """\nhunter2\n"""',
    '"token" = "a\\"b hunter2"',
    'a = { token = "hunter2" }', 'key_safe_code="hunter2"', 'token = "hunter2', "password = hunter2",
    'url = "mqtt://me:hunter2@127.0.0.1"',
]  # fmt: skip


@pytest.mark.parametrize("line", SECRETS)
def test_a_secret_that_somebody_wrote_into_the_file_is_not_shown(line: str) -> None:
    said = without_secrets(f'# first\n{line}\nkey_safe = "left"\n')
    assert "hunter2" not in said and "1234" not in said
    assert "# first" in said and 'key_safe = "left"' in said


def test_where_a_secret_is_may_be_read() -> None:
    assert without_secrets('token = { credential = "x" }') == 'token = { credential = "x" }'
