"""A store that the version before Bluetooth and the definitions has written goes on under this one."""

import shutil
from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.home import ROOT, RunningHub, zigbee
from tests.support.peer import peer

OLD = ROOT / "tests" / "journals" / "before-devices.db"


def test_what_was_open_stays_open_and_what_was_on_is_no_news(tmp_path: Path, home: RealBroker) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(OLD, tmp_path / "data" / "carehub.db")
    with RunningHub(tmp_path, zigbee(home.port)) as hub, peer(home.port) as z2m:
        before = {each["id"]: each["kind"] for each in hub.incidents()}
        assert sorted(before.values()) == ["flood", "help", "help", "smoke"]
        hub.hears(z2m)
        assert hub.ask("status")["unhandled"] == 0
        assert hub.ask("status")["unplaced messages"] == 1, "the stranger's"
        z2m.say("zigbee2mqtt/smoke one", '{"smoke":true,"battery":79}')
        z2m.say("zigbee2mqtt/leaky", '{"water_leak":true,"battery":79}')
        z2m.say("zigbee2mqtt/Gas", '{"gas":true}')
        hub.until(lambda: len(hub.incidents()) == len(before) + 1, "the gas")
        now = {each["id"]: each["kind"] for each in hub.incidents()}
        assert now.items() > before.items() and list(now.values()).count("gas") == 1
        assert "Traceback" not in hub.log.read_text()
