"""Diagnostics hold nothing that somebody wrote; a backup is whole, noted, and leaves nothing behind."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from hub.backup.again import prepared, put_back
from hub.backup.belongings import Place
from hub.check_line import Line as Checks
from hub.cli.group import COMMANDS
from hub.model.household import Settings
from hub.pages.accounts import trail
from hub.pages.accounts.trail import Done
from hub.pages.roles import may
from hub.pages.routes import PAGES
from hub.pages.setup.leaving import may_leave
from hub.pages.site import Site
from hub.pages.support.diagnostics import Known, made
from hub.pages.support.plain import plain, written
from hub.pages.support.whole import Whole
from hub.settings import load
from hub.shell.reader import Reader
from tests.pages.alarms import pressed
from tests.pages.conftest import NIGHT, Browser
from tests.support.beside import beside

WORDS = "four tall green kettles"
CONFIG = Path(__file__).resolve().parents[2] / "config"
HOMES = [load(CONFIG / name) for name in ("demo.toml", "hub.example.toml")]


def test_the_shape_and_the_choices_stay() -> None:
    found = plain(HOMES[0])
    assert found["hub"]["timezone"] == HOMES[0].hub.timezone and found["hub"]["id"] == "[removed]"
    assert [each["use"] for each in found["devices"]] == [each.use for each in HOMES[0].devices]
    assert found["contacts"][0]["id"] == "contact 1" and found["contacts"][0]["name"] == "[removed]"
    assert "contact 1" in {each for rung in found["ladder"] for each in rung["tell"]}


class Renamed:
    """A home in which every text that may be anything is another one, drawn by hypothesis."""

    def __init__(self, home: Settings, draw: Any) -> None:
        self.draw, self.texts = draw, set[str]()
        self.tree: Any = msgspec.json.decode(msgspec.json.encode(home))
        self._walk(self.tree)
        self.settings = msgspec.convert(self.tree, Settings)

    def _walk(self, at: Any) -> None:
        for key, value in list(at.items()) if isinstance(at, dict) else list(enumerate(at)):
            if isinstance(value, dict | list):
                self._walk(value)
            elif isinstance(value, str) and value and key != "timezone":
                self._rename(at, key, value)

    def _rename(self, at: Any, key: Any, value: str) -> None:
        at[key] = text = self.draw()
        try:
            msgspec.convert(self.tree, Settings)
        except msgspec.ValidationError:
            at[key] = value  # one of a list of choices, or a length of time
        else:
            self.texts.add(text)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=3, max_size=12).map(lambda text: f"Zq{text}")


def everything_says(text: str) -> Any:
    """What a hub answers in which each word is a name."""
    device = {"status": text, "reach": text, "model": text, "battery": text, "heard": text, "usual gap": text}
    status = {
        "version": text, "at": text, "service": text, "clock": text, "disk": text, "outbox": text, "seq": text,
        "links": {text: text}, "unreadable input": {text: {"count": 2, "for example": text}},
        "not in settings": [text], "devices_lost": [text], "rooms": [{"room": text}], "resident": {"where": text},
    }  # fmt: skip
    return status, device


@pytest.mark.parametrize("home", HOMES, ids=["demo", "example"])
@given(data=st.data())
@how(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_word_of_the_settings_is_in_the_diagnostics(home: Settings, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(TEXT, min_size=4, max_size=8, unique=True))
    count = iter(range(10**6))
    renamed = Renamed(home, lambda: f"{drawn[(n := next(count)) % len(drawn)]}{n}")
    assert len(renamed.texts) > 20 and renamed.texts <= written(renamed.settings)
    text = min(renamed.texts)
    status, device = everything_says(text)
    known = Known(
        at=NIGHT, version="1.0", settings=renamed.settings, status=status,
        devices=tuple({**device, "id": each.id} for each in renamed.settings.devices),
        checked=(Checks("bad", text, text, text),),
        trail=(Done(at=NIGHT, name=text, role="installer", did=text, about=text, address=text),),
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made(known))) as packed:
        inside = {name: packed.read(name).decode() for name in packed.namelist()}
    leaves = {
        leaf for name, says in inside.items() if name.endswith("json") for leaf in words(msgspec.json.decode(says))
    }
    for each in renamed.texts:
        assert not any(each in leaf for leaf in leaves)
        assert not any(each in says or each in name for name, says in inside.items())


def words(tree: Any) -> set[str]:
    """Every text of a JSON document."""
    if isinstance(tree, dict):
        return {word for key, value in tree.items() for word in (key, *words(value))}
    if isinstance(tree, list):
        return {word for each in tree for word in words(each)}
    return {tree} if isinstance(tree, str) else set()


def test_diagnostics_are_loaded_and_noted_and_name_nobody(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    browser: Browser = signed_in["installer"]
    with beside(site.file):
        answer = browser.post("/support/diagnostics")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        inside = "".join(packed.read(name).decode() for name in packed.namelist())
        devices, about = (msgspec.json.decode(packed.read(f"{name}.json")) for name in ("devices", "about"))
    assert about["the hub answers"] is True and len(devices) == len(site.settings.devices)
    for private in ("Mary", "Anna", "Ivy", "+44", "Elm"):
        assert private not in inside
    assert next(trail.lately(site.accounts.conn)).did == "took diagnostics, without personal data"


def asked(browser: Browser, words: str = WORDS, again: str = WORDS):  # type: ignore[no-untyped-def]
    return browser.post("/support/data/backup", on="/support/data", passphrase=words, again=again)


def test_a_backup_beside_a_running_hub_is_whole_noted_and_leaves_nothing(
    signed_in,
    site: Site,
    tmp_path: Path,  # type: ignore[no-untyped-def]
) -> None:
    browser: Browser = signed_in["installer"]
    with beside(site.file):
        answer = asked(browser)
    assert answer.status_code == 200 and ".backup" in answer.headers["content-disposition"]
    assert int(answer.headers["content-length"]) == len(answer.content) and b"Mary" not in answer.content
    there = Place(tmp_path / "there" / "hub.toml", tmp_path / "there" / "var")
    there.toml.parent.mkdir()
    about = prepared(io.BytesIO(answer.content), WORDS, there)
    put_back(there, stop=False)
    assert about.hub == site.settings.hub.id
    store, reader = Reader(there.data), site.store()
    assert reader is not None and store.epoch == reader.epoch
    reader.close()
    store.close()
    assert not list(site.folder.glob("making-backup*"))
    assert next(trail.lately(site.accounts.conn)).did == "took a backup of all that the hub keeps"


@pytest.mark.parametrize(
    ("words", "again", "says"),
    [("short", "short", "at least 12"), ("", "", "at least 12"), (WORDS, f"{WORDS}s", "not the same")],
)
def test_a_passphrase_is_long_and_typed_twice(words: str, again: str, says: str, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    with beside(site.file):
        answer = asked(signed_in["installer"], words, again)
    assert answer.status_code == 409 and says in answer.text and WORDS not in answer.text


def test_without_a_store_and_while_another_is_made_there_is_no_copy(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    browser: Browser = signed_in["installer"]
    answer = asked(browser)
    assert answer.status_code == 409 and "no hub has run here" in answer.text

    class Held:
        def locked(self) -> bool:
            return True

    site.kept(Whole).one = Held()  # type: ignore[assignment]
    assert "being done already" in asked(browser).text


def test_a_copy_waits_while_an_alarm_is_open_or_there_is_no_room(
    signed_in,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    browser: Browser = signed_in["installer"]
    with beside(site.file) as hub:
        monkeypatch.setattr("hub.backup.making.NEARLY_FULL", 2**80)
        answer = asked(browser)
        assert answer.status_code == 409 and "Is there room on the disk?" in answer.text
        monkeypatch.undo()
        pressed(hub)
        answer = asked(browser)
        assert answer.status_code == 409 and "An alarm is open" in answer.text
    assert not list(site.folder.glob("making-backup*"))


def test_the_settings_file_is_given_as_it_is_where_no_secret_is_in_it(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    answer = signed_in["installer"].post("/support/data/settings", on="/support/data")
    assert answer.content == site.file.read_bytes()
    assert next(trail.lately(site.accounts.conn)).did == "took a copy of the settings file"


PING = "https://hc-ping.example/7d3c1f6e"


@pytest.mark.parametrize(
    "written",
    [
        f'[audit]\nping = "{PING}"  # {PING}\n', f"[audit]\n'ping' = '{PING}'\n",
        f'[audit]\n"ping"="{PING}"\n[twilio]\ntoken = "7d3c1f6e"\n', f'# it was {PING}\n[audit]\nping = "{PING}"\n',
        'audit = { tell = ["a"], ping = "https://hc-ping.example/\\u0037d3c1f6e" }\n',
        f'audit.ping = "{PING}"\nmqtt.url = "mqtt://me:7d3c1f6e@10.0.0.2"\n',
    ],
)  # fmt: skip
def test_no_secret_and_no_ping_leaves_with_the_settings(written: str) -> None:
    left = may_leave(written)
    assert "7d3c1f6e" not in left and "u0037" not in left and "(not shown)" in left
    assert msgspec.toml.decode(left).keys() == msgspec.toml.decode(written).keys()


def test_settings_that_cannot_be_read_are_not_given_out(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.file.write_text(f'[audit\nping = "{PING}"')
    answer = signed_in["installer"].post("/support/data/settings", on="/support/data")
    assert answer.status_code == 409 and "7d3c1f6e" not in answer.text and "not given out" in answer.text


def test_the_ping_is_seen_by_whoever_may_see_settings_and_nobody_else(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    tells = f'\n[audit]\ntell = ["{site.settings.contacts[0].id}"]\nping = "{PING}"\n'
    site.file.write_text(re.sub(r"\n\[audit\](\n[^\[\n]*)*", "", site.file.read_text()) + tells)
    assert site.settings.audit is not None and site.settings.audit.ping == PING
    for role, browser in signed_in.items():
        for each in PAGES:
            if each.method == "GET" and each.right is not None:
                shown = PING in browser.get(each.example or each.path).text
                assert not shown or (may(role, "settings") and each.right == "settings"), (role, each.path)
    assert PING in signed_in["installer"].get("/settings/at/audit").text
    for path in ("/support/data/settings", "/support/diagnostics"):
        content = signed_in["installer"].post(path, on="/support/data").content
        assert PING.encode() not in content and b"7d3c1f6e" not in content


def test_every_command_on_the_page_is_one(signed_in) -> None:  # type: ignore[no-untyped-def]
    for path in ("/support/data", "/support/data/erase"):
        text = signed_in["installer"].get(path).text
        found = set(re.findall(r"\bcarehub carehub ([a-z]+)", text))
        assert found and found <= set(COMMANDS)
