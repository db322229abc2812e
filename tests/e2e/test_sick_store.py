"""A disk that is full and a store that is damaged: the alarm goes out all the same, and the fault is told."""

from pathlib import Path

import pytest

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, RunningHub, centre, twilio, zigbee
from tests.support.sue import sue

wait = RunningHub.until
LADDER = '[[ladder]]\ntell = ["centre", "anna"]\nwait = "30m"\n'
SMALL_DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
"""A mount of its own needs no root, and is gone with the hub."""
MOUNTED = 'mount -t tmpfs -o size=4m tmpfs "$0" && exec "$@"'


def hub(folder: Path, home: RealBroker, carrier: Carrier) -> RunningHub:
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(folder, *ways, ladder=LADDER, token=TOKEN)


def fill(disk: Path) -> None:
    """Leave no byte free."""
    with disk.joinpath("ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(b"x" * 1024):
                pass
        except OSError:
            return


def test_a_full_disk_holds_no_alarm_back(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with sue(home.port) as people:
        running = hub(tmp_path, home, carrier)
        running.before = (*SMALL_DISK, MOUNTED, str(data))
        running.inside = True
        with running:
            people.listens(running)
            fill(running.data)
            people.press()
            carrier.expect(ANNA, "Help button pressed")
            assert people.received()["state"] == "raised"
            assert "disk" in people.until("technical", "raised")["because"]
            assert running.ask("status")["disk"] == "failing"
            (running.data / "ballast").unlink()
            wait(lambda: running.ask("status")["disk"] == "ok", "the disk takes writes again", within=30)
            people.does("close", people.of("help")[0]["id"], outcome="helped")
            carrier.expect(ANNA, "closed")
            assert [i["state"] for i in running.incidents() if i["kind"] == "help"] == ["closed"], (
                "it is kept after all"
            )


@pytest.mark.parametrize("sick", ['-o size=64k tmpfs "$0"; cat /dev/zero > "$0/ballast"', '-o ro tmpfs "$0"'])
def test_a_hub_starts_on_a_disk_that_takes_nothing(
    tmp_path: Path, home: RealBroker, carrier: Carrier, sick: str
) -> None:
    """Full, or read-only as a worn card is after a power cut: it remembers in memory, says so, and can be answered."""
    for folder in ("data", "run"):
        (tmp_path / folder).mkdir()
    running = hub(tmp_path, home, carrier)
    running.environment["RUNTIME_DIRECTORY"] = str(tmp_path / "run")
    running.before = (*SMALL_DISK, f'mount -t tmpfs {sick} 2>/dev/null; exec "$@"', str(tmp_path / "data"))
    with sue(home.port) as people:
        running.start(ready=False)
        running.before = ()  # it has become the hub
        with_store = wait(lambda: _listens(running), "the hub answers a command")
        assert "centre" in with_store
        assert "memory only" in people.until("technical", "raised")["because"]
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        answer = running.carehub("ack", "--by", "Anna", people.until("help", "raised")["id"])
        assert answer.returncode == 0, answer.stderr + answer.stdout
        carrier.expect(ANNA, "Thank you")
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        running.stop()


def _listens(running: RunningHub) -> str:
    said = running.carehub("status")
    return "" if "No hub is running" in said.stderr or said.returncode else said.stdout


def test_a_damaged_store_is_put_aside_and_told(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        first = running.ask("status")["seq"]
        running.stop()
        store = tmp_path / "data" / "carehub.db"
        damaged = b"\0" * 100 + bytes(reversed(store.read_bytes()))
        store.write_bytes(damaged)
        running.start()
        notice = people.until("technical", "raised")
        assert "could not be used" in notice["because"]
        assert running.ask("status")["seq"] <= first + 20, "it is a new one"
        kept = [each for each in store.parent.iterdir() if each.is_file() and each.read_bytes() == damaged]
        assert len(kept) == 1, "what is left of the old one is kept"
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        people.until("help", "raised")
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
