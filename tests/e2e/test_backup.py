"""The commands about a whole hub, beside a real one that is stopped, replaced, and started again."""

from pathlib import Path
from typing import Any

import pytest

from hub.cli.signing import key_of
from tests.support.home import RunningHub

WORDS = "four tall green kettles"


def epoch_of(hub: RunningHub) -> Any:
    return hub.carehub("incidents", "--json", "--all").stdout


@pytest.fixture
def words(tmp_path: Path) -> str:
    (tmp_path / "words").write_text(f"{WORDS}\n")
    return str(tmp_path / "words")


def test_a_hub_is_backed_up_while_it_runs_and_restored_and_erased(tmp_path: Path, words: str) -> None:
    file = tmp_path / "all.carehub"
    with RunningHub(tmp_path) as hub:
        made = hub.carehub("backup", str(file), "--passphrase-file", words)
        assert made.returncode == 0 and "holds all of e2e" in made.stdout, made.stderr
        again = hub.carehub("backup", str(file), "--passphrase-file", words)
        assert again.returncode == 2 and "is there already" in again.stderr
        assert b"Mary" not in file.read_bytes() and file.stat().st_mode & 0o077 == 0
        looked = hub.carehub("restore", str(file), "--look", "--passphrase-file", words)
        assert looked.returncode == 0 and "The backup is whole. It is of e2e" in looked.stdout, looked.stderr
        assert not (hub.data / "taking-over").exists()

        hub.change('name = "Anna"', 'name = "Somebody else"')
        refused = hub.carehub("restore", str(file), "--passphrase-file", words, "--yes-restore", "e2e")
        assert refused.returncode == 2 and "a hub runs here" in refused.stderr and hub.answers()
        wrong = hub.carehub("restore", str(file), "--passphrase-file", words, "--stop-hub", "--yes-restore", "another")
        assert wrong.returncode == 2 and "is not the id of this home" in wrong.stderr and hub.answers()
        nobody = hub.carehub("restore", str(file), "--passphrase-file", words, "--stop-hub")
        assert nobody.returncode == 2 and "nobody is here to be asked" in nobody.stderr
        done = hub.carehub("restore", str(file), "--passphrase-file", words, "--stop-hub", "--yes-restore", "e2e")
        assert done.returncode == 0 and "This is e2e again" in done.stdout, done.stderr
        hub.until(lambda: hub.ended() is not None, "the hub was told to stop")
        assert hub.ended() == 0 and 'name = "Anna"' in hub.settings.read_text()
        hub.start()
        assert hub.ask("status")["ok"]

        key_of(hub.data)
        gone = hub.carehub("erase", "--stop-hub", "--yes-erase", "e2e")
        assert gone.returncode == 0 and "nobody can promise" in gone.stdout and "evidence" in gone.stderr, gone.stderr
        hub.until(lambda: hub.ended() is not None, "the hub was told to stop")
        names = {each.name for each in hub.data.iterdir()}
        assert names <= {"erased.txt", "hub.lock", "hub.sock"}, names
        assert "Anna" not in hub.settings.read_text()
        hub.start()
        assert hub.ask("status")["service"] == "being installed"
