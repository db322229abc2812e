"""A home with everything in it that a replacement hub needs."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from hub.backup.belongings import Place
from hub.backup.making import Made, made
from hub.cli.signing import key_of
from hub.pages.accounts import Accounts
from hub.settings import load
from tests.support.beside import beside, until

CONFIG = Path(__file__).resolve().parents[2] / "config" / "demo.toml"
NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
WORDS = "four tall green kettles"


def home(folder: Path, name: str) -> Place:
    """A home's settings, and nothing else yet."""
    (folder / name / "etc").mkdir(parents=True)
    place = Place(folder / name / "etc" / "hub.toml", folder / name / "var")
    place.toml.write_text(CONFIG.read_text().replace('data = "var/demo"', f'data = "{place.data}"'))
    return place


def lived_in(place: Place, *, alarm: bool = False) -> Place:
    """A hub has run, people may sign in, a code is kept, and a door sensor has its key."""
    with beside(place.toml) as hub:
        hub.moves("hall")
        if alarm:
            hub.press()
            until(lambda: bool(hub.open_now))
    key_of(place.data)
    accounts = Accounts.open(place.data / "pages")
    accounts.add("Ivy Fitter", "installer", "seven green kettles", NOW)
    accounts.conn.execute("INSERT INTO sessions(token, person, began, seen) VALUES ('x', 1, 1, 1)")
    accounts.close()
    (place.data / "pages" / "authority.key").write_bytes(b"a key")
    (place.data / "secrets").mkdir(mode=0o700)
    (place.data / "secrets" / "key-safe").touch(0o600)
    (place.data / "secrets" / "key-safe").write_text("C4711X\n")
    (place.data / "carehub-backup.db").write_bytes(b"last night's")
    (place.toml.parent / "bluetooth-a4c138000001.key").write_text("00" * 16)
    return place


def copies(place: Place) -> Made:
    return made(place, load(place.toml), "0.1", NOW)


def seen(*folders: Path) -> dict[str, str]:
    """Every file with its content: what must be the same afterwards."""
    found = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.name != "hub.lock":
                found[str(file)] = sha256(file.read_bytes()).hexdigest()
    return found


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase is tried in a millisecond."""
    monkeypatch.setattr("hub.backup.sealed.COST", 4)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Place]:
    yield lived_in(home(tmp_path, "here"))
    shutil.rmtree(tmp_path / "here")
